import Foundation
import RavelTestSupport
import Testing

/// `ravel ops --json` beside NumPy, which is asked what ufuncs it has.
@Suite struct OpsTests {
  /// A function as `ravel ops --json` lists it.
  struct Function: Decodable {
    var name: String
    var aliases: [String]
    var parameters: String
    var keywords: [String]
    var types: [String]
    var nin, nout: Int?
    var doc: String
  }

  /// A ufunc as NumPy knows it, or an elementwise function, which has neither types nor counts.
  struct Reference: Decodable {
    var ufunc: String?
    var keywords: [String]
    var types: [String]
    var nin, nout: Int?
  }

  /// NumPy's ufuncs that Ravel does without.
  static let missingUfuncs = [
    "isnat": "there are no dates"
  ]

  /// Keywords that Ravel does without.
  static let missingKeywords = [
    "subok": "an array has no subclasses"
  ]

  /// Ufuncs that say more types than NumPy, where NumPy decides outside of its list.
  static let furtherTypes = ["divide": "integers divide into float64"]

  private static let functions: [String: Function] = {
    guard let output = try? RavelProcess.run(["ops", "--json"]).output,
      let list = try? JSONDecoder().decode([Function].self, from: Data(output.utf8))
    else { return [:] }
    var table: [String: Function] = [:]
    for function in list {
      for name in [function.name] + function.aliases { table[name] = function }
    }
    return table
  }()

  /// Letters of dtypes that Ravel has under the same letter on every platform.
  private static func comparable(_ types: [String]) -> [String] {
    var seen: Set<String> = []
    return types.map { $0.replacing("q", with: "l").replacing("Q", with: "L") }
      .filter { $0.allSatisfy { "?bBhHiIlLefdFD->".contains($0) } && seen.insert($0).inserted }
  }

