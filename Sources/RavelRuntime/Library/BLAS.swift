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

  /// By the dtypes that BLAS has.
  private let routines: [DType: BLASRoutines]

  private init?() {
    let named = getenv("RAVEL_BLAS").map { String(cString: $0) }
    if named == "off" { return nil }
    let names = named.map { [$0] } ?? ["libopenblas.so.0", "libopenblas.so", "libopenblas.dylib", "libcblas.so.3"]
    for name in names {
      guard let handle = dlopen(name, RTLD_NOW | RTLD_LOCAL) else { continue }
      let find = { (symbol: String) in dlsym(handle, symbol) }
      guard let single = BLASRoutines.single(find), let double = BLASRoutines.double(find),
        let complex64 = BLASRoutines.complex("c", .complex64, find),
        let complex128 = BLASRoutines.complex("z", .complex128, find)
      else {
        dlclose(handle)
        continue
      }
      // The library stays open for as long as the process runs.
      routines = [.float32: single, .float64: double, .complex64: complex64, .complex128: complex128]
      self.name = name
      return
    }
    return nil
  }

  /// Whether the library multiplies matrices that lie so.
  static func takes(_ dtype: DType, _ a: Layout, _ b: Layout) -> Bool {
    dtype.kind >= .float && dtype != .float16 && Product(a, b) != nil
  }

  /// result = a b, for row-major memory of the result.
  /// - Returns: false, having done nothing, for what the library does not take.
  func multiply(_ a: Storage, _ b: Storage, into result: Storage) -> Bool {
    guard let routines = routines[result.dtype], let product = Product(a.layout, b.layout) else { return false }
    let (left, right, target) = (UnsafeRawPointer(a.pointer), UnsafeRawPointer(b.pointer), result.pointer)
    let itemSize = result.dtype.itemSize
    switch product {
    case .dot(let x, let y):
      routines.dot(
        x.count, left + x.offset(itemSize), x.stride, right + y.offset(itemSize), y.stride, target)
    case .matrixVector(let matrix, let x):
      routines.matrixVector(
        matrix.transposition, matrix.rows, matrix.columns, left, matrix.leading, right + x.offset(itemSize), x.stride,
        target)
    case .vectorMatrix(let x, let matrix):
      routines.matrixVector(
        matrix.opposite, matrix.rows, matrix.columns, right, matrix.leading, left + x.offset(itemSize), x.stride, target
      )
    case .matrices(let x, let y, let rows, let columns, let depth):
      routines.matrices(
        x.transposition, y.transposition, rows, columns, depth, left, x.leading, right, y.leading, target, columns)
    }
    return true
  }
}

/// Which of the library's routines a product is one of. A vector is a matrix of one row or column.
private enum Product {
  case dot(Vector, Vector)
  case matrixVector(Matrix, Vector)
  case vectorMatrix(Vector, Matrix)
  case matrices(Matrix, Matrix, rows: CInt, columns: CInt, depth: CInt)

  /// Nil for what lies so, or is so large or empty, that no routine takes it.
  init?(_ a: Layout, _ b: Layout) {
    guard let rows = CInt(exactly: a.shape[0]), let depth = CInt(exactly: a.shape[1]),
      let columns = CInt(exactly: b.shape[1]), rows > 0, depth > 0, columns > 0
    else { return nil }
    let (row, column) = (Vector(depth, a.strides[1]), Vector(depth, b.strides[0]))
    let (left, right) = (Matrix(a), Matrix(b))
    if rows == 1, columns == 1, let row, let column {
      self = .dot(row, column)
    } else if columns == 1, let left, let column {
      self = .matrixVector(left, column)
    } else if rows == 1, let row, let right {
      self = .vectorMatrix(row, right)
    } else if let left, let right {
      self = .matrices(left, right, rows: rows, columns: columns, depth: depth)
    } else {
      return nil
    }
  }

  struct Vector {
    let count: CInt
    let stride: CInt

    init?(_ count: CInt, _ stride: Int) {
      // What is not walked has any stride.
      let stride = count == 1 ? 1 : stride
      guard stride != 0, let stride = CInt(exactly: stride) else { return nil }
      (self.count, self.stride) = (count, stride)
    }

    /// From the first element to the lowest in memory, in bytes: that is what BLAS wants to be told.
    func offset(_ itemSize: Int) -> Int { stride < 0 ? (Int(count) - 1) * Int(stride) * itemSize : 0 }
  }

  /// How CBLAS sees a matrix in memory: as row-major, or as that transposed.
  struct Matrix {
    let transposition: CInt
    let rows: CInt
    let columns: CInt
    let leading: CInt

    /// Nil if neither rows nor columns are contiguous.
    init?(_ layout: Layout) {
      let (shape, strides) = (layout.shape, layout.strides)
      guard let rows = CInt(exactly: shape[0]), let columns = CInt(exactly: shape[1]) else { return nil }
      func lead(_ stride: Int, _ extent: Int, _ other: Int) -> CInt? {
        // The distance of a single row or column is never walked, but the library wants it to be as long as the other.
        let distance = extent == 1 ? max(other, 1) : stride
        return distance >= max(other, 1) ? CInt(exactly: distance) : nil
      }
      if strides[1] == 1 || shape[1] == 1, let leading = lead(strides[0], shape[0], shape[1]) {
        (transposition, self.rows, self.columns) = (BLASRoutines.asItLies, rows, columns)
        self.leading = leading
      } else if strides[0] == 1 || shape[0] == 1, let leading = lead(strides[1], shape[1], shape[0]) {
        (transposition, self.rows, self.columns) = (BLASRoutines.transposed, columns, rows)
        self.leading = leading
      } else {
        return nil
      }
    }

    /// For the same matrix the other way round.
    var opposite: CInt {
      transposition == BLASRoutines.asItLies ? BLASRoutines.transposed : BLASRoutines.asItLies
    }
  }
}
