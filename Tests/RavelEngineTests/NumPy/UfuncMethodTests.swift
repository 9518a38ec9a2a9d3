import RavelCore
import RavelIR
import RavelOps
import RavelRuntime
import RavelTestSupport
import Testing

/// Rows of two operands of one dtype that NumPy has as ufuncs, too.
private let binary = Op.allCases.filter {
  $0.spec.arity == 2 && !$0.spec.traits.contains(.function) && $0 != .ldexp
}

extension Op {
  /// How a method's results are compared. Steps of a function that is within one unit in the last place add up: there
  /// only the engines are held to each other.
  fileprivate var isExact: Bool { spec.accuracy == .exact && self != .power }

  fileprivate var values: NumPyComparison.Values {
    isExact ? choosesOperand ? .exceptSignsOfZeros : .exact : .layout
  }
}

/// Sums and products of small integers grow, which functions above expressions see to.
private func accumulator(_ op: Op, _ dtype: DType) -> DType? {
  guard op == .add || op == .multiply, dtype.kind < .float else { return nil }
  return dtype.kind == .unsigned ? .uint64 : .int64
}

/// NumPy refuses negative exponents of integers, as functions above expressions do.
private func dtypes(_ op: Op) -> [DType] { DType.allCases.filter { !(op == .power && $0.isSigned) } }

/// Every operation of two operands accumulated and reduced, for every dtype, over layouts and axes in turn, by all
/// engines.
@Test(.needsNumPy, arguments: binary)
func methodsOfUfuncs(op: Op) throws {
  var comparisons: [NumPyComparison] = []
  let shapes: [Shape] = [[7], [3, 35], [20, 3], [2, 3, 5], [1, 4], [4, 1], [0, 3]]
  for (number, layout) in LayoutCase.allCases.enumerated() where layout != .scalar {
    for dtype in dtypes(op) {
      let array = try layout.array(dtype, shapes[(number + comparisons.count) % shapes.count], .moderate, seed: number)
      let axis = comparisons.count % array.layout.rank
      let casting = accumulator(op, dtype)
      let values = dtype.isComplex && op.spec.complexAccuracy != .exact ? .layout : op.values
      for method in ["accumulate", "reduce"] {
        comparisons.append(
          NumPyComparison(
            "\(op).\(method) of \(dtype)\(array.layout.shape) \(layout) axis \(axis)",
            "\(op.module).\(op).\(method)(x, axis=\(axis))", ["x": array], values: values,
            engines: comparisons.count % 3 == 0 ? Engine.tested : Engine.inTurn(comparisons.count)
          ) {
            let x = Expression(array)
            return method == "reduce"
              ? try x.reduced(op, axes: [axis], keepDims: false, casting: casting)
              : try x.scanned(op, axis: axis, casting: casting)
          })
      }
    }
  }
  try expectNumPys(comparisons)
}

/// Products of few complex values, for which NumPy has loops that fuse and loops that do not: by dtype, by cast, and by
/// what it copies into a buffer of 8192 elements.
@Test(.needsNumPy, arguments: [DType.complex64, .complex128])
func productsAgainstMemory(dtype: DType) throws {
  var comparisons: [NumPyComparison] = []
  for shape in [[2], [2, 3], [3, 2], [2, 20, 3], [2, 2, 4096], [2, 2, 4097]] as [Shape] {
    for layout in [LayoutCase.contiguous, .reversed, .flipped] {
      let array = try layout.array(dtype, shape, .nearOne)
      for casting in [DType.complex64, .complex128] {
        for axis in shape.indices {
          for method in ["accumulate", "reduce"] {
            comparisons.append(
              NumPyComparison(
                "\(method) of \(dtype)\(shape) \(layout) axis \(axis) in \(casting)",
                "np.multiply.\(method)(x, axis=\(axis), dtype='\(casting)')", ["x": array],
                engines: array.layout.count < 300 ? Engine.tested : [Engine.tested.last!]
              ) {
                let x = Expression(array)
                return method == "reduce"
                  ? try x.reduced(.multiply, axes: [axis], keepDims: false, casting: casting)
                  : try x.scanned(.multiply, axis: axis, casting: casting)
              })
          }
        }
      }
    }
  }
  try expectNumPys(comparisons)
}

/// From a value, and of some of the elements. Under `where=` SciPy's ufuncs write past their results' ends (SciPy 1.17):
/// they are not asked.
@Test(.needsNumPy, arguments: binary)
func reductionsFromValues(op: Op) throws {
  var comparisons: [NumPyComparison] = []
  for dtype in dtypes(op) {
    let array = try Storage(dtype, [6, 9], .small, seed: 2)
    let mask = try Storage(.bool, [6, 9], .moderate, seed: 3)
    let casting = accumulator(op, dtype)
    // A sum of floats combines in another order under a mask.
    let values: NumPyComparison.Values = op.isExact && !dtype.isComplex ? op.values : .layout
    for axis in [0, 1] {
      for masks in op.spec.traits.contains(.special) ? [false] : [false, true] {
        comparisons.append(
          NumPyComparison(
            "\(op).reduce of \(dtype) axis \(axis) from 1\(masks ? " masked" : "")",
            "\(op.module).\(op).reduce(x, axis=\(axis), initial=1\(masks ? ", where=m" : ""))", ["x": array, "m": mask],
            values: values
          ) {
            try Expression(array).reduced(
              op, axes: [axis], keepDims: false, casting: casting, initial: .constant(Constant(1, .int8)),
              where: masks ? Expression(mask) : nil)
          })
      }
    }
  }
  try expectNumPys(comparisons)
}

/// What is computed before a scan, and after it, by all engines alike.
@Test(.needsNumPy) func scansWithinGraphs() throws {
  var comparisons: [NumPyComparison] = []
  for layout in [LayoutCase.contiguous, .fortran, .strided, .reversed, .broadcast] {
    for dtype in [DType.float16, .float32, .complex128, .int32] {
      let x = try layout.array(dtype, [40, 33], .moderate, seed: 4)
      for axis in [0, 1] {
        comparisons.append(
          NumPyComparison(
            "scan of a sum, \(dtype) \(layout) axis \(axis)",
            "np.add.accumulate(np.multiply(x, x), axis=\(axis), dtype=x.dtype)[::-1] + np.maximum.accumulate(x, axis=\(axis))",
            ["x": x], values: layout == .reversed && dtype.isComplex ? .layout : .exact
          ) {
            let x = Expression(x)
            let sums = try Expression.ufunc(.multiply, x, x).scanned(.add, axis: axis, casting: dtype)
            let turned = sums.view(AccessMap(slicing: sums.shape, axis: 0, start: 39, step: -1, count: 40))
            return try .ufunc(.add, turned, x.scanned(.maximum, axis: axis))
          })
        comparisons.append(
          NumPyComparison(
            "scan of what a reduction feeds, \(dtype) \(layout) axis \(axis)",
            "np.add.accumulate(np.subtract(x, np.maximum.reduce(x, axis=\(axis), keepdims=True)), axis=\(axis), dtype=x.dtype)",
            ["x": x]
          ) {
            let x = Expression(x)
            let peak = try x.reduced(.maximum, axes: [axis], keepDims: true).broadcast(to: x.shape)
            return try Expression.ufunc(.subtract, x, peak).scanned(.add, axis: axis, casting: dtype)
          })
      }
    }
  }
  try expectNumPys(comparisons)
}
