import Ravel

extension FunctionTable {
  /// Python's functions of sequences.
  static let sequenceRows: [Builtin] = [
    Builtin(.python, "len(obj, /)", "The number of members; of an array, the extent of its first axis.") { call in
      switch call["obj"] {
      case .tuple(let items), .list(let items): return .integer(Int128(items.values.count))
      case .range(let range): return .integer(range.count)
      case .string(let text): return .integer(Int128(text.unicodeScalars.count))
      case .array(let object):
        guard let extent = object.value.shape.first else { throw PythonError("len() of unsized object") }
        return .integer(Int128(extent))
      default: throw PythonError("object of type '\(call["obj"].typeName)' has no len()")
      }
    },
    Builtin(
      .python, "range(start, stop=None, step=1, /)", "Integers from start until before stop, by step.", isType: true
    ) {
      call in
      let bounds = try ["start", "stop", "step"].map { name in
        try call.given(name).map { value in
          guard let index = try call.evaluator.index(of: value) else {
            throw PythonError("'\(value.typeName)' object cannot be interpreted as an integer")
          }
          return index
        }
      }
      // With one argument, it is the end.
      let (start, stop) = bounds[1] == nil ? (0, bounds[0]) : (bounds[0], bounds[1])
      return .range(try RangeValue(start: start ?? 0, stop: stop ?? 0, step: bounds[2] ?? 1))
    },
    Builtin(.python, "enumerate(iterable, start=0)", "Members with their numbers, counted from start.", isType: true) {
      call in
      let source = try call.evaluator.iterator(over: call["iterable"])
      var number = Int128(try call.integer("start"))
      return .iterator(
        try ItemIterator("enumerate", over: [.iterator(source)]) { iterator in
          guard case .iterator(let source)? = iterator.sources.first, let item = try source.next() else { return nil }
          defer { number += 1 }
          return .tuple([.integer(number), item])
        })
    },
    Builtin(
      .python, "zip(*iterables, strict=False)", "Tuples of the first members, of the second, and so on.", isType: true
    ) {
      call in
      let sources = try call.evaluator.items(of: call["iterables"]).map {
        Value.iterator(try call.evaluator.iterator(over: $0))
      }
      let isStrict = try call.flag("strict")
      return .iterator(
        try ItemIterator("zip", over: sources) { iterator in
          var members: [Value] = []
          for case .iterator(let source) in iterator.sources {
            guard let item = try source.next() else {
              let place = members.count
              if isStrict, place > 0 {
                throw PythonError("zip() argument \(place + 1) is shorter than argument \(place)")
              }
              return nil
            }
            members.append(item)
          }
          return members.isEmpty ? nil : .tuple(members)
        })
    },
    Builtin(.python, "map(function, *iterables)", "What a function gives for each member of sequences.", isType: true) {
      call in
      let iterables = try call.evaluator.items(of: call["iterables"])
      guard !iterables.isEmpty else { throw PythonError("map() must have at least two arguments.") }
      let sources = try iterables.map { Value.iterator(try call.evaluator.iterator(over: $0)) }
      return .iterator(
        try ItemIterator("map", over: [call["function"]] + sources) { [unowned evaluator = call.evaluator] iterator in
          var members: [Value] = []
          for case .iterator(let source) in iterator.sources.dropFirst() {
            guard let item = try source.next() else { return nil }
            members.append(item)
          }
          guard let function = iterator.sources.first else { return nil }
          return try evaluator.call(function, members)
        })
    },
    Builtin(.python, "reversed(sequence, /)", "The members from last to first.", isType: true) { call in
      if case .range(let range) = call["sequence"] {
        let reversed = try range.sliced(first: range.count - 1, by: -1, count: range.count)
        return .iterator(try call.evaluator.iterator(over: .range(reversed)))
      }
      if case .iterator = call["sequence"] {
        throw PythonError("'\(call["sequence"].typeName)' object is not reversible")
      }
      let members = try call.evaluator.items(of: call["sequence"])
      return .iterator(try call.evaluator.iterator(over: .list(members.reversed())))
    },
    Builtin(.python, "tuple(iterable=(), /)", "The members as a tuple.", isType: true) { call in
      .tuple(try call.evaluator.items(of: call["iterable"]))
    },
    Builtin(.python, "list(iterable=(), /)", "The members as a list.", isType: true) { call in
      .list(try call.evaluator.items(of: call["iterable"]))
    },
    Builtin(.python, "sum(iterable, /, start=0)", "The members added up, from left to right.") { call in
      let iterator = try call.evaluator.iterator(over: call["iterable"])
      var sum = call["start"]
      while let item = try call.evaluator.nextItem(of: iterator) { sum = try call.evaluator.binary(.add, sum, item) }
      return sum
    },
    Builtin(.python, "any(iterable, /)", "Whether any member is true.") { call in
      let iterator = try call.evaluator.iterator(over: call["iterable"])
      while let item = try call.evaluator.nextItem(of: iterator) {
        if try call.evaluator.truth(of: item) { return .boolean(true) }
      }
      return .boolean(false)
    },
    Builtin(.python, "all(iterable, /)", "Whether every member is true.") { call in
      let iterator = try call.evaluator.iterator(over: call["iterable"])
      while let item = try call.evaluator.nextItem(of: iterator) {
        if try !call.evaluator.truth(of: item) { return .boolean(false) }
      }
      return .boolean(true)
    },
    extremum("max", .greater, "The greatest of the arguments, or of the members of one."),
    extremum("min", .less, "The least of the arguments, or of the members of one.")
  ]

  private static func extremum(_ name: String, _ comparison: ComparisonOperator, _ doc: String) -> Builtin {
    Builtin(.python, "\(name)(*args)", doc) { call in
      let arguments = try call.evaluator.items(of: call["args"])
      guard let first = arguments.first else { throw PythonError("\(name) expected at least 1 argument, got 0") }
      let iterator = try call.evaluator.iterator(over: arguments.count == 1 ? first : .tuple(arguments))
      guard var best = try call.evaluator.nextItem(of: iterator) else {
        throw PythonError("\(name)() arg is an empty sequence")
      }
      while let item = try call.evaluator.nextItem(of: iterator) {
        if try call.evaluator.truth(of: call.evaluator.compare(item, comparison, best)) { best = item }
      }
      return best
    }
  }
}
