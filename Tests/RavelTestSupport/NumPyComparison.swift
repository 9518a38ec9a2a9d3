import RavelCore
import RavelIR
import RavelRuntime
import Testing

import class Foundation.ProcessInfo

/// The same computation for Ravel and for NumPy.
public struct NumPyComparison: Sendable {
  /// How far values must agree; dtypes, shapes and strides always do, and so do errors.
  public enum Values: Hashable, Sendable {
    /// Every bit.
    case exact
    /// Every bit, but zeros of either sign are the same.
    case exceptSignsOfZeros
    /// None.
    case layout
    /// At most so many units in the last place from the true value of NumPy's function of that name, whose operands the
    /// case's arrays are in the order of their names. Of complex values, units of the larger part.
    case ulps(Double, of: String)
  }

  /// For messages.
  public var label: String
  public var numpy: NumPyCase
  public var values: Values
  /// Who computes it; the first is held to NumPy, the others to the first.
  public var engines: [Engine]
  public var ravel: @Sendable () throws -> Expression

  public init(
    _ label: String, _ code: String, _ arrays: [String: Storage], values: Values = .exact,
    engines: [Engine] = Engine.tested, ravel: @escaping @Sendable () throws -> Expression
  ) {
    self.label = label
    numpy = NumPyCase(code, arrays)
    self.values = values
    self.engines = engines
    self.ravel = ravel
  }
}

/// What a computation came to.
public enum Outcome: Hashable, Sendable {
  case array(NumPyArray)
  case error(type: String, message: String)

  /// Builds and evaluates; an `ArrayError` is the exception that NumPy would raise.
  public init(_ engine: Engine, _ build: () throws -> Expression) throws {
    do {
      let expression = try build()
      try evaluate([expression], engine: engine)
      self.init(expression.storage!)
    } catch let error as ArrayError {
      self = .error(type: error.pythonType, message: error.description)
    }
  }

  public init(_ storage: Storage) {
    let layout = storage.layout
    self = .array(
      NumPyArray(dtype: storage.dtype, shape: layout.shape, strides: layout.strides, bytes: storage.rowMajorBytes))
  }

  fileprivate init(_ answer: NumPyAnswer) {
    switch answer {
    case .error(let type, let message):
      // NumPy's own subclasses of TypeError say nothing that the text does not say.
      var text = message
      // Which of its two texts for a method without a loop NumPy has depends on what the process asked for before.
      let other =
        /ufunc '((?:not_)?equal|(?:less|greater)(?:_equal)?)' did not contain .*|ufunc '(gcd|lcm)' did not .* \(None, .*/
      if let match = message.wholeMatch(of: other), let name = match.1 ?? match.2 {
        text = "No loop matching the specified signature and casting was found for ufunc \(name)"
      }
      self = .error(type: type.contains("UFunc") ? "TypeError" : type, message: text)
    case .values(let values):
      if case .array(let array) = values[0] {
        self = .array(array)
      } else {
        self = .error(type: "text", message: "\(values)")
      }
    }
  }
}

/// Computes everything by Ravel and by NumPy, and records an issue for what does not agree: the first ten, and how many
/// there are.
///
/// Two engines that differ name the guilty half: fusion or schedule where the reference differs from the interpreter,
/// code generation where the interpreter differs from compiled code.
public func expectNumPys(_ comparisons: [NumPyComparison], sourceLocation: SourceLocation = #_sourceLocation) throws {
  let outcomes = try comparisons.map { comparison in
    try comparison.engines.map { try Outcome($0, comparison.ravel) }
  }
  let answers = try NumPyReference.answers(
    to: zip(comparisons, outcomes).map { comparison, outcomes in try comparison.question(about: outcomes[0]) })
  var problems: [String] = []
  for (number, comparison) in comparisons.enumerated() {
    for (position, engine) in comparison.engines.enumerated() {
      let outcome = outcomes[number][position]
      let problem =
        position == 0
        ? comparison.problem(with: outcome, answers[number])
        : outcome.difference(from: outcomes[number][0]).map { "unlike the \(comparison.engines[0]): \($0)" }
      if let problem { problems.append("\(comparison.label) by the \(engine): \(problem)") }
    }
  }
  report(problems, of: comparisons.count, sourceLocation)
}

/// Records some problems as issues, the first ten one by one, or as many as `RAVEL_ISSUES` says.
public func report(_ problems: [String], of count: Int, _ sourceLocation: SourceLocation) {
  let limit = ProcessInfo.processInfo.environment["RAVEL_ISSUES"].flatMap { Int($0) } ?? 10
  for problem in problems.prefix(limit) { Issue.record(Comment(rawValue: problem), sourceLocation: sourceLocation) }
  if problems.count > limit {
    Issue.record("... and \(problems.count - limit) more, of \(count) cases", sourceLocation: sourceLocation)
  }
}

extension NumPyComparison {
  /// What to ask NumPy, given what came out: the errors of an approximate result are worked out there.
  fileprivate func question(about outcome: Outcome) throws -> NumPyCase {
    guard case .ulps(_, let function) = values, case .array(let array) = outcome, array.dtype.kind >= .float else {
      return numpy
    }
    // Integers are cast to the result's dtype before the function is computed.
    let operands = numpy.arrays.sorted { $0.key < $1.key }.map { name, storage in
      storage.dtype.kind < .float ? "\(name).astype(result_.dtype)" : name
    }.joined(separator: ", ")
    let result = try Storage(allocating: Layout(contiguous: array.shape), array.dtype)
    array.bytes.withUnsafeBytes {
      if !$0.isEmpty { result.pointer.copyMemory(from: $0.baseAddress!, byteCount: $0.count) }
    }
    return NumPyCase(
      "(\(numpy.code), ulp_errors('\(function)', result_, \(operands)))",
      numpy.arrays.merging(["result_": result]) { first, _ in first })
  }

