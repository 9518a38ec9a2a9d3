import RavelCore
import RavelIR
import RavelOps
import RavelRuntime
import RavelTestSupport
import Testing

private let reductions = Op.allCases.filter { $0.spec.reduction != nil && $0.spec.accuracy == .exact }

/// The dtype that `np.sum` and its kin cast to first, or nil: integers below 64 bits are summed and multiplied in 64
/// bits.
private func accumulator(_ op: Op, _ dtype: DType) -> DType? {
  guard op == .add || op == .multiply, dtype.kind < .float else { return nil }
  return dtype.kind == .unsigned ? .uint64 : .int64
}

/// A reduction of an array, in its own dtype or in another.
private func comparison(
  _ op: Op, _ array: Storage, axes: [Int]? = nil, keepDims: Bool = false, casting: DType?, note: LayoutCase,
  engines: [Engine] = Engine.tested
) -> NumPyComparison {
  let axis = axes.map(tupleText) ?? "None"
  let dtype = casting.map { ", dtype='\($0)'" } ?? ""
  return NumPyComparison(
    "\(op) of \(array.dtype)\(array.layout.shape) \(note) axis \(axis)\(dtype)",
    "np.\(op).reduce(x, axis=\(axis), keepdims=\(keepDims ? "True" : "False")\(dtype))", ["x": array],
    values: op.choosesOperand ? .exceptSignsOfZeros : .exact, engines: engines
  ) { try Expression(array).reduced(op, axes: axes, keepDims: keepDims, casting: casting) }
}

private let lengths = [
  0, 1, 2, 7, 8, 9, 15, 63, 64, 65, 127, 128, 129, 130, 136, 255, 257, 1000, 8191, 8192, 8193, 20001
]

/// Sums along one axis, at every length at which NumPy's order changes.
@Test(.needsNumPy, arguments: DType.allCases)
func sumsOfEveryLength(dtype: DType) throws {
  var comparisons: [NumPyComparison] = []
  // As sum does it, and as mean does.
  let wide: DType = dtype == .float16 ? .float32 : dtype.kind < .float ? .float64 : dtype
  for casting in Set([accumulator(.add, dtype), wide == dtype ? nil : wide]) {
    for length in lengths {
      for layout in [LayoutCase.contiguous, .strided, .reversed, .repeated, .sliced] {
        let array = try layout.array(dtype, [length], .moderate, seed: length)
        // The others take their time.
        let other: [Engine] = layout == .contiguous ? [.interpreter] : layout == .reversed ? [.reference] : []
        let engines = length > 300 ? [Engine.tested.last!] + other : Engine.tested
        comparisons.append(comparison(.add, array, casting: casting, note: layout, engines: engines))
      }
    }
  }
  try expectNumPys(comparisons)
}

/// Every reduction over special values, whose order matters where there are infinities and NaNs.
@Test(.needsNumPy, arguments: reductions)
func reductionsOfSpecialValues(op: Op) throws {
  var comparisons: [NumPyComparison] = []
  // Of complex values that all have a NaN in them, fmax and fmin give NaN in both parts.
  for dtype in DType.allCases where !(dtype.isComplex && (op == .fmax || op == .fmin)) {
    let specials = Samples.specials(dtype)
    for number in 0..<24 {
      var generator = SplitMix64(seed: number)
      let count = [1, 2, 3, 8, 9, 20, 33, 130][number % 8]
      let some = number < 8 ? specials.filter { $0.hasFiniteParts } : specials
      let values = (0..<count).map { _ in some.randomElement(using: &generator)! }
      let array = try Storage(values, dtype, [count])
      comparisons.append(comparison(op, array, casting: accumulator(op, dtype), note: .contiguous))
    }
  }
  try expectNumPys(comparisons)
}

extension Constant {
  fileprivate var hasFiniteParts: Bool { real.doubleValue.isFinite && imaginary.doubleValue.isFinite }
}

private let shapes: [Shape] = [
  [5], [3, 35], [35, 3], [9, 130], [2, 3, 5], [4, 1, 9], [5, 8, 3], [2, 3, 4, 5], [0, 3], [3, 0]
]

/// All subsets of a rank's axes, and None.
private func axisChoices(_ rank: Int) -> [[Int]?] {
  [nil] + (0..<(1 << rank)).map { set in (0..<rank).filter { set >> $0 & 1 == 1 } }
}

/// Sums of every layout over all axes that there are: shapes, strides, and the order.
@Test(.needsNumPy, arguments: LayoutCase.allCases, [DType.float32, .float16, .complex64])
func sumsOverAxes(layout: LayoutCase, dtype: DType) throws {
  var comparisons: [NumPyComparison] = []
  for shape in shapes {
    let array = try layout.array(dtype, shape, .moderate)
    for axes in axisChoices(array.layout.rank) {
      let number = comparisons.count
      comparisons.append(
        comparison(
          .add, array, axes: axes, keepDims: number % 3 == 0, casting: nil, note: layout,
          engines: Engine.inTurn(number)))
    }
  }
  try expectNumPys(comparisons)
}

