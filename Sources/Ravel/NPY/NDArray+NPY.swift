import RavelIR

// The small part of Foundation: all of it would take longer to load than a kernel from the cache takes to run.
#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension NDArray {
  /// The array in a `.npy` file: format versions 1 to 3, any dtype but objects, either byte order, row-major or column-major.
  /// - Throws: `FileError` with the path and what is wrong; `ArrayError.outOfMemory`.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
  public init(npy path: String) throws {
    try self.init(npyBytes: try fileContents(path), path: path)
  }

  /// A member of a `.npz` file, by its name with or without `.npy`.
  /// - Throws: as `init(npy:)`; also for a member that is compressed.
  public init(npz path: String, member: String) throws {
    let contents = try fileContents(path)
    let bytes: Data
    do throws(NPYProblem) {
      bytes = try ZipArchive(contents).member(member)
    } catch {
      throw FileError(path: path, problem: error.text)
    }
    try self.init(npyBytes: bytes, path: "\(path):\(member)")
  }

  private init(npyBytes contents: Data, path: String) throws(FileError) {
    do throws(NPYProblem) {
      let (header, start) = try NPYHeader.parse(contents)
      let count: Int
      let storage: Storage
      do throws(ArrayError) {
        count = try elementCount(of: header.shape, dtype: header.dtype)
        guard contents.count - start >= count * header.dtype.itemSize else {
          throw .value("the file holds fewer elements than its shape \(tupleText(header.shape)) has")
        }
        let axes = Array(0..<header.shape.count)
        let layout = Layout(shape: header.shape, axesOutermostFirst: header.isFortranOrder ? axes.reversed() : axes)
        storage = try Storage(allocating: layout, header.dtype)
      } catch {
        throw NPYProblem(error.description)
      }
      let target = UnsafeMutableRawBufferPointer(start: storage.pointer, count: count * header.dtype.itemSize)
      contents.copyBytes(to: target, from: (contents.startIndex + start)..<(contents.startIndex + start + target.count))
      if header.isBigEndian { Self.swapBytes(target, each: header.dtype.component.itemSize) }
      if header.dtype == .bool { for index in target.indices { target[index] = target[index] == 0 ? 0 : 1 } }
      self.init(Expression(storage))
    } catch {
      throw FileError(path: path, problem: error.text)
    }
  }

  private static func swapBytes(_ bytes: UnsafeMutableRawBufferPointer, each size: Int) {
    for start in stride(from: 0, to: bytes.count, by: size) { bytes[start..<(start + size)].reverse() }
  }

  /// Writes a `.npy` file that NumPy would write for this array: column-major if that is how it lies, else row-major. The file is
  /// complete or untouched: it is written beside the place and then moved there.
  /// - Throws: `FileError`; what evaluation throws.
  public func write(npy path: String) throws {
    let layout = try stored().layout
    let isFortranOrder = layout.isFortranContiguous && !layout.isContiguous
    let reversed = AccessMap(permuting: shape, Array((0..<ndim).reversed()))
    let elements = try isFortranOrder ? NDArray(expression.view(reversed)).elementBytes() : elementBytes()
    let header = NPYHeader(dtype: dtype, isFortranOrder: isFortranOrder, shape: shape)
    do {
      try Data(header.bytes + elements).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
      let reason = access(folder, W_OK) == 0 ? "" : ": \(folder): \(String(cString: strerror(errno)))"
      throw FileError(path: path, problem: "it cannot be written\(reason)")
    }
  }
}

/// A file's bytes, mapped rather than read where that is safe.
private func fileContents(_ path: String) throws(FileError) -> Data {
  var status = stat()
  guard stat(path, &status) == 0 else { throw FileError(path: path, problem: "there is no such file") }
  if status.st_mode & S_IFMT == S_IFDIR { throw FileError(path: path, problem: "it is a folder") }
  do {
    return try Data(contentsOf: URL(fileURLWithPath: path), options: .mappedIfSafe)
  } catch {
    throw FileError(path: path, problem: "it cannot be read")
  }
}
