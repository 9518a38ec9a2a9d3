import Logging
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The file in which perf looks for the names of code that no file has: `/tmp/perf-PID.map`, a line for each function.
///
/// Anybody may write to that folder. So the file is made anew, or else it must be a plain one that belongs to the user
/// and that nobody else may write to, such as another runtime's of this process; links are never followed. It stays
/// when the process ends, for perf reads it then.
///
/// - Source: tools/perf/Documentation/jit-interface.txt of the Linux kernel.
final class PerfMap: Sendable {
  private let folder: String
  /// The open file and whose it is: a forked child has another one. nil where there is none to be had.
  private let file: Mutex<(process: pid_t, descriptor: Int32?)>

  init(folder: String = "/tmp") {
    self.folder = folder
    file = Mutex((process: 0, descriptor: nil))
  }

  deinit {
    file.withLock { if let descriptor = $0.descriptor { close(descriptor) } }
  }

  /// - Parameter name: without line breaks.
  func add(_ instructions: UnsafeRawBufferPointer, _ name: String) {
    let address = String(UInt(bitPattern: instructions.baseAddress), radix: 16)
    let line = Array("\(address) \(String(instructions.count, radix: 16)) \(name)\n".utf8)
    file.withLock { file in
      if file.process != getpid() { file = (getpid(), open()) }
      // Written at once or not at all: perf minds half a line.
      if let descriptor = file.descriptor { _ = line.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) } }
    }
  }

  private func open() -> Int32? {
    let path = "\(folder)/perf-\(getpid()).map"
    do throws(Refusal) {
      return try Self.open(path)
    } catch {
      Logger.ravel.warning("\(path): \(error.reason): perf will not know the kernels' names")
      return nil
    }
  }

  private struct Refusal: Error {
    var reason: String
  }

  private static func open(_ path: String) throws(Refusal) -> Int32 {
    let flags = O_WRONLY | O_APPEND | O_NOFOLLOW | O_CLOEXEC
    func failure() -> Refusal { Refusal(reason: String(cString: strerror(errno))) }
    let new = systemOpen(path, flags | O_CREAT | O_EXCL, 0o600)
    if new >= 0 { return new }
    guard errno == EEXIST else { throw failure() }
    let descriptor = systemOpen(path, flags | O_NONBLOCK, 0)
    guard descriptor >= 0 else { throw failure() }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_nlink == 1,
      status.st_uid == geteuid(), status.st_mode & (S_IWGRP | S_IWOTH) == 0
    else {
      close(descriptor)
      throw Refusal(reason: "it is there, and not this user's alone")
    }
    return descriptor
  }
}

/// Under another name, for a method of `PerfMap` hides it.
private func systemOpen(_ path: String, _ flags: Int32, _ mode: mode_t) -> Int32 { open(path, flags, mode) }
