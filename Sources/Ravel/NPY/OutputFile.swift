#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file that is written from its start to its end, and is complete or was never there.
///
/// It is written beside its place and then moved there; arrays that are mapped from a file of that name keep their
/// elements. A path that is no regular file, such as `/dev/stdout`, is written to directly.
struct OutputFile: ~Copyable {
  private let descriptor: Int32

  /// Writes what `body` writes to the file at `path`.
  static func replace(_ path: String, _ body: (borrowing OutputFile) throws(NPYProblem) -> Void) throws(NPYProblem) {
    var status = stat()
    let exists = stat(path, &status) == 0
    let kind = status.st_mode & S_IFMT
    if exists && kind == S_IFDIR { throw NPYProblem("it is a folder") }
    if exists && kind != S_IFREG { return try write(path, flags: O_WRONLY, mode: 0, body) }
    // A link stays one: what it leads to is replaced.
    let place = exists ? realpath(path, nil) : nil
    defer { free(place) }
    let target = place.map { String(cString: $0) } ?? path
    let beside = "\(target).\(String(UInt64.random(in: 0 ... .max), radix: 36)).partial"
    do throws(NPYProblem) {
      try write(beside, flags: O_WRONLY | O_CREAT | O_EXCL, mode: exists ? status.st_mode & 0o777 : 0o666, body)
      guard rename(beside, target) == 0 else { throw cannot() }
    } catch {
      unlink(beside)
      throw error
    }
  }

  private static func write(
    _ path: String, flags: Int32, mode: mode_t, _ body: (borrowing OutputFile) throws(NPYProblem) -> Void
  ) throws(NPYProblem) {
    let descriptor = open(path, flags | O_CLOEXEC, mode)
    guard descriptor >= 0 else { throw cannot() }
    do throws(NPYProblem) {
      try body(OutputFile(descriptor: descriptor))
    } catch {
      close(descriptor)
      throw error
    }
    // Some file systems say only now that there was no room.
    guard close(descriptor) == 0 else { throw cannot() }
  }

  func write(_ bytes: UnsafeRawBufferPointer) throws(NPYProblem) {
    var done = 0
    while done < bytes.count {
      let count = writeSome(descriptor, bytes.baseAddress! + done, bytes.count - done)
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw Self.cannot() }
      done += count
    }
  }

  func write(_ bytes: [UInt8]) throws(NPYProblem) {
    do {
      try bytes.withUnsafeBytes { try write($0) }
    } catch {
      throw error as? NPYProblem ?? NPYProblem("\(error)")
    }
  }

  private static func cannot() -> NPYProblem { NPYProblem("it cannot be written: \(lastSystemError())") }
}

/// The system's `write`, by a name that no method has.
private func writeSome(_ descriptor: Int32, _ source: UnsafeRawPointer, _ count: Int) -> Int {
  write(descriptor, source, count)
}
