import Ravel

extension FunctionTable {
  static let countingRows: [Builtin] = [
    searchsorted(of: .numpy),
    Builtin(
      .numpy, "bincount(x, /, weights=None, minlength=0)",
      "How often each whole number stands among the elements, or the sums of their weights."
    ) { call in
      let minLength = try call.minLength()
      let bins = try call.bins()
      return .array(
        ArrayObject(try bins.binCounts(weights: call.given("weights").map(call.array(of:)), minLength: minLength)))
    },
    Builtin(.numpy, "digitize(x, bins, right=False)", "The bins that elements are in.") { call in
      .computed(try call.array("x").digitized(into: call.array("bins"), right: call.flag("right")))
    },
    Builtin(
      .numpy, "histogram(a, bins=10, range=None, density=None, weights=None)",
      "How many elements are in each bin, or the sums of their weights, and the bins' edges."
    ) { call in
      let (array, bins) = (try call.array("a"), try call.histogramBins())
      let (counts, edges) = try array.countedInBins(
        bins, range: call.histogramRange(), weights: call.given("weights").map(call.array(of:)),
        density: call.flag("density"))
      return .tuple([.array(ArrayObject(counts)), call.histogramEdges(edges)])
    },
    Builtin(
      .numpy, "histogram_bin_edges(a, bins=10, range=None, weights=None)", "The edges of a histogram's bins."
    ) { call in
      let (array, bins) = (try call.array("a"), try call.histogramBins())
      let weights = try call.given("weights").map(call.array(of:))
      return try call.histogramEdges(array.binEdges(bins, range: call.histogramRange(), weights: weights))
    }
  ]

  static let countingMethodRows: [Builtin] = [searchsorted(of: .ndarray)]

  private static func searchsorted(of owner: Builtin.Owner) -> Builtin {
    Builtin(
      owner, "searchsorted(a, v, side='left', sorter=None)",
      "Where values belong among elements that are in order."
    ) { call in
      let side = try call.side()
      let sorter = try call.given("sorter").map(call.array(of:))
      return .computed(try call.array("a").searchedSorted(for: call.array("v"), side: side, sorter: sorter))
    }
  }
}

extension Call {
  fileprivate func array(of value: Value) throws -> NDArray { try evaluator.array(of: value) }

  /// The keyword `side`. NumPy looks at the first letter to say what is amiss.
  fileprivate func side() throws -> SearchSide {
    guard case .string(let name) = self["side"] else {
      throw PythonError("search side must be str, not \(self["side"].typeName)")
    }
    if let side = SearchSide(rawValue: name) { return side }
    let isAbbreviated = SearchSide.allCases.contains { $0.rawValue.first == name.lowercased().first }
    throw PythonError(
      isAbbreviated
        ? "search side must be one of 'left' or 'right'" : "search side must be 'left' or 'right' (got '\(name)')")
  }

  /// The numbers that `bincount` counts: those of a list become integers, which those of an array have to be.
  fileprivate func bins() throws -> NDArray {
    let bins = try array("x")
    guard self["x"].items != nil else { return bins }
    if bins.ndim > 1 {
      throw PythonError(
        "setting an array element with a sequence. The requested array would exceed the maximum number of dimension of "
          + "1.")
    }
    return try bins.cast(to: .int64)
  }

  /// The keyword `bins`: a number, edges, or the name of an estimator.
  fileprivate func histogramBins() throws -> HistogramBins {
    let amiss = PythonError("`bins` must be an integer, a string, or an array")
    switch self["bins"] {
    case .string(let name):
      if let estimator = BinEstimator(rawValue: name) { return .estimated(estimator) }
      throw ArrayError.value("'\(name)' is not a valid estimator for `bins`")
    case .boolean, .integer: return .count(try integer("bins"))
    case .tuple, .list, .array, .scalar:
      let bins = try array("bins")
      if bins.ndim > 0 { return .edges(bins) }
      guard bins.dtype.isInteger else { throw amiss }
      return .count(try integer("bins"))
    default: throw amiss
    }
  }

  /// The keyword `range`: two numbers.
  fileprivate func histogramRange() throws -> (any ArrayOperand, any ArrayOperand)? {
    guard let range = given("range") else { return nil }
    let ends: [Value]
    switch range {
    case .boolean, .integer, .float, .scalar:
      throw PythonError("cannot unpack non-iterable \(range.typeName) object")
    default: ends = try evaluator.items(of: range)
    }
    if ends.count > 2 { throw ArrayError.value("too many values to unpack (expected 2)") }
    if ends.count < 2 { throw ArrayError.value("not enough values to unpack (expected 2, got \(ends.count))") }
    return (try evaluator.requiredOperand(ends[0]), try evaluator.requiredOperand(ends[1]))
  }

  /// Edges that were given as an array are that array.
  fileprivate func histogramEdges(_ edges: NDArray) -> Value {
    if case .array(let given) = self["bins"], given.value.ndim == 1 { return .array(given) }
    return .array(ArrayObject(edges))
  }

  fileprivate func minLength() throws -> Int {
    switch self["minlength"] {
    case .none: throw PythonError("use 0 instead of None for minlength")
    case .boolean: throw PythonError("an integer is required")
    default: return try integer("minlength")
    }
  }
}
