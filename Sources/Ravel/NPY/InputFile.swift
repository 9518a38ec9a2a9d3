import RavelIR

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file that is read in pieces, wherever they stand in it.
///
/// Reading never maps: of a mapped file that somebody cuts off meanwhile, the next access would end the process. Here
/// it is an error.
final class InputFile {
  private let descriptor: Int32?
  /// Everything, where the file is none that can be read from any place: a pipe, a terminal, what was unpacked.
  private let spooled: [UInt8]?
  let size: Int

  init(_ path: String) throws(NPYProblem) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw NPYProblem(errno == ENOENT ? "there is no such file" : "it cannot be read: \(lastSystemError())")
    }
    var status = stat()
    let isKnown = fstat(descriptor, &status) == 0
    let kind = status.st_mode & S_IFMT
    do throws(NPYProblem) {
      if !isKnown { throw NPYProblem("it cannot be read: \(lastSystemError())") }
      if kind == S_IFDIR { throw NPYProblem("it is a folder") }
      spooled = kind == S_IFREG ? nil : try Self.everything(descriptor)
    } catch {
      close(descriptor)
      throw error
    }
    self.descriptor = descriptor
    size = spooled?.count ?? Int(status.st_size)
  }

  /// Bytes as if they were a file's.
  init(spooled bytes: [UInt8]) {
    descriptor = nil
    spooled = bytes
    size = bytes.count
  }

  deinit {
    if let descriptor { close(descriptor) }
  }

  private static func everything(_ descriptor: Int32) throws(NPYProblem) -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = readSome(descriptor, &chunk, chunk.count)
      if count < 0 && errno == EINTR { continue }
      if count < 0 { throw NPYProblem("it cannot be read: \(lastSystemError())") }
      if count == 0 { return bytes }
      bytes += chunk[..<count]
    }
  }

  /// Fills `target` from that place of the file on.
  func read(at offset: Int, into target: UnsafeMutableRawBufferPointer) throws(NPYProblem) {
    guard offset >= 0, offset <= size, target.count <= size - offset else { throw NPYProblem("it is cut off") }
    guard let descriptor, spooled == nil else {
      spooled?.withUnsafeBytes {
        target.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[offset..<offset + target.count]))
      }
      return
    }
    var done = 0
    while done < target.count {
      let count = pread(descriptor, target.baseAddress! + done, target.count - done, off_t(offset + done))
      if count < 0 && errno == EINTR { continue }
      if count < 0 { throw NPYProblem("it cannot be read: \(lastSystemError())") }
      if count == 0 { throw NPYProblem("it was cut off while it was read") }
      done += count
    }
  }

  /// The whole file mapped as it is on the disk, private and read-only; nil where it cannot be.
  func mapped() -> Buffer? {
    guard let descriptor, spooled == nil, size > 0 else { return nil }
    let address = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0)
    guard let address, address != MAP_FAILED else { return nil }
    return Buffer(adopting: address, byteCount: size) { munmap($0, $1) }
  }
}

/// A stretch of a file.
struct FileRegion {
  var file: InputFile
  var start: Int
  var count: Int

  init(_ file: InputFile) {
    self.file = file
    (start, count) = (0, file.size)
  }

  /// A part of the region.
  subscript(_ range: Range<Int>) -> FileRegion {
    get throws(NPYProblem) {
      guard range.lowerBound >= 0, range.upperBound <= count else { throw NPYProblem("it is cut off") }
      var part = self
      part.start += range.lowerBound
      part.count = range.count
      return part
    }
  }

  func bytes() throws(NPYProblem) -> [UInt8] {
    do {
      return try [UInt8](unsafeUninitializedCapacity: count) { bytes, filled in
        try read(into: UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(bytes)[..<count]))
        filled = count
      }
    } catch {
      throw error as? NPYProblem ?? NPYProblem("\(error)")
    }
  }

  /// - Parameter target: has the region's size.
  func read(into target: UnsafeMutableRawBufferPointer) throws(NPYProblem) { try file.read(at: start, into: target) }
}

/// What the system says of its last error.
func lastSystemError() -> String { String(cString: strerror(errno)) }

/// The system's `read`, by a name that no method has.
private func readSome(_ descriptor: Int32, _ target: UnsafeMutableRawPointer, _ count: Int) -> Int {
  read(descriptor, target, count)
}
