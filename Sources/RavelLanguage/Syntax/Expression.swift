/// An expression of the kernel language.
///
/// Equality ignores source ranges. No tree is higher than `maximumHeight`, so that recursion over it is safe.
public struct Expression: SyntaxNode {
  /// What an expression is. Parentheses leave no trace.
  public indirect enum Kind: Hashable, Sendable {
    /// An integer literal; never negative, for a sign is a unary operator.
    case integer(IntegerLiteral)
    /// A float literal; infinite if it is out of range, as in Python.
    case float(Double)
    /// An imaginary literal: `1j`.
    case imaginary(Double)
    /// A string literal with its escapes resolved and adjacent literals joined.
    case string(String)
    /// `True` or `False`.
    case boolean(Bool)
    /// `None`.
    case none
    /// `...`.
    case ellipsis
    case name(String)
    case tuple([Expression])
    case list([Expression])
    /// `value.name`.
    case attribute(of: Expression, name: Identifier)
    case call(Expression, arguments: [Argument])
    /// `value[index]`; several indices are a tuple, in which, as in `index` itself, slices may stand.
    case `subscript`(Expression, index: Expression)
    /// `lower:upper:step`; only within a subscript.
    case slice(lower: Expression?, upper: Expression?, step: Expression?)
    case unary(UnaryOperator, Expression)
    /// The operator carries its own place, which is where an error of the operation is best shown.
    case binary(Expression, Located<BinaryOperator>, Expression)
    /// `first < second <= third`: every operand is evaluated once, left to right, until a comparison is false.
    case comparison(Expression, [Comparison])
    /// Two or more operands joined by the same operator.
    case booleanOperation(BooleanOperator, [Expression])
    /// `value if test else alternative`.
    case conditional(test: Expression, value: Expression, alternative: Expression)
    /// Parameters of a lambda have no annotations.
    case lambda([Parameter], body: Expression)
    /// `[element for ...]`, or a generator expression with round brackets or none.
    case comprehension(Comprehension, element: Expression, clauses: [ComprehensionClause])
  }

  /// One argument of a call; positional ones stand before those with a keyword.
  public struct Argument: Hashable, Sendable {
    public let keyword: Identifier?
    public let value: Expression
  }

  /// A comparison operator and its right operand.
  public struct Comparison: Hashable, Sendable {
    public let `operator`: Located<ComparisonOperator>
    public let operand: Expression
  }

  public enum Comprehension: Hashable, Sendable {
    case list
    case generator
  }

  /// `for target in iterable if condition ...`.
  public struct ComprehensionClause: Hashable, Sendable {
    public let target: Target
    public let iterable: Expression
    public let conditions: [Expression]
  }

  /// The parser refuses to build anything higher.
  public static let maximumHeight = 200

  public let kind: Kind
  public let range: SourceRange
  /// 1 for a leaf, otherwise one more than the highest operand.
  let height: Int

  public init(_ kind: Kind, range: SourceRange) {
    self.kind = kind
    self.range = range
    height = kind.operands.reduce(0) { max($0, $1.height) } + 1
  }
}

extension Expression.Kind {
  /// The expressions directly below, in the order of the source except for `conditional`, where the test comes first,
  /// and comprehensions, where the clauses do: the order of evaluation.
  public var operands: [Expression] {
    switch self {
    case .integer, .float, .imaginary, .string, .boolean, .none, .ellipsis, .name: []
    case .tuple(let elements), .list(let elements), .booleanOperation(_, let elements): elements
    case .attribute(let value, _): [value]
    case .call(let callee, let arguments): [callee] + arguments.map(\.value)
    case .subscript(let value, let index): [value, index]
    case .slice(let lower, let upper, let step): [lower, upper, step].compactMap { $0 }
    case .unary(_, let operand): [operand]
    case .binary(let left, _, let right): [left, right]
    case .comparison(let first, let rest): [first] + rest.map(\.operand)
    case .conditional(let test, let value, let alternative): [test, value, alternative]
    case .lambda(let parameters, let body): parameters.compactMap(\.defaultValue) + [body]
    case .comprehension(_, let element, let clauses):
      clauses.flatMap { $0.target.operands + [$0.iterable] + $0.conditions } + [element]
    }
  }

  var precedence: Precedence {
    switch self {
    case .integer, .float, .imaginary, .string, .boolean, .none, .ellipsis, .name, .list, .comprehension: .atom
    case .tuple(let elements): elements.isEmpty ? .atom : .tuple
    case .slice: .tuple
    case .attribute, .call, .subscript: .postfix
    case .unary(let operation, _): operation.precedence
    case .binary(_, let operation, _): operation.value.precedence
    case .comparison: .comparison
    case .booleanOperation(let operation, _): operation.precedence
    case .conditional, .lambda: .lambdaOrConditional
    }
  }
}