  private func ask(_ code: String) throws -> [String: Reference] {
    let answer = try NumPyReference.answers(to: [NumPyCase(code)])[0]
    let text: String? = if case .values(let values) = answer, case .text(let text)? = values.first { text } else { nil }
    return try JSONDecoder().decode(
      [String: Reference].self, from: Data(try #require(text, "NumPy's answer is \(answer)").utf8))
  }

  @Test(.needsNumPy) func ufuncsAreNumPys() throws {
    let ufuncs = try ask(
      """
      import inspect, json
      found = {name: getattr(np, name) for name in dir(np) if isinstance(getattr(np, name), np.ufunc)}
      result = json.dumps({name: {
          "ufunc": f.__name__, "nin": f.nin, "nout": f.nout, "types": f.types,
          "keywords": [p.name for p in inspect.signature(f).parameters.values() if p.kind != p.POSITIONAL_ONLY],
      } for name, f in found.items()})
      """)
    #expect(ufuncs.count >= 106)
    for (name, ufunc) in ufuncs.sorted(by: { $0.key < $1.key }) where Self.missingUfuncs[ufunc.ufunc ?? name] == nil {
      guard let function = Self.functions["np." + name] else {
        Issue.record("np.\(name) is missing")
        continue
      }
      #expect(function.name == "np.\(ufunc.ufunc ?? name)", "np.\(name) is another function")
      #expect(function.nin == ufunc.nin && function.nout == ufunc.nout, "np.\(name): operands and results")
      let keywords = ufunc.keywords.filter { !function.keywords.contains($0) && Self.missingKeywords[$0] == nil }
      #expect(keywords.isEmpty, "np.\(name): keywords \(keywords) are missing")
      let types = Self.comparable(ufunc.types)
      let missing = types.filter { !function.types.contains($0) }
      #expect(missing.isEmpty, "np.\(name): types \(missing) are missing")
      let further = function.types.filter { !types.contains($0) }
      #expect(further.isEmpty || Self.furtherTypes[ufunc.ufunc ?? name] != nil, "np.\(name) has no types \(further)")
    }
    for name in Self.missingUfuncs.keys {
      #expect(Self.functions["np." + name] == nil, "np.\(name) is no exception")
    }
  }

  /// The functions of elements that are no ufuncs in NumPy.
  static let elementwise = [
    "angle", "real", "imag", "nan_to_num", "round", "around", "fix", "sinc", "i0", "isclose", "allclose",
    "array_equal", "array_equiv", "select", "unwrap", "interp"
  ]

  /// The functions of elements along axes.
  static let statistics = [
    "sum", "prod", "max", "min", "amax", "amin", "any", "all", "mean", "var", "std", "ptp", "count_nonzero", "nansum",
    "nanprod", "nanmax", "nanmin", "nanmean", "nanvar", "nanstd", "cumsum", "cumprod", "nancumsum", "nancumprod",
    "cumulative_sum", "cumulative_prod", "trace", "diff", "ediff1d", "gradient", "trapezoid", "average", "cov",
    "corrcoef", "convolve", "correlate", "argmax", "argmin", "nanargmax", "nanargmin", "sort", "argsort", "partition",
    "argpartition", "median",
    "quantile", "percentile", "nanmedian", "nanquantile", "nanpercentile", "searchsorted", "digitize",
    "histogram", "histogram_bin_edges"
  ]

  @Test(.needsNumPy) func functionsHaveNumPysParameters() throws {
    let names = Self.elementwise + Self.statistics
    let functions = try ask(
      """
      import inspect, json
      result = json.dumps({name: {
          "types": [], "keywords": [
              p.name for p in inspect.signature(getattr(np, name)).parameters.values()
              if p.kind not in (p.POSITIONAL_ONLY, p.VAR_POSITIONAL)],
      } for name in "\(names.joined(separator: " "))".split()})
      """)
    for name in names {
      let known = try #require(functions[name])
      guard let function = Self.functions["np." + name] else {
        Issue.record("np.\(name) is missing")
        continue
      }
      #expect(function.keywords == known.keywords, "np.\(name)(\(function.parameters))")
    }
  }

  /// The methods of arrays that are written in Python, where their parameters are to be had.
  @Test(.needsNumPy) func methodsHaveNumPysParameters() throws {
    let methods = try ask(
      """
      import inspect, json
      from numpy._core import _methods
      result = json.dumps({name: {
          "types": [], "keywords": [*inspect.signature(getattr(_methods, "_" + name)).parameters][1:],
      } for name in ["sum", "prod", "mean", "var", "std"]} | {name: {
          "types": [], "keywords": [*inspect.signature(getattr(np.ndarray, name)).parameters][1:],
      } for name in ["any", "all", "cumsum", "cumprod", "trace"]} | {name: {
          "types": [], "keywords": [*inspect.signature(getattr(_methods, "_a" + name)).parameters][1:],
      } for name in ["max", "min"]})
      """)
    for (name, known) in methods.sorted(by: { $0.key < $1.key }) {
      let function = try #require(Self.functions["ndarray." + name])
      #expect(function.keywords == known.keywords, "ndarray.\(name)(\(function.parameters))")
    }
  }

  /// Swift's name of a function is NumPy's in lowerCamelCase: each ufunc and alias stands in the sources of Ravel.
  @Test(.needsNumPy) func swiftHasEveryName() throws {
    let names =
      try ask(
        """
        import json
        result = json.dumps({name: {"types": [], "keywords": [], "ufunc": getattr(np, name).__name__}
                             for name in dir(np) if isinstance(getattr(np, name), np.ufunc)})
        """
      ).filter { Self.missingUfuncs[$0.value.ufunc ?? ""] == nil }.keys + Self.elementwise + Self.statistics + [
        "permute_dims"
      ]
    let folder = NumPyReference.root.appending(path: "Sources/Ravel")
    var declared: Set<String> = []
    for case let file as URL in FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)!
    where file.pathExtension == "swift" {
      for match in try String(contentsOf: file, encoding: .utf8).matches(of: /public func `?(\w+)`?\(/) {
        declared.insert(String(match.1))
      }
    }
    for name in names.sorted() {
      let words = name.split(separator: "_").map(String.init)
      let swift = words[0] + words.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
      let isDeclared = declared.contains(swift)
      #expect(isDeclared, "np.\(name) has no function \(swift) in Swift")
    }
  }
}
