import RavelCore
import RavelIR
import RavelInterpreter
import RavelOps

/// Memory of a test's array, and what it holds.
final class Memory<T: Element> {
  private let memory: UnsafeMutablePointer<T>
  private let count: Int

  init(_ values: [T]) {
    memory = .allocate(capacity: max(values.count, 1))
    memory.initialize(from: values, count: values.count)
    count = values.count
  }

  deinit { memory.deallocate() }

  var values: [T] { Array(UnsafeBufferPointer(start: memory, count: count)) }

  /// That memory as a kernel's argument, from its element number `start`; strides in elements.
  func operand(_ strides: [Int], start: Int = 0) -> MemoryOperand {
    let strides = strides.map { $0 * MemoryLayout<T>.stride }
    return MemoryOperand(pointer: UnsafeMutableRawPointer(memory + start), strides: strides, owner: self)
  }
}

struct MemoryOperand {
  var pointer: UnsafeMutableRawPointer
  /// In bytes.
  var strides: [Int]
  var owner: AnyObject
}

extension KernelArguments {
  static func with(_ extents: [Int], _ operands: [MemoryOperand], _ body: (KernelArguments) -> Void) {
    withExtendedLifetime(operands) {
      with(pointers: operands.map(\.pointer), extents: extents, strides: operands.flatMap(\.strides), body)
    }
  }
}

extension Interpreter {
  func run(_ extents: [Int], _ operands: MemoryOperand...) {
    KernelArguments.with(extents, operands) { run($0) }
  }
}

/// A kernel of loops over every dimension, d0 outermost, that stores `body`'s values to the last parameter.
func elementwise(_ parameters: [Parameter], _ body: (KernelBuilder) -> [Scalar]) throws -> Kernel {
  let builder = KernelBuilder()
  builder.parameters = parameters
  func nest(_ dimension: Int) {
    if dimension == parameters[0].strides.count { return builder.store(parameters.count - 1, body(builder)) }
    builder.loop(dimension, dimension == parameters[0].strides.count - 1 ? .vector : .parallel) { nest(dimension + 1) }
  }
  nest(0)
  let kernel = builder.kernel()
  try kernel.verify()
  return kernel
}

extension StridePattern {
  /// Those of arrays: scratch memory has one more.
  static let ofArrays = allCases.filter { $0 != .lane }
}

func input(_ dtype: DType, _ strides: StridePattern...) -> Parameter {
  Parameter(role: .input, dtype: dtype, strides: strides)
}

func output(_ dtype: DType, _ strides: StridePattern...) -> Parameter {
  Parameter(role: .output, dtype: dtype, strides: strides)
}
