/// Rounded to that many decimals, ties to even; integers stay as they are, unless decimals are negative.
/// - SeeAlso: `NDArray.rounding`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.round.html
public func round(_ x: some ArrayOperand, _ decimals: Int = 0) -> NDArray {
  stopping { try NDArray.rounding(x, decimals: decimals) }
}

/// Rounded to that many decimals, ties to even: another name of `round`.
/// - SeeAlso: `NDArray.rounding`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.around.html
public func around(_ x: some ArrayOperand, _ decimals: Int = 0) -> NDArray { round(x, decimals) }

extension NDArray {
  /// Rounded to that many decimals, ties to even: scaled by a power of ten, rounded, and scaled back.
  /// - Throws: as `applying`; `ArrayError.type` for decimals of bools.
  /// - Source: `PyArray_Round`, numpy/_core/src/multiarray/calculation.c; the values are compared with NumPy's.
  public static func rounding(_ x: any ArrayOperand, decimals: Int = 0) throws(ArrayError) -> NDArray {
    let source = NDArray(try x.operand.converted(to: nil))
    if source.dtype.isInteger && decimals >= 0 { return try applying(.positive, [source]) }
    if source.dtype == .bool, decimals != 0 {
      throw uncastable("ufunc '\(decimals > 0 ? "multiply" : "divide")' output", from: .float64, to: .bool, .sameKind)
    }
    if decimals == 0 { return try applying(.rint, [source]) }
    if source.dtype.isComplex {
      let parts = try [Op.real, .imag].map { part throws(ArrayError) in
        try rounding(applying(part, [source]), decimals: decimals)
      }
      return try applying(.complexOf, parts)
    }
    let unit = power(ofTen: decimals.magnitude)
    let (there, back): (Op, Op) = decimals > 0 ? (.multiply, .divide) : (.divide, .multiply)
    let rounded = try applying(back, [applying(.rint, [applying(there, [source, unit])]), unit])
    return source.dtype.isInteger ? try rounded.cast(to: source.dtype) : rounded
  }

  /// NumPy's table to 10^8, and beyond it the same loop of products.
  private static func power(ofTen exponent: UInt) -> Double {
    (0..<Swift.min(exponent, 400)).reduce(1) { power, _ in power * 10 }
  }
}
