import Ravel
import RavelRuntime

/// The times of one kernel, in one dtype and size, as `designs/benchmarking.md` has them taken.
struct TableRow {
  let kernel: String
  let dtype: DType?
  let exponent: Int
  private(set) var jit: Timing?
  private(set) var interpreter: Timing?
  private(set) var numpy: Timing?

  /// 32K points fit a core's own caches, 16M points no cache.
  static let exponents = [15, 24]
  /// What would take longer in a larger size, in seconds, judging by the smaller one, is left out.
  private static let longest = 10.0
  private static let dtypes: [DType] = [.float32, .float64, .int32, .uint8]

  static func size(_ exponent: Int) -> String {
    exponent >= 20 ? "\(1 << (exponent - 20))M" : "\(1 << (exponent - 10))K"
  }

  /// The kernel's own dtype, and those of the list that it takes and that are of its kind or come out again. One nil
  /// for a kernel without a dtype of its own.
  static func dtypes(of kernel: KernelFile) throws -> [DType?] {
    guard let own = kernel.signature.mainDType else { return [nil] }
    func isLike(_ dtype: DType) -> Bool {
      dtype.kind == own.kind || (dtype.isInteger && own.isInteger)
    }
    let others = dtypes.filter { dtype in
      guard dtype != own, let results = try? kernel.call(arguments(kernel, dtype, exponents[0]))
      else { return false }
      return isLike(dtype) || results.contains { $0.dtype == dtype }
    }
    return [own] + others
  }

  private static func arguments(_ kernel: KernelFile, _ dtype: DType?, _ exponent: Int) throws
    -> [ArgumentValue]
  {
    let sizes = DimensionSizes.points(exponent: exponent, kernel.signature.dimensionNames)
    return try kernel.arguments([], otherwise: kernel.signature.arguments(sizes: sizes, dtype: dtype))
  }

  /// - Parameters:
  ///   - small: the row of the smaller size, by which times are predicted.
  ///   - seconds: how long each side repeats the call; in two turns, so that a load that comes and goes meets all.
  init(
    _ kernel: KernelFile, _ dtype: DType?, exponent: Int, after small: TableRow?, engines: [Engine],
    numpy: NumPy?,
    seconds: Double
  ) throws {
    self.kernel = kernel.name
    self.dtype = dtype
    self.exponent = exponent
    let arguments = try Self.arguments(kernel, dtype, exponent)
    func isShort(_ timing: KeyPath<TableRow, Timing?>) -> Bool {
      guard let small else { return true }
      guard let time = small[keyPath: timing] else { return false }
      return time.minimum * Double(1 << (exponent - small.exponent)) <= Self.longest
    }
    var benchmark = engines.contains(.jit) ? try Benchmark(kernel, arguments, on: .jit) : nil
    benchmark?.dropResults()
    let words = arguments.map(\.description)
    for turn in 1...2 {
      try benchmark?.repeat(until: seconds * Double(turn) / 2)
      guard let numpy, isShort(\.numpy) else { continue }
      if turn == 2, let known = self.numpy, known.minimum > seconds { continue }
      guard
        case .timed(let timing, _) = numpy.time(
          kernel.path, function: kernel.name, arguments: words, seconds: seconds / 2)
      else { continue }
      if timing.minimum < self.numpy?.minimum ?? .infinity { self.numpy = timing }
    }
    jit = benchmark?.timing
    if engines.contains(.interpreter), isShort(\.interpreter) {
      var benchmark = try Benchmark(kernel, arguments, on: .interpreter)
      benchmark.dropResults()
      try benchmark.repeat(until: seconds)
      interpreter = benchmark.timing
    }
  }
}
