import RavelCore
import RavelIR
import RavelTestSupport
import Testing

/// Every layout of every dtype is to NumPy what it is to Ravel.
@Test(.needsNumPy) func layoutsAreNumPys() throws {
  var cases: [NumPyCase] = []
  var arrays: [Storage] = []
  for layout in LayoutCase.allCases {
    for (number, dtype) in DType.allCases.enumerated() {
      for shape in [[], [7], [3, 4], [2, 3, 4]] {
        let array = try layout.array(dtype, shape, seed: number)
        arrays.append(array)
        cases.append(NumPyCase("x", ["x": array]))
      }
    }
  }
  for (array, answer) in zip(arrays, try NumPyReference.answers(to: cases)) {
    let expected = NumPyArray(
      dtype: array.dtype, shape: array.layout.shape, strides: array.layout.strides, bytes: array.rowMajorBytes)
    #expect(answer == .values([.array(expected)]))
  }
}

@Test(.needsNumPy) func errorsAndTextsComeBack() throws {
  let array = try Storage(.int8, [3])
  let answers = try NumPyReference.answers(to: [
    NumPyCase("np.sum(x, axis=3)", ["x": array]), NumPyCase("np.result_type(x, 1.0), None", ["x": array])
  ])
  #expect(answers[0] == .error(type: "AxisError", message: "axis 3 is out of bounds for array of dimension 1"))
  #expect(answers[1] == .values([.text("float64"), .text("None")]))
}

@Test func distancesCountValues() {
  let one = Constant(1.0, .float32)
  #expect(one.ulps(from: Constant(1.0.nextUp, .float32)) == 0)
  #expect(one.ulps(from: Constant(dtype: .float32, bits: one.bits + 3)) == 3)
  #expect(Constant(-0.0, .float16).ulps(from: Constant(dtype: .float16, bits: 1)) == 1)
  #expect(Constant(dtype: .float64, bits: 1).ulps(from: Constant(dtype: .float64, bits: 1 << 63 | 1)) == 2)
  #expect(Constant(Double.nan, .float64).ulps(from: one.real) == .max)
  #expect(Constant(Double.nan, .float32).hasSameBits(as: Constant(dtype: .float32, bits: 0xffc0_0001)))
  #expect(!Constant(0.0, .float32).hasSameBits(as: Constant(-0.0, .float32)))
  let values = [Constant(1, .int16), Constant(-2, .int16)]
  let bytes: [UInt8] = [1, 0, 0xfe, 0xff]
  #expect((0..<2).map { Elements(.int16, bytes)[$0] } == values)
  #expect(Elements(.int16, bytes).firstDifference(from: Elements(.int16, [1, 0, 0xff, 0xff])) == 1)
}
