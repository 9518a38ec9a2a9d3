/// One run of prepared code: its registers, where it is in memory, and how operations act on them.
///
/// Together with `Code` the place of unchecked pointers: every number in the code was made by the decoder from a
/// verified program, and the caller of a kernel answers for its arguments.
final class Machine {
  let code: Code
  let registers: Registers
  /// For each parameter: the element at index zero, and how far in bytes the open loops have moved from it.
  let pointers: UnsafeMutablePointer<UnsafeMutableRawPointer>
  let offsets: UnsafeMutablePointer<Int>
  /// For each dimension.
  let indices: UnsafeMutablePointer<Int>
  let extents: UnsafeMutablePointer<Int>
  /// The current piece of each dimension that a tiles loop has cut.
  let tileStarts: UnsafeMutablePointer<Int>
  let tileEnds: UnsafeMutablePointer<Int>
  /// In bytes, beside the parameters that the code lists as moving with a loop: how far one turn moves each.
  let steps: UnsafeMutablePointer<Int>
  /// The range of the divisible loop, if it is not all of it.
  var range: Range<Int>?
  /// The phase that is run.
  var phase = 0
  private let memory: UnsafeMutableRawPointer

  /// A machine for that code, with zeros in its registers and no loop entered.
  init(_ code: Code, parameterCount: Int = 0, dimensionCount: Int = 0) {
    self.code = code
    let counts =
      [code.registerCount, parameterCount, parameterCount, code.listCount] + Array(repeating: dimensionCount, count: 4)
    let word = MemoryLayout<UInt64>.stride
    memory = .allocate(byteCount: counts.reduce(0, +) * word, alignment: word)
    var rest = memory
    func take<T: BitwiseCopyable>(_ count: Int, of initial: T) -> UnsafeMutablePointer<T> {
      defer { rest += count * word }
      return rest.initializeMemory(as: T.self, repeating: initial, count: count)
    }
    registers = Registers(base: take(counts[0], of: 0))
    pointers = take(counts[1], of: memory)
    offsets = take(counts[2], of: 0)
    steps = take(counts[3], of: 0)
    indices = take(dimensionCount, of: 0)
    extents = take(dimensionCount, of: 0)
    tileStarts = take(dimensionCount, of: 0)
    tileEnds = take(dimensionCount, of: 0)
  }

  deinit { memory.deallocate() }

