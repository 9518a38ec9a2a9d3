import RavelIR
import RavelInterpreter

/// A kernel that is ready to run, by whichever engine. Running it from several threads at once is safe.
protocol ExecutableKernel: Sendable {
  /// - Parameter range: the part of the kernel's divisible dimension to run, or nil for all of it.
  func run(_ arguments: KernelArguments, range: Range<Int>?)
}

extension Interpreter: ExecutableKernel {}
