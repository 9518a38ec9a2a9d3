import RavelCore
import RavelIR
import RavelOps
import RavelSchedule

extension Launch {
  /// The plain kernel of a matrix product, where no library takes it: rows in parallel, columns along vectors, and each
  /// element summed in the order of the inner index. float16 is summed in float32 and rounded once, as NumPy does;
  /// bools are or-ed.
  static func matrixProduct(_ a: Place, _ b: Place, into result: Place) -> Launch {
    let dtype = result.dtype
    let extents = [result.layout.shape[0], result.layout.shape[1], a.layout.shape[1]]
    // Dimensions: row, column, inner index.
    let strides = [
      [a.layout.strides[0], 0, a.layout.strides[1]], [0, b.layout.strides[1], b.layout.strides[0]],
      [result.layout.strides[0], result.layout.strides[1], 0]
    ]
    let builder = KernelBuilder()
    builder.parameters = zip([Parameter.Role.input, .input, .output], strides).map {
      Parameter(role: $0, dtype: dtype, strides: $1.map(StridePattern.init))
    }
    func load(_ parameter: Int) -> ScalarValue {
      let parts =
        dtype.isComplex ? [builder.load(parameter), builder.load(parameter, .imaginary)] : [builder.load(parameter)]
      let value = ScalarValue(components: parts)
      return dtype == .float16 ? value.converted(to: .float32) : value
    }
    let loop = UfuncLoop([dtype, dtype], dtype)
    let accumulated: DType = dtype == .float16 ? .float32 : dtype
    let zero = ReductionRule.identity(0)
    builder.loop(0, .parallel) {
      builder.loop(1, .vector) {
        let sum = builder.reduce(
          2, .sequential,
          [
            .init(initial: zero.initial(accumulated), neutral: zero.neutral(accumulated)!) {
              Op.add.widened([ScalarValue(components: $0), ScalarValue(components: $1)], loop: loop).components
            }
          ]
        ) { [Op.multiply.widened([load(0), load(1)], loop: loop).components] }[0]
        builder.store(2, ScalarValue(components: sum).converted(to: dtype).components)
      }
    }
    let operands = strides.map { LaunchOperand(source: .given, dtype: dtype, offset: 0, strides: $0) }
    return Launch(kernel: builder.kernel(), extents: extents, operands: operands)
  }
}
