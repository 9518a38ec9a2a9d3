import Synchronization

/// What an entry is for: a text from which everything follows that the entry depends on.
public struct CacheKey: Hashable, Sendable {
  public let text: String
  /// SHA-256 of the text, in hexadecimal digits.
  public let digest: String

  public init(_ text: String) {
    self.text = text
    digest = Digest.hexadecimal(Digest.sha256(Array(text.utf8)[...]))
  }

  /// The names of files about it.
  var entryName: String { digest + Self.entrySuffix }
  var noteName: String { digest + Self.noteSuffix }

  static let entrySuffix = ".object"
  static let noteSuffix = ".note"
}

extension CacheFolder {
  /// A file about a key, checked; nil if there is none.
  func file(_ name: String, _ key: CacheKey, use: Bool = false) throws(Refusal) -> SealedFile? {
    guard let bytes = try read(name, use: use) else { return nil }
    let file = try SealedFile(bytes)
    guard file.key == key.text else { throw .key }
    return file
  }
}

/// Object code in files of one folder, for many processes at once.
///
/// An entry's name is the digest of its key. Entries are written beside their place and renamed, so that none is ever
/// seen in part, whoever is killed when; each carries its key and a checksum, and is used only if both are right and
/// nobody but the user could have written it. Whatever else is found under a name is removed and replaced.
public final class ObjectCache: Sendable {
  private let folder: CacheFolder
  /// Bytes that entries may take. Between two looks at all of them a process may exceed it by a sixteenth.
  public let limit: Int
  private let pending = PendingStatistics()
  /// Bytes that this process may write before it looks at all entries again: none at first.
  private let allowance = Mutex(0)

  public static let usualLimit = 256 << 20

  /// - Throws: `CacheUnavailable` if the folder cannot be made or opened, belongs to another user, is a link, or others
  ///   may write to it.
  public convenience init(folder path: String, limit: Int = usualLimit) throws(CacheUnavailable) {
    self.init(try CacheFolder(path), limit: limit)
  }

  /// A folder to be taken elsewhere with all that is in it, and read there by whoever runs the program that it comes
  /// with, as a `ReadOnlyCache`.
  /// - Throws: as above.
  public convenience init(shippedFolder path: String) throws(CacheUnavailable) {
    self.init(try CacheFolder(path, for: .shipped), limit: .max)
  }

  init(_ folder: CacheFolder, limit: Int = usualLimit) {
    self.folder = folder
    self.limit = limit
  }

  public var path: String { folder.path }

  // MARK: Entries

  private static let statisticsName = "statistics"

  /// The object that was stored for a key, if it may be used. One that may not is removed.
  public func object(for key: CacheKey) -> [UInt8]? {
    do throws(Refusal) {
      guard let file = try folder.file(key.entryName, key, use: true) else {
        count(.miss)
        return nil
      }
      count(.hit)
      return file.contents
    } catch {
      refuse(key, error)
      count(.miss)
      return nil
    }
  }

  /// Removes an entry that turned out to be of no use, and counts it as refused.
  public func refuse(_ key: CacheKey, _ reason: Refusal) {
    folder.remove(key.entryName)
    count(.refusal(reason))
  }

  /// Keeps an object for a key.
  /// - Parameter remark: what a person would want to know of it.
  /// - Returns: why it could not be kept; nil if it was.
  public func store(_ object: [UInt8], for key: CacheKey, remark: String = "") -> String? {
    guard let bytes = SealedFile(key: key.text, remark: remark, contents: object).bytes else {
      return "it is too large"
    }
    if let failure = folder.write(bytes, to: key.entryName) { return failure }
    makeRoom(afterWriting: bytes.count)
    return nil
  }

  // MARK: Notes

  /// A text that was kept under a key; nil if there is none that may be used.
  public func note(for key: CacheKey) -> String? {
    guard let file = try? folder.file(key.noteName, key) else { return nil }
    return String(decoding: file.contents, as: UTF8.self)
  }

