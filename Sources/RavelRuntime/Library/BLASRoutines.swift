import RavelCore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What the library has for one dtype, all in row-major order with the factor 1 and onto nothing.
/// - Source: https://www.netlib.org/blas/, and cblas.h for the signatures.
struct BLASRoutines: Sendable {
  typealias Elements = UnsafeRawPointer
  typealias Results = UnsafeMutableRawPointer

  /// Of so many elements: x, its stride, y, its stride.
  let dot: @Sendable (CInt, Elements, CInt, Elements, CInt, Results) -> Void
  /// Transposition, rows and columns in memory, the matrix, its leading extent, x, its stride.
  let matrixVector: @Sendable (CInt, CInt, CInt, Elements, CInt, Elements, CInt, Results) -> Void
  /// Transpositions, rows, columns, depth, the matrices with their leading extents, and the result's.
  let matrices: @Sendable (CInt, CInt, CInt, CInt, CInt, Elements, CInt, Elements, CInt, Results, CInt) -> Void

  static let rowMajor: CInt = 101
  static let asItLies: CInt = 111
  static let transposed: CInt = 112

  static func single(_ find: (String) -> Results?) -> BLASRoutines? {
    typealias Dot = @convention(c) (CInt, Elements, CInt, Elements, CInt) -> Float
    typealias MatrixVector =
      @convention(c) (
        CInt, CInt, CInt, CInt, Float, Elements, CInt, Elements, CInt, Float, Results, CInt
      ) -> Void
    typealias Matrices =
      @convention(c) (
        CInt, CInt, CInt, CInt, CInt, CInt, Float, Elements, CInt, Elements, CInt, Float, Results, CInt
      ) -> Void
    guard let dot = find("cblas_sdot").map({ unsafeBitCast($0, to: Dot.self) }),
      let gemv = find("cblas_sgemv").map({ unsafeBitCast($0, to: MatrixVector.self) }),
      let gemm = find("cblas_sgemm").map({ unsafeBitCast($0, to: Matrices.self) })
    else { return nil }
    return BLASRoutines(
      dot: { $5.storeBytes(of: dot($0, $1, $2, $3, $4), as: Float.self) },
      matrixVector: { gemv(rowMajor, $0, $1, $2, 1, $3, $4, $5, $6, 0, $7, 1) },
      matrices: { gemm(rowMajor, $0, $1, $2, $3, $4, 1, $5, $6, $7, $8, 0, $9, $10) })
  }

  static func double(_ find: (String) -> Results?) -> BLASRoutines? {
    typealias Dot = @convention(c) (CInt, Elements, CInt, Elements, CInt) -> Double
    typealias MatrixVector =
      @convention(c) (
        CInt, CInt, CInt, CInt, Double, Elements, CInt, Elements, CInt, Double, Results, CInt
      ) -> Void
    typealias Matrices =
      @convention(c) (
        CInt, CInt, CInt, CInt, CInt, CInt, Double, Elements, CInt, Elements, CInt, Double, Results, CInt
      ) -> Void
    guard let dot = find("cblas_ddot").map({ unsafeBitCast($0, to: Dot.self) }),
      let gemv = find("cblas_dgemv").map({ unsafeBitCast($0, to: MatrixVector.self) }),
      let gemm = find("cblas_dgemm").map({ unsafeBitCast($0, to: Matrices.self) })
    else { return nil }
    return BLASRoutines(
      dot: { $5.storeBytes(of: dot($0, $1, $2, $3, $4), as: Double.self) },
      matrixVector: { gemv(rowMajor, $0, $1, $2, 1, $3, $4, $5, $6, 0, $7, 1) },
      matrices: { gemm(rowMajor, $0, $1, $2, $3, $4, 1, $5, $6, $7, $8, 0, $9, $10) })
  }

  /// - Parameter letter: BLAS's for the dtype, `c` or `z`.
  static func complex(_ letter: String, _ dtype: DType, _ find: (String) -> Results?) -> BLASRoutines? {
    typealias Dot = @convention(c) (CInt, Elements, CInt, Elements, CInt, Results) -> Void
    typealias MatrixVector =
      @convention(c) (
        CInt, CInt, CInt, CInt, Elements, Elements, CInt, Elements, CInt, Elements, Results, CInt
      ) -> Void
    typealias Matrices =
      @convention(c) (
        CInt, CInt, CInt, CInt, CInt, CInt, Elements, Elements, CInt, Elements, CInt, Elements, Results, CInt
      ) -> Void
    guard let dot = find("cblas_\(letter)dotu_sub").map({ unsafeBitCast($0, to: Dot.self) }),
      let gemv = find("cblas_\(letter)gemv").map({ unsafeBitCast($0, to: MatrixVector.self) }),
      let gemm = find("cblas_\(letter)gemm").map({ unsafeBitCast($0, to: Matrices.self) })
    else { return nil }
    return BLASRoutines(
      dot: { dot($0, $1, $2, $3, $4, $5) },
      matrixVector: { transposition, rows, columns, a, leading, x, stride, y in
        withFactors(dtype) { one, zero in
          gemv(rowMajor, transposition, rows, columns, one, a, leading, x, stride, zero, y, 1)
        }
      },
      matrices: { ofA, ofB, rows, columns, depth, a, leadingA, b, leadingB, c, leadingC in
        withFactors(dtype) { one, zero in
          gemm(rowMajor, ofA, ofB, rows, columns, depth, one, a, leadingA, b, leadingB, zero, c, leadingC)
        }
      })
  }

  private static func withFactors(_ dtype: DType, _ body: (_ one: Elements, _ zero: Elements) -> Void) {
    withUnsafeTemporaryAllocation(byteCount: 32, alignment: 16) { scalars in
      let start = scalars.baseAddress!
      Constant(1, dtype).write(to: start)
      Constant(0, dtype).write(to: start + 16)
      body(start, start + 16)
    }
  }
}
