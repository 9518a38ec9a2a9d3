import Ravel

extension FunctionTable {
  static let sortingRows: [Builtin] = [
    Builtin(
      .numpy, "sort(a, axis=-1, kind=None, order=None, *, stable=None)",
      "The elements in order, NaN last."
    ) { call in
      let kind = try call.sortKind()
      return .array(ArrayObject(try call.array("a").sorted(along: call.axis("axis"), kind: kind)))
    },
    argsort(of: .numpy),
    Builtin(
      .numpy, "partition(a, kth, axis=-1, kind='introselect', order=None)",
      "The elements with those at some ranks where they belong, lesser ones before them."
    ) { call in
      let ranks = try call.ranks()
      return .array(ArrayObject(try call.array("a").partitioned(at: ranks, along: call.axis("axis"))))
    },
    argpartition(of: .numpy)
  ]

  static let sortingMethodRows: [Builtin] = [
    Builtin(
      .ndarray, "sort(a, axis=-1, kind=None, order=None, *, stable=None)", "Puts the elements in order along an axis."
    ) { call in
      let kind = try call.sortKind()
      try call.object("a").update(to: call.array("a").sorted(along: call.integer("axis"), kind: kind))
      return .none
    },
    argsort(of: .ndarray),
    Builtin(
      .ndarray, "partition(a, kth, axis=-1, kind='introselect', order=None)",
      "Puts the elements at some ranks where they belong, lesser ones before them."
    ) { call in
      let ranks = try call.ranks()
      try call.object("a").update(to: call.array("a").partitioned(at: ranks, along: call.integer("axis")))
      return .none
    },
    argpartition(of: .ndarray)
  ]

  private static func argsort(of owner: Builtin.Owner) -> Builtin {
    Builtin(
      owner, "argsort(a, axis=-1, kind=None, order=None, *, stable=None)",
      "For each place along an axis which element belongs there."
    ) { call in
      _ = try call.sortKind()
      return .array(ArrayObject(try call.array("a").sortingOrder(along: call.axis("axis"))))
    }
  }

  private static func argpartition(of owner: Builtin.Owner) -> Builtin {
    Builtin(
      owner, "argpartition(a, kth, axis=-1, kind='introselect', order=None)",
      "For each place along an axis which element partition puts there."
    ) { call in
      let ranks = try call.ranks()
      return .array(ArrayObject(try call.array("a").partitioningOrder(at: ranks, along: call.axis("axis"))))
    }
  }
}

extension Call {
  /// An axis, or nil for None.
  func axis(_ name: String) throws -> Int? {
    if case .float = self[name] { throw PythonError("integer argument expected, got float") }
    return try given(name).map(evaluator.integer)
  }

  /// The keywords `kind`, `order` and `stable` of a sort.
  fileprivate func sortKind() throws -> SortKind {
    var kind: SortKind?
    if let value = given("kind") {
      guard case .string(let name) = value else {
        throw PythonError("sort kind must be str, not \(value.typeName)")
      }
      // NumPy looks at the first letter, in upper case or lower case.
      kind = SortKind.allCases.first { $0.rawValue.first == name.lowercased().first }
      if kind == nil || name.isEmpty {
        throw PythonError("sort kind must be one of 'quick', 'heap', or 'stable' (got '\(name)')")
      }
    }
    try refuseOrder()
    return try .chosen(by: kind, stable: given("stable").map(evaluator.truth))
  }

  private func refuseOrder() throws {
    if given("order") != nil { throw PythonError("Cannot specify order when the array has no fields.") }
  }

  /// The parameter `kth` of a partition, and its keywords.
  fileprivate func ranks() throws -> [Int] {
    guard case .string(let kind) = self["kind"] else {
      throw PythonError("select kind must be str, not \(self["kind"].typeName)")
    }
    if kind != "introselect" { throw PythonError("select kind must be 'introselect' (got '\(kind)')") }
    try refuseOrder()
    let ranks = try array("kth")
    if ranks.dtype == .bool { throw PythonError("Booleans unacceptable as partition index") }
    guard ranks.dtype.isInteger else { throw PythonError("Partition index must be integer") }
    guard ranks.ndim < 2 else {
      throw PythonError(
        "setting an array element with a sequence. The requested array would exceed the maximum number of dimension of "
          + "1.")
    }
    return try ranks.cast(to: .int64).scalars(as: Int.self)
  }
}