  /// Runs the operations of a block, one after another.
  func run(_ block: Stretch) {
    let r = registers
    let operations = code.operations
    var position = block.start
    while position < block.end {
      let o = operations[position]
      position += 1
      switch o.code {
      case .constant: r.set(o.result, o.mask)
      case .wrap: r.set(o.result, o.wrap(r[o.a]))
      case .select: r.set(o.result, r[r[o.a] != 0 ? o.b : o.c])

      case .negate: r.set(o.result, o.wrap(0 &- r[o.a]))
      case .not: r.set(o.result, o.wrap(~r[o.a]))
      case .add: r.unsigned(o, &+)
      case .subtract: r.unsigned(o, &-)
      case .multiply: r.unsigned(o, &*)
      case .and: r.unsigned(o, &)
      case .or: r.unsigned(o, |)
      case .xor: r.unsigned(o, ^)
      case .shiftLeft: r.unsigned(o) { $1 > 63 ? 0 : $0 &<< $1 }
      case .divideSigned: r.signed(o) { $1 == 0 ? 0 : $1 == -1 ? 0 &- $0 : $0 / $1 }
      case .divideUnsigned: r.unsigned(o) { $1 == 0 ? 0 : $0 / $1 }
      case .remainderSigned: r.signed(o) { $1 == 0 || $1 == -1 ? 0 : $0 % $1 }
      case .remainderUnsigned: r.unsigned(o) { $1 == 0 ? 0 : $0 % $1 }
      case .shiftRightSigned: r.signed(o) { $1 < 0 || $1 > 63 ? $0 &>> 63 : $0 &>> $1 }
      case .shiftRightUnsigned: r.unsigned(o) { $1 > 63 ? 0 : $0 &>> $1 }
      case .equal: r.set(o.result, r[o.a] == r[o.b])
      case .notEqual: r.set(o.result, r[o.a] != r[o.b])
      case .lessSigned: r.set(o.result, r.signed(o.a) < r.signed(o.b))
      case .lessEqualSigned: r.set(o.result, r.signed(o.a) <= r.signed(o.b))
      case .lessUnsigned: r.set(o.result, r[o.a] < r[o.b])
      case .lessEqualUnsigned: r.set(o.result, r[o.a] <= r[o.b])

      case .flipSign: r.set(o.result, r[o.a] ^ o.mask)
      case .clearSign: r.set(o.result, r[o.a] & ~o.mask)
      case .copySign: r.set(o.result, r[o.a] & ~o.mask | r[o.b] & o.mask)

      case .add32: r.float32(o, +)
      case .subtract32: r.float32(o, -)
      case .multiply32: r.float32(o, *)
      case .divide32: r.float32(o, /)
      case .fusedMultiplyAdd32: r.set(o.result, r.float32(o.c).addingProduct(r.float32(o.a), r.float32(o.b)))
      case .squareRoot32: r.set(o.result, r.float32(o.a).squareRoot())
      case .floor32: r.set(o.result, r.float32(o.a).rounded(.down))
      case .ceil32: r.set(o.result, r.float32(o.a).rounded(.up))
      case .trunc32: r.set(o.result, r.float32(o.a).rounded(.towardZero))
      case .rint32: r.set(o.result, r.float32(o.a).rounded(.toNearestOrEven))
      case .equal32: r.set(o.result, r.float32(o.a) == r.float32(o.b))
      case .notEqual32: r.set(o.result, r.float32(o.a) != r.float32(o.b))
      case .less32: r.set(o.result, r.float32(o.a) < r.float32(o.b))
      case .lessEqual32: r.set(o.result, r.float32(o.a) <= r.float32(o.b))

      case .add64: r.float64(o, +)
      case .subtract64: r.float64(o, -)
      case .multiply64: r.float64(o, *)
      case .divide64: r.float64(o, /)
      case .fusedMultiplyAdd64: r.set(o.result, r.float64(o.c).addingProduct(r.float64(o.a), r.float64(o.b)))
      case .squareRoot64: r.set(o.result, r.float64(o.a).squareRoot())
      case .floor64: r.set(o.result, r.float64(o.a).rounded(.down))
      case .ceil64: r.set(o.result, r.float64(o.a).rounded(.up))
      case .trunc64: r.set(o.result, r.float64(o.a).rounded(.towardZero))
      case .rint64: r.set(o.result, r.float64(o.a).rounded(.toNearestOrEven))
      case .equal64: r.set(o.result, r.float64(o.a) == r.float64(o.b))
      case .notEqual64: r.set(o.result, r.float64(o.a) != r.float64(o.b))
      case .less64: r.set(o.result, r.float64(o.a) < r.float64(o.b))
      case .lessEqual64: r.set(o.result, r.float64(o.a) <= r.float64(o.b))

      case .signedTo32: r.set(o.result, Float(r.signed(o.a)))
      case .signedTo64: r.set(o.result, Double(r.signed(o.a)))
      case .unsignedTo32: r.set(o.result, Float(r[o.a]))
      case .unsignedTo64: r.set(o.result, Double(r[o.a]))
      case .float32ToInt32: r.set(o.result, truncated32(Double(r.float32(o.a))))
      case .float32ToInt64: r.set(o.result, truncated64(Double(r.float32(o.a))))
      case .float64ToInt32: r.set(o.result, truncated32(r.float64(o.a)))
      case .float64ToInt64: r.set(o.result, truncated64(r.float64(o.a)))
      case .float16To32: r.set(o.result, Float(Float16(bitPattern: UInt16(truncatingIfNeeded: r[o.a]))))
      case .float32To16: r.set(o.result, UInt64(Float16(r.float32(o.a)).bitPattern))
      case .float32To64: r.set(o.result, Double(r.float32(o.a)))
      case .float64To32: r.set(o.result, Float(r.float64(o.a)))

      case .load8: load(o, as: UInt8.self)
      case .load16: load(o, as: UInt16.self)
      case .load32: load(o, as: UInt32.self)
      case .load64: load(o, as: UInt64.self)
      case .store8: store(o, as: UInt8.self)
      case .store16: store(o, as: UInt16.self)
      case .store32: store(o, as: UInt32.self)
      case .store64: store(o, as: UInt64.self)
      case .index: r.set(o.result, Int64(indices[o.a]))

      case .iterate:
        run(code.iterations[o.a])
        position = code.iterations[o.a].body.end
      case .loop:
        run(code.loops[o.a])
        position = code.loops[o.a].end
      }
    }
  }

  @inline(__always) private func address(_ o: Operation) -> UnsafeMutableRawPointer {
    pointers[o.a] + (offsets[o.a] &+ o.b)
  }

  @inline(__always) private func load<T: FixedWidthInteger & BitwiseCopyable>(_ o: Operation, as type: T.Type) {
    registers[o.result] = o.wrap(UInt64(truncatingIfNeeded: address(o).loadUnaligned(as: type)))
  }

  @inline(__always) private func store<T: FixedWidthInteger & BitwiseCopyable>(_ o: Operation, as type: T.Type) {
    address(o).storeBytes(of: T(truncatingIfNeeded: registers[o.c]), as: type)
  }

  /// Copies the listed registers to those from `first` on.
  @inline(__always) func gather(_ list: Int, count: Int, into first: Int) {
    for number in 0..<count { registers[first + number] = registers[code.lists[list + number]] }
  }

  /// The results' registers hold the values between turns, so `next` may name carried values in any order.
  private func run(_ iteration: PreparedIteration) {
    gather(iteration.initial, count: iteration.count, into: iteration.results)
    var isActive = registers[iteration.active] != 0
    while isActive {
      registers.copy(iteration.results, count: iteration.count, to: iteration.carried)
      run(iteration.body)
      isActive = registers[iteration.again] != 0
      gather(iteration.next, count: iteration.count, into: iteration.results)
    }
  }
}
