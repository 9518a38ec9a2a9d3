/// One parameter of a function or a lambda.
public struct Parameter: Hashable, Sendable {
  public enum Passing: Hashable, Sendable {
    /// Stands before `/`.
    case positionalOnly
    case positionalOrKeyword
    /// Stands after `*`.
    case keywordOnly
  }

  public let name: Identifier
  public let passing: Passing
  public let annotation: Expression?
  public let defaultValue: Expression?
}

/// A `def`.
public struct FunctionDefinition: Hashable, Sendable {
  public let name: Identifier
  public let parameters: [Parameter]
  public let returnAnnotation: Expression?
  /// Includes the docstring, as its first statement.
  public let body: [Statement]
  /// The names that belong to the function's own scope: its parameters, and all that its body binds anywhere. Reading
  /// one before it is bound is an error, even if the module has such a name too.
  public let localNames: Set<String>

  init(name: Identifier, parameters: [Parameter], returnAnnotation: Expression?, body: [Statement]) {
    self.name = name
    self.parameters = parameters
    self.returnAnnotation = returnAnnotation
    self.body = body
    localNames = Set(parameters.map(\.name.value)).union(body.boundNames)
  }

  /// The string that the body begins with.
  public var docstring: String? { body.docstring }
}

/// A parsed kernel file.
public struct Module: Hashable, Sendable {
  public let file: SourceFile
  /// Includes the docstring, as its first statement.
  public let body: [Statement]

  /// Parses a whole file.
  /// - Throws: the first error in the text, or the first thing in it that the kernel language does not have.
  public init(parsing file: SourceFile) throws(Diagnostic) {
    var parser = Parser(file: file)
    self.file = file
    body = try parser.module()
  }

  /// The string that the file begins with.
  public var docstring: String? { body.docstring }

  /// The functions of the top level, in order; of several with one name, Python uses the last.
  public var functions: [FunctionDefinition] {
    body.compactMap { if case .function(let function) = $0.kind { function } else { nil } }
  }

  /// The files do not take part in equality, as ranges do not.
  public static func == (left: Self, right: Self) -> Bool { left.body == right.body }

  public func hash(into hasher: inout Hasher) { hasher.combine(body) }
}

extension [Statement] {
  fileprivate var docstring: String? {
    guard case .expression(let first)? = first?.kind, case .string(let text) = first.kind else { return nil }
    return text
  }

  /// The names bound by these statements, in whatever branch or loop, but not within nested functions.
  fileprivate var boundNames: Set<String> {
    var names: Set<String> = []
    for statement in self {
      switch statement.kind {
      case .assignment(let targets, _):
        names.formUnion(targets.flatMap(\.names))
      case .augmentedAssignment(let target, _, _), .annotatedAssignment(let target, _, _):
        names.formUnion(target.names)
      case .if(let branches, let alternative):
        for branch in branches { names.formUnion(branch.body.boundNames) }
        names.formUnion(alternative.boundNames)
      case .for(let target, _, let body):
        names.formUnion(target.names)
        names.formUnion(body.boundNames)
      case .while(_, let body):
        names.formUnion(body.boundNames)
      case .function(let function):
        names.insert(function.name.value)
      case .import(let modules):
        for module in modules { names.insert(module.boundName) }
      case .importFrom(_, let members):
        for member in members { names.insert(member.boundName) }
      case .expression, .return, .break, .continue, .pass, .assert, .mainGuard:
        break
      }
    }
    return names
  }
}

extension Statement.ImportedModule {
  /// The name that the import binds: the alias, or the first part of the path.
  public var boundName: String {
    alias?.value ?? String(path.value.prefix { $0 != "." })
  }
}

extension Statement.ImportedMember {
  /// The name that the import binds.
  public var boundName: String { alias?.value ?? name.value }
}
