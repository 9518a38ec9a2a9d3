import RavelIR
import RavelOps

extension NDArray {
  /// The mean, in which elements count by their weights.
  /// - Parameters:
  ///   - axes: nil for all of them.
  ///   - weights: of the array's shape, or of the axes' extents; nil for the mean.
  ///   - keepDims: whether the axes stay, with one index.
  /// - Returns: the average, and the sums of the weights in its shape.
  /// - DType:  what elements and weights promote to; of integers, with float64.
  /// - Order:  as `reduced`.
  /// - Throws: `ArrayError.type` and `.value` for weights of another shape; `.zeroDivision` where weights sum to zero,
  ///   for which they are evaluated, and for averages of which there are none; as `reduced`.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.average.html
  public func averaged(
    axes: [Int]? = nil, weights: (any ArrayOperand)? = nil, keepDims: Bool = false
  ) throws -> (average: NDArray, weights: NDArray) {
    let chosen = try axes.map(namedAxes)
    guard let weights else {
      let mean = try reduced(.mean, axes: chosen, keepDims: keepDims)
      if mean.size == 0 { throw ArrayError.zeroDivision("division by zero") }
      let count = Double(size) / Double(mean.size)
      return (mean, try .filled(like: mean, with: NDArray(Constant(count, .float64)), dtype: mean.dtype))
    }
    let fitted = try fittedWeights(NDArray(weights.operand.converted(to: nil)), chosen)
    var dtype = resultType([.dtype(self.dtype), .dtype(fitted.dtype)])
    if self.dtype.kind < .float { dtype = resultType([.dtype(dtype), .dtype(.float64)]) }
    let scale = try fitted.reduced(.sum, axes: chosen, keepDims: keepDims, dtype: dtype)
    if try Self.applying(.equal, [scale, 0.0]).reduced(.any).scalar() {
      throw ArrayError.zeroDivision("Weights sum to zero, can't be normalized")
    }
    let sum = try Self.applying(.multiply, [self, fitted], UfuncKeywords(dtype: dtype)).reduced(
      .sum, axes: chosen, keepDims: keepDims)
    let average = try Self.applying(.divide, [sum, scale])
    return (average, scale.shape == average.shape ? scale : try scale.broadcasted(to: average.shape).copied())
  }

  /// Axes counted from the front, for functions whose errors name the argument.
  /// - Throws: `ArrayError.axis`, `.value` for repeated axes.
  func namedAxes(_ axes: [Int]) throws(ArrayError) -> [Int] {
    let named = try axes.map { axis throws(ArrayError) in
      do {
        return try normalizedAxis(axis, rank: ndim)
      } catch {
        throw .axis("axis: \(error)")
      }
    }
    if Set(named).count < named.count { throw .value("repeated axis in `axis` argument") }
    return named
  }

  /// Weights that broadcast to the array.
  func fittedWeights(_ weights: NDArray, _ axes: [Int]?) throws(ArrayError) -> NDArray {
    if weights.shape == shape { return weights }
    guard let axes else { throw .type("Axis must be specified when shapes of a and weights differ.") }
    guard weights.shape == axes.map({ shape[$0] }) else {
      throw .value("Shape of weights must be consistent with shape of a along specified axis.")
    }
    return try weights.transposed(axes.indices.sorted { axes[$0] < axes[$1] })
      .reshaped(to: shape.indices.map { axes.contains($0) ? shape[$0] : 1 })
  }
}

// MARK: Covariance

/// What a covariance is divided by and weighted with, by NumPy's names.
public struct CovarianceKeywords: Sendable {
  /// Whether rows are variables and columns are observations.
  public var rowvar = true
  /// Whether nothing is taken off the number of observations where `ddof` is nil; else 1 is.
  public var bias = false
  public var ddof: Int?
  /// How often each observation counts: integers.
  public var fweights: (any ArrayOperand)?
  /// How much each observation counts.
  public var aweights: (any ArrayOperand)?
  public var dtype: DType?

  public init(
    rowvar: Bool = true, bias: Bool = false, ddof: Int? = nil, fweights: (any ArrayOperand)? = nil,
    aweights: (any ArrayOperand)? = nil, dtype: DType? = nil
  ) {
    (self.rowvar, self.bias, self.ddof, self.dtype) = (rowvar, bias, ddof, dtype)
    (self.fweights, self.aweights) = (fweights, aweights)
  }
}

