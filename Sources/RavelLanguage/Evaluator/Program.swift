import Ravel
import RavelRuntime

/// A kernel file that can be called.
///
/// Nothing of a call outlives it but its results: every call runs the file's top level anew, so that calls are
/// independent of one another.
public struct Program: Sendable {
  /// A function of the file's top level.
  public struct Function: Sendable {
    public let name: String
    public let docstring: String?
    public let parameters: [Parameter]
    /// The name, in its `def`.
    public let place: SourceRange
  }

  public struct Parameter: Sendable {
    public let name: String
    /// What a string annotation says.
    public let type: ArrayType?
    /// nil if the parameter has no default, or one that is no number, text or sequence of them.
    public let defaultValue: KernelValue?
    public let isRequired: Bool
    let isKeywordOnly: Bool
  }

  /// What one call may do before it is taken to run for ever.
  public struct Limits: Sendable {
    /// Statements, members of sequences, and turns of loops.
    public var steps = 10_000_000
    /// Array operations.
    public var operations = 1_000_000
    /// Calls within calls, as in Python.
    public var calls = 1000

    public init() {}
  }

  public let module: Module
  public var limits = Limits()
  /// The functions of the top level, in order; of several with one name, the last.
  public let functions: [Function]

  /// Parses a file and runs its top level.
  /// - Throws: the first error in it, with its place.
  public init(_ source: SourceFile) throws(Diagnostic) {
    module = try Module(parsing: source)
    let evaluator = try Evaluator(module, limits: limits)
    var functions: [Function] = []
    for definition in module.functions {
      functions.removeAll { $0.name == definition.name.value }
      functions.append(try Self.function(definition, evaluator))
    }
    self.functions = functions
  }

  private static func function(_ definition: FunctionDefinition, _ evaluator: Evaluator) throws(Diagnostic) -> Function
  {
    var values: [Value?] = []
    if case .function(let function)? = evaluator.module.local(definition.name.value) { values = function.defaults }
    var parameters: [Parameter] = []
    for (place, parameter) in definition.parameters.enumerated() {
      var type: ArrayType?
      if let annotation = parameter.annotation { type = try evaluator.file.arrayType(of: annotation) }
      parameters.append(
        Parameter(
          name: parameter.name.value, type: type,
          defaultValue: values[safe: place].flatMap { $0 }.flatMap(KernelValue.init),
          isRequired: parameter.defaultValue == nil, isKeywordOnly: parameter.passing == .keywordOnly))
    }
    return Function(
      name: definition.name.value, docstring: definition.docstring, parameters: parameters, place: definition.name.range
    )
  }

  /// The function of that name; nil if there is none.
  public func function(named name: String) -> Function? { functions.first { $0.name == name } }

  /// The function that is meant where none is named: the last.
  public var defaultFunction: Function? { functions.last }

  private let traces = TraceCache()

  /// Calls a function with arguments for its first parameters, in order, whether or not Python would want their names
  /// written.
  ///
  /// Array operations are built, and run only as far as the function's own decisions need elements; see `withEngine`
  /// for by whom. A call that looked at no elements is traced: the next one with arrays of the same dtypes and layouts,
  /// and the same other arguments, builds the same operations without running the function.
  /// - Returns: the returned value, or each member of a returned tuple or list; then every array parameter that was
  ///   assigned into.
  /// - Throws: what went wrong, where it stands in the file.
  public func call(_ function: Function, _ arguments: [KernelValue]) throws(Diagnostic) -> [NamedOutput] {
    let given = arguments
    let arguments = CallArguments(given)
    // An array given twice is no pattern: a trace could not tell which of the two was meant.
    guard arguments.areDistinct, let (key, known) = traces.find(function, given) else {
      return try run(function, arguments)
    }
    if let recorded = known {
      if let outputs = recorded.replay(arguments) { return outputs }
      return try run(function, arguments)
    }
    let (outputs, looked) = try observingElements { () throws(Diagnostic) in try run(function, arguments) }
    traces.record(looked ? .untraceable : RecordedCall(outputs, arguments), for: key)
    return outputs
  }

  /// As `call`, and has the outputs computed: for calls that repeat, in less time than the two take one by one.
  /// - Throws: as `call`; `ArrayError.outOfMemory`; `EngineError` where the engine cannot be had.
  public func evaluate(
    _ function: Function, _ arguments: [KernelValue], engine: Engine = .automatic
  ) throws -> (outputs: [NamedOutput], report: Report) {
    if let recorded = traces.find(function, arguments)?.call,
      let result = try recorded.evaluate(arguments, engine: engine)
    {
      return result
    }
    let outputs = try withEngine(engine) { try call(function, arguments) }
    return (outputs, try RavelRuntime.evaluate(outputs.map(\.array.expression), engine: engine))
  }

  private func run(_ function: Function, _ arguments: CallArguments) throws(Diagnostic) -> [NamedOutput] {
    let evaluator = try Evaluator(module, limits: limits)
    return try evaluator.locating(at: function.place) {
      guard let callee = evaluator.module.local(function.name) else {
        throw PythonError("name '\(function.name)' is not defined")
      }
      let values = arguments.values
      var positional: [Value] = []
      var keywords: [(name: String, value: Value)] = []
      for (place, value) in values.enumerated() {
        if let parameter = function.parameters[safe: place], parameter.isKeywordOnly {
          keywords.append((parameter.name, value))
        } else {
          positional.append(value)
        }
      }
      let result = try evaluator.call(callee, positional, keywords)
      var outputs: [NamedOutput] = []
      try evaluator.collect(result, name: "result", into: &outputs)
      for (parameter, value) in zip(function.parameters, values) {
        if case .array(let object) = value, object.isAssigned {
          outputs.append(NamedOutput(name: parameter.name, array: object.value))
        }
      }
      return outputs
    }
  }
}

/// One result of a call.
public struct NamedOutput: Sendable {
  /// "result", "result[1]", or the name of the parameter that was assigned into.
  public let name: String
  public let array: NDArray
}

extension Evaluator {
  /// Appends what a function returned: an array, or those of a tuple or list; None is no output.
  fileprivate func collect(_ value: Value, name: String, into outputs: inout [NamedOutput]) throws {
    switch value {
    case .none where name == "result":
      return
    case .tuple(let items), .list(let items):
      try guardStack()
      for (place, member) in items.values.enumerated() {
        try charge()
        try collect(member, name: "\(name)[\(place)]", into: &outputs)
      }
    default:
      guard let operand = try operand(value) else {
        throw PythonError("a kernel returns arrays and numbers; \(name) is a value of type '\(value.typeName)'")
      }
      outputs.append(NamedOutput(name: name, array: try operand as? NDArray ?? .filled([], with: operand)))
    }
  }
}
