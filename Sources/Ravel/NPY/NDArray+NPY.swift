import RavelIR

extension NDArray {
  /// The array in a `.npy` file: format versions 1 to 3, any dtype that Ravel has, either byte order, row-major or
  /// column-major.
  /// - Parameters:
  ///   - path: the file's.
  ///   - mapped: leaves the elements in the file, to be read as they are used, where the file allows it: one on a disk,
  ///     with bytes in the machine's order, elements at places that are multiples of their size, and no bools, which
  ///     have to be checked. Other files are read. A mapped file may be replaced or removed (`save` replaces), but not
  ///     changed, and above all not shortened: using an element that the file no longer has ends the process (SIGBUS).
  ///     Without `mapped` nothing that happens to the file ever matters.
  /// - Throws: `FileError` with the path and what is wrong; a file that ends too early, or does while it is read, is
  ///   that. Also for what there is no memory for.
  /// - Source: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
  public init(npy path: String, mapped: Bool = false) throws {
    self = try NPYProblem.at(path) { () throws(NPYProblem) in
      try NDArray(npy: FileRegion(try InputFile(path)), mapped: mapped)
    }
  }

  /// The array in a stretch of a file.
  init(npy region: FileRegion, mapped: Bool = false) throws(NPYProblem) {
    let prefix = try region[0..<Swift.min(NPYHeader.prefixLength, region.count)].bytes()
    let text = try NPYHeader.textRange(prefix)
    guard text.upperBound <= region.count else { throw NPYProblem("the header is cut off") }
    let header = try NPYHeader.parse(try region[text].bytes())
    let layout: Layout
    let byteCount: Int
    do throws(ArrayError) {
      byteCount = try elementCount(of: header.shape, dtype: header.dtype) * header.dtype.itemSize
      layout = (header.isFortranOrder ? Order.fortran : .c).layout(header.shape)
    } catch {
      throw NPYProblem(error.description)
    }
    guard byteCount <= region.count - text.upperBound else {
      throw NPYProblem("the file holds fewer elements than its shape \(tupleText(header.shape)) has")
    }
    let elements = try region[text.upperBound..<(text.upperBound + byteCount)]
    if mapped, let storage = elements.mapped(header, layout) {
      self.init(Expression(storage))
    } else {
      self.init(Expression(try elements.read(header, layout)))
    }
  }

  /// Writes a `.npy` file, the same that NumPy would write for this array: column-major if that is how it lies, else
  /// row-major. The file is complete or untouched.
  /// - Throws: `FileError`; what evaluation throws.
  public func write(npy path: String, byteOrder: ByteOrder = .little) throws {
    let contents = try NPYContents(self, byteOrder: byteOrder)
    try NPYProblem.at(path) { () throws(NPYProblem) in
      try OutputFile.replace(path) { file throws(NPYProblem) in
        try contents.forEachPiece { piece throws(NPYProblem) in try file.write(piece) }
      }
    }
  }
}

extension FileRegion {
  /// The elements that the region holds, where they are; nil if they cannot be used there.
  fileprivate func mapped(_ header: NPYHeader, _ layout: Layout) -> Storage? {
    guard count > 0, !header.isBigEndian, header.dtype != .bool, start % header.dtype.itemSize == 0,
      let buffer = file.mapped()
    else { return nil }
    return Storage(buffer: buffer, dtype: header.dtype, layout: layout, offset: start / header.dtype.itemSize)
  }

  /// The elements that the region holds, in memory.
  fileprivate func read(_ header: NPYHeader, _ layout: Layout) throws(NPYProblem) -> Storage {
    let storage: Storage
    do throws(ArrayError) {
      storage = try Storage(allocating: layout, header.dtype)
    } catch {
      throw NPYProblem(error.description)
    }
    let target = UnsafeMutableRawBufferPointer(start: storage.pointer, count: count)
    try read(into: target)
    if header.isBigEndian { swapBytes(target, each: header.dtype.component.itemSize) }
    if header.dtype == .bool { for index in target.indices { target[index] = target[index] == 0 ? 0 : 1 } }
    return storage
  }
}
