import RavelIR
import RavelOps

/// NumPy's names of ways to find a quantile between elements in order: nine of Hyndman and Fan, "Sample Quantiles in
/// Statistical Packages" (1996), and four that go by the places of neighbours.
public enum QuantileMethod: String, CaseIterable, Sendable {
  case invertedCDF = "inverted_cdf"
  case averagedInvertedCDF = "averaged_inverted_cdf"
  case closestObservation = "closest_observation"
  case interpolatedInvertedCDF = "interpolated_inverted_cdf"
  case hazen, weibull, linear
  case medianUnbiased = "median_unbiased"
  case normalUnbiased = "normal_unbiased"
  case lower, higher, midpoint, nearest

  /// The method of that name.
  /// - Throws: `ArrayError.value` if there is none.
  public static func named(_ name: String, quoted: Bool = true) throws(ArrayError) -> QuantileMethod {
    if let method = Self(rawValue: name), quoted { return method }
    let names = allCases.map { "'\($0.rawValue)'" }.joined(separator: ", ")
    throw .value(
      "\(quoted ? "'\(name)'" : name) is not a valid method. Use one of: dict_keys([\(names)])")
  }

  /// Whether a quantile is always an element.
  var isDiscrete: Bool {
    switch self {
    case .invertedCDF, .closestObservation, .lower, .higher, .nearest: true
    default: false
    }
  }

  /// Where quantiles stand among elements in order, counted from 0, in the dtype that NumPy computes them in. Those of
  /// discrete methods are int64.
  /// - Parameter counts: int64 numbers of elements, with which the fractions are broadcast.
  /// - Throws: `ArrayError.integerOutOfBounds` for more elements than fractions that are integers can be multiplied by.
  func virtualIndexes(_ q: NDArray, counts: NDArray) throws(ArrayError) -> NDArray {
    func count() throws(ArrayError) -> NDArray { try counts.counting(beside: q) }
    /// The last place.
    func last() throws(ArrayError) -> NDArray {
      try NDArray.applying(.subtract, [counts, 1]).counting(beside: q)
    }
    func apply(_ op: Op, _ operands: any ArrayOperand...) throws(ArrayError) -> NDArray {
      try NDArray.applying(op, operands)
    }
    /// The neighbour before, where `isBefore` says so of fractions and places, or else the one after.
    func neighbour(
      _ index: NDArray, _ isBefore: (NDArray, NDArray) throws(ArrayError) -> NDArray
    ) throws(ArrayError) -> NDArray {
      let previous = try apply(.floor, index)
      let condition = try isBefore(apply(.equal, apply(.subtract, index, previous), 0), previous)
      let place = try apply(.where, condition, previous, apply(.add, previous, 1)).cast(to: .int64)
      return try apply(.maximum, place, 0)
    }
    switch self {
    case .invertedCDF: return try neighbour(apply(.subtract, apply(.multiply, count(), q), 1)) { whole, _ in whole }
    case .closestObservation:
      let index = try apply(.subtract, apply(.subtract, apply(.multiply, count(), q), 1), 0.5)
      return try neighbour(index) { whole, previous throws(ArrayError) in
        try apply(.logicalAnd, whole, apply(.equal, apply(.remainder, previous, 2), 1))
      }
    case .averagedInvertedCDF: return try apply(.subtract, apply(.multiply, count(), q), 1)
    case .interpolatedInvertedCDF: return try between(q, count(), 0, 0 as Int)
    case .hazen: return try between(q, count(), 0.5, 0.0)
    case .weibull: return try between(q, count(), 0, 1 as Int)
    case .medianUnbiased: return try between(q, count(), 1 / 3.0, 1 - 1 / 3.0 - 1 / 3.0)
    case .normalUnbiased: return try between(q, count(), 3 / 8.0, 1 - 3 / 8.0 - 3 / 8.0)
    case .linear: return try apply(.multiply, last(), q)
    case .lower: return try apply(.floor, apply(.multiply, last(), q)).cast(to: .int64)
    case .higher: return try apply(.ceil, apply(.multiply, last(), q)).cast(to: .int64)
    case .nearest: return try apply(.rint, apply(.multiply, last(), q)).cast(to: .int64)
    case .midpoint:
      let index = try apply(.multiply, last(), q)
      return try apply(.multiply, 0.5, apply(.add, apply(.floor, index), apply(.ceil, index)))
    }
  }

  /// Hyndman and Fan's n q + (alpha + q (1 - alpha - beta)), one less.
  /// - Parameters:
  ///   - alpha: an integer keeps integers integers.
  ///   - slope: 1 - alpha - beta.
  private func between(
    _ q: NDArray, _ count: NDArray, _ alpha: any ArrayOperand, _ slope: any ArrayOperand
  ) throws(ArrayError) -> NDArray {
    let shift = try NDArray.applying(.add, [alpha, NDArray.applying(.multiply, [q, slope])])
    let index = try NDArray.applying(.add, [NDArray.applying(.multiply, [count, q]), shift])
    return try NDArray.applying(.subtract, [index, 1])
  }

  /// How much the neighbour after counts.
  /// - Parameter distances: those of virtual indexes from the neighbours before.
  func weights(_ distances: NDArray, of virtual: NDArray) throws(ArrayError) -> NDArray {
    switch self {
    case .averagedInvertedCDF:
      return try .applying(.where, [NDArray.applying(.equal, [distances, 0]), 0.5, 1.0])
    case .midpoint:
      let isWhole = try NDArray.applying(.equal, [NDArray.applying(.remainder, [virtual, 1]), 0])
      return try .applying(.where, [isWhole, 0.0, 0.5])
    default: return distances
    }
  }
}
