// NumPy's names for reductions, along one axis, several, or all for nil. They stop the process where NumPy raises; `reduced` throws.

extension NDArray {
  /// The sum.
  public func sum(axis: Int? = nil, keepDims: Bool = false, dtype: DType? = nil) -> NDArray {
    stopping { try reduced(.sum, axes: axis.map { [$0] }, keepDims: keepDims, dtype: dtype) }
  }
  /// The sum.
  public func sum(axis: [Int], keepDims: Bool = false, dtype: DType? = nil) -> NDArray {
    stopping { try reduced(.sum, axes: axis, keepDims: keepDims, dtype: dtype) }
  }
  /// The product.
  public func prod(axis: Int? = nil, keepDims: Bool = false, dtype: DType? = nil) -> NDArray {
    stopping { try reduced(.prod, axes: axis.map { [$0] }, keepDims: keepDims, dtype: dtype) }
  }
  /// The product.
  public func prod(axis: [Int], keepDims: Bool = false, dtype: DType? = nil) -> NDArray {
    stopping { try reduced(.prod, axes: axis, keepDims: keepDims, dtype: dtype) }
  }
  /// The mean.
  public func mean(axis: Int? = nil, keepDims: Bool = false, dtype: DType? = nil) -> NDArray {
    stopping { try reduced(.mean, axes: axis.map { [$0] }, keepDims: keepDims, dtype: dtype) }
  }
  /// The mean.
  public func mean(axis: [Int], keepDims: Bool = false, dtype: DType? = nil) -> NDArray {
    stopping { try reduced(.mean, axes: axis, keepDims: keepDims, dtype: dtype) }
  }
  /// The largest element; NaN if there is one.
  public func max(axis: Int? = nil, keepDims: Bool = false) -> NDArray {
    stopping { try reduced(.max, axes: axis.map { [$0] }, keepDims: keepDims) }
  }
  /// The largest element; NaN if there is one.
  public func max(axis: [Int], keepDims: Bool = false) -> NDArray {
    stopping { try reduced(.max, axes: axis, keepDims: keepDims) }
  }
  /// The smallest element; NaN if there is one.
  public func min(axis: Int? = nil, keepDims: Bool = false) -> NDArray {
    stopping { try reduced(.min, axes: axis.map { [$0] }, keepDims: keepDims) }
  }
  /// The smallest element; NaN if there is one.
  public func min(axis: [Int], keepDims: Bool = false) -> NDArray {
    stopping { try reduced(.min, axes: axis, keepDims: keepDims) }
  }
  /// Whether any element is non-zero.
  public func any(axis: Int? = nil, keepDims: Bool = false) -> NDArray {
    stopping { try reduced(.any, axes: axis.map { [$0] }, keepDims: keepDims) }
  }
  /// Whether any element is non-zero.
  public func any(axis: [Int], keepDims: Bool = false) -> NDArray {
    stopping { try reduced(.any, axes: axis, keepDims: keepDims) }
  }
  /// Whether every element is non-zero.
  public func all(axis: Int? = nil, keepDims: Bool = false) -> NDArray {
    stopping { try reduced(.all, axes: axis.map { [$0] }, keepDims: keepDims) }
  }
  /// Whether every element is non-zero.
  public func all(axis: [Int], keepDims: Bool = false) -> NDArray {
    stopping { try reduced(.all, axes: axis, keepDims: keepDims) }
  }
}

/// The sum.
public func sum(_ x: NDArray, axis: Int? = nil, keepDims: Bool = false, dtype: DType? = nil) -> NDArray {
  x.sum(axis: axis, keepDims: keepDims, dtype: dtype)
}
/// The sum.
public func sum(_ x: NDArray, axis: [Int], keepDims: Bool = false, dtype: DType? = nil) -> NDArray {
  x.sum(axis: axis, keepDims: keepDims, dtype: dtype)
}
/// The product.
public func prod(_ x: NDArray, axis: Int? = nil, keepDims: Bool = false, dtype: DType? = nil) -> NDArray {
  x.prod(axis: axis, keepDims: keepDims, dtype: dtype)
}
/// The product.
public func prod(_ x: NDArray, axis: [Int], keepDims: Bool = false, dtype: DType? = nil) -> NDArray {
  x.prod(axis: axis, keepDims: keepDims, dtype: dtype)
}
/// The mean.
public func mean(_ x: NDArray, axis: Int? = nil, keepDims: Bool = false, dtype: DType? = nil) -> NDArray {
  x.mean(axis: axis, keepDims: keepDims, dtype: dtype)
}
/// The mean.
public func mean(_ x: NDArray, axis: [Int], keepDims: Bool = false, dtype: DType? = nil) -> NDArray {
  x.mean(axis: axis, keepDims: keepDims, dtype: dtype)
}
/// The largest element; NaN if there is one.
public func max(_ x: NDArray, axis: Int? = nil, keepDims: Bool = false) -> NDArray {
  x.max(axis: axis, keepDims: keepDims)
}
/// The largest element; NaN if there is one.
public func max(_ x: NDArray, axis: [Int], keepDims: Bool = false) -> NDArray {
  x.max(axis: axis, keepDims: keepDims)
}
/// The smallest element; NaN if there is one.
public func min(_ x: NDArray, axis: Int? = nil, keepDims: Bool = false) -> NDArray {
  x.min(axis: axis, keepDims: keepDims)
}
/// The smallest element; NaN if there is one.
public func min(_ x: NDArray, axis: [Int], keepDims: Bool = false) -> NDArray {
  x.min(axis: axis, keepDims: keepDims)
}
/// Whether any element is non-zero.
public func `any`(_ x: NDArray, axis: Int? = nil, keepDims: Bool = false) -> NDArray {
  x.any(axis: axis, keepDims: keepDims)
}
/// Whether any element is non-zero.
public func `any`(_ x: NDArray, axis: [Int], keepDims: Bool = false) -> NDArray {
  x.any(axis: axis, keepDims: keepDims)
}
/// Whether every element is non-zero.
public func all(_ x: NDArray, axis: Int? = nil, keepDims: Bool = false) -> NDArray {
  x.all(axis: axis, keepDims: keepDims)
}
/// Whether every element is non-zero.
public func all(_ x: NDArray, axis: [Int], keepDims: Bool = false) -> NDArray {
  x.all(axis: axis, keepDims: keepDims)
}
/// The largest element; NaN if there is one.
public func amax(_ x: NDArray, axis: Int? = nil, keepDims: Bool = false) -> NDArray {
  x.max(axis: axis, keepDims: keepDims)
}
/// The largest element; NaN if there is one.
public func amax(_ x: NDArray, axis: [Int], keepDims: Bool = false) -> NDArray {
  x.max(axis: axis, keepDims: keepDims)
}
/// The smallest element; NaN if there is one.
public func amin(_ x: NDArray, axis: Int? = nil, keepDims: Bool = false) -> NDArray {
  x.min(axis: axis, keepDims: keepDims)
}
/// The smallest element; NaN if there is one.
public func amin(_ x: NDArray, axis: [Int], keepDims: Bool = false) -> NDArray {
  x.min(axis: axis, keepDims: keepDims)
}
