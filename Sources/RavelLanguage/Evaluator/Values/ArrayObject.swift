import Ravel
import RavelIR

/// A NumPy array as an object: what several names may stand for, and what assignment through any of them, or through a
/// view, changes.
///
/// Ravel's arrays are values, so that a view here is a way back: an object that owns elements, and the steps from them
/// to the view. Reading takes the steps; writing replaces the owner's elements by new ones.
final class ArrayObject {
  /// One step from an array to a view of it, as an expression states it.
  enum Step {
    case map(AccessMap)
    case reshape(Shape)
  }

  private enum Content {
    case elements(NDArray)
    case view(of: ArrayObject, [Step])
  }

  private var content: Content
  /// A view as it was last read, and the number of the owner's writes then: one view is one expression, however often
  /// it is read.
  private var cached: (writes: Int, value: NDArray)?
  private var writes = 0
  /// Why nothing may be assigned, in NumPy's words, or nil.
  private let obstacle: String?

  /// An array that owns its elements.
  init(_ value: NDArray, obstacle: String? = nil) {
    content = .elements(value)
    self.obstacle = obstacle
  }

  private init(view steps: [Step], of owner: ArrayObject, value: NDArray, obstacle: String?) {
    content = .view(of: owner, steps)
    cached = (owner.writes, value)
    self.obstacle = obstacle
  }

  /// An argument. One that lies with gaps or backwards is a view of the memory that it lies in, so that assignment
  /// leaves it lying so: NumPy decides by that what is a view of it, and in which order it is summed.
  /// - Parameter memory: what `memory(of:)` gives for it.
  static func argument(_ array: NDArray, in memory: RavelIR.Expression?) -> ArrayObject {
    let layout = array.expression.layout
    // What stands in several places at once cannot be assigned to.
    guard let memory, let reach = layout.offsetRange else {
      return ArrayObject(array, obstacle: layout.repeatsElements ? readOnly : nil)
    }
    let map = AccessMap(
      source: memory.shape, shape: layout.shape, offsets: [-reach.lowerBound], steps: [layout.strides])
    return ArrayObject(view: [.map(map)], of: ArrayObject(NDArray(memory)), value: array, obstacle: nil)
  }

  /// The memory that a stored array which lies with gaps or backwards lies in, as an array of one axis; nil for any
  /// other array.
  static func memory(of array: NDArray) -> RavelIR.Expression? {
    let layout = array.expression.layout
    guard !layout.isContiguous, layout != Layout(like: layout), !layout.repeatsElements, let reach = layout.offsetRange,
      let storage = array.expression.storage
    else { return nil }
    return RavelIR.Expression(
      Storage(
        buffer: storage.buffer, dtype: storage.dtype, layout: Layout(contiguous: [reach.count]),
        offset: storage.offset + reach.lowerBound))
  }

  /// Whether something was assigned to elements of the array that this is, or is a view of.
  var isAssigned: Bool {
    if case .view(let owner, _) = content { owner.writes > 0 } else { writes > 0 }
  }

  var value: NDArray {
    switch content {
    case .elements(let value):
      return value
    case .view(let owner, let steps):
      if let cached, cached.writes == owner.writes { return cached.value }
      let value = steps.reduce(owner.value) { NDArray(Self.take($1, from: $0.expression)) }
      cached = (owner.writes, value)
      return value
    }
  }

  private static func take(_ step: Step, from source: RavelIR.Expression) -> RavelIR.Expression {
    switch step {
    case .map(let map): return source.view(map)
    case .reshape(let shape):
      guard let result = try? source.reshaped(to: shape) else {
        preconditionFailure("\(source.shape) is no longer \(shape)")
      }
      return result
    }
  }

  /// What NumPy gives for an operation that returns a view where it can: a view of this array if the operation's result
  /// is one, else an array of its own.
  /// - Parameter isWritable: false for views that NumPy protects, whose elements stand in several places.
  func view(isWritable: Bool = true, _ operation: (NDArray) throws -> NDArray) rethrows -> ArrayObject {
    let before = value
    let after = try operation(before)
    guard let further = Self.steps(from: before.expression, to: after.expression) else { return ArrayObject(after) }
    let (owner, steps) = if case .view(let owner, let steps) = content { (owner, steps) } else { (self, [Step]()) }
    return ArrayObject(
      view: Self.joined(steps + further), of: owner, value: after,
      obstacle: isWritable ? obstacle : Self.readOnly)
  }

  /// The views and reshapes that an expression consists of, seen from another one; nil if there is anything else
  /// between them.
  private static func steps(from source: RavelIR.Expression, to result: RavelIR.Expression) -> [Step]? {
    var steps: [Step] = []
    var current = result
    while current !== source {
      guard case .pending(let operands) = current.current else { return nil }
      switch current.operation.kind {
      case .view(let map): steps.append(.map(map))
      case .reshape: steps.append(.reshape(current.shape))
      default: return nil
      }
      current = operands[0]
    }
    return steps.reversed()
  }

  /// Neighbouring maps as one, neighbouring reshapes as the last: views of views don't grow without bound.
  private static func joined(_ steps: [Step]) -> [Step] {
    var result: [Step] = []
    for step in steps {
      switch (result.last, step) {
      case (.map(let inner), .map(let outer)): result[result.count - 1] = .map(inner.then(outer))
      case (.reshape, .reshape): result[result.count - 1] = step
      default: result.append(step)
      }
    }
    return result
  }

  // MARK: Assignment

  /// Replaces the elements that `selection` views by `operand`, cast to the dtype and broadcast.
  func assign(_ operand: any ArrayOperand, at selection: (NDArray) throws -> NDArray) throws {
    if let obstacle { throw PythonError(obstacle) }
    try view(selection).put(operand)
  }

  /// Replaces all elements by those of an array of this dtype and shape.
  func update(to elements: NDArray) throws {
    if let obstacle { throw PythonError(obstacle == Self.readOnly ? "output array is read-only" : obstacle) }
    try put(elements)
  }

  private func put(_ operand: any ArrayOperand) throws {
    switch content {
    case .elements(let value):
      replace(try Self.put(operand, through: [], into: value))
    case .view(let owner, let steps):
      owner.replace(try Self.put(operand, through: steps[...], into: owner.value))
    }
  }

  private func replace(_ value: NDArray) {
    content = .elements(value)
    writes += 1
  }

  /// The source with the elements of a view replaced.
  private static func put(
    _ operand: any ArrayOperand, through steps: ArraySlice<Step>, into source: NDArray
  ) throws -> NDArray {
    switch steps.first {
    case nil:
      return try source.assigning(operand, at: AccessMap(identity: source.shape))
    case .map(let map):
      if steps.count == 1 { return try source.assigning(operand, at: map) }
      let inner = try put(operand, through: steps.dropFirst(), into: NDArray(source.expression.view(map)))
      return try source.assigning(inner, at: map)
    case .reshape(let shape):
      let inner = try put(operand, through: steps.dropFirst(), into: source.reshaped(to: shape))
      return try source.assigning(inner.reshaped(to: source.shape), at: AccessMap(identity: source.shape))
    }
  }

  private static let readOnly = "assignment destination is read-only"
}

extension Layout {
  /// Whether an axis stands still: NumPy's broadcast arrays, which nothing can be assigned to.
  fileprivate var repeatsElements: Bool { zip(shape, strides).contains { $0 > 1 && $1 == 0 } }
}
