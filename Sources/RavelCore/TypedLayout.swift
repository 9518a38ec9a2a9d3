import Synchronization

/// What an array is apart from its elements: a dtype and a layout.
///
/// Arrays alike share one object, as a rule: to see that two types are the same mostly takes a look at their
/// identities.
public final class TypedLayout: Sendable {
  public let dtype: DType
  public let layout: Layout
  /// Both as one flat list of numbers, which are quick to compare.
  private let words: [Int]
  public let fingerprint: UInt64

  private init(_ dtype: DType, _ layout: Layout, _ words: [Int], _ fingerprint: UInt64) {
    (self.dtype, self.layout, self.words, self.fingerprint) = (dtype, layout, words, fingerprint)
  }

  /// The type of that dtype and layout.
  public static func of(_ dtype: DType, _ layout: Layout) -> TypedLayout {
    var words: [Int] = []
    words.reserveCapacity(2 + 2 * layout.rank)
    words.append(Int(dtype.rawValue))
    words.append(layout.rank)
    words.append(contentsOf: layout.shape)
    words.append(contentsOf: layout.strides)
    let fingerprint = Fingerprint(words).value
    return shared.withLock { types in
      let place = Int(truncatingIfNeeded: fingerprint & UInt64(tableSize - 1))
      if let type = types[place], type.fingerprint == fingerprint, type.words == words { return type }
      let type = TypedLayout(dtype, layout, words, fingerprint)
      types[place] = type
      return type
    }
  }

  /// The types met last. One that was displaced by another lives on with its arrays, and is equal to a later one that
  /// takes its place.
  private static let shared = Mutex<[TypedLayout?]>(Array(repeating: nil, count: tableSize))
  private static let tableSize = 1024
}

extension TypedLayout: Hashable {
  public static func == (a: TypedLayout, b: TypedLayout) -> Bool {
    a === b || (a.fingerprint == b.fingerprint && a.words == b.words)
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(fingerprint) }
}

/// A hash of numbers that need not withstand an adversary: a collision costs a comparison.
public struct Fingerprint {
  public private(set) var value: UInt64

  public init() { value = 0 }

  public init(_ words: [Int]) {
    self.init()
    for word in words { combine(UInt64(bitPattern: Int64(word))) }
  }

  /// The multiplication spreads a word's bits over all higher ones, the shift back over the lower.
  public mutating func combine(_ word: UInt64) {
    value = (value ^ word ^ 0x6A09_E667_F3BC_C908) &* 0x9E37_79B9_7F4A_7C15
    value ^= value >> 29
  }
}
