import Ravel
import RavelRuntime

/// One kernel run by every engine, in every dtype and layout that it admits.
struct KernelCheck {
  struct Difference {
    var dtype: DType?
    var layout: String
    /// The engines that differ, and how.
    var text: String
  }

  /// What came of one layout: in how many dtypes the engines agree.
  struct Count {
    var agreeing = 0
    var differing = 0
  }

  let kernel: KernelFile
  /// Pairs to compare; where a pair differs, what lies between the two is at fault.
  let pairs: [Pair]
  private(set) var counts: [CheckLayout: Count] = [:]
  private(set) var admitted: Set<DType> = []
  private(set) var differences: [Difference] = []
  /// Calls that were compared.
  private(set) var cases = 0

  struct Pair {
    var engines: (Engine, Engine)
    var culprit: String
  }

  /// - Parameter jit: false where LLVM cannot be had.
  init(_ kernel: KernelFile, jit: Bool) {
    self.kernel = kernel
    let interpreted = Pair(
      engines: (.interpreter, .reference), culprit: "simplifying, fusing or scheduling")
    let compiled = Pair(engines: (.jit, .interpreter), culprit: "code generation")
    pairs = jit ? [compiled, interpreted] : [interpreted]
  }

  mutating func run(dtypes: [DType], layouts: [CheckLayout]) throws {
    let own = kernel.signature.mainDType
    for dtype in own == nil ? [nil] : dtypes.map(Optional.some) {
      // A dtype that the kernel refuses in plain arrays is not admitted; its own must be.
      do {
        _ = try kernel.call(try arguments(.contiguous, dtype))
        if let dtype { admitted.insert(dtype) }
      } catch {
        if dtype == own { throw error }
        continue
      }
      for layout in layouts where layout.applies(to: kernel.signature.dimensionNames) {
        // Without dimensions, or without elements, a kernel may have nothing to say.
        guard let values = try? arguments(layout, dtype), (try? kernel.call(values)) != nil else {
          continue
        }
        // In its own dtype and plain arrays, a kernel has to run; elsewhere it may raise, if it does so everywhere.
        note(compare(values, mayRaise: dtype != own || layout != .contiguous), layout, dtype)
      }
    }
  }

  /// Checks one call with these arguments.
  mutating func run(_ arguments: [ArgumentValue]) throws {
    _ = try kernel.call(arguments)
    note(compare(arguments, mayRaise: false), nil, nil)
  }

  private mutating func note(_ difference: String?, _ layout: CheckLayout?, _ dtype: DType?) {
    cases += 1
    if let difference {
      differences.append(
        Difference(dtype: dtype, layout: layout?.rawValue ?? "these arguments", text: difference))
    }
    guard let layout else { return }
    if difference == nil {
      counts[layout, default: Count()].agreeing += 1
    } else {
      counts[layout, default: Count()].differing += 1
    }
  }

  private func arguments(_ layout: CheckLayout, _ dtype: DType?) throws -> [ArgumentValue] {
    let types = kernel.signature.arguments(
      sizes: layout.sizes(kernel.signature.dimensionNames), dtype: dtype)
    var number = 0
    let laid = types.map { type in
      type.map { type in
        defer { number += 1 }
        return layout.lay(type, number: number)
      }
    }
    return try kernel.arguments([], otherwise: laid, special: true)
  }

  private func compare(_ arguments: [ArgumentValue], mayRaise: Bool) -> String? {
    var outcomes: [Engine: Outcome] = [:]
    func outcome(_ engine: Engine) -> Outcome {
      if let known = outcomes[engine] { return known }
      let outcome = Outcome(kernel, arguments, on: engine)
      outcomes[engine] = outcome
      return outcome
    }
    if !mayRaise, case .raised(let text) = outcome(.interpreter) { return text }
    for pair in pairs {
      if let text = outcome(pair.engines.0).difference(from: outcome(pair.engines.1)) {
        return
          "\(pair.engines.0.rawValue) and \(pair.engines.1.rawValue) differ (\(pair.culprit)): \(text)"
      }
    }
    return nil
  }
}
