import RavelCore

/// One operand in, the same dtype out.
public enum UnaryPrimitive: String, CaseIterable, Hashable, Sendable {
  /// Floats: the sign bit flipped. Integers: 0 - x, wrapping.
  case negate
  /// Bitwise complement; of a bool, its opposite.
  case not
  /// Floats: the sign bit cleared.
  case absolute
  /// Floats, correctly rounded.
  case squareRoot
  /// Floats, to an integral value: down, up, towards zero, to nearest with ties to even.
  case floor, ceil, trunc, rint
}

/// Two operands of one dtype in, that dtype out. Total: no operand values are undefined.
public enum BinaryPrimitive: String, CaseIterable, Hashable, Sendable {
  /// Floats rounded to nearest even; integers wrapping.
  case add, subtract, multiply
  /// Floats by IEEE 754. Integers towards zero; x/0 is 0, least/-1 is least.
  case divide
  /// Integers: what `divide` leaves, with the dividend's sign; x rem 0 and least rem -1 are 0.
  case remainder
  /// Integers and bools, bit by bit.
  case and, or, xor
  /// Integers. A count that is negative or not less than the width gives 0, or the sign in every bit for a signed right
  /// shift.
  case shiftLeft, shiftRight
  /// Floats: the first operand's magnitude with the second's sign.
  case copySign
}

/// Two operands of one dtype in, bool out. A NaN makes all but `notEqual` false.
public enum Comparison: String, CaseIterable, Hashable, Sendable {
  case equal, notEqual, less, lessEqual, greater, greaterEqual
}

/// The number of a value in a scalar program: each is defined once, before its uses.
public struct ValueID: Hashable, Sendable, CustomStringConvertible {
  public var index: Int
  public init(_ index: Int) { self.index = index }
  public var description: String { "%\(index)" }
}

/// The real or the imaginary part of a complex element; a real element is its own real part.
public enum Component: Int, Hashable, Sendable {
  case real, imaginary
}

/// What a value is computed from. Values have real dtypes: a complex value is two of them.
public enum Instruction: Hashable, Sendable {
  case constant(Constant)
  /// The element of a kernel's parameter at the enclosing loops' indices.
  case load(parameter: Int, component: Component)
  /// The enclosing loop's index in that dimension, an int64.
  case index(dimension: Int)
  case unary(UnaryPrimitive, ValueID)
  case binary(BinaryPrimitive, ValueID, ValueID)
  case compare(Comparison, ValueID, ValueID)
  /// The second operand where the first, a bool, is true, else the third.
  case select(ValueID, ValueID, ValueID)
  /// a * b + c with one rounding; floats.
  case fusedMultiplyAdd(ValueID, ValueID, ValueID)
  /// The value in another real dtype. bool gives 0 or 1; integers wrap; integers to floats and between floats round to
  /// nearest even; floats go only to int32 and int64, truncated, with x86's least integer for NaN and whatever does not
  /// fit. Not to bool, and not float64 to float16: `Scalar.converted(to:)` builds those and all others from these.
  case convert(ValueID)
  /// The same bits as another dtype of that width.
  case bitcast(ValueID)
}

extension Instruction {
  /// The values it reads, in order.
  public var operands: [ValueID] {
    switch self {
    case .constant, .load, .index: []
    case .unary(_, let a), .convert(let a), .bitcast(let a): [a]
    case .binary(_, let a, let b), .compare(_, let a, let b): [a, b]
    case .select(let a, let b, let c), .fusedMultiplyAdd(let a, let b, let c): [a, b, c]
    }
  }
}

/// A value, its dtype, and how it is computed.
public struct Definition: Hashable, Sendable {
  public var id: ValueID
  public var dtype: DType
  public var instruction: Instruction

  public init(id: ValueID, dtype: DType, instruction: Instruction) {
    self.id = id
    self.dtype = dtype
    self.instruction = instruction
  }
}

/// A statement of a scalar program.
public enum ScalarStatement: Hashable, Sendable {
  case define(Definition)
  case iterate(Iteration)
}

/// A value that a block receives: its number and dtype.
public struct BlockArgument: Hashable, Sendable {
  public var id: ValueID
  public var dtype: DType
  public init(id: ValueID, dtype: DType) {
    self.id = id
    self.dtype = dtype
  }
}

/// A loop within a scalar program, element by element: while `active`, the carried values are replaced by the body's
/// `next`.
///
/// An element whose condition has become false keeps its values, so the result does not depend on how many elements run
/// together: vector code goes round while any lane is active. A rare path is an iteration that runs at most once.
public struct Iteration: Hashable, Sendable {
  /// The final carried values.
  public var results: [ValueID]
  /// Whether the body runs at all: a bool.
  public var active: ValueID
  public var initial: [ValueID]
  /// The values as the body sees them.
  public var carried: [BlockArgument]
  public var body: [ScalarStatement]
  /// Whether the body runs again: a bool.
  public var again: ValueID
  public var next: [ValueID]

  public init(
    results: [ValueID], active: ValueID, initial: [ValueID], carried: [BlockArgument], body: [ScalarStatement],
    again: ValueID, next: [ValueID]
  ) {
    self.results = results
    self.active = active
    self.initial = initial
    self.carried = carried
    self.body = body
    self.again = again
    self.next = next
  }
}

extension ScalarStatement {
  /// Every value it reads, those of nested bodies included.
  public var operands: [ValueID] {
    switch self {
    case .define(let definition): definition.instruction.operands
    case .iterate(let iteration): iteration.operands
    }
  }
}

extension Iteration {
  /// Every value that the iteration or its body reads.
  public var operands: [ValueID] { [active] + initial + body.flatMap(\.operands) + [again] + next }
}
