import ArgumentParser
import RavelCore

/// How a kernel's array arguments lie in memory in one of its checks, and how large they are.
enum CheckLayout: String, CaseIterable {
  case contiguous, fortran, strided, reversed, broadcast, mixed
  /// Every array is 0-d.
  case scalar = "0-d"
  /// Every named dimension is 0.
  case empty
  /// Contiguous, and so large that sums are divided more than once; the others are small, and no multiple of a vector.
  case large
  /// As `large`, with the first dimension the long one.
  case tall

  /// Whether a kernel with these dimensions has a call of its own for this layout.
  func applies(to names: [String]) -> Bool { self != .tall || names.count > 1 }

  func sizes(_ names: [String]) -> [String: Int] {
    let extents: [Int] =
      switch (self, names.count) {
      case (.empty, _): []
      case (.large, 1): [9001]
      case (.large, _): [7, 2053, 5]
      case (.tall, _): [1031, 9, 5]
      case (_, 1): [67]
      default: [5, 67, 19]
      }
    return Dictionary(
      uniqueKeysWithValues: names.enumerated().map { ($1, self == .empty ? 0 : $0 < extents.count ? extents[$0] : 3) })
  }

  /// The argument laid out so.
  /// - Parameter number: the array's among the arguments, for layouts that differ from one to the next.
  func lay(_ type: MadeUpType, number: Int) -> MadeUpType {
    var type = type
    if type.shape.isEmpty { return type }
    let contiguous = Layout(contiguous: type.shape).strides
    switch self {
    case .contiguous, .empty, .large, .tall: break
    case .fortran: type.strides = Layout(shape: type.shape, axesOutermostFirst: type.shape.indices.reversed()).strides
    // Steps of 2 along the last axis, and a gap of 3 elements after each row.
    case .strided:
      let row = 2 * type.shape[type.shape.count - 1] + 3
      type.strides = Layout(contiguous: type.shape.dropLast() + [row]).strides
      type.strides![type.shape.count - 1] = 2
    case .reversed: type.strides = contiguous.map { -$0 }
    case .broadcast:
      type.strides = contiguous
      type.strides![number % type.shape.count] = 0
    case .mixed: return Self.mixture[number % Self.mixture.count].lay(type, number: number)
    case .scalar: type.shape = []
    }
    return type
  }

  private static let mixture: [CheckLayout] = [.reversed, .contiguous, .strided, .broadcast, .fortran]
}
