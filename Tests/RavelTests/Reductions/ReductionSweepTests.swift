import Ravel
import RavelIR
import RavelTestSupport
import Testing

private let layouts: [LayoutCase] = [
  .contiguous, .transposed, .strided, .reversed, .fortran, .flipped, .broadcast, .scalar, .empty
]
private let shapes: [Shape] = [[7], [301], [5, 130], [20, 9], [3, 35], [2, 3, 5], [4, 1, 9], [3, 20, 2], [0, 3]]

/// Some elements are NaN where the dtype has it: in rows, and one here and there.
func withNaNs(_ storage: Storage) -> Storage {
  let dtype = storage.dtype
  guard dtype.kind >= .float else { return storage }
  let count = storage.buffer.byteCount / dtype.itemSize
  let nan = Constant(Double.nan, dtype.component)
  for place in 0..<count where place % 5 == 1 || place < 9 && place > 2 {
    let address = storage.buffer.address + place * dtype.itemSize
    withUnsafeBytes(of: nan.bits) { address.copyMemory(from: $0.baseAddress!, byteCount: dtype.component.itemSize) }
  }
  return storage
}

func pythonAxes(_ axes: [Int]?) -> String { axes.map { $0.count == 1 ? "\($0[0])" : tupleText($0) } ?? "None" }

/// What a call says beside the array: as Python writes it, and as Swift has it.
private struct Wording {
  var code: String
  var keywords: ReductionKeywords
  /// Whether sums may come to other last bits than NumPy's.
  var isOpen = false
}

extension ReductionFunction {
  /// The keywords in turn, one of them beside `keepdims`.
  fileprivate func wording(_ number: Int, _ array: Storage, mask: Storage, axes: [Int]?) throws -> Wording {
    let keeps = number % 3 == 0
    var keywords = ReductionKeywords(keepDims: keeps)
    let code = keeps ? ", keepdims=True" : ""
    let isMoment = [.mean, .var, .std].contains(plain)
    switch number % 7 {
    case 1 where takesCondition:
      keywords.condition = NDArray(Expression(mask))
      if plain == .max || plain == .min { keywords.initial = 1 }
      // What is left out of a sum of floats.
      let isOpen = (isMoment || plain == .sum) && (array.dtype.kind >= .float || isMoment)
      return Wording(
        code: code + ", where=m" + (keywords.initial == nil ? "" : ", initial=1"), keywords: keywords, isOpen: isOpen)
    case 2 where takesInitial:
      keywords.initial = 3
      return Wording(code: code + ", initial=3", keywords: keywords)
    case 3 where hasDType, 6 where hasDType:
      let dtypes: [DType] =
        ignoresNaN ? [.float64, .complex64, .float16] : [.float64, .float32, .complex64, .float16, .int32]
      keywords.dtype = dtypes[number / 7 % dtypes.count]
      return Wording(code: code + ", dtype='\(keywords.dtype!)'", keywords: keywords)
    case 2 where takesDegrees, 5 where takesDegrees:
      keywords.ddof = [1, 2.5, -1, 300][number / 7 % 4]
      return Wording(code: code + ", ddof=\(keywords.ddof)", keywords: keywords)
    case 4 where takesDegrees:
      keywords.mean = 0.5
      return Wording(code: code + ", mean=0.5", keywords: keywords)
    default: return Wording(code: code, keywords: keywords)
    }
  }
}

/// Every reduction of every dtype and layout, over axes and with keywords in turn, to the bit.
@Test(.needsNumPy, arguments: ReductionFunction.allCases)
func reductionSweep(function: ReductionFunction) throws {
  var generator = SplitMix64(seed: ReductionFunction.allCases.firstIndex(of: function)!)
  var comparisons: [NumPyComparison] = []
  for dtype in DType.allCases {
    for layout in layouts {
      let number = Int.random(in: 0..<1000, using: &generator)
      let shape = shapes.randomElement(using: &generator)!
      let numbers = try layout.array(dtype, shape, .moderate, seed: number)
      let array = function.ignoresNaN || number % 11 == 0 ? withNaNs(numbers) : numbers
      let rank = array.layout.rank
      let subset = Int.random(in: 0..<(1 << rank), using: &generator)
      let axes =
        number % 4 == 0 ? nil : (0..<rank).filter { subset >> $0 & 1 == 1 }.map { number % 5 == 0 ? $0 - rank : $0 }
      let mask = try layout.array(.bool, shape, .moderate, seed: number + 1)
      let wording = try function.wording(number, array, mask: mask, axes: axes)
      // Under a condition NumPy multiplies each run between gaps for itself.
      let isComplexProduct = function.plain == .prod && (dtype.isComplex || wording.keywords.dtype?.isComplex == true)
      // Of complex values that all have a NaN in them, fmax and fmin give NaN in both parts.
      let isOpenNaN = dtype.isComplex && (function == .nanmax || function == .nanmin)
      let isMasked = wording.keywords.condition != nil
      // Where a product overflows depends on when it is rounded.
      let isOpenHalf = function.plain == .prod && isMasked && [dtype, wording.keywords.dtype].contains(.float16)
      let isOpen = wording.isOpen || isOpenHalf || isComplexProduct && isMasked || isOpenNaN
      let chooses = [.max, .min].contains(function.plain)
      comparisons.append(
        NumPyComparison(
          "\(function.rawValue) of \(dtype)\(array.layout.shape) \(layout) axis \(pythonAxes(axes))\(wording.code)",
          "np.\(function.rawValue)(x, axis=\(pythonAxes(axes))\(wording.code))", ["x": array, "m": mask],
          values: isOpen ? .layout : chooses ? .exceptSignsOfZeros : .exact,
          engines: Engine.inTurn(comparisons.count, compiledEvery: 20)
        ) { try NDArray(Expression(array)).reduced(function, axes: axes, wording.keywords).expression })
    }
  }
  try expectNumPys(comparisons)
}

/// Under conditions sums of floats run in another order than NumPy's: nearly the same.
@Test(.needsNumPy) func momentsUnderConditions() throws {
  var comparisons: [Comparison] = []
  for dtype in [DType.float16, .float32, .float64] {
    for (number, layout) in [LayoutCase.contiguous, .fortran, .strided, .reversed].enumerated() {
      let x = NDArray(Expression(withNaNs(try layout.array(dtype, [9, 130], .moderate, seed: number))))
      let m = NDArray(Expression(try layout.array(.bool, [9, 130], .moderate, seed: number + 1)))
      for function in [ReductionFunction.nansum, .nanmean, .nanvar, .nanstd] {
        for axes in [nil, [0], [1]] as [[Int]?] {
          let keywords = ReductionKeywords(where: m)
          comparisons.append(
            Comparison(
              "np.\(function.rawValue)(x + 5, axis=\(pythonAxes(axes)), where=m)", ["x": x, "m": m], ulps: 64,
              strides: false,
              try NDArray.applying(.add, [x, 5]).reduced(function, axes: axes, keywords)))
        }
      }
    }
  }
  try expectSame(comparisons)
}
