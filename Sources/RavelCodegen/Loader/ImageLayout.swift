/// Where an object's sections go in memory: instructions first, then constants from the next page on, so that the two
/// can be protected apart.
struct ImageLayout {
  /// The offset of each section.
  let offsets: [Int]
  /// Bytes of instructions, whole pages.
  let executableSize: Int
  /// All bytes, whole pages; at least one page.
  let size: Int

  /// No kernel comes near this; it keeps every distance within 32 bits.
  static let largestSize = 1 << 30

  init(_ object: ELFObject, pageSize: Int) throws(ObjectError) {
    var offsets = Array(repeating: 0, count: object.sections.count)
    var end = 0
    func place(executable: Bool) throws(ObjectError) {
      for (i, section) in object.sections.enumerated() where section.isExecutable == executable {
        offsets[i] = (end + section.alignment - 1) & -section.alignment
        end = offsets[i] + section.contents.count
        guard end <= Self.largestSize else { throw .malformed("the object is too large") }
      }
      end = (end + pageSize - 1) & -pageSize
    }
    try place(executable: true)
    executableSize = end
    try place(executable: false)
    self.offsets = offsets
    size = max(end, pageSize)
  }

  func offset(of place: ELFObject.Place) -> Int { offsets[place.section] + place.offset }
}

extension ELFObject {
  /// Copies the sections into place and applies all relocations.
  /// - Parameters:
  ///   - image: `layout.size` writable bytes.
  ///   - address: where the image will run.
  func link(_ layout: ImageLayout, into image: UnsafeMutableRawBufferPointer, at address: UInt64) throws(ObjectError) {
    precondition(image.count >= layout.size, "the image holds the layout")
    bytes.withUnsafeBytes { source in
      for (section, offset) in zip(sections, layout.offsets) {
        let room = UnsafeMutableRawBufferPointer(rebasing: image[offset..<offset + section.contents.count])
        room.copyMemory(from: UnsafeRawBufferPointer(rebasing: source[section.contents]))
      }
    }
    for relocation in relocations {
      let offset = layout.offset(of: relocation.place)
      let symbol = address &+ UInt64(layout.offset(of: relocation.target))
      try relocation.kind.apply(
        to: image, at: offset, target: symbol &+ UInt64(bitPattern: relocation.addend),
        place: address &+ UInt64(offset))
    }
  }
}
