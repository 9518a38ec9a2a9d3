#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A folder that belongs to the user and that nobody else may write to, held open: whoever renames it, or a folder
/// above it, changes nothing for those who hold it. Names are single components; links are never followed. The one
/// place of this module that talks to the system.
final class CacheFolder: Sendable {
  /// What a folder is there for.
  enum Purpose {
    /// The user's own: made if it is missing, and for nobody else's eyes.
    case own
    /// Made if it is missing, for everybody to read wherever it is brought.
    case shipped
    /// There already, perhaps as the system's own, and never changed. It may be a link: as with the folders above it,
    /// what counts is where it leads.
    case readOnly

    fileprivate var fileMode: mode_t { self == .own ? 0o600 : 0o644 }
    fileprivate var folderMode: mode_t { self == .own ? 0o700 : 0o755 }
  }

  let path: String
  private let descriptor: Int32
  private let purpose: Purpose
  /// Whose files are used.
  private let owners: [uid_t]

  /// Opens the folder, made with all that is missing above it unless it is only read.
  /// - Parameter user: whose files are used, if not those of whoever runs this.
  init(_ path: String, for purpose: Purpose = .own, user: uid_t = geteuid()) throws(CacheUnavailable) {
    func failure(_ reason: String) -> CacheUnavailable { CacheUnavailable(description: "\(path): \(reason)") }
    func owners(_ user: uid_t) -> [uid_t] { purpose == .readOnly ? [user, 0] : [user] }
    if purpose != .readOnly { Self.makeFolders(path, purpose.folderMode) }
    let following = purpose == .readOnly ? 0 : O_NOFOLLOW
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | following | O_CLOEXEC)
    guard descriptor >= 0 else {
      let number = errno
      var status = stat()
      // With O_DIRECTORY, Linux says of a link that it is no folder.
      let isLink = lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
      throw failure(isLink ? "\(Refusal.link)" : Self.text(number))
    }
    do throws(Refusal) {
      try Self.checkOwner(Self.status(descriptor), owners(geteuid()))
    } catch {
      close(descriptor)
      throw failure("\(error)")
    }
    (self.path, self.descriptor, self.purpose, self.owners) = (path, descriptor, purpose, owners(user))
  }

  deinit { close(descriptor) }

  private static func makeFolders(_ path: String, _ mode: mode_t) {
    // What is there already, or cannot be made, shows when the last one is opened.
    for end in path.indices.dropFirst() where path[end] == "/" { mkdir(String(path[..<end]), mode) }
    mkdir(path, mode)
  }

  static func text(_ number: Int32) -> String { String(cString: strerror(number)) }

  // MARK: Checks

  private static func status(_ descriptor: Int32) throws(Refusal) -> stat {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .unreadable }
    return status
  }

  private static func checkOwner(_ status: stat, _ owners: [uid_t]) throws(Refusal) {
    guard owners.contains(status.st_uid) else { throw .foreign }
    guard status.st_mode & (S_IWGRP | S_IWOTH) == 0 else { throw .writable }
  }

  private func check(_ status: stat) throws(Refusal) {
    guard status.st_mode & S_IFMT == S_IFREG else { throw .special }
    try Self.checkOwner(status, owners)
  }

  // MARK: Files

  /// A file's bytes; nil if there is none of that name.
  /// - Parameter use: whether this is a use of it, by which the least recently used is told.
  func read(_ name: String, use: Bool = false) throws(Refusal) -> [UInt8]? {
    let file = openat(descriptor, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else {
      switch errno {
      case ENOENT: return nil
      case ELOOP: throw .link
      default: throw .unreadable
      }
    }
    defer { close(file) }
    let status = try Self.status(file)
    try check(status)
    guard status.st_size <= SealedFile.largestSize else { throw .format }
    let bytes = try Self.contents(of: file, size: Int(status.st_size))
    if use, time(nil) - Self.modified(status).seconds > Self.useResolution { futimens(file, nil) }
    return bytes
  }

  /// Seconds: of uses that follow one another sooner, only the first is written down.
  private static let useResolution = 60

  private static func contents(of file: Int32, size: Int) throws(Refusal) -> [UInt8] {
    var isWhole = true
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      while count < size {
        let got = Self.read(file, buffer.baseAddress! + count, size - count)
        if got < 0 && errno == EINTR { continue }
        if got <= 0 { break }
        count += got
      }
      isWhole = count == size
    }
    guard isWhole else { throw .unreadable }
    return bytes
  }

  /// The system's function, which `read(_:use:)` hides.
  private static func read(_ file: Int32, _ start: UnsafeMutablePointer<UInt8>, _ count: Int) -> Int {
    #if canImport(Darwin)
      Darwin.read(file, start, count)
    #elseif canImport(Musl)
      Musl.read(file, start, count)
    #else
      Glibc.read(file, start, count)
    #endif
  }

  /// Puts a file in place of whatever has the name: readers see the one or the other, never a part.
  /// - Returns: why it could not be written; nil if it was.
  func write(_ bytes: [UInt8], to name: String) -> String? {
    let temporary = ".\(UInt64.random(in: .min ... .max)).\(Self.temporarySuffix)"
    let file = openat(descriptor, temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600 as mode_t)
    guard file >= 0 else { return Self.text(errno) }
    var failure = Self.writeAll(bytes, to: file)
    // Whatever the process's own habit is: others are to read it, or not.
    if failure == nil, fchmod(file, purpose.fileMode) != 0 { failure = Self.text(errno) }
    if close(file) != 0, failure == nil { failure = Self.text(errno) }
    if failure == nil, renameat(descriptor, temporary, descriptor, name) != 0 {
      // A folder may stand in the way; nothing but an empty one is removed.
      unlinkat(descriptor, name, AT_REMOVEDIR)
      if renameat(descriptor, temporary, descriptor, name) != 0 { failure = Self.text(errno) }
    }
    if failure != nil { unlinkat(descriptor, temporary, 0) }
    return failure
  }

  /// Ends the names of files that are being written.
  static let temporarySuffix = "tmp"

  private static func writeAll(_ bytes: [UInt8], to file: Int32) -> String? {
    bytes.withUnsafeBytes { buffer in
      var done = 0
      while done < buffer.count {
        let count = pwrite(file, buffer.baseAddress! + done, buffer.count - done, off_t(done))
        if count < 0 && errno == EINTR { continue }
        if count <= 0 { return text(errno) }
        done += count
      }
      return nil
    }
  }

  @discardableResult
  func remove(_ name: String) -> Bool { unlinkat(descriptor, name, 0) == 0 }

  /// Changes a small file that several processes change, unless one of the others is about to: waiting for a process
  /// that was stopped could take for ever.
  /// - Parameter change: is given the contents, or nothing if there is no such file that may be used; gives the new
  ///   ones, at least as long.
  /// - Returns: whether it was done.
  func update(_ name: String, _ change: ([UInt8]) -> [UInt8]) -> Bool {
    let file = openat(descriptor, name, O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0o600 as mode_t)
    guard file >= 0 else {
      if errno == ELOOP { remove(name) }
      return false
    }
    // Closing lets go of the lock, too, also when the process is killed.
    defer { close(file) }
    do throws(Refusal) {
      let status = try Self.status(file)
      try check(status)
      guard status.st_size <= 1 << 16 else { throw .format }
    } catch {
      remove(name)
      return false
    }
    guard flock(file, LOCK_EX | LOCK_NB) == 0, let status = try? Self.status(file),
      let old = try? Self.contents(of: file, size: Int(status.st_size))
    else { return false }
    return Self.writeAll(change(old), to: file) == nil
  }

  // MARK: Listing

  struct Item {
    let name: String
    let byteCount: Int
    /// Seconds since 1970.
    let lastUse: Int
    fileprivate let nanoseconds: Int

    func isOlder(than other: Item) -> Bool {
      (lastUse, nanoseconds, name) < (other.lastUse, other.nanoseconds, other.name)
    }
  }

  /// All that is in the folder, in no order.
  func items() -> [Item] {
    // Reading a folder moves a position that duplicates of a descriptor share: each reader opens it anew.
    let own = openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard own >= 0 else { return [] }
    guard let listing = fdopendir(own) else {
      close(own)
      return []
    }
    defer { closedir(listing) }
    var items: [Item] = []
    while let entry = readdir(listing) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { start in
        start.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: start.pointee)) {
          String(cString: $0)
        }
      }
      var status = stat()
      guard fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { continue }
      let (seconds, nanoseconds) = Self.modified(status)
      items.append(Item(name: name, byteCount: Int(status.st_size), lastUse: seconds, nanoseconds: nanoseconds))
    }
    return items
  }

  private static func modified(_ status: stat) -> (seconds: Int, nanoseconds: Int) {
    #if canImport(Darwin)
      (status.st_mtimespec.tv_sec, status.st_mtimespec.tv_nsec)
    #else
      (status.st_mtim.tv_sec, status.st_mtim.tv_nsec)
    #endif
  }
}

/// Tells a file from what may be put in its place later.
public struct FileIdentity: Equatable, Sendable, CustomStringConvertible {
  /// Device, number, size and time of the last change.
  public let description: String

  /// nil if there is no such file.
  public init?(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    #if canImport(Darwin)
      let time = status.st_mtimespec
    #else
      let time = status.st_mtim
    #endif
    description = "\(status.st_dev) \(status.st_ino) \(status.st_size) \(time.tv_sec).\(time.tv_nsec)"
  }
}
