import RavelCore

/// Sets of dtypes in NumPy's letters: `?` bool, `bhil` signed, `BHIL` unsigned, `efd` float, `FD` complex.
///
/// NumPy lists the loops of a width signed first, and searches in that order.
enum Letters {
  static let integers = "bBhHiIlL"
  static let floats = "efd"
  static let complexes = "FD"
  static let numbers = integers + floats + complexes
  static let all = "?" + numbers
}

extension [UfuncLoop] {
  /// `arity` operands of one dtype, and the result of that dtype.
  public static func same(_ letters: String, arity: Int) -> [UfuncLoop] {
    dtypes(letters).map { UfuncLoop(Array<DType>(repeating: $0, count: arity), $0) }
  }

  /// `arity` operands of one dtype, and a bool.
  public static func test(_ letters: String, arity: Int) -> [UfuncLoop] {
    dtypes(letters).map { UfuncLoop(Array<DType>(repeating: $0, count: arity), .bool) }
  }

  /// Comparisons: any dtype with itself, and int64 with uint64 by value.
  public static let comparison: [UfuncLoop] =
    test("?bBhHiIlL", arity: 2)
    + [UfuncLoop([.int64, .uint64], .bool), UfuncLoop([.uint64, .int64], .bool)]
    + test(Letters.floats + Letters.complexes, arity: 2)

  /// Real parts: complex operands give their floats.
  public static let complexToFloat: [UfuncLoop] = [
    UfuncLoop([.complex64], .float32), UfuncLoop([.complex128], .float64)
  ]

  /// Integers divide into float64.
  public static let trueDivision: [UfuncLoop] =
    dtypes(Letters.integers).map { UfuncLoop([$0, $0], .float64) } + same(Letters.floats + Letters.complexes, arity: 2)

  /// A condition, and two operands of one dtype.
  public static let choice: [UfuncLoop] = dtypes(Letters.all).map { UfuncLoop([.bool, $0, $0], $0) }

  private static func dtypes(_ letters: String) -> [DType] { letters.map { DType(character: $0)! } }
}
