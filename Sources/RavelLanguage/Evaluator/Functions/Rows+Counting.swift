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

  fileprivate func minLength() throws -> Int {
    switch self["minlength"] {
    case .none: throw PythonError("use 0 instead of None for minlength")
    case .boolean: throw PythonError("an integer is required")
    default: return try integer("minlength")
    }
  }
}
