/// One run of prepared code: its registers, and how operations act on them.
///
/// The one place with unchecked pointers. They are valid while `withMachine` runs, which is the only way to get a machine; all numbers
/// in the code were made by the decoder from a verified program.
struct Machine {
  let operations: UnsafePointer<Operation>
  let iterations: UnsafePointer<PreparedIteration>
  let lists: UnsafePointer<Int>
  let registers: UnsafeMutablePointer<UInt64>

  @inline(__always) private func float32(_ register: Int) -> Float {
    Float(bitPattern: UInt32(truncatingIfNeeded: registers[register]))
  }
  @inline(__always) private func float64(_ register: Int) -> Double { Double(bitPattern: registers[register]) }
  @inline(__always) private func signed(_ register: Int) -> Int64 { Int64(bitPattern: registers[register]) }

  @inline(__always) private func set(_ register: Int, _ value: UInt64) { registers[register] = value }
  @inline(__always) private func set(_ register: Int, _ value: Int64) { registers[register] = UInt64(bitPattern: value) }
  @inline(__always) private func set(_ register: Int, _ value: Float) { registers[register] = UInt64(value.bitPattern) }
  @inline(__always) private func set(_ register: Int, _ value: Double) { registers[register] = value.bitPattern }
  @inline(__always) private func set(_ register: Int, _ value: Bool) { registers[register] = value ? 1 : 0 }

  @inline(__always) private func integer(_ o: Operation, _ body: (UInt64, UInt64) -> UInt64) {
    set(o.result, o.wrap(body(registers[o.a], registers[o.b])))
  }
  @inline(__always) private func signed(_ o: Operation, _ body: (Int64, Int64) -> Int64) {
    set(o.result, o.wrap(UInt64(bitPattern: body(signed(o.a), signed(o.b)))))
  }
  @inline(__always) private func float32(_ o: Operation, _ body: (Float, Float) -> Float) {
    set(o.result, body(float32(o.a), float32(o.b)))
  }
  @inline(__always) private func float64(_ o: Operation, _ body: (Double, Double) -> Double) {
    set(o.result, body(float64(o.a), float64(o.b)))
  }

  /// Runs the operations of a block, one after another.
  func run(_ block: Block) {
    var position = block.start
    while position < block.end {
      let o = operations[position]
      position += 1
      switch o.code {
      case .constant: set(o.result, o.mask)
      case .wrap: set(o.result, o.wrap(registers[o.a]))
      case .select: set(o.result, registers[registers[o.a] != 0 ? o.b : o.c])

      case .negate: set(o.result, o.wrap(0 &- registers[o.a]))
      case .not: set(o.result, o.wrap(~registers[o.a]))
      case .add: integer(o, &+)
      case .subtract: integer(o, &-)
      case .multiply: integer(o, &*)
      case .and: integer(o, &)
      case .or: integer(o, |)
      case .xor: integer(o, ^)
      case .shiftLeft: integer(o) { $1 > 63 ? 0 : $0 &<< $1 }
      case .divideSigned: signed(o) { $1 == 0 ? 0 : $1 == -1 ? 0 &- $0 : $0 / $1 }
      case .divideUnsigned: integer(o) { $1 == 0 ? 0 : $0 / $1 }
      case .remainderSigned: signed(o) { $1 == 0 || $1 == -1 ? 0 : $0 % $1 }
      case .remainderUnsigned: integer(o) { $1 == 0 ? 0 : $0 % $1 }
      case .shiftRightSigned: signed(o) { $1 < 0 || $1 > 63 ? $0 &>> 63 : $0 &>> $1 }
      case .shiftRightUnsigned: integer(o) { $1 > 63 ? 0 : $0 &>> $1 }
      case .equal: set(o.result, registers[o.a] == registers[o.b])
      case .notEqual: set(o.result, registers[o.a] != registers[o.b])
      case .lessSigned: set(o.result, signed(o.a) < signed(o.b))
      case .lessEqualSigned: set(o.result, signed(o.a) <= signed(o.b))
      case .lessUnsigned: set(o.result, registers[o.a] < registers[o.b])
      case .lessEqualUnsigned: set(o.result, registers[o.a] <= registers[o.b])

      case .flipSign: set(o.result, registers[o.a] ^ o.mask)
      case .clearSign: set(o.result, registers[o.a] & ~o.mask)
      case .copySign: set(o.result, registers[o.a] & ~o.mask | registers[o.b] & o.mask)

      case .add32: float32(o, +)
      case .subtract32: float32(o, -)
      case .multiply32: float32(o, *)
      case .divide32: float32(o, /)
      case .fusedMultiplyAdd32: set(o.result, float32(o.c).addingProduct(float32(o.a), float32(o.b)))
      case .squareRoot32: set(o.result, float32(o.a).squareRoot())
      case .floor32: set(o.result, float32(o.a).rounded(.down))
      case .ceil32: set(o.result, float32(o.a).rounded(.up))
      case .trunc32: set(o.result, float32(o.a).rounded(.towardZero))
      case .rint32: set(o.result, float32(o.a).rounded(.toNearestOrEven))
      case .equal32: set(o.result, float32(o.a) == float32(o.b))
      case .notEqual32: set(o.result, float32(o.a) != float32(o.b))
      case .less32: set(o.result, float32(o.a) < float32(o.b))
      case .lessEqual32: set(o.result, float32(o.a) <= float32(o.b))

      case .add64: float64(o, +)
      case .subtract64: float64(o, -)
      case .multiply64: float64(o, *)
      case .divide64: float64(o, /)
      case .fusedMultiplyAdd64: set(o.result, float64(o.c).addingProduct(float64(o.a), float64(o.b)))
      case .squareRoot64: set(o.result, float64(o.a).squareRoot())
      case .floor64: set(o.result, float64(o.a).rounded(.down))
      case .ceil64: set(o.result, float64(o.a).rounded(.up))
      case .trunc64: set(o.result, float64(o.a).rounded(.towardZero))
      case .rint64: set(o.result, float64(o.a).rounded(.toNearestOrEven))
      case .equal64: set(o.result, float64(o.a) == float64(o.b))
      case .notEqual64: set(o.result, float64(o.a) != float64(o.b))
      case .less64: set(o.result, float64(o.a) < float64(o.b))
      case .lessEqual64: set(o.result, float64(o.a) <= float64(o.b))

      case .signedTo32: set(o.result, Float(signed(o.a)))
      case .signedTo64: set(o.result, Double(signed(o.a)))
      case .unsignedTo32: set(o.result, Float(registers[o.a]))
      case .unsignedTo64: set(o.result, Double(registers[o.a]))
      case .float32ToInt32: set(o.result, truncated32(Double(float32(o.a))))
      case .float32ToInt64: set(o.result, truncated64(Double(float32(o.a))))
      case .float64ToInt32: set(o.result, truncated32(float64(o.a)))
      case .float64ToInt64: set(o.result, truncated64(float64(o.a)))
      case .float16To32: set(o.result, Float(Float16(bitPattern: UInt16(truncatingIfNeeded: registers[o.a]))))
      case .float32To16: set(o.result, UInt64(Float16(float32(o.a)).bitPattern))
      case .float32To64: set(o.result, Double(float32(o.a)))
      case .float64To32: set(o.result, Float(float64(o.a)))

      case .iterate:
        let iteration = iterations[o.a]
        run(iteration)
        position = iteration.body.end
      }
    }
  }

