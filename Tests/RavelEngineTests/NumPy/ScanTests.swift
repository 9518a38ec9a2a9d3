import RavelCore
import RavelIR
import RavelOps
import RavelRuntime
import RavelTestSupport
import Testing

/// Scans whose steps are grouped in registers give NumPy's bits, and the interpreter's, at every length around a
/// vector's, also where infinities, NaNs and zeros of both signs meet.
@Test(
  .needsNumPy,
  arguments: [
    Op.add, .multiply, .maximum, .minimum, .fmax, .fmin, .bitwiseAnd, .bitwiseOr, .bitwiseXor, .logicalAnd, .logicalOr,
    .logicalXor
  ])
func scansInRegisters(op: Op) throws {
  var comparisons: [NumPyComparison] = []
  let isLogical = [.logicalAnd, .logicalOr, .logicalXor].contains(op)
  for dtype in DType.allCases where dtype.kind < .float || (dtype.kind == .float && op.choosesOperand) {
    // Logical operations give bools, whatever they are given.
    if isLogical && dtype != .bool { continue }
    let specials = Samples.specials(dtype)
    var generator = SplitMix64(seed: 1)
    for (number, length) in [1, 3, 8, 15, 16, 17, 63, 64, 65, 131].enumerated() {
      let some = (0..<length).map { _ in specials.randomElement(using: &generator)! }
      let layout = [LayoutCase.contiguous, .reversed, .strided][number % 3]
      for array in try [Storage(some, dtype, [length]), layout.array(dtype, [length], .everything, seed: length)] {
        comparisons.append(
          NumPyComparison(
            "\(op).accumulate of \(dtype)[\(length)] \(layout)", "np.\(op).accumulate(x, dtype='\(dtype)')",
            ["x": array],
            values: op.choosesOperand ? .exceptSignsOfZeros : .exact
          ) { try Expression(array).scanned(op, axis: 0, casting: dtype) })
      }
    }
  }
  try expectNumPys(comparisons)
}
