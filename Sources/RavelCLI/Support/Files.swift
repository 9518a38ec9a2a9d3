#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The bytes of a kernel file.
/// - Throws: `CommandError` with the system's reason; also for what is no ordinary file, which might never end.
func kernelText(at path: String) throws(CommandError) -> [UInt8] {
  let largest = 1 << 24
  func failure() -> CommandError { CommandError("\(path): \(String(cString: strerror(errno)))") }
  // Opening a pipe that nobody writes to would wait.
  let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
  guard descriptor >= 0 else { throw failure() }
  defer { close(descriptor) }
  var status = stat()
  guard fstat(descriptor, &status) == 0 else { throw failure() }
  guard status.st_mode & S_IFMT == S_IFREG else {
    throw CommandError("\(path): \(status.st_mode & S_IFMT == S_IFDIR ? "it is a directory" : "it is not a file")")
  }
  guard status.st_size <= largest else { throw CommandError("\(path): a kernel file has at most \(largest) bytes") }
  var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
  var filled = 0
  while filled < bytes.count {
    let count = bytes.withUnsafeMutableBytes { read(descriptor, $0.baseAddress! + filled, $0.count - filled) }
    guard count >= 0 else { throw failure() }
    if count == 0 { break }
    filled += count
  }
  return Array(bytes[..<filled])
}

/// Whether two paths lead to one file.
func isSameFile(_ path: String, _ other: String) -> Bool {
  var (first, second) = (stat(), stat())
  guard stat(path, &first) == 0, stat(other, &second) == 0 else { return false }
  return first.st_dev == second.st_dev && first.st_ino == second.st_ino
}