  /// Keeps a text, in place of an earlier one. Where it cannot be written there is none.
  /// - Returns: why it could not be kept; nil if it was.
  @discardableResult
  public func keep(note: String, for key: CacheKey) -> String? {
    guard let bytes = SealedFile(key: key.text, remark: "", contents: Array(note.utf8)).bytes else {
      return "it is too large"
    }
    return folder.write(bytes, to: key.noteName)
  }

  // MARK: Size

  /// Looks at all entries now and then, and removes those that were used least recently if they are too many.
  private func makeRoom(afterWriting count: Int) {
    let isDue = allowance.withLock { allowance in
      allowance -= count
      if allowance > 0 { return false }
      allowance = limit / 16
      return true
    }
    if isDue { evict() }
  }

  /// Seconds after which a file that is still being written was left behind by a process that was killed.
  private static let abandonedAfter = 3600

  private func evict() {
    let items = folder.items()
    // Files tell the time as their system does, which may be another machine's.
    let now = items.reduce(0) { max($0, $1.lastUse) }
    for item in items
    where item.name.hasSuffix(".\(CacheFolder.temporarySuffix)") && now - item.lastUse > Self.abandonedAfter {
      folder.remove(item.name)
    }
    let entries = items.filter { $0.name.hasSuffix(CacheKey.entrySuffix) }
    var size = entries.reduce(0) { $0 + $1.byteCount }
    guard size > limit else { return }
    var evicted = 0
    // Some room for those to come, so that not every one of them has to look.
    for entry in entries.sorted(by: { $0.isOlder(than: $1) }) where size > limit / 4 * 3 {
      if folder.remove(entry.name) { evicted += 1 }
      size -= entry.byteCount
    }
    self.count(.eviction, times: evicted)
  }

  /// Removes all that a cache writes, and nothing else.
  /// - Returns: how many entries there were.
  @discardableResult
  public func clear() -> Int {
    var count = 0
    for item in folder.items() {
      let isEntry = item.name.hasSuffix(CacheKey.entrySuffix)
      let isOurs =
        isEntry || item.name.hasSuffix(CacheKey.noteSuffix) || item.name == Self.statisticsName
        || (item.name.hasPrefix(".") && item.name.hasSuffix(".\(CacheFolder.temporarySuffix)"))
      if isOurs, folder.remove(item.name), isEntry { count += 1 }
    }
    pending.clear()
    return count
  }

  // MARK: What there is

  public struct Entry: Sendable {
    public let digest: String
    public let byteCount: Int
    /// Seconds since 1970, to the minute.
    public let lastUse: Int
    /// The key's text and the remark, or why the entry would not be used.
    public let contents: Result<(key: String, remark: String), Refusal>
  }

  /// Every entry, read and checked, those used last first.
  public func entries() -> [Entry] {
    folder.items().filter { $0.name.hasSuffix(CacheKey.entrySuffix) }.sorted { $1.isOlder(than: $0) }.map { item in
      let contents = Result { () throws(Refusal) in
        guard let bytes = try folder.read(item.name) else { throw .unreadable }
        let file = try SealedFile(bytes)
        guard CacheKey(file.key).entryName == item.name else { throw .key }
        return (key: file.key, remark: file.remark)
      }
      return Entry(
        digest: String(item.name.dropLast(CacheKey.entrySuffix.count)), byteCount: item.byteCount,
        lastUse: item.lastUse,
        contents: contents)
    }
  }

  public var statistics: CacheStatistics {
    let bytes = (try? folder.read(Self.statisticsName)) ?? []
    var all = CacheStatistics(String(decoding: bytes, as: UTF8.self))
    all.add(pending.notAdded)
    return all
  }

  private func count(_ event: CacheStatistics.Event, times: Int = 1) {
    if times == 0 { return }
    pending.count(event, times: times) { counts in
      folder.update(Self.statisticsName) { old in
        var all = CacheStatistics(String(decoding: old, as: UTF8.self))
        all.add(counts)
        return Array(all.text.utf8)
      }
    }
  }
}
