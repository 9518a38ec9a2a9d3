import RavelCodegen
import RavelIR
import RavelInterpreter
import Synchronization

/// A kernel that is ready to run, by whichever engine. Running it from several threads at once is safe.
protocol ExecutableKernel: AnyObject, Sendable {
  /// - Parameters:
  ///   - range: the part of the kernel's divisible dimension to run, or nil for all of it and all phases.
  ///   - phase: the phase to run it in.
  func run(_ arguments: KernelArguments, range: Range<Int>?, phase: Int)

  /// Bytes of memory that it takes.
  var size: Int { get }
  /// When it was last used, in kernels prepared by then.
  var lastUse: Int { get }
  func noteUse()
  /// The kernels that it runs and that are kept elsewhere: itself, for most.
  var parts: [any ExecutableKernel] { get }
}

extension ExecutableKernel {
  var parts: [any ExecutableKernel] { [self] }

  func run(_ arguments: KernelArguments, range: Range<Int>?) { run(arguments, range: range, phase: 0) }
}

extension CompiledKernel: ExecutableKernel {
  var lastUse: Int { useTime.load(ordering: .relaxed) }
  func noteUse() { useTime.advance() }
}

/// A kernel as the interpreter runs it.
final class InterpretedKernel: ExecutableKernel {
  private let interpreter: Interpreter
  private let useTime = Atomic<Int>(0)

  init(_ kernel: Kernel) { interpreter = Interpreter(kernel) }

  func run(_ arguments: KernelArguments, range: Range<Int>?, phase: Int) {
    interpreter.run(arguments, range: range, phase: phase)
  }

  var size: Int { interpreter.size }
  var lastUse: Int { useTime.load(ordering: .relaxed) }
  func noteUse() { useTime.advance() }
}

/// The time by which uses of kernels are told apart: how many were prepared so far. While a program runs the same
/// kernels over and over, it stands still, and noting a use writes nothing.
enum KernelTime {
  static let now = Atomic<Int>(1)
}

extension Atomic<Int> {
  fileprivate func advance() {
    let now = KernelTime.now.load(ordering: .relaxed)
    if load(ordering: .relaxed) != now { store(now, ordering: .relaxed) }
  }
}
