import RavelCore
import RavelIR
import RavelOps

extension Launch {
  /// Whether an output may be written into the very memory that an input is read from, if both start at one address,
  /// nobody needs the input's elements after the launch, and no other operand lies in that memory.
  ///
  /// So it is where each element is read for the last time before it is written: the two walk memory alike, element by
  /// element, and the kernel's text has no load of the input behind a store to the output. Loops repeat that text for
  /// other elements only, because no two iterations meet at one.
  public func mayOverwrite(_ input: Int, by output: Int) -> Bool {
    let (read, written) = (operands[input], operands[output])
    guard kernel.parameters[input].role == .input, kernel.parameters[output].role == .output,
      read.dtype.itemSize == written.dtype.itemSize, read.strides == written.strides, isInjective(written.strides)
    else { return false }
    var order = AccessOrder(input: input, output: output)
    return order.isReadFirst(kernel.body)
  }

  /// Whether no two iterations meet at one element: every dimension moves, and jumps over all that the smaller ones
  /// reach.
  private func isInjective(_ strides: [Int]) -> Bool {
    let moving = zip(extents, strides).filter { $0.0 > 1 }.map { (extent: $0, stride: abs($1)) }
    var reach = 0
    for (extent, stride) in moving.sorted(by: { $0.stride < $1.stride }) {
      if stride <= reach { return false }
      reach += (extent - 1) * stride
    }
    return true
  }
}

/// Reads a kernel's text for loads behind a store.
private struct AccessOrder {
  let input: Int
  let output: Int
  private var isWritten = false

  init(input: Int, output: Int) { (self.input, self.output) = (input, output) }

  mutating func isReadFirst(_ body: [Statement]) -> Bool {
    body.allSatisfy { statement in
      switch statement {
      case .store(let parameter, _):
        if parameter == output { isWritten = true }
        return true
      case .loop(let loop): return isReadFirst(loop.body)
      case .scalar(let scalar): return isReadFirst(scalar)
      }
    }
  }

  /// What an iteration or a combination loads counts where it stands.
  private mutating func isReadFirst(_ statement: ScalarStatement) -> Bool {
    switch statement {
    case .define(let definition):
      if case .load(input, _) = definition.instruction { return !isWritten }
      return true
    case .iterate(let iteration): return iteration.body.allSatisfy { isReadFirst($0) }
    }
  }
}
