import Ravel

/// What there is to know of a function that kernels can call, as `ravel ops` prints it.
public struct FunctionDescription: Sendable {
  /// As kernels write it: `np.sum`, `math.sqrt`, `len`, `ndarray.reshape`.
  public let name: String
  /// Its other names, in the same form.
  public let aliases: [String]
  /// The parameters as Python's documentation writes them: `a, axis=None, *, keepdims=False`.
  public let parameters: String
  /// One sentence.
  public let doc: String
  /// The parameters that may be given by name.
  public let keywords: [String]
  /// Dtypes of operands and results in NumPy's letters, `ff->f`, in the order in which they are tried: of functions that
  /// are an operation on elements and no more than that.
  public let types: [String]
  /// How many operands and results a ufunc of NumPy has; nil of what is not a ufunc there.
  public let arity: (operands: Int, results: Int)?

  /// All functions, by where they are found and then by name.
  public static let all: [FunctionDescription] = FunctionTable.everything.map { rows, prefix in
    rows.map { FunctionDescription($0, prefix) }.sorted { $0.name < $1.name }
  }.flatMap { $0 }

  private init(_ row: Builtin, _ prefix: String) {
    name = prefix + row.name
    aliases = (FunctionTable.aliases[row.owner]?[row.name] ?? []).map { prefix + $0 }
    // A method's first parameter stands before the dot.
    parameters = row.signature.description(droppingFirst: row.isMethod)
    doc = row.doc
    let shown = row.isMethod ? row.signature.slots.dropFirst() : row.signature.slots[...]
    keywords = shown.filter { $0.passing != .positionalOnly }.map(\.name)
    let loops = row.loops
    types = (loops.first ?? []).indices.map { place in
      String(loops[0][place].inputs.map(\.character)) + "->" + String(loops.map { $0[place].output.character })
    }
    arity = row.isUfunc ? (loops[0][0].inputs.count, loops.count) : nil
  }
}

extension Signature {
  fileprivate func description(droppingFirst isMethod: Bool) -> String {
    var parts: [String] = []
    var hasStar = false
    let shown = isMethod ? slots.dropFirst() : slots[...]
    let positionalOnly = shown.prefix { $0.passing == .positionalOnly && !isVariadic($0) }.count
    for (place, slot) in shown.enumerated() {
      if place == positionalOnly, place > 0 { parts.append("/") }
      if isVariadic(slot) {
        parts.append("*" + slot.name)
        hasStar = true
        continue
      }
      if keywordRest.map({ slots[$0].name == slot.name }) == true {
        parts.append("**" + slot.name)
        continue
      }
      if slot.passing == .keywordOnly, !hasStar {
        parts.append("*")
        hasStar = true
      }
      parts.append(slot.name + (slot.literal.map { "=\($0)" } ?? ""))
    }
    if positionalOnly > 0, positionalOnly == shown.count { parts.append("/") }
    return parts.joined(separator: ", ")
  }

  private func isVariadic(_ slot: Slot) -> Bool {
    variadic.map { slots[$0].name == slot.name } ?? false
  }
}

extension Signature.Literal: CustomStringConvertible {
  var description: String {
    switch self {
    case .none: "None"
    case .boolean(let value): value ? "True" : "False"
    case .integer(let value): "\(value)"
    case .float(let value): "\(value)"
    case .string(let value): value.hasPrefix("<") ? value : "'\(value)'"
    case .emptyTuple: "()"
    }
  }
}