/// Every reduction of every dtype and layout, over axes in turn.
@Test(.needsNumPy, arguments: reductions)
func reductionsOverAxes(op: Op) throws {
  var generator = SplitMix64(seed: reductions.firstIndex(of: op)!)
  var comparisons: [NumPyComparison] = []
  for layout in LayoutCase.allCases {
    for dtype in DType.allCases {
      let number = comparisons.count
      let array = try layout.array(dtype, shapes.randomElement(using: &generator)!, .moderate, seed: number)
      let axes = axisChoices(array.layout.rank).randomElement(using: &generator)!
      comparisons.append(
        comparison(
          op, array, axes: axes, keepDims: number % 3 == 0, casting: accumulator(op, dtype), note: layout,
          engines: Engine.inTurn(number / 2)))
    }
  }
  try expectNumPys(comparisons)
}

/// Places of extremes along every axis, with ties and NaNs, at lengths around those of vectors.
@Test(.needsNumPy, arguments: DType.allCases)
func placesOfExtremes(dtype: DType) throws {
  var comparisons: [NumPyComparison] = []
  func compare(_ array: Storage, _ axis: Int?, keepDims: Bool, _ note: String, _ engines: [Engine]) {
    for (name, op) in [("argmax", Op.maximum), ("argmin", .minimum)] {
      let axisText = axis.map(String.init) ?? "None"
      comparisons.append(
        NumPyComparison(
          "\(name) of \(dtype)\(array.layout.shape) \(note) axis \(axisText)",
          "np.\(name)(x, axis=\(axisText), keepdims=\(keepDims ? "True" : "False"))", ["x": array], engines: engines
        ) { try Expression(array).place(of: op, axis: axis ?? 0, keepDims: keepDims) })
    }
  }
  for length in [0, 1, 2, 15, 16, 17, 33, 64, 129, 300, 1000] {
    for layout in [LayoutCase.contiguous, .strided, .reversed] {
      let array = try layout.array(dtype, [length], .moderate, seed: length)
      compare(array, length % 2 == 0 ? nil : -1, keepDims: length % 3 == 0, "\(layout)", Engine.tested)
    }
  }
  for number in 0..<12 {
    var generator = SplitMix64(seed: number)
    let specials = Samples.specials(dtype)
    let values = (0..<[3, 9, 40, 130][number % 4]).map { _ in specials.randomElement(using: &generator)! }
    compare(try Storage(values, dtype, [values.count]), 0, keepDims: false, "special", Engine.tested)
  }
  for layout in LayoutCase.allCases {
    for shape in [[5, 8, 3], [3, 35], [40, 20], [0, 3]] as [Shape] {
      let array = try layout.array(dtype, shape, .moderate, seed: shape.count)
      for axis in 0..<array.layout.rank {
        compare(array, axis, keepDims: axis == 1, "\(layout)", Engine.inTurn(comparisons.count / 2))
      }
    }
  }
  try expectNumPys(comparisons)
}

/// What is reduced in branches: the bits of whichever engine, on however many threads, and NumPy's.
@Test(.needsNumPy, .processState, arguments: DType.allCases)
func branches(dtype: DType) throws {
  let threads = Threads.count
  defer { Threads.count = threads }
  let ops: [Op] = dtype.isComplex ? [.add, .multiply] : [.add, .maximum, .fmin]
  for (number, count) in [1, 2, 7].enumerated() {
    Threads.count = count
    var comparisons: [NumPyComparison] = []
    for length in [(1 << 16) - 1, 1 << 16, 70_001] {
      let layout = [LayoutCase.contiguous, .strided, .reversed][number]
      let array = try layout.array(dtype, [length], .moderate, seed: length)
      // The others take their time.
      let isForAll = number == 0 && length == 70_001 && dtype == .float32
      let engines = [Engine.tested.last!] + (isForAll ? [.interpreter, .reference] : [])
      for op in ops where op != .multiply || number == 0 {
        let casting = accumulator(op, dtype)
        comparisons.append(comparison(op, array, casting: casting, note: layout, engines: engines))
      }
      comparisons.append(
        NumPyComparison("argmax of \(dtype) \(length)", "np.argmax(x)", ["x": array], engines: engines) {
          try Expression(array).place(of: .maximum, axis: 0, keepDims: false)
        })
      // One reduction from another, and from what both read.
      if dtype.isFloat {
        comparisons.append(
          NumPyComparison(
            "variance of \(dtype) \(length)", "np.add.reduce((x - np.add.reduce(x)) * x)", ["x": array],
            engines: engines
          ) {
            let x = Expression(array)
            let sum = try x.reduced(.add, axes: nil, keepDims: false)
            let difference = try Expression.ufunc(.subtract, [.array(x), .array(sum)])
            let product = try Expression.ufunc(.multiply, [.array(difference), .array(x)])
            return try product.reduced(.add, axes: nil, keepDims: false)
          })
      }
    }
    try expectNumPys(comparisons)
  }
}
