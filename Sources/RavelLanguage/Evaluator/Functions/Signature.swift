/// The parameters of a function, and how the arguments of a call are matched with them: Python's rules, with its
/// messages.
struct Signature: Sendable {
  struct Slot: Sendable {
    let name: String
    let passing: Parameter.Passing
    let isRequired: Bool
    /// What a built-in function's parameter is if no argument is given.
    var literal: Literal?
  }

  /// The defaults that built-in functions have.
  enum Literal: Sendable {
    case none
    case boolean(Bool)
    case integer(Int)
    case float(Double)
    case string(String)
    case emptyTuple

    var value: Value {
      switch self {
      case .none: .none
      case .boolean(let value): .boolean(value)
      case .integer(let value): .integer(Int128(value))
      case .float(let value): .float(value)
      case .string(let value): .string(value)
      case .emptyTuple: .tuple([Value]())
      }
    }

    init(_ text: Substring) {
      switch text {
      case "None": self = .none
      case "True": self = .boolean(true)
      case "False": self = .boolean(false)
      case "()": self = .emptyTuple
      default:
        self = Int(text).map(Literal.integer) ?? Double(text).map(Literal.float) ?? .string(text.filter { $0 != "'" })
      }
    }
  }

  private(set) var slots: [Slot]
  /// The slot that takes all further positional arguments, as a tuple.
  private(set) var variadic: Int?
  /// The slot that takes all keywords that are no parameter's, as a tuple of pairs.
  private(set) var keywordRest: Int?

  func has(_ name: String) -> Bool { slots.contains { $0.name == name } }

  init(_ parameters: [Parameter]) {
    slots = parameters.map { Slot(name: $0.name.value, passing: $0.passing, isRequired: $0.defaultValue == nil) }
  }

  /// From a text as Python's documentation writes it: `a, /, axis=None, *, keepdims=False`, or `self, *axes`.
  init(parsing text: Substring) {
    slots = []
    var passing = Parameter.Passing.positionalOrKeyword
    for part in text.split(separator: ", ") {
      switch part {
      case "/":
        for place in slots.indices {
          let slot = slots[place]
          slots[place] = Slot(
            name: slot.name, passing: .positionalOnly, isRequired: slot.isRequired, literal: slot.literal)
        }
      case "*":
        passing = .keywordOnly
      case _ where part.hasPrefix("**"):
        keywordRest = slots.count
        slots.append(
          Slot(name: String(part.dropFirst(2)), passing: .keywordOnly, isRequired: false, literal: .emptyTuple))
      case _ where part.hasPrefix("*"):
        variadic = slots.count
        let name = String(part.dropFirst())
        slots.append(Slot(name: name, passing: .positionalOnly, isRequired: false, literal: .emptyTuple))
        passing = .keywordOnly
      default:
        let sides = part.split(separator: "=", maxSplits: 1)
        let literal = sides.count == 1 ? nil : Literal(sides[1])
        slots.append(Slot(name: String(sides[0]), passing: passing, isRequired: literal == nil, literal: literal))
      }
    }
  }

  /// The value of each slot.
  /// - Parameters:
  ///   - defaults: of a function of the kernel file, a value for each slot that has one.
  ///   - name: what messages call the function.
  ///   - isMethod: whether the first positional argument is the value before the dot, which messages don't count.
  func bind(
    _ positional: [Value], _ keywords: [(name: String, value: Value)], defaults: [Value?]? = nil, of name: String,
    methodOf isMethod: Bool = false
  ) throws -> [Value] {
    var bound = [Value?](repeating: nil, count: slots.count)
    let places = slots.prefix { $0.passing != .keywordOnly }.count
    for (place, value) in zip(0..<(variadic ?? places), positional) { bound[place] = value }
    if let variadic, positional.count > variadic { bound[variadic] = .tuple(Array(positional[variadic...])) }
    var misplaced: [String] = []
    var rest: [Value] = []
    for (keyword, value) in keywords {
      guard let place = slots.firstIndex(where: { $0.name == keyword }), place != keywordRest else {
        if keywordRest != nil {
          rest.append(.tuple([.string(keyword), value]))
          continue
        }
        throw PythonError("\(name)() got an unexpected keyword argument '\(keyword)'")
      }
      if slots[place].passing == .positionalOnly {
        misplaced.append(keyword)
        continue
      }
      guard bound[place] == nil else { throw PythonError("\(name)() got multiple values for argument '\(keyword)'") }
      bound[place] = value
    }
    if let keywordRest, !rest.isEmpty { bound[keywordRest] = .tuple(rest) }
    if variadic == nil, positional.count > places {
      let uncounted = isMethod ? 1 : 0
      let keywordOnly = bound[places...].count { $0 != nil }
      throw tooMany(positional.count - uncounted, places - uncounted, keywordOnly: keywordOnly, of: name)
    }
    if !misplaced.isEmpty {
      throw PythonError(
        "\(name)() got some positional-only arguments passed as keyword arguments: '\(misplaced.joined(separator: ", "))'"
      )
    }
    var values: [Value] = []
    values.reserveCapacity(slots.count)
    for (place, slot) in slots.enumerated() {
      guard let value = bound[place] ?? defaults?[place] ?? slot.literal?.value else {
        throw missing(slots.indices.filter { slots[$0].isRequired && bound[$0] == nil }, of: name)
      }
      values.append(value)
    }
    return values
  }

  private func tooMany(_ given: Int, _ places: Int, keywordOnly: Int, of name: String) -> PythonError {
    let optional = slots.count { $0.passing != .keywordOnly && !$0.isRequired }
    let takes = optional == 0 ? "\(places)" : "from \(places - optional) to \(places)"
    let plural = takes == "1" ? "" : "s"
    let were = given == 1 && keywordOnly == 0 ? "was" : "were"
    let extra =
      keywordOnly == 0
      ? ""
      : " positional argument\(given == 1 ? "" : "s") (and \(keywordOnly) keyword-only argument\(keywordOnly == 1 ? "" : "s"))"
    return PythonError("\(name)() takes \(takes) positional argument\(plural) but \(given)\(extra) \(were) given")
  }

  /// Positional parameters are missed before keyword-only ones.
  private func missing(_ places: [Int], of name: String) -> PythonError {
    let positional = places.filter { slots[$0].passing != .keywordOnly }
    let kind = positional.isEmpty ? "keyword-only" : "positional"
    var names = (positional.isEmpty ? places : positional).map { "'\(slots[$0].name)'" }
    let count = names.count
    if count > 1 { names[count - 1] = "and " + names[count - 1] }
    return PythonError(
      "\(name)() missing \(count) required \(kind) argument\(count == 1 ? "" : "s"): \(names.joined(separator: count > 2 ? ", " : " "))"
    )
  }
}
