import RavelCore

/// Along which axes of its operands a ufunc of matrices works: NumPy's `axes`, `axis` and `keepdims`.
/// - Source: https://numpy.org/doc/stable/reference/ufuncs.html#optional-keyword-arguments
public struct CoreAxes: Sendable {
  /// What belongs to one operand.
  public enum Entry: Sendable {
    /// The axis of its only core dimension.
    case axis(Int)
    /// One for each core dimension, in the order of the signature.
    case axes([Int])
  }

  /// For the operands and the result; that of a result without core dimensions may be left out.
  public var entries: [Entry]?
  /// The one axis of vectors that are multiplied.
  public var axis: Int?
  /// Whether that axis stays, with extent 1.
  public var keepDims: Bool?

  public init(_ entries: [Entry]? = nil, axis: Int? = nil, keepDims: Bool? = nil) {
    (self.entries, self.axis, self.keepDims) = (entries, axis, keepDims)
  }

  /// Whether they are the last ones, as if nothing was said.
  fileprivate var areUsual: Bool { entries == nil && axis == nil && keepDims == nil }

  /// The entries for two operands of these ranks and for the result, all written out.
  /// - Parameter counts: how many core dimensions each of the three has.
  fileprivate func complete(_ ufunc: MatrixUfunc, _ counts: [Int]) throws(ArrayError) -> [[Int]] {
    if let axis {
      guard ufunc == .vecdot else {
        throw .type(
          "\(ufunc.rawValue): axis can only be used with a single shared core dimension, not with the "
            + "\(ufunc == .matmul ? 3 : 2) distinct ones implied by signature \(ufunc.signature).")
      }
      if entries != nil { throw .type("cannot specify both 'axis' and 'axes'") }
      return counts.map { Array(repeating: axis, count: $0) }
    }
    guard let entries else { return counts.map { Array(-$0..<0) } }
    guard entries.count == 3 || (entries.count == 2 && ufunc == .vecdot) else {
      throw .value(
        "axes should be a list with an entry for all 3 inputs and outputs; entries for outputs can only be omitted if "
          + "none of them has core axes.")
    }
    var complete: [[Int]] = []
    for (number, entry) in entries.enumerated() {
      let problem = "\(ufunc.rawValue): operand \(number) has \(counts[number]) core dimensions, but "
      switch entry {
      case .axis(let axis):
        if counts[number] != 1 { throw .axis(problem + "the axes item is a single integer.") }
        complete.append([axis])
      case .axes(let axes):
        if counts[number] != axes.count {
          throw .axis(problem + "\(axes.count) dimensions are specified by axes tuple.")
        }
        complete.append(axes)
      }
    }
    return complete + (complete.count == 2 ? [Array(-counts[2]..<0)] : [])
  }
}

extension NDArray {
  /// A product of vectors or matrices along axes of the caller's choice.
  /// - Parameter axes: which axes are multiplied, and where the result's come to be.
  /// - Shape:  as without `axes`, after the operands' axes moved to the end, and before the result's move from there.
  /// - Throws: `ArrayError.value`, `.type`, `.axis` and `.axisOutOfBounds` with NumPy's texts.
  /// - SeeAlso: `NDArray.product(_:_:_:_:onto:)`, for the rest.
  public static func product(
    _ ufunc: MatrixUfunc, _ x1: any ArrayOperand, _ x2: any ArrayOperand, _ keywords: UfuncKeywords = UfuncKeywords(),
    along axes: CoreAxes, onto target: NDArray? = nil
  ) throws(ArrayError) -> NDArray {
    if axes.areUsual { return try product(ufunc, x1, x2, keywords, onto: target) }
    if axes.keepDims != nil, ufunc != .vecdot {
      let (what, count) = ufunc == .matmul ? ("output 0", 2) : ("input 1", ufunc.leastRanks[1])
      throw .type(
        "\(ufunc.rawValue) does not support keepdims: its signature \(ufunc.signature) requires \(what) to have \(count) "
          + "core dimensions, but keepdims can only be used when all inputs have the same number of core dimensions and "
          + "all outputs have no core dimensions.")
    }
    let (a, b) = (NDArray(try x1.operand.converted(to: nil)), NDArray(try x2.operand.converted(to: nil)))
    // Too few axes are an error of the product's own.
    if a.ndim < ufunc.leastRanks[0] || b.ndim < ufunc.leastRanks[1] { return try product(ufunc, a, b, keywords) }
    let keepsAxis = axes.keepDims == true
    let counts = ufunc.coreCounts(a.ndim, b.ndim)
    let entries = try axes.complete(ufunc, counts.operands + [keepsAxis ? 1 : counts.result])
    let rank = Swift.max(a.ndim - counts.operands[0], b.ndim - counts.operands[1]) + entries[2].count
    var places: [[Int]] = []
    for (number, rank) in [a.ndim, b.ndim, Swift.max(rank, target?.ndim ?? 0)].enumerated() {
      var placed: [Int] = []
      for axis in entries[number] {
        let place = try normalizedAxis(axis, rank: rank)
        if placed.contains(place) { throw .value("axes item \(number) has value \(axis) repeated") }
        placed.append(place)
      }
      places.append(placed)
    }
    func last(_ axes: [Int]) -> [Int] { Array(-axes.count..<0) }
    var moved = try target?.movingAxes(places[2], to: last(places[2]))
    if keepsAxis { moved = try moved?.squeezed([-1]) }
    var result = try product(
      ufunc, a.movingAxes(places[0], to: last(places[0])), b.movingAxes(places[1], to: last(places[1])), keywords,
      onto: moved, shapes: [a.shape, b.shape])
    if keepsAxis { result = try result.expandingDims([-1]) }
    return try result.movingAxes(last(places[2]), to: places[2])
  }
}

extension MatrixUfunc {
  /// How many core dimensions operands of these ranks have, and their result.
  fileprivate func coreCounts(_ first: Int, _ second: Int) -> (operands: [Int], result: Int) {
    let operands = self == .matmul ? [min(first, 2), min(second, 2)] : leastRanks
    // Each has the dimension that is summed, and the result has not.
    return (operands, operands[0] + operands[1] - 2)
  }
}
