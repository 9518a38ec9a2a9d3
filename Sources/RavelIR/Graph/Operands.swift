/// The operands of an operation, in order. Most have one or two, and those take no memory of their own.
public struct Operands: RandomAccessCollection, Sendable {
  private enum Members: Sendable {
    case one(Expression)
    case two(Expression, Expression)
    case list([Expression])
  }

  private let members: Members

  public static let none = Operands([])

  public init(_ only: Expression) { members = .one(only) }

  public init(_ first: Expression, _ second: Expression) { members = .two(first, second) }

  public init(_ list: [Expression]) {
    members =
      switch list.count {
      case 1: .one(list[0])
      case 2: .two(list[0], list[1])
      default: .list(list)
      }
  }

  public var startIndex: Int { 0 }

  public var endIndex: Int {
    switch members {
    case .one: 1
    case .two: 2
    case .list(let list): list.count
    }
  }

  public subscript(_ place: Int) -> Expression {
    switch members {
    case .one(let only):
      precondition(place == 0)
      return only
    case .two(let first, let second):
      precondition(place == 0 || place == 1)
      return place == 0 ? first : second
    case .list(let list): return list[place]
    }
  }
}
