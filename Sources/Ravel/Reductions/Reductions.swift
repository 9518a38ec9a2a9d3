// NumPy's names for reductions, along one axis, several, or all for nil. They stop the process where NumPy raises;
// `reduced` throws.

extension NDArray {
  /// The sum.
  /// - SeeAlso: `NDArray.reduced`, for shapes, dtypes and errors.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.sum.html
  public func sum(axis: Int? = nil, keepDims: Bool = false, dtype: DType? = nil) -> NDArray {
    stopping { try reduced(.sum, axes: axis.map { [$0] }, keepDims: keepDims, dtype: dtype) }
  }
  /// The sum.
  /// - SeeAlso: `NDArray.reduced`, for shapes, dtypes and errors.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.sum.html
  public func sum(axis: [Int], keepDims: Bool = false, dtype: DType? = nil) -> NDArray {
    stopping { try reduced(.sum, axes: axis, keepDims: keepDims, dtype: dtype) }
  }
  /// The product.
  /// - SeeAlso: `NDArray.reduced`, for shapes, dtypes and errors.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.prod.html
  public func prod(axis: Int? = nil, keepDims: Bool = false, dtype: DType? = nil) -> NDArray {
    stopping { try reduced(.prod, axes: axis.map { [$0] }, keepDims: keepDims, dtype: dtype) }
  }
  /// The product.
  /// - SeeAlso: `NDArray.reduced`, for shapes, dtypes and errors.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.prod.html
  public func prod(axis: [Int], keepDims: Bool = false, dtype: DType? = nil) -> NDArray {
    stopping { try reduced(.prod, axes: axis, keepDims: keepDims, dtype: dtype) }
  }
  /// The mean.
  /// - SeeAlso: `NDArray.reduced`, for shapes, dtypes and errors.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.mean.html
  public func mean(axis: Int? = nil, keepDims: Bool = false, dtype: DType? = nil) -> NDArray {
    stopping { try reduced(.mean, axes: axis.map { [$0] }, keepDims: keepDims, dtype: dtype) }
  }
  /// The mean.
  /// - SeeAlso: `NDArray.reduced`, for shapes, dtypes and errors.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.mean.html
  public func mean(axis: [Int], keepDims: Bool = false, dtype: DType? = nil) -> NDArray {
    stopping { try reduced(.mean, axes: axis, keepDims: keepDims, dtype: dtype) }
  }
  /// The largest element; NaN if there is one.
  /// - SeeAlso: `NDArray.reduced`, for shapes, dtypes and errors.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.max.html
  public func max(axis: Int? = nil, keepDims: Bool = false) -> NDArray {
    stopping { try reduced(.max, axes: axis.map { [$0] }, keepDims: keepDims) }
  }
  /// The largest element; NaN if there is one.
  /// - SeeAlso: `NDArray.reduced`, for shapes, dtypes and errors.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.max.html
  public func max(axis: [Int], keepDims: Bool = false) -> NDArray {
    stopping { try reduced(.max, axes: axis, keepDims: keepDims) }
  }
  /// The smallest element; NaN if there is one.
  /// - SeeAlso: `NDArray.reduced`, for shapes, dtypes and errors.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.min.html
  public func min(axis: Int? = nil, keepDims: Bool = false) -> NDArray {
    stopping { try reduced(.min, axes: axis.map { [$0] }, keepDims: keepDims) }
  }
  /// The smallest element; NaN if there is one.
  /// - SeeAlso: `NDArray.reduced`, for shapes, dtypes and errors.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.min.html
  public func min(axis: [Int], keepDims: Bool = false) -> NDArray {
    stopping { try reduced(.min, axes: axis, keepDims: keepDims) }
  }
  /// Whether any element is non-zero.
  /// - SeeAlso: `NDArray.reduced`, for shapes, dtypes and errors.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.any.html
  public func any(axis: Int? = nil, keepDims: Bool = false) -> NDArray {
    stopping { try reduced(.any, axes: axis.map { [$0] }, keepDims: keepDims) }
  }
  /// Whether any element is non-zero.
  /// - SeeAlso: `NDArray.reduced`, for shapes, dtypes and errors.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.any.html
  public func any(axis: [Int], keepDims: Bool = false) -> NDArray {
    stopping { try reduced(.any, axes: axis, keepDims: keepDims) }
  }
  /// Whether every element is non-zero.
  /// - SeeAlso: `NDArray.reduced`, for shapes, dtypes and errors.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.all.html
  public func all(axis: Int? = nil, keepDims: Bool = false) -> NDArray {
    stopping { try reduced(.all, axes: axis.map { [$0] }, keepDims: keepDims) }
  }
  /// Whether every element is non-zero.
  /// - SeeAlso: `NDArray.reduced`, for shapes, dtypes and errors.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.all.html
  public func all(axis: [Int], keepDims: Bool = false) -> NDArray {
    stopping { try reduced(.all, axes: axis, keepDims: keepDims) }
  }
}

