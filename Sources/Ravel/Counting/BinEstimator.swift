import RavelIR
import RavelOps

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// NumPy's names of ways to find how many bins of equal width a histogram should have.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.histogram_bin_edges.html
public enum BinEstimator: String, CaseIterable, Sendable {
  /// The narrower of Sturges's bins and of Freedman and Diaconis's, but for these no less than half of `sqrt`'s.
  case auto
  /// Freedman and Diaconis: twice the distance of the quartiles by the cube root of the number of elements.
  case fd
  /// Sturges's, with more bins for skewed elements.
  case doane
  /// By the standard deviation and the cube root of the number of elements.
  case scott
  /// Least squared error by leaving one out, over all numbers of bins up to a hundred, or the root of that of elements.
  case stone
  /// Twice the cube root of the number of elements.
  case rice
  /// The binary logarithm of the number of elements, and one.
  case sturges
  /// The square root of the number of elements.
  case sqrt
}

// By the steps that NumPy goes, so that each rounding is one of NumPy's. Source: numpy/lib/_histograms_impl.py.

extension NDArray {
  /// How many bins between outer edges an estimator has for these elements, all of which are there.
  func binCount(by estimator: BinEstimator, _ outer: OuterEdges) throws(ArrayError) -> Int {
    if size == 0 { return 1 }
    var width = try binWidth(by: estimator, outer)
    let isNothing = try Self.applying(.equal, [width, 0])
    if try Self.whileBuilding({ try isNothing.scalar(as: Bool.self) }) { return 1 }
    if dtype.isInteger, try width.number < 1 { width = NDArray(Constant(1, .float64)) }
    let span = try Self.distance(outer.last, from: outer.first)
    let count = try Self.applying(.ceil, [Self.applying(.divide, [span, width])]).number
    if count.isNaN { throw .value("cannot convert float NaN to integer") }
    if count.isInfinite { throw .overflow("cannot convert float infinity to integer") }
    return Int(exactly: count) ?? .max
  }

  /// The width of bins, 0-d.
  private func binWidth(by estimator: BinEstimator, _ outer: OuterEdges) throws(ArrayError) -> NDArray {
    let count = Double(size)
    switch estimator {
    case .sqrt: return try share(of: count.squareRoot())
    case .sturges: return try share(of: log2(count) + 1)
    case .rice: return try Self.applying(.divide, [span(), 2 * pow(count, 1 / 3.0)])
    case .scott:
      let factor = pow(24 * pow(Double.pi, 0.5) / count, 1 / 3.0)
      return try Self.applying(.multiply, [factor, reduced(.std)])
    case .fd:
      let quartiles = try quantiles(NDArray([75, 25]), in: .percent)
      let distance = try Self.applying(
        .subtract, [quartiles.indexed(by: [.integer(0)]), quartiles.indexed(by: [.integer(1)])])
      return try Self.applying(.multiply, [Self.applying(.multiply, [2.0, distance]), pow(count, -1 / 3.0)])
    case .auto:
      let (fd, sturges) = (try binWidth(by: .fd, outer), try binWidth(by: .sturges, outer))
      let half = try binWidth(by: .sqrt, outer).number / 2
      return NDArray(Constant(try Swift.min(Swift.max(fd.number, half), sturges.number), .float64))
    case .doane: return try doaneWidth()
    case .stone: return try stoneWidth(outer)
    }
  }

  /// From the least element to the greatest.
  private func span() throws(ArrayError) -> NDArray {
    try Self.distance(reduced(.max), from: reduced(.min))
  }

  private func share(of count: Double) throws(ArrayError) -> NDArray {
    try Self.applying(.divide, [span(), NDArray(Constant(count, .float64))])
  }

  private func doaneWidth() throws(ArrayError) -> NDArray {
    let (count, nothing) = (Double(size), NDArray(Constant(0, .float64)))
    let deviation = try reduced(.std)
    guard size > 2, try deviation.number > 0 else { return nothing }
    let expected = (6 * (count - 2) / ((count + 1) * (count + 3))).squareRoot()
    let scaled = try Self.applying(.divide, [Self.applying(.subtract, [self, reduced(.mean)]), deviation])
    let skewness = try Self.applying(.power, [scaled, 3]).reduced(.mean).number
    return try share(of: 1 + log2(count) + log2(1 + Swift.abs(skewness) / expected))
  }

  /// - Source: C. J. Stone, An Asymptotically Optimal Histogram Selection Rule (1984).
  private func stoneWidth(_ outer: OuterEdges) throws(ArrayError) -> NDArray {
    let span = try span()
    guard size > 1, try span.number != 0 else { return NDArray(Constant(0, .float64)) }
    let count = Double(size)
    let most = Swift.max(100, Int(count.squareRoot()))
    let numbers = try NDArray(.iota(most)).cast(to: span.dtype.kind < .float ? .float64 : span.dtype)
    let widths = try Self.applying(.divide, [span, Self.applying(.add, [numbers, 1])])
    let doubles = try Self.whileBuilding { try widths.cast(to: .float64).scalars(as: Double.self) }
    var best = (error: Double.infinity, place: 0)
    for place in 0..<most {
      let (edges, _) = try edges(of: .count(place + 1), (outer.first, outer.last), isWeighted: false)
      let found = try counts(in: edges, outer, nil)
      let counts = try Self.whileBuilding { try found.scalars(as: Int.self) }
      let squares = counts.reduce(0) { $0 + Double($1) / count * (Double($1) / count) }
      let error = (2 - (count + 1) * squares) / doubles[place]
      if place == 0 || error < best.error { best = (error, place) }
    }
    return try widths.indexed(by: [.integer(best.place)])
  }

  /// The one element, or its real part.
  private var number: Double {
    get throws(ArrayError) {
      try Self.whileBuilding { try Self.applying(.real, [self]).cast(to: .float64).scalar(as: Double.self) }
    }
  }
}
