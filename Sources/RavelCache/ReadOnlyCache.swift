/// A folder that an `ObjectCache` for shipping filled, perhaps on another machine: nothing is ever written to it.
///
/// The folder and its files must belong to the system's administrator or to whoever runs this, and nobody else may write
/// to them.
public final class ReadOnlyCache: Sendable {
  private let folder: CacheFolder

  /// - Throws: `CacheUnavailable` if the folder is not there, belongs to somebody else, or others may write to it.
  public init(folder path: String) throws(CacheUnavailable) { folder = try CacheFolder(path, for: .readOnly) }

  public var path: String { folder.path }

  /// The object that was stored for a key; nil if there is none.
  /// - Throws: why there is one that may not be used.
  public func object(for key: CacheKey) throws(Refusal) -> [UInt8]? { try folder.file(key.entryName, key)?.contents }

  /// The text that was kept under a key; nil if there is none.
  /// - Throws: why there is one that may not be used.
  public func note(for key: CacheKey) throws(Refusal) -> String? {
    try folder.file(key.noteName, key).map { String(decoding: $0.contents, as: UTF8.self) }
  }
}