  fileprivate func problem(with outcome: Outcome, _ answer: NumPyAnswer) -> String? {
    let expected = Outcome(answer)
    guard case .ulps(let allowed, _) = values, case .values(let values) = answer, values.count == 2,
      case .array(let errors) = values[1]
    else {
      if self.values == .layout { return outcome.differenceOfLayout(from: expected) }
      return describe(outcome.difference(from: expected, zeroSigns: self.values != .exceptSignsOfZeros), outcome)
    }
    if let difference = outcome.differenceOfLayout(from: expected) { return difference }
    let distances = Elements(.float64, errors.bytes)
    for index in 0..<distances.count where !(distances[index].doubleValue <= allowed) {
      return describe(
        (index, "\(distances[index]) units in the last place from the true value, near \(expected.element(index))"),
        outcome)
    }
    return nil
  }

  private func describe(_ difference: (index: Int?, text: String)?, _ outcome: Outcome) -> String? {
    guard let difference else { return nil }
    guard let index = difference.index else { return difference.text }
    let operands = numpy.arrays.sorted { $0.key < $1.key }.compactMap { name, storage -> String? in
      let elements = Elements(storage.dtype, storage.rowMajorBytes)
      guard elements.count == 1 || elements.count > index else { return nil }
      return "\(name) = \(elements[elements.count == 1 ? 0 : index])"
    }
    return "element \(index) (\(operands.joined(separator: ", "))): \(outcome.element(index)) \(difference.text)"
  }
}

extension Outcome {
  func element(_ index: Int) -> String {
    guard case .array(let array) = self, index < Elements(array.dtype, array.bytes).count else { return "nothing" }
    return "\(Elements(array.dtype, array.bytes)[index])"
  }

  /// What differs, and in which element if it is one's value.
  fileprivate func difference(from expected: Outcome, zeroSigns: Bool = true) -> (index: Int?, text: String)? {
    if let difference = differenceOfLayout(from: expected) { return (nil, difference) }
    guard case .array(let array) = self, case .array(let other) = expected else { return nil }
    let elements = Elements(array.dtype, array.bytes)
    return elements.firstDifference(from: Elements(other.dtype, other.bytes), zeroSigns: zeroSigns).map {
      ($0, "is not \(expected.element($0))")
    }
  }

  /// Of a Python integer beyond 64 bits, NumPy often says only this. Ravel treats it as it treats a lesser one that is
  /// out of the dtype's range: comparisons are exact, other operations name value and dtype.
  private var isBeyondNumPy: Bool {
    self == .error(type: "OverflowError", message: "Python int too large to convert to C long")
  }

  /// What differs apart from values.
  fileprivate func differenceOfLayout(from expected: Outcome) -> String? {
    switch (self, expected) {
    case (.array(let a), .array(let b)):
      if a.dtype != b.dtype { return "the dtype \(a.dtype), not \(b.dtype)" }
      if a.shape != b.shape { return "the shape \(a.shape), not \(b.shape)" }
      return a.walkedStrides == b.walkedStrides ? nil : "the strides \(a.strides!), not \(b.strides ?? [])"
    case (.error(let type, let text), .error(let otherType, let otherText)):
      if expected.isBeyondNumPy && type == otherType { return nil }
      // Ravel may say more than NumPy.
      return type == otherType && text.hasPrefix(otherText)
        ? nil : "\(type) \"\(text)\", not \(otherType) \"\(otherText)\""
    case (.array(let a), .error) where expected.isBeyondNumPy && a.dtype == .bool: return nil
    case (.array(let a), .error(let type, let text)): return "\(a.dtype) \(a.shape), not \(type) \"\(text)\""
    case (.error(let type, let text), .array(let b)): return "\(type) \"\(text)\", not \(b.dtype) \(b.shape)"
    }
  }
}

extension NumPyArray {
  /// The strides of axes that are walked: nothing is said by those of a single index, nor by those of an empty array.
  fileprivate var walkedStrides: [Int?] {
    if shape.contains(0) { return [] }
    return shape.indices.map { shape[$0] == 1 ? 0 : strides?[$0] }
  }
}

extension Engine {
  /// The engines to hold to NumPy and to each other, the reference first; compiled code where there is LLVM.
  public static let tested: [Engine] = {
    let probe = Expression.constant(Constant(1, .int8)).cast(to: .int16)
    return [.reference, .interpreter] + ((try? evaluate([probe], engine: .jit)) == nil ? [] : [.jit])
  }()

  /// One of them, in turn, where there are many cases: compiled code once in so many.
  public static func inTurn(_ number: Int, compiledEvery period: Int = 2) -> [Engine] {
    [number % period == 0 ? tested.last! : number / period % 4 == 0 ? .reference : .interpreter]
  }
}