  /// To an int32, x86's way: the least one for NaN and whatever does not fit.
  @inline(__always) private func truncated32(_ value: Double) -> Int64 {
    value >= -0x1p31 && value < 0x1p31 ? Int64(value) : Int64(Int32.min)
  }

  /// To an int64, x86's way: the least one for NaN and whatever does not fit.
  @inline(__always) private func truncated64(_ value: Double) -> Int64 {
    value >= -0x1p63 && value < 0x1p63 ? Int64(value) : .min
  }

  /// The results' registers hold the values between turns, so `next` may name carried values in any order.
  private func run(_ iteration: PreparedIteration) {
    gather(iteration.initial, count: iteration.count, into: iteration.results)
    var isActive = registers[iteration.active] != 0
    while isActive {
      (registers + iteration.carried).update(from: registers + iteration.results, count: iteration.count)
      run(iteration.body)
      isActive = registers[iteration.again] != 0
      gather(iteration.next, count: iteration.count, into: iteration.results)
    }
  }

  /// Copies the listed registers to those from `first` on.
  @inline(__always) func gather(_ list: Int, count: Int, into first: Int) {
    for number in 0..<count { registers[first + number] = registers[lists[list + number]] }
  }
}

extension Code {
  /// A machine for this code, its registers undefined.
  func withMachine<Result>(_ body: (Machine) throws -> Result) rethrows -> Result {
    try operations.withUnsafeBufferPointer { operations in
      try iterations.withUnsafeBufferPointer { iterations in
        try lists.withUnsafeBufferPointer { lists in
          try withUnsafeTemporaryAllocation(of: UInt64.self, capacity: registerCount + 1) { registers in
            registers.initialize(repeating: 0)
            // An empty array has no address; nothing refers to it then.
            return try body(
              Machine(
                operations: operations.baseAddress ?? Self.nowhere(), iterations: iterations.baseAddress ?? Self.nowhere(),
                lists: lists.baseAddress ?? Self.nowhere(), registers: registers.baseAddress!))
          }
        }
      }
    }
  }

  private static func nowhere<T>() -> UnsafePointer<T> { UnsafePointer(bitPattern: MemoryLayout<T>.alignment)! }
}
