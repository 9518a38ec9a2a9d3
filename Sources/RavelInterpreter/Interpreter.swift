import RavelCore
import RavelIR

/// Runs a kernel in plain Swift, element by element, in exactly the order that the kernel states.
///
/// There is no verified kernel that it declines: it serves where LLVM is missing, and compiled code is compared with
/// it. The kernel is prepared once; runs share nothing else, so any number of them may go on at once.
public struct Interpreter: Sendable {
  private let code: Code
  private let parameterCount: Int
  private let dimensionCount: Int
  /// The strides that the kernel's patterns determine, in bytes; nil for those that a launch gives.
  private let strides: [Int?]
  private let isDivisible: Bool

  /// - Parameter kernel: verified.
  public init(_ kernel: Kernel) {
    code = Code(Decoder.listing(of: kernel))
    parameterCount = kernel.parameters.count
    dimensionCount = kernel.dimensionCount
    isDivisible = kernel.divisibleDimension != nil
    strides = kernel.parameters.flatMap { parameter in
      parameter.strides.map { pattern in
        switch pattern {
        case .zero, .lane: 0
        case .unit: parameter.dtype.itemSize
        case .reversed: -parameter.dtype.itemSize
        case .alternate: 2 * parameter.dtype.itemSize
        case .any: nil
        }
      }
    }
  }

  /// Bytes of memory that the prepared kernel takes.
  public var size: Int { code.size }

  /// Runs the kernel, or a part of it.
  /// - Parameters:
  ///   - arguments: memory that lasts through the call, and into which every access falls. Strides that the kernel's
  ///     patterns determine are taken from there.
  ///   - range: the indices of `Kernel.divisibleDimension` to run, and all phases, for nil; only for a kernel that has
  ///     one.
  ///   - phase: which of the kernel's phases it is a range of; the last one has nothing to divide, and takes any range.
  public func run(_ arguments: KernelArguments, range: Range<Int>? = nil, phase: Int = 0) {
    precondition(arguments.pointers.count == parameterCount, "\(parameterCount) pointers expected")
    precondition(arguments.extents.count == dimensionCount, "\(dimensionCount) extents expected")
    precondition(arguments.strides.count == strides.count, "\(strides.count) strides expected")
    precondition(range == nil || isDivisible, "a range of a kernel that cannot be divided")
    let machine = Machine(code, parameterCount: parameterCount, dimensionCount: dimensionCount)
    for (number, pointer) in arguments.pointers.enumerated() { machine.pointers[number] = pointer }
    for (dimension, extent) in arguments.extents.enumerated() { machine.extents[dimension] = extent }
    for number in 0..<code.loopCount {
      let loop = code.loops[number]
      for place in loop.moving.indices {
        let stride = code.lists[place] * dimensionCount + loop.dimension
        machine.steps[place] = strides[stride] ?? arguments.strides[stride]
      }
    }
    machine.range = range
    let phases = range == nil ? 0..<code.phaseEnds.count + 1 : phase..<phase + 1
    for phase in phases {
      machine.phase = phase
      machine.run(
        phase < code.phaseEnds.count ? Stretch(start: 0, end: code.phaseEnds[phase]) : code.whole)
    }
  }
}
