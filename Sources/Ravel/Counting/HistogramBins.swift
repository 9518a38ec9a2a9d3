import RavelIR
import RavelOps

/// How a histogram's bins are given: NumPy's `bins`.
public enum HistogramBins: Sendable, ExpressibleByIntegerLiteral {
  /// That many of equal width.
  case count(Int)
  /// From each edge to the next one.
  case edges(NDArray)
  /// As many of equal width as an estimator finds fit.
  case estimated(BinEstimator)

  public init(integerLiteral value: Int) { self = .count(value) }
}

/// The bounds of bins of equal width: numbers as a program wrote them, or of the elements' dtype.
struct OuterEdges {
  let first, last: Operand
}

extension NDArray {
  /// The edges of a histogram's bins: NumPy's `histogram_bin_edges`. It computes at once.
  /// - Parameters:
  ///   - bins: their number, their edges, or how to find a number.
  ///   - range: of bins of equal width; nil for the least element and the greatest.
  ///   - weights: of the elements; their shape alone counts.
  /// - Shape:  `(n + 1)`, n the number of bins.
  /// - DType:  that of the edges given; else what elements and range promote to, float64 for integers.
  /// - Throws: `ArrayError.value` with NumPy's texts for a number that is not positive, edges that decrease or have
  ///   several axes, a range that is not finite or the wrong way round, and bins that are too many for their range;
  ///   `.type` for estimates with weights.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.histogram_bin_edges.html
  public func binEdges(
    _ bins: HistogramBins = 10, range: (any ArrayOperand, any ArrayOperand)? = nil, weights: NDArray? = nil
  ) throws(ArrayError) -> NDArray {
    try histogramElements(weights).elements.edges(of: bins, range, isWeighted: weights != nil).edges
  }

  /// Elements and weights along one axis, bools as uint8.
  func histogramElements(_ weights: NDArray?) throws(ArrayError) -> (elements: NDArray, weights: NDArray?) {
    let elements = dtype == .bool ? try cast(to: .uint8) : self
    if let weights, weights.shape != shape { throw .value("weights should have the same shape as a.") }
    return (try elements.raveled(), try weights?.raveled())
  }

  /// Edges, with the outer ones if bins have equal widths.
  func edges(
    of bins: HistogramBins, _ range: (any ArrayOperand, any ArrayOperand)?, isWeighted: Bool
  ) throws(ArrayError) -> (edges: NDArray, outer: OuterEdges?) {
    switch bins {
    case .edges(let edges):
      if edges.ndim != 1 { throw .value("`bins` must be 1d, when an array") }
      if try Self.holdsAnywhere(.greater, edges.withoutLast, edges.withoutFirst) {
        throw .value("`bins` must increase monotonically, when an array")
      }
      return (edges, nil)
    case .count(let count):
      if count < 1 { throw .value("`bins` must be positive, when an integer") }
      let outer = try outerEdges(range)
      return (try evenEdges(outer, count), outer)
    case .estimated(let estimator):
      if isWeighted {
        throw .type("Automated estimation of the number of bins is not supported for weighted data")
      }
      let outer = try outerEdges(range)
      let elements = range == nil ? self : try within(outer)
      return (try evenEdges(outer, elements.binCount(by: estimator, outer)), outer)
    }
  }

  private func outerEdges(_ range: (any ArrayOperand, any ArrayOperand)?) throws(ArrayError) -> OuterEdges {
    var (first, last): (Operand, Operand)
    if let range {
      (first, last) = (range.0.operand, range.1.operand)
      if try Self.holdsAnywhere(.greater, first, last) {
        throw .value("max must be larger than min in range parameter.")
      }
    } else if size == 0 {
      (first, last) = (.integer(WideInteger(0)), .integer(WideInteger(1)))
    } else {
      let ends = (try reduced(.min), try reduced(.max))
      try Self.whileBuilding { try Ravel.evaluate([ends.0, ends.1]) }
      (first, last) = (ends.0.operand, ends.1.operand)
    }
    let isFinite = try Self.applying(
      .logicalAnd, [Self.applying(.isfinite, [first]), Self.applying(.isfinite, [last])])
    if try !Self.whileBuilding({ try isFinite.scalar(as: Bool.self) }) {
      let found = range == nil ? "autodetected" : "supplied"
      throw .value("\(found) range of [\(try Self.text(of: first)), \(try Self.text(of: last))] is not finite")
    }
    if try Self.holdsAnywhere(.equal, first, last) {
      (first, last) = (try Self.moved(first, by: -0.5), try Self.moved(last, by: 0.5))
    }
    return OuterEdges(first: first, last: last)
  }

  /// A number that is no array stays one to promotion.
  private static func moved(_ edge: Operand, by distance: Double) throws(ArrayError) -> Operand {
    switch edge {
    case .integer(let value): .float(value.doubleValue + distance)
    case .float(let value): .float(value + distance)
    default: try applying(.add, [edge, distance]).operand
    }
  }

  private static func text(of edge: Operand) throws(ArrayError) -> String {
    if case .integer(let value) = edge { return "\(value)" }
    return scalarText(try whileBuilding { try NDArray(edge.converted(to: nil)).element() })
  }

  private func evenEdges(_ outer: OuterEdges, _ count: Int) throws(ArrayError) -> NDArray {
    var kind = resultType([outer.first.promotion, outer.last.promotion, .dtype(dtype)])
    if kind.isInteger { kind = .float64 }
    guard count < Int.max else { throw .tooLarge([count], kind) }
    let edges = try NDArray.spaced(from: outer.first, to: outer.last, count: count + 1, dtype: kind)
    try Self.whileBuilding { try edges.evaluate() }
    if try Self.holdsAnywhere(.greaterEqual, edges.withoutLast, edges.withoutFirst) {
      throw .value("Too many bins for data range. Cannot create \(count) finite-sized bins.")
    }
    return edges
  }

  /// Which elements the outer edges have between them.
  func isWithin(_ outer: OuterEdges) throws(ArrayError) -> NDArray {
    try Self.applying(
      .logicalAnd, [Self.applying(.greaterEqual, [self, outer.first]), Self.applying(.lessEqual, [self, outer.last])])
  }

  private func within(_ outer: OuterEdges) throws(ArrayError) -> NDArray {
    NDArray(Expression(try rowMajor(dtype).elements(where: isWithin(outer).rowMajor(.bool))))
  }

  /// A difference that is not negative: of signed integers one without a sign, which holds it.
  static func distance(_ a: any ArrayOperand, from b: any ArrayOperand) throws(ArrayError) -> NDArray {
    let common = resultType([a.operand.promotion, b.operand.promotion])
    let difference = try applying(
      .subtract, [NDArray(a.operand.converted(to: common)), NDArray(b.operand.converted(to: common))])
    return common.isSigned && common.isInteger
      ? try difference.cast(to: .integer(bits: common.bitWidth, signed: false)) : difference
  }

  var withoutFirst: NDArray {
    get throws(ArrayError) { try part(0, from: 1, count: size - 1) }
  }
  var withoutLast: NDArray {
    get throws(ArrayError) { try part(0, from: 0, count: size - 1) }
  }

  private static func holdsAnywhere(
    _ comparison: Op, _ a: any ArrayOperand, _ b: any ArrayOperand
  ) throws(ArrayError) -> Bool {
    let holds = try applying(comparison, [a, b]).reduced(.any)
    return try whileBuilding { try holds.scalar(as: Bool.self) }
  }
}
