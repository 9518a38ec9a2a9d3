import RavelCore
import RavelIR

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// OpenBLAS or another library with CBLAS's interface, opened at run time where it is there: never needed to build or
/// to link.
public final class BLAS: Sendable {
  /// The library, or nil where none of the known names can be opened. `RAVEL_BLAS` names another, or with `off` none.
  public static let shared: BLAS? = BLAS()

  public let name: String

  private typealias SingleProduct =
    @convention(c) (
      CInt, CInt, CInt, CInt, CInt, CInt, Float, UnsafeRawPointer, CInt, UnsafeRawPointer, CInt, Float,
      UnsafeMutableRawPointer, CInt
    ) -> Void
  private typealias DoubleProduct =
    @convention(c) (
      CInt, CInt, CInt, CInt, CInt, CInt, Double, UnsafeRawPointer, CInt, UnsafeRawPointer, CInt, Double,
      UnsafeMutableRawPointer, CInt
    ) -> Void
  private typealias ComplexProduct =
    @convention(c) (
      CInt, CInt, CInt, CInt, CInt, CInt, UnsafeRawPointer, UnsafeRawPointer, CInt, UnsafeRawPointer, CInt,
      UnsafeRawPointer,
      UnsafeMutableRawPointer, CInt
    ) -> Void

  private let sgemm: SingleProduct
  private let dgemm: DoubleProduct
  private let cgemm: ComplexProduct
  private let zgemm: ComplexProduct

  private init?() {
    let named = getenv("RAVEL_BLAS").map { String(cString: $0) }
    if named == "off" { return nil }
    let names = named.map { [$0] } ?? ["libopenblas.so.0", "libopenblas.so", "libopenblas.dylib", "libcblas.so.3"]
    for name in names {
      guard let handle = dlopen(name, RTLD_NOW | RTLD_LOCAL) else { continue }
      guard let s = dlsym(handle, "cblas_sgemm"), let d = dlsym(handle, "cblas_dgemm"),
        let c = dlsym(handle, "cblas_cgemm"),
        let z = dlsym(handle, "cblas_zgemm")
      else {
        dlclose(handle)
        continue
      }
      // The library stays open for as long as the process runs.
      sgemm = unsafeBitCast(s, to: SingleProduct.self)
      dgemm = unsafeBitCast(d, to: DoubleProduct.self)
      cgemm = unsafeBitCast(c, to: ComplexProduct.self)
      zgemm = unsafeBitCast(z, to: ComplexProduct.self)
      self.name = name
      return
    }
    return nil
  }

  /// Whether the library multiplies matrices that lie so.
  static func takes(_ dtype: DType, _ a: Layout, _ b: Layout) -> Bool {
    dtype.kind >= .float && dtype != .float16 && (a.shape + b.shape).allSatisfy { $0 > 0 && CInt(exactly: $0) != nil }
      && Matrix(a) != nil && Matrix(b) != nil
  }

  /// result = a b, for row-major memory of the result.
  /// - Returns: false, having done nothing, for what the library does not take.
  func multiply(_ a: Storage, _ b: Storage, into result: Storage) throws(ArrayError) -> Bool {
    guard Self.takes(result.dtype, a.layout, b.layout) else { return false }
    let (m, n, k) = (result.layout.shape[0], result.layout.shape[1], a.layout.shape[1])
    guard let left = Matrix(a.layout), let right = Matrix(b.layout), let rows = CInt(exactly: m),
      let columns = CInt(exactly: n),
      let depth = CInt(exactly: k)
    else { return false }
    let rowMajor: CInt = 101
    switch result.dtype {
    case .float32:
      sgemm(
        rowMajor, left.transposed, right.transposed, rows, columns, depth, 1, a.pointer, left.leading, b.pointer,
        right.leading,
        0, result.pointer, columns)
    case .float64:
      dgemm(
        rowMajor, left.transposed, right.transposed, rows, columns, depth, 1, a.pointer, left.leading, b.pointer,
        right.leading,
        0, result.pointer, columns)
    default:
      let gemm = result.dtype == .complex64 ? cgemm : zgemm
      let one = Constant(1, result.dtype)
      let zero = Constant(0, result.dtype)
      let scalars = try Buffer(byteCount: 32)
      one.write(to: scalars.address)
      zero.write(to: scalars.address + 16)
      gemm(
        rowMajor, left.transposed, right.transposed, rows, columns, depth, scalars.address, a.pointer, left.leading,
        b.pointer,
        right.leading, scalars.address + 16, result.pointer, columns)
    }
    return true
  }

  /// How CBLAS sees a matrix in memory: rows or columns contiguous; nil if neither.
  private struct Matrix {
    /// CblasNoTrans or CblasTrans.
    var transposed: CInt
    var leading: CInt

    init?(_ layout: Layout) {
      let (shape, strides) = (layout.shape, layout.strides)
      func lead(_ stride: Int, _ extent: Int, _ other: Int) -> CInt? {
        // The distance of a single row or column is never walked, but the library wants it to be as long as the other.
        let distance = extent == 1 ? max(other, 1) : stride
        return distance >= max(other, 1) ? CInt(exactly: distance) : nil
      }
      if strides[1] == 1 || shape[1] == 1, let leading = lead(strides[0], shape[0], shape[1]) {
        self.leading = leading
        transposed = 111
      } else if strides[0] == 1 || shape[0] == 1, let leading = lead(strides[1], shape[1], shape[0]) {
        self.leading = leading
        transposed = 112
      } else {
        return nil
      }
    }
  }
}
