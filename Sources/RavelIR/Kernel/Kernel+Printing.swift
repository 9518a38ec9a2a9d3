import RavelCore
import RavelOps

extension Kernel {
  /// The kernel's text: `Kernel(parsing:)` reads it back to an equal kernel, and the cache is keyed by it.
  public var description: String {
    var printer = KernelPrinter()
    printer.line("kernel")
    for (number, parameter) in parameters.enumerated() {
      let strides = parameter.strides.map(\.rawValue).joined(separator: ", ")
      let further = parameter.isNontemporal ? " nontemporal" : ""
      printer.line("  \(parameter.role.rawValue) p\(number): \(parameter.dtype) [\(strides)]\(further)")
    }
    printer.block("", body) { $0.print($1) }
    return printer.text
  }
}

extension ReductionOrder: CustomStringConvertible {
  public var description: String {
    switch self {
    case .sequential: "sequential"
    case .pairwise(let accumulators, let block): "pairwise(\(accumulators), \(block))"
    case .interleaved(let lanes): "interleaved(\(lanes))"
    }
  }
}

extension Instruction: CustomStringConvertible {
  /// Name and operands, without the dtype: `add %1, %2`.
  public var description: String {
    switch self {
    case .constant(let value): "constant \(value)"
    case .load(let parameter, .real): "load p\(parameter)"
    case .load(let parameter, .imaginary): "load p\(parameter).imaginary"
    case .index(let dimension): "index d\(dimension)"
    case .unary(let operation, let a): "\(operation.rawValue) \(a)"
    case .binary(let operation, let a, let b): "\(operation.rawValue) \(a), \(b)"
    case .compare(let comparison, let a, let b): "\(comparison.rawValue) \(a), \(b)"
    case .select(let a, let b, let c): "select \(a), \(b), \(c)"
    case .fusedMultiplyAdd(let a, let b, let c): "fusedMultiplyAdd \(a), \(b), \(c)"
    case .convert(let a): "convert \(a)"
    case .bitcast(let a): "bitcast \(a)"
    }
  }
}

private struct KernelPrinter {
  var text = ""
  var indentation = ""

  mutating func line(_ content: String) { text += indentation + content + "\n" }

  /// A braced block, each statement printed by `each`; `last` closes it.
  mutating func block<S>(_ head: String, _ statements: [S], last: String? = nil, each: (inout KernelPrinter, S) -> Void)
  {
    line(head.isEmpty ? "{" : head + " {")
    indentation += "  "
    for statement in statements { each(&self, statement) }
    if let last { line(last) }
    indentation.removeLast(2)
    line("}")
  }

  mutating func print(_ statement: Statement) {
    switch statement {
    case .scalar(let scalar): print(scalar)
    case .store(let parameter, let values): line("store p\(parameter), \(list(values))")
    case .loop(let loop): print(loop)
    }
  }

  mutating func print(_ statement: ScalarStatement) {
    switch statement {
    case .define(let definition): line("\(definition.id): \(definition.dtype) = \(definition.instruction)")
    case .iterate(let iteration):
      let results = zip(iteration.results, iteration.carried).map { BlockArgument(id: $0, dtype: $1.dtype) }
      block(
        "iterate (\(list(results))) while \(iteration.active) from (\(list(iteration.initial))) as (\(list(iteration.carried)))",
        iteration.body, last: "again \(iteration.again) with (\(list(iteration.next)))"
      ) { $0.print($1) }
    }
  }

  mutating func print(_ loop: Loop) {
    let head =
      switch loop.kind {
      case .parallel: "parallel d\(loop.dimension)"
      case .serial: "serial d\(loop.dimension)"
      case .scan: "scan d\(loop.dimension)"
      case .vector: "vector d\(loop.dimension)"
      case .tiles(let size): "tiles d\(loop.dimension) (\(size))"
      case .tile: "tile d\(loop.dimension)"
      case .branches(let cut, let levels, let multiple):
        "branches d\(loop.dimension) of d\(cut) (\(levels), \(multiple))"
      case .reduce(let order): "reduce d\(loop.dimension) \(order)"
      }
    let carry = loop.carry.map {
      " carrying (\(list($0.results))) from (\(list($0.initial))) as (\(list($0.carried)))"
    }
    line(head + (carry ?? "") + " {")
    indentation += "  "
    for statement in loop.body { print(statement) }
    if let carry = loop.carry { line("next (\(list(carry.next)))") }
    for reduction in loop.reductions {
      block(
        "accumulate (\(list(reduction.results))) of (\(list(reduction.operands))) from (\(list(reduction.initial))) "
          + "neutral (\(list(reduction.neutral))) by (\(list(reduction.combine.left))) (\(list(reduction.combine.right)))",
        reduction.combine.body, last: "yield (\(list(reduction.combine.results)))"
      ) { $0.print($1) }
      guard let merge = reduction.merge else { continue }
      block(
        "merge (\(list(merge.left))) (\(list(merge.right)))", merge.body, last: "yield (\(list(merge.results)))"
      ) { $0.print($1) }
    }
    indentation.removeLast(2)
    line("}")
  }

  func list(_ items: [some CustomStringConvertible]) -> String { items.map(\.description).joined(separator: ", ") }
  func list(_ arguments: [BlockArgument]) -> String {
    arguments.map { "\($0.id): \($0.dtype)" }.joined(separator: ", ")
  }
}
