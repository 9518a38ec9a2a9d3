import RavelCore
import RavelOps

/// A text that is no kernel.
public struct KernelTextError: Error, CustomStringConvertible, Hashable {
  public var line: Int
  public var problem: String
  public var description: String { "kernel text, line \(line): \(problem)" }
}

extension Kernel {
  /// Reads a kernel's text back.
  /// - Throws: `KernelTextError` with the line that is not of the form; the kernel is not verified.
  public init(parsing text: String) throws(KernelTextError) {
    var parser = KernelParser(text)
    self = try parser.kernel()
  }
}

/// A recursive-descent parser over the words and marks of the text.
private struct KernelParser {
  struct Token {
    var text: Substring
    var line: Int
  }
  var tokens: [Token] = []
  var position = 0

  init(_ text: String) {
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      var rest = line
      while let first = rest.first {
        if first == " " {
          rest.removeFirst()
        } else if "(){}[],:=".contains(first) {
          tokens.append(Token(text: rest.prefix(1), line: number + 1))
          rest.removeFirst()
        } else {
          var word = rest.prefix { !" (){}[],:=".contains($0) }
          // A NaN's bits belong to the word: nan(0x7fc00000).
          if word == "nan" || word == "-nan" { word = rest.prefix { $0 != ")" } + ")" }
          tokens.append(Token(text: word, line: number + 1))
          rest = rest.dropFirst(word.count)
        }
      }
    }
  }

  func fail(_ problem: String) -> KernelTextError {
    KernelTextError(line: position < tokens.count ? tokens[position].line : tokens.last?.line ?? 1, problem: problem)
  }

  var next: Substring { position < tokens.count ? tokens[position].text : "" }

  mutating func word() throws(KernelTextError) -> Substring {
    guard position < tokens.count else { throw fail("the text ends early") }
    position += 1
    return tokens[position - 1].text
  }

  mutating func expect(_ wanted: String) throws(KernelTextError) {
    if next != wanted { throw fail("\(wanted) expected before \"\(next)\"") }
    position += 1
  }

  mutating func accept(_ wanted: String) -> Bool {
    if next != wanted { return false }
    position += 1
    return true
  }

  mutating func number(prefix: String) throws(KernelTextError) -> Int {
    guard next.hasPrefix(prefix), let value = Int(next.dropFirst(prefix.count)), value >= 0 else {
      throw fail("\(prefix)NUMBER expected, not \"\(next)\"")
    }
    position += 1
    return value
  }

  mutating func value() throws(KernelTextError) -> ValueID { ValueID(try number(prefix: "%")) }

  mutating func dtype() throws(KernelTextError) -> DType {
    guard let dtype = DType(name: String(next)) else { throw fail("\"\(next)\" is no dtype") }
    position += 1
    return dtype
  }

  /// `(item, item)`.
  mutating func list<T>(_ item: (inout KernelParser) throws(KernelTextError) -> T) throws(KernelTextError) -> [T] {
    try expect("(")
    var items: [T] = []
    if accept(")") { return items }
    repeat { items.append(try item(&self)) } while accept(",")
    try expect(")")
    return items
  }

  mutating func values() throws(KernelTextError) -> [ValueID] {
    try list { (parser) throws(KernelTextError) in try parser.value() }
  }

  mutating func arguments() throws(KernelTextError) -> [BlockArgument] {
    try list { (parser) throws(KernelTextError) in
      let id = try parser.value()
      try parser.expect(":")
      return BlockArgument(id: id, dtype: try parser.dtype())
    }
  }

  mutating func kernel() throws(KernelTextError) -> Kernel {
    try expect("kernel")
    var parameters: [Parameter] = []
    while let role = Parameter.Role(rawValue: String(next)) {
      position += 1
      if try number(prefix: "p") != parameters.count { throw fail("p\(parameters.count) expected") }
      try expect(":")
      let dtype = try dtype()
      let strides = try strides()
      parameters.append(Parameter(role: role, dtype: dtype, strides: strides, isNontemporal: accept("nontemporal")))
    }
    let body = try block()
    if position < tokens.count { throw fail("\"\(next)\" after the kernel") }
    return Kernel(parameters: parameters, body: body)
  }

  mutating func strides() throws(KernelTextError) -> [StridePattern] {
    try expect("[")
    var patterns: [StridePattern] = []
    if accept("]") { return patterns }
    repeat {
      guard let pattern = StridePattern(rawValue: String(next)) else { throw fail("\"\(next)\" is no stride pattern") }
      position += 1
      patterns.append(pattern)
    } while accept(",")
    try expect("]")
    return patterns
  }

  mutating func block() throws(KernelTextError) -> [Statement] {
    try expect("{")
    var statements: [Statement] = []
    while !["}", "accumulate", "next"].contains(next) { statements.append(try statement()) }
    if next == "}" { position += 1 }
    return statements
  }

  mutating func statement() throws(KernelTextError) -> Statement {
    switch next {
    case "parallel", "serial", "scan", "vector", "tiles", "tile", "branches", "reduce": return .loop(try loop())
    case "store":
      position += 1
      let parameter = try number(prefix: "p")
      var values: [ValueID] = []
      while accept(",") { values.append(try value()) }
      return .store(parameter: parameter, values: values)
    default: return .scalar(try scalar())
    }
  }

  mutating func loop() throws(KernelTextError) -> Loop {
    let keyword = try word()
    let dimension = try number(prefix: "d")
    let kind: Loop.Kind =
      switch keyword {
      case "parallel": .parallel
      case "serial": .serial
      case "scan": .scan
      case "vector": .vector
      case "tiles": .tiles(size: try tileSize())
      case "tile": .tile
      case "branches": try branches()
      default: .reduce(try order())
      }
    var loop = Loop(dimension: dimension, kind: kind, body: [])
    if accept("carrying") {
      let results = try arguments()
      try expect("from")
      let initial = try values()
      try expect("as")
      let carried = try arguments()
      loop.body = try block()
      try expect("next")
      loop.carry = Carry(results: results, initial: initial, carried: carried, next: try values())
      try expect("}")
      return loop
    }
    loop.body = try block()
    if next == "accumulate" {
      while accept("accumulate") { loop.reductions.append(try reduction()) }
      try expect("}")
    }
    return loop
  }

  mutating func tileSize() throws(KernelTextError) -> Int {
    try expect("(")
    let size = try number(prefix: "")
    try expect(")")
    return size
  }

  mutating func branches() throws(KernelTextError) -> Loop.Kind {
    try expect("of")
    let cut = try number(prefix: "d")
    let numbers = try list { (parser) throws(KernelTextError) in try parser.number(prefix: "") }
    if numbers.count != 2 { throw fail("levels and a multiple expected") }
    return .branches(of: cut, levels: numbers[0], multiple: numbers[1])
  }

  mutating func order() throws(KernelTextError) -> ReductionOrder {
    let name = try word()
    if name == "sequential" { return .sequential }
    let numbers = try list { (parser) throws(KernelTextError) in try parser.number(prefix: "") }
    switch (name, numbers.count) {
    case ("pairwise", 2): return .pairwise(accumulators: numbers[0], block: numbers[1])
    case ("interleaved", 1): return .interleaved(lanes: numbers[0])
    default: throw fail("\"\(name)\" is no order")
    }
  }

  mutating func reduction() throws(KernelTextError) -> Reduction {
    let results = try arguments()
    try expect("of")
    let operands = try values()
    try expect("from")
    let initial = try values()
    try expect("neutral")
    let neutral = try constants(results)
    try expect("by")
    let combine = try combine()
    return Reduction(
      results: results, operands: operands, initial: initial, neutral: neutral, combine: combine,
      merge: accept("merge") ? try self.combine() : nil)
  }

  mutating func combine() throws(KernelTextError) -> Combine {
    let left = try arguments()
    let right = try arguments()
    try expect("{")
    var body: [ScalarStatement] = []
    while next != "yield" { body.append(try scalar()) }
    try expect("yield")
    let yielded = try values()
    try expect("}")
    return Combine(left: left, right: right, body: body, results: yielded)
  }

  mutating func constants(_ like: [BlockArgument]) throws(KernelTextError) -> [Constant] {
    var dtypes = like.map(\.dtype)[...]
    return try list { (parser) throws(KernelTextError) in
      guard let dtype = dtypes.popFirst() else { throw parser.fail("more constants than results") }
      return try parser.constant(dtype)
    }
  }

  mutating func constant(_ dtype: DType) throws(KernelTextError) -> Constant {
    guard let constant = Constant(next, dtype: dtype) else { throw fail("\"\(next)\" is no \(dtype)") }
    position += 1
    return constant
  }

  mutating func scalar() throws(KernelTextError) -> ScalarStatement {
    if next == "iterate" { return .iterate(try iteration()) }
    let id = try value()
    try expect(":")
    let dtype = try dtype()
    try expect("=")
    return .define(Definition(id: id, dtype: dtype, instruction: try instruction(dtype)))
  }

  mutating func iteration() throws(KernelTextError) -> Iteration {
    try expect("iterate")
    let results = try arguments().map(\.id)
    try expect("while")
    let active = try value()
    try expect("from")
    let initial = try values()
    try expect("as")
    let carried = try arguments()
    try expect("{")
    var body: [ScalarStatement] = []
    while next != "again" { body.append(try scalar()) }
    try expect("again")
    let again = try value()
    try expect("with")
    let following = try values()
    try expect("}")
    return Iteration(
      results: results, active: active, initial: initial, carried: carried, body: body, again: again, next: following)
  }

  mutating func instruction(_ dtype: DType) throws(KernelTextError) -> Instruction {
    let name = String(try word())
    switch name {
    case "constant": return .constant(try constant(dtype))
    case "index": return .index(dimension: try number(prefix: "d"))
    case "load":
      let isImaginary = next.hasSuffix(".imaginary")
      if isImaginary { tokens[position].text = next.dropLast(10) }
      return .load(parameter: try number(prefix: "p"), component: isImaginary ? .imaginary : .real)
    default: break
    }
    var operands = [try value()]
    while accept(",") { operands.append(try value()) }
    switch (name, operands.count) {
    case ("convert", 1): return .convert(operands[0])
    case ("bitcast", 1): return .bitcast(operands[0])
    case ("select", 3): return .select(operands[0], operands[1], operands[2])
    case ("fusedMultiplyAdd", 3): return .fusedMultiplyAdd(operands[0], operands[1], operands[2])
    default: break
    }
    if operands.count == 1, let operation = UnaryPrimitive(rawValue: name) { return .unary(operation, operands[0]) }
    if operands.count == 2, let operation = BinaryPrimitive(rawValue: name) {
      return .binary(operation, operands[0], operands[1])
    }
    if operands.count == 2, let comparison = Comparison(rawValue: name) {
      return .compare(comparison, operands[0], operands[1])
    }
    throw fail("\"\(name)\" of \(operands.count) operands is no instruction")
  }
}
