import RavelCore
import RavelIR

/// Runs a kernel in plain Swift, element by element, in exactly the order that the kernel states.
///
/// There is no verified kernel that it declines: it serves where LLVM is missing, and compiled code is compared with
/// it. The kernel is prepared once; runs share nothing else, so any number of them may go on at once.
public struct Interpreter: Sendable {
  private let code: Code
  private let parameters: [Parameter]
  private let dimensionCount: Int
  private let isDivisible: Bool

  /// - Parameter kernel: verified.
  public init(_ kernel: Kernel) {
    code = Code(Decoder.listing(of: kernel))
    parameters = kernel.parameters
    dimensionCount = kernel.dimensionCount
    isDivisible = kernel.divisibleDimension != nil
  }

  /// Runs the kernel, or a part of it.
  /// - Parameters:
  ///   - arguments: memory that lasts through the call, and into which every access falls. Strides that the kernel's
  ///     patterns determine are taken from there.
  ///   - range: the indices of `Kernel.divisibleDimension` to run, all for nil; only for a kernel that has one.
  public func run(_ arguments: KernelArguments, range: Range<Int>? = nil) {
    precondition(arguments.pointers.count == parameters.count, "\(parameters.count) pointers expected")
    precondition(arguments.extents.count == dimensionCount, "\(dimensionCount) extents expected")
    precondition(arguments.strides.count == parameters.count * dimensionCount, "one stride a parameter and dimension")
    precondition(range == nil || isDivisible, "a range of a kernel that cannot be divided")
    var strides = arguments.strides
    for (number, parameter) in parameters.enumerated() {
      for (dimension, pattern) in parameter.strides.enumerated() {
        let place = number * dimensionCount + dimension
        switch pattern {
        case .zero: strides[place] = 0
        case .unit: strides[place] = parameter.dtype.itemSize
        case .reversed: strides[place] = -parameter.dtype.itemSize
        case .any: break
        }
      }
    }
    let machine = Machine(
      code, pointers: arguments.pointers, extents: arguments.extents, strides: strides, range: range)
    machine.run(code.whole)
  }
}
