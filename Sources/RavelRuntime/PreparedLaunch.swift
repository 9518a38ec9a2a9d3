import RavelCore
import RavelIR
import RavelSchedule

/// A launch with its kernel and all of its arguments but where memory is.
final class PreparedLaunch: Sendable {
  enum Operand: Sendable {
    case memory(Place.Memory, byteOffset: Int)
    /// One value, or memory for the launch alone: the launch has an address for it.
    case constant
  }

  let launch: Launch
  let kernel: any ExecutableKernel
  let operands: [Operand]
  let bytesMoved: Int
  let flops: Int
  /// How it is divided among threads, if there is enough to do for them.
  let division: Division?
  /// Whether it needs memory for itself.
  let hasScratch: Bool
  let phaseCount: Int
  private let dimensionCount: Int
  /// The extents, and after them the strides in bytes, as `KernelArguments` has them.
  private nonisolated(unsafe) let shape: UnsafeMutableBufferPointer<Int>
  /// The constants that the kernel loads, 16 bytes for each parameter.
  private let constants: Buffer

  init(_ launch: Launch, _ kernel: any ExecutableKernel, _ operands: [Operand]) throws(ArrayError) {
    self.launch = launch
    self.kernel = kernel
    self.operands = operands
    bytesMoved = launch.bytesMoved
    flops = launch.flops
    division = launch.division
    let strides = launch.operands.flatMap { operand in operand.strides.map { $0 * operand.dtype.itemSize } }
    dimensionCount = launch.extents.count
    shape = UnsafeMutableBufferPointer.allocate(capacity: launch.extents.count + strides.count)
    _ = shape.initialize(from: launch.extents + strides)
    hasScratch = launch.operands.contains { operand in
      switch operand.source {
      case .scratch, .shared: true
      case .node, .constant, .given: false
      }
    }
    phaseCount = launch.kernel.phaseCount
    constants = try Buffer(byteCount: 16 * launch.operands.count)
    for (number, operand) in launch.operands.enumerated() {
      if case .constant(let value) = operand.source { value.write(to: constantAddress(number)) }
    }
  }

  deinit { shape.deallocate() }

  /// Where a parameter's constant is; an address that stands for memory yet to be given, if it is none.
  func constantAddress(_ parameter: Int) -> UnsafeMutableRawPointer { constants.address + 16 * parameter }

  /// Runs the kernel on memory that lasts through the call.
  /// - Parameters:
  ///   - input: where the elements of the plan's input of that number start.
  ///   - slot: where the slot of that number starts.
  @inline(__always)
  func run(
    input: (Int) -> UnsafeMutableRawPointer, slot: (Int) -> UnsafeMutableRawPointer
  ) throws(ArrayError) {
    let count = operands.count
    let result: Result<Void, ArrayError> = withUnsafeTemporaryAllocation(
      of: UnsafeMutableRawPointer.self, capacity: count
    ) { pointers in
      for number in 0..<count {
        let pointer =
          switch operands[number] {
          case .memory(.input(let number), let offset): input(number) + offset
          case .memory(.slot(let number), let offset): slot(number) + offset
          case .constant: constantAddress(number)
          }
        pointers.initializeElement(at: number, to: pointer)
      }
      return Result { () throws(ArrayError) in try run(UnsafeBufferPointer(pointers)) }
    }
    try result.get()
  }

  /// Runs the kernel on memory that lasts through the call.
  /// - Parameter pointers: for each parameter where its elements start; of those that are `.constant`,
  ///   `constantAddress`.
  func run(_ pointers: UnsafeBufferPointer<UnsafeMutableRawPointer>) throws(ArrayError) {
    let shape = UnsafeBufferPointer(shape)
    try run(
      KernelArguments(
        pointers: pointers, extents: UnsafeBufferPointer(rebasing: shape[..<dimensionCount]),
        strides: UnsafeBufferPointer(rebasing: shape[dimensionCount...])))
  }
}
