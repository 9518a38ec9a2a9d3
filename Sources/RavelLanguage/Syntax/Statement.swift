/// What can stand to the left of `=`, after `for`, and on the left of an augmented assignment.
public struct Target: SyntaxNode {
  public indirect enum Kind: Hashable, Sendable {
    case name(String)
    /// `value[index] = ...`, with `index` as in `Expression.Kind.subscript`.
    case `subscript`(Expression, index: Expression)
    /// Unpacking, written as a tuple or as a list.
    case tuple([Target])
  }

  public let kind: Kind
  public let range: SourceRange

  public init(_ kind: Kind, range: SourceRange) {
    self.kind = kind
    self.range = range
  }

  /// The names that an assignment to this target binds, in order.
  public var names: [String] {
    switch kind {
    case .name(let name): [name]
    case .subscript: []
    case .tuple(let targets): targets.flatMap(\.names)
    }
  }

  /// The expressions that are evaluated to find the place to assign to.
  public var operands: [Expression] {
    switch kind {
    case .name: []
    case .subscript(let value, let index): [value, index]
    case .tuple(let targets): targets.flatMap(\.operands)
    }
  }
}

/// A statement of the kernel language. Equality ignores source ranges.
public struct Statement: SyntaxNode {
  public indirect enum Kind: Hashable, Sendable {
    case expression(Expression)
    /// `a = b = value`: the targets in order, each assigned to from left to right.
    case assignment([Target], value: Expression)
    /// `target += value`; the target is a name or a subscript.
    case augmentedAssignment(Target, Located<BinaryOperator>, value: Expression)
    /// `target: annotation = value`; the target is a name or a subscript.
    case annotatedAssignment(Target, annotation: Expression, value: Expression?)
    case `return`(Expression?)
    /// `if` and every `elif` in order; `alternative` is empty without `else`.
    case `if`([Branch], alternative: [Statement])
    case `for`(Target, in: Expression, body: [Statement])
    case `while`(Expression, body: [Statement])
    case `break`
    case `continue`
    case pass
    case assert(Expression, message: Expression?)
    case function(FunctionDefinition)
    /// `import a.b as c, d`.
    case `import`([ImportedModule])
    /// `from module import a as b, c`.
    case importFrom(module: Identifier, members: [ImportedMember])
    /// `if __name__ == "__main__":` on the top level. Its body never runs in a kernel, may be any Python, and is not
    /// kept.
    case mainGuard
  }

  public struct Branch: Hashable, Sendable {
    public let condition: Expression
    public let body: [Statement]
  }

  /// A module with its dotted path. Without alias, `import a.b` binds `a`.
  public struct ImportedModule: Hashable, Sendable {
    public let path: Identifier
    public let alias: Identifier?
  }

  public struct ImportedMember: Hashable, Sendable {
    public let name: Identifier
    public let alias: Identifier?
  }

  public let kind: Kind
  public let range: SourceRange

  public init(_ kind: Kind, range: SourceRange) {
    self.kind = kind
    self.range = range
  }
}
