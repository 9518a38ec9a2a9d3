import Ravel

extension Evaluator {
  /// A way through the members of a value, from first to last.
  func iterator(over value: Value) throws -> ItemIterator {
    var position = 0
    switch value {
    case .iterator(let iterator):
      return iterator
    case .tuple, .list:
      return try ItemIterator("\(value.typeName)_iterator", over: [value]) { iterator in
        guard let values = iterator.sources.first?.items?.values, position < values.count else { return nil }
        defer { position += 1 }
        return values[position]
      }
    case .range(let range):
      var next: Int128 = 0
      return try ItemIterator("range_iterator", over: []) { _ in
        guard next < range.count else { return nil }
        defer { next += 1 }
        return .integer(range[next])
      }
    case .string(let text):
      let characters = text.unicodeScalars.map { Value.string(String($0)) }
      return try iterator(over: .tuple(characters))
    case .array(let object):
      guard let extent = object.value.shape.first else { throw PythonError("iteration over a 0-d array") }
      return try ItemIterator("iterator", over: [value]) { [unowned self] iterator in
        guard position < extent, let array = iterator.sources.first else { return nil }
        defer { position += 1 }
        return try self.item(of: array, .integer(Int128(position)))
      }
    default:
      throw PythonError("'\(value.typeName)' object is not iterable")
    }
  }

  func nextItem(of iterator: ItemIterator) throws -> Value? {
    try charge()
    try guardStack()
    return try iterator.next()
  }

  /// All members of a value.
  func items(of value: Value) throws -> [Value] {
    switch value {
    case .tuple(let items), .list(let items):
      try charge(items.values.count)
      return items.values
    default:
      let iterator = try iterator(over: value)
      var values: [Value] = []
      while let next = try nextItem(of: iterator) { values.append(next) }
      return values
    }
  }

  /// The values of a comprehension, each computed when it is asked for. The first iterable is evaluated at once, as in
  /// Python.
  func generator(
    _ element: Expression, _ clauses: [Expression.ComprehensionClause], at range: SourceRange, in outer: Environment
  ) throws -> ItemIterator {
    let names = Set(clauses.flatMap(\.target.names))
    let scope = Environment(parent: outer, localNames: names, prefix: outer.prefix + "<genexpr>.<locals>.")
    // The generator may outlive the call that it is made in.
    capture(outer)
    capture(scope)
    let first = try evaluate(clauses[0].iterable, in: outer)
    let source = try locating(at: clauses[0].iterable.range) { try iterator(over: first) }
    var isRunning = false
    return try locating(at: range) {
      // Its sources are the iterators of the clauses that have begun, outermost first; none are left when it is done.
      try ItemIterator("generator", over: [.iterator(source)]) { [unowned self] generator in
        guard !isRunning else { throw PythonError("generator already executing") }
        isRunning = true
        defer { isRunning = false }
        return try self.advance(generator, element, clauses, in: scope)
      }
    }
  }

  private func advance(
    _ generator: ItemIterator, _ element: Expression, _ clauses: [Expression.ComprehensionClause], in scope: Environment
  ) throws -> Value? {
    while case .iterator(let iterator)? = generator.sources.last {
      let clause = clauses[generator.sources.count - 1]
      guard let item = try locating(at: clause.iterable.range, { try nextItem(of: iterator) }) else {
        generator.sources.removeLast()
        continue
      }
      try assign(item, to: clause.target, in: scope)
      var isWanted = true
      for condition in clause.conditions where isWanted {
        let value = try evaluate(condition, in: scope)
        isWanted = try locating(at: condition.range) { try truth(of: value) }
      }
      guard isWanted else { continue }
      guard generator.sources.count < clauses.count else { return try evaluate(element, in: scope) }
      let iterable = clauses[generator.sources.count].iterable
      let value = try evaluate(iterable, in: scope)
      generator.sources.append(.iterator(try locating(at: iterable.range) { try self.iterator(over: value) }))
    }
    return nil
  }
}
