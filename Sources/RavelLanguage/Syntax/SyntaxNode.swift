/// A node of the syntax tree. Equality is that of the kind alone: two trees are equal if they say the same, wherever
/// they were written.
public protocol SyntaxNode: Hashable, Sendable {
  associatedtype Kind: Hashable & Sendable
  var kind: Kind { get }
  var range: SourceRange { get }
}

extension SyntaxNode {
  public static func == (left: Self, right: Self) -> Bool { left.kind == right.kind }

  public func hash(into hasher: inout Hasher) { hasher.combine(kind) }
}

/// A value with its place in the source, which takes no part in equality.
public struct Located<Value: Hashable & Sendable>: Hashable, Sendable {
  public let value: Value
  public let range: SourceRange

  public init(_ value: Value, range: SourceRange) {
    self.value = value
    self.range = range
  }

  public static func == (left: Self, right: Self) -> Bool { left.value == right.value }

  public func hash(into hasher: inout Hasher) { hasher.combine(value) }
}

/// A name and where it stands.
public typealias Identifier = Located<String>