extension NDArray {
  /// The covariances of variables, whose observations are this array's rows, and those of `y`.
  /// - Shape:  the number of variables, twice; 0-d for one.
  /// - DType:  what the arrays promote to with float64, or `dtype`.
  /// - Order:  a library's, as that of matrix products.
  /// - Throws: `ArrayError.value`, `.runtime` and `.type` with NumPy's texts for arrays and weights that don't fit;
  ///   `.zeroDivision` for weights that sum to zero. Weights are evaluated for that.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.cov.html
  public func covariance(
    with y: (any ArrayOperand)? = nil, _ keywords: CovarianceKeywords = CovarianceKeywords()
  ) throws -> NDArray {
    if ndim > 2 { throw ArrayError.value("m has more than 2 dimensions") }
    let other = try y.map { NDArray(try $0.operand.converted(to: nil)) }
    if let other, other.ndim > 2 { throw ArrayError.value("y has more than 2 dimensions") }
    let dtypes = [dtype, .float64] + (other.map { [$0.dtype] } ?? [])
    let wide = keywords.dtype ?? resultType(dtypes.map { .dtype($0) })
    var x = try cast(to: wide).asMatrix
    if !keywords.rowvar, ndim != 1 { x = try x.transposed() }
    if x.shape[0] == 0 { return try .filled([0, 0], with: 0.0) }
    if let other {
      var rows = try other.cast(to: wide).asMatrix
      if !keywords.rowvar, rows.shape[0] != 1 { rows = try rows.transposed() }
      x = try .joined([x, rows], axis: 0)
    }
    let ddof = keywords.ddof ?? (keywords.bias ? 0 : 1)
    let frequencies = try keywords.fweights.map { try x.observationWeights($0, "fweights") }
    let reliabilities = try keywords.aweights.map { try x.observationWeights($0, "aweights") }
    var weights = frequencies ?? reliabilities
    if let frequencies, let reliabilities { weights = try Self.applying(.multiply, [frequencies, reliabilities]) }

    let (average, sums) = try x.averaged(axes: [1], weights: weights)
    var divisor: any ArrayOperand = Double(Swift.max(x.shape[1] - ddof, 0))
    if let weights {
      let sum = try sums.indexed(by: [.integer(0)])
      divisor = sum
      if ddof != 0, let reliabilities {
        let products = try Self.applying(.multiply, [weights, reliabilities]).reduced(.sum)
        let share = try Self.applying(.divide, [Self.applying(.multiply, [ddof, products]), sum])
        divisor = try Self.applying(.subtract, [sum, share])
      } else if ddof != 0 {
        divisor = try Self.applying(.subtract, [sum, ddof])
      }
      divisor = try Self.applying(.where, [Self.applying(.lessEqual, [divisor, 0]), 0.0, divisor])
    }
    x = try Self.applying(.subtract, [x, average.expandingDims([1])], UfuncKeywords(), onto: x)
    let weighted = try weights.map { try Self.applying(.multiply, [x, $0]) } ?? x
    let products = try Self.dotProduct(x, Self.applying(.conjugate, [weighted.transposed()]))
    let one = NDArray(Constant(1, .float64))
    return try Self.applying(
      .multiply, [products, Self.applying(.divide, [one, divisor])], UfuncKeywords(), onto: products
    )
    .squeezed()
  }

  /// The correlations of variables: their covariances by the roots of their variances, each part within -1 and 1.
  /// - SeeAlso: `covariance(with:_:)`, for shapes, dtypes and errors.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.corrcoef.html
  public func correlations(
    with y: (any ArrayOperand)? = nil, rowvar: Bool = true, dtype: DType? = nil
  ) throws -> NDArray {
    let c = try covariance(with: y, CovarianceKeywords(rowvar: rowvar, dtype: dtype))
    if c.ndim == 0 { return try Self.applying(.divide, [c, c]) }
    let deviations = try Self.applying(.sqrt, [Self.applying(.real, [c.diagonalView()])])
    let rows = try Self.applying(.divide, [c, deviations.expandingDims([1])])
    let scaled = try Self.applying(.divide, [rows, deviations.expandingDims([0])]).cast(to: c.dtype)
    guard c.dtype.isComplex else { return try Self.clipping(scaled, from: -1, to: 1) }
    let parts = try [Op.real, .imag].map { try Self.clipping(Self.applying($0, [scaled]), from: -1, to: 1) }
    return try Self.applying(.complexOf, parts).cast(to: c.dtype)
  }

  private var asMatrix: NDArray {
    get throws(ArrayError) { ndim == 2 ? self : try reshaped(to: [1, size]) }
  }

  /// Weights of a matrix's columns, in float64.
  private func observationWeights(_ weights: any ArrayOperand, _ name: String) throws -> NDArray {
    let weights = NDArray(try weights.operand.converted(to: .float64))
    if name == "fweights", try !Self.applying(.equal, [weights, Self.applying(.rint, [weights])]).reduced(.all).scalar()
    {
      throw ArrayError.type("fweights must be integer")
    }
    if weights.ndim > 1 { throw ArrayError.runtime("cannot handle multidimensional \(name)") }
    if weights.ndim == 0 { throw ArrayError.index("tuple index out of range") }
    if weights.size != shape[1] { throw ArrayError.runtime("incompatible numbers of samples and \(name)") }
    if try Self.applying(.less, [weights, 0]).reduced(.any).scalar() {
      throw ArrayError.value("\(name) cannot be negative")
    }
    return weights
  }
}