/// The sum.
/// - SeeAlso: `NDArray.reduced`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.sum.html
public func sum(_ x: NDArray, axis: Int? = nil, keepDims: Bool = false, dtype: DType? = nil) -> NDArray {
  x.sum(axis: axis, keepDims: keepDims, dtype: dtype)
}
/// The sum.
/// - SeeAlso: `NDArray.reduced`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.sum.html
public func sum(_ x: NDArray, axis: [Int], keepDims: Bool = false, dtype: DType? = nil) -> NDArray {
  x.sum(axis: axis, keepDims: keepDims, dtype: dtype)
}
/// The product.
/// - SeeAlso: `NDArray.reduced`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.prod.html
public func prod(_ x: NDArray, axis: Int? = nil, keepDims: Bool = false, dtype: DType? = nil) -> NDArray {
  x.prod(axis: axis, keepDims: keepDims, dtype: dtype)
}
/// The product.
/// - SeeAlso: `NDArray.reduced`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.prod.html
public func prod(_ x: NDArray, axis: [Int], keepDims: Bool = false, dtype: DType? = nil) -> NDArray {
  x.prod(axis: axis, keepDims: keepDims, dtype: dtype)
}
/// The mean.
/// - SeeAlso: `NDArray.reduced`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.mean.html
public func mean(_ x: NDArray, axis: Int? = nil, keepDims: Bool = false, dtype: DType? = nil) -> NDArray {
  x.mean(axis: axis, keepDims: keepDims, dtype: dtype)
}
/// The mean.
/// - SeeAlso: `NDArray.reduced`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.mean.html
public func mean(_ x: NDArray, axis: [Int], keepDims: Bool = false, dtype: DType? = nil) -> NDArray {
  x.mean(axis: axis, keepDims: keepDims, dtype: dtype)
}
/// The largest element; NaN if there is one.
/// - SeeAlso: `NDArray.reduced`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.max.html
public func max(_ x: NDArray, axis: Int? = nil, keepDims: Bool = false) -> NDArray {
  x.max(axis: axis, keepDims: keepDims)
}
/// The largest element; NaN if there is one.
/// - SeeAlso: `NDArray.reduced`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.max.html
public func max(_ x: NDArray, axis: [Int], keepDims: Bool = false) -> NDArray {
  x.max(axis: axis, keepDims: keepDims)
}
/// The smallest element; NaN if there is one.
/// - SeeAlso: `NDArray.reduced`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.min.html
public func min(_ x: NDArray, axis: Int? = nil, keepDims: Bool = false) -> NDArray {
  x.min(axis: axis, keepDims: keepDims)
}
/// The smallest element; NaN if there is one.
/// - SeeAlso: `NDArray.reduced`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.min.html
public func min(_ x: NDArray, axis: [Int], keepDims: Bool = false) -> NDArray {
  x.min(axis: axis, keepDims: keepDims)
}
/// Whether any element is non-zero.
/// - SeeAlso: `NDArray.reduced`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.any.html
public func `any`(_ x: NDArray, axis: Int? = nil, keepDims: Bool = false) -> NDArray {
  x.any(axis: axis, keepDims: keepDims)
}
/// Whether any element is non-zero.
/// - SeeAlso: `NDArray.reduced`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.any.html
public func `any`(_ x: NDArray, axis: [Int], keepDims: Bool = false) -> NDArray {
  x.any(axis: axis, keepDims: keepDims)
}
/// Whether every element is non-zero.
/// - SeeAlso: `NDArray.reduced`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.all.html
public func all(_ x: NDArray, axis: Int? = nil, keepDims: Bool = false) -> NDArray {
  x.all(axis: axis, keepDims: keepDims)
}
/// Whether every element is non-zero.
/// - SeeAlso: `NDArray.reduced`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.all.html
public func all(_ x: NDArray, axis: [Int], keepDims: Bool = false) -> NDArray {
  x.all(axis: axis, keepDims: keepDims)
}
/// The largest element; NaN if there is one.
/// - SeeAlso: `NDArray.reduced`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.amax.html
public func amax(_ x: NDArray, axis: Int? = nil, keepDims: Bool = false) -> NDArray {
  x.max(axis: axis, keepDims: keepDims)
}
/// The largest element; NaN if there is one.
/// - SeeAlso: `NDArray.reduced`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.amax.html
public func amax(_ x: NDArray, axis: [Int], keepDims: Bool = false) -> NDArray {
  x.max(axis: axis, keepDims: keepDims)
}
/// The smallest element; NaN if there is one.
/// - SeeAlso: `NDArray.reduced`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.amin.html
public func amin(_ x: NDArray, axis: Int? = nil, keepDims: Bool = false) -> NDArray {
  x.min(axis: axis, keepDims: keepDims)
}
/// The smallest element; NaN if there is one.
/// - SeeAlso: `NDArray.reduced`, for shapes, dtypes and errors.
/// - Source: https://numpy.org/doc/stable/reference/generated/numpy.amin.html
public func amin(_ x: NDArray, axis: [Int], keepDims: Bool = false) -> NDArray {
  x.min(axis: axis, keepDims: keepDims)
}
