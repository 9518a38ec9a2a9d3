import RavelIR
import Synchronization

/// A kernel's machine code, ready to run. Any number of runs may go on at once.
public final class CompiledKernel: Sendable {
  /// `pointers[p]` is parameter p's element at index zero of every dimension; `strides` are in bytes, parameter p's in
  /// dimension d at [p * dimensions + d]; the range is that of the divisible dimension, in a phase.
  typealias EntryPoint =
    @convention(c) (
      _ pointers: UnsafePointer<UnsafeMutableRawPointer>?, _ extents: UnsafePointer<Int>?,
      _ strides: UnsafePointer<Int>?,
      _ begin: Int, _ end: Int, _ phase: Int
    ) -> Void

  /// The entry point's name in the object.
  static let entryName = "kernel"

  private let code: LoadedCode
  private let entry: EntryPoint
  private let parameterCount: Int
  private let dimensionCount: Int
  private let divisibleDimension: Int?
  private let phaseCount: Int
  /// For whoever keeps kernels: when it was last used, by a time of its own.
  public let useTime = Atomic<Int>(0)

  /// Loads a kernel's object code.
  /// - Parameters:
  ///   - object: what `Compiler.object` gave for this kernel and this machine.
  ///   - kernel: the kernel it was compiled from.
  public init(object: [UInt8], for kernel: Kernel) throws(CodegenError) {
    do throws(ObjectError) {
      code = try LoadedCode(object: object)
      guard let address = code.function(Self.entryName) else { throw .undefinedSymbol(Self.entryName) }
      entry = unsafeBitCast(address, to: EntryPoint.self)
    } catch {
      throw .object(error)
    }
    parameterCount = kernel.parameters.count
    dimensionCount = kernel.dimensionCount
    divisibleDimension = kernel.divisibleDimension
    phaseCount = kernel.phaseCount
  }

  /// Bytes of memory that the code takes.
  public var size: Int { code.size }

  /// Where its instructions are.
  public var instructions: UnsafeRawBufferPointer { code.instructions }

  /// Runs the kernel, or a part of it.
  /// - Parameters:
  ///   - arguments: memory that lasts through the call, and into which every access falls.
  ///   - range: the indices of `Kernel.divisibleDimension` to run, and all phases, for nil; only for a kernel that has
  ///     one.
  ///   - phase: which of the kernel's phases it is a range of; the last one has nothing to divide, and takes any range.
  public func run(_ arguments: KernelArguments, range: Range<Int>? = nil, phase: Int = 0) {
    precondition(arguments.pointers.count == parameterCount, "\(parameterCount) pointers expected")
    precondition(arguments.extents.count == dimensionCount, "\(dimensionCount) extents expected")
    precondition(arguments.strides.count == parameterCount * dimensionCount, "one stride a parameter and dimension")
    precondition(range == nil || divisibleDimension != nil, "a range of a kernel that cannot be divided")
    let whole = range ?? 0..<(divisibleDimension.map { max(arguments.extents[$0], 0) } ?? 0)
    let phases = range == nil ? 0..<phaseCount + 1 : phase..<phase + 1
    for phase in phases {
      entry(
        arguments.pointers.baseAddress, arguments.extents.baseAddress, arguments.strides.baseAddress,
        whole.lowerBound, whole.upperBound, phase)
    }
  }
}
