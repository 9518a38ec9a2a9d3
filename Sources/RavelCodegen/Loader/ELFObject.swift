import LLVM

/// A relocatable ELF64 object, read and checked: what is to be mapped, what it defines, and how its parts refer to each
/// other. Every index has been checked against what it indexes.
struct ELFObject {
  /// Bytes to be mapped: instructions or constants.
  struct Section {
    let contents: Range<Int>
    let alignment: Int
    let isExecutable: Bool
  }

  /// A place within a mapped section.
  struct Place {
    let section: Int
    let offset: Int
  }

  struct Relocation {
    /// Where the field to be changed starts.
    let place: Place
    let kind: RelocationKind
    /// What the field refers to, before the addend.
    let target: Place
    let addend: Int64
  }

  let architecture: Architecture
  let bytes: [UInt8]
  let sections: [Section]
  let relocations: [Relocation]
  /// Global functions by name.
  let functions: [String: Place]
}

// MARK: - Reading

extension ELFObject {
  init(_ bytes: [UInt8]) throws(ObjectError) {
    var parser = try ELFParser(bytes)
    try parser.readSections()
    try parser.readSymbols()
    try parser.readRelocations()
    self.init(
      architecture: parser.architecture, bytes: bytes, sections: parser.sections, relocations: parser.relocations,
      functions: parser.functions)
  }
}

/// The state of reading one object. Numbers are those of the ELF specification.
private struct ELFParser {
  private static let headerSize = 64
  private static let sectionHeaderSize = 64
  private static let symbolSize = 24
  private static let relocationSize = 24
  /// More than any kernel needs: what is larger is refused before memory is asked for.
  private static let largestAlignment = 4096

  private let reader: ByteReader
  private let headers: [Header]
  private let sectionNames: Range<Int>
  private var symbols: [Symbol] = []
  private var symbolTable: Int?
  /// From ELF's section numbers to `sections`.
  private var mapped: [Int?]

  let architecture: Architecture
  var sections: [ELFObject.Section] = []
  var relocations: [ELFObject.Relocation] = []
  var functions: [String: ELFObject.Place] = [:]

  private struct Header {
    let name: Int
    let type: UInt32
    let flags: UInt64
    let offset, size, link, info, alignment, entrySize: Int
  }

  /// Nil for symbols of sections that are not mapped: nothing that is mapped may refer to them.
  private struct Symbol {
    let place: ELFObject.Place?
  }

  private enum SectionType {
    static let programBits: UInt32 = 1, symbolTable: UInt32 = 2, stringTable: UInt32 = 3
    static let relocationsWithAddend: UInt32 = 4, note: UInt32 = 7, relocations: UInt32 = 9
    static let unwindTable: UInt32 = 0x7000_0001, longSectionNumbers: UInt32 = 18
  }

  private enum SectionFlag {
    static let write: UInt64 = 0x1, allocate: UInt64 = 0x2, execute: UInt64 = 0x4
    static let threadLocal: UInt64 = 0x400, compressed: UInt64 = 0x800
  }

  // MARK: Header

  init(_ bytes: [UInt8]) throws(ObjectError) {
    reader = ByteReader(bytes: bytes)
    try Self.checkFormat(bytes)
    let number = try reader.integer(UInt16.self, at: 18)
    switch number {
    case 62: architecture = .x86_64
    case 183: architecture = .aarch64
    default: throw .unsupportedFormat("ELF for machine \(number)")
    }
    let tableOffset = try reader.index(at: 40)
    guard try reader.integer(UInt16.self, at: 58) == UInt16(Self.sectionHeaderSize) else {
      throw .malformed("section headers of an unknown size")
    }
    let count = Int(try reader.integer(UInt16.self, at: 60))
    let names = Int(try reader.integer(UInt16.self, at: 62))
    let table = try reader.range(from: tableOffset, count: count * Self.sectionHeaderSize)
    var headers: [Header] = []
    headers.reserveCapacity(count)
    for i in 0..<count { headers.append(try Self.header(reader, at: table.lowerBound + i * Self.sectionHeaderSize)) }
    self.headers = headers
    sectionNames = try Self.contents(headers, names, SectionType.stringTable, reader)
    mapped = Array(repeating: nil, count: count)
  }

  private static func checkFormat(_ bytes: [UInt8]) throws(ObjectError) {
    let machO: [[UInt8]] = [[0xcf, 0xfa, 0xed, 0xfe], [0xfe, 0xed, 0xfa, 0xcf], [0xca, 0xfe, 0xba, 0xbe]]
    if machO.contains(where: bytes.starts) { throw .unsupportedFormat("Mach-O") }
    guard bytes.starts(with: [0x7f, 0x45, 0x4c, 0x46]) else { throw .unsupportedFormat("not ELF") }
    guard bytes.count >= headerSize else { throw .malformed("the header is cut short") }
    guard bytes[4] == 2, bytes[5] == 1, bytes[6] == 1 else {
      throw .unsupportedFormat("ELF, but not 64-bit little-endian of version 1")
    }
    guard bytes[16] == 1, bytes[17] == 0 else { throw .unsupportedFormat("ELF, but not a relocatable object") }
  }

  private static func header(_ reader: ByteReader, at offset: Int) throws(ObjectError) -> Header {
    Header(
      name: Int(try reader.integer(UInt32.self, at: offset)),
      type: try reader.integer(UInt32.self, at: offset + 4),
      flags: try reader.integer(UInt64.self, at: offset + 8),
      offset: try reader.index(at: offset + 24),
      size: try reader.index(at: offset + 32),
      link: Int(try reader.integer(UInt32.self, at: offset + 40)),
      info: Int(try reader.integer(UInt32.self, at: offset + 44)),
      alignment: try reader.index(at: offset + 48),
      entrySize: try reader.index(at: offset + 56))
  }

  /// The contents of a section that another one names, which must be of a type.
  private static func contents(
    _ headers: [Header], _ index: Int, _ type: UInt32, _ reader: ByteReader
  ) throws(ObjectError) -> Range<Int> {
    guard headers.indices.contains(index), headers[index].type == type else {
      throw .malformed("a section refers to one that is not there")
    }
    return try reader.range(from: headers[index].offset, count: headers[index].size)
  }

  /// Where the entries of a table start, and how many there are.
  private func entries(_ header: Header, ofSize size: Int) throws(ObjectError) -> (start: Int, count: Int) {
    guard header.entrySize == size, header.size % size == 0 else {
      throw .malformed("a table with entries of an unknown size")
    }
    return (try reader.range(from: header.offset, count: header.size).lowerBound, header.size / size)
  }

  // MARK: Sections

  mutating func readSections() throws(ObjectError) {
    for (i, header) in headers.enumerated() {
      if header.type == SectionType.symbolTable {
        guard symbolTable == nil else { throw .malformed("two symbol tables") }
        symbolTable = i
      }
      if header.type == SectionType.longSectionNumbers { throw .unsupportedSection("with long section numbers") }
      if try isMapped(header) {
        mapped[i] = sections.count
        sections.append(try section(header))
      }
    }
  }

  /// Whether the section belongs to the code in memory. Tables for unwinding and notes do not: kernels throw nothing.
  private func isMapped(_ header: Header) throws(ObjectError) -> Bool {
    guard header.flags & SectionFlag.allocate != 0 else { return false }
    let name = try reader.text(at: header.name, in: sectionNames)
    if header.type == SectionType.note || header.type == SectionType.unwindTable || name == ".eh_frame" { return false }
    let refused = SectionFlag.write | SectionFlag.threadLocal | SectionFlag.compressed
    guard header.type == SectionType.programBits, header.flags & refused == 0 else {
      if header.size == 0 { return false }
      throw .unsupportedSection(name)
    }
    return true
  }

  private func section(_ header: Header) throws(ObjectError) -> ELFObject.Section {
    let alignment = max(header.alignment, 1)
    guard alignment.nonzeroBitCount == 1, alignment <= Self.largestAlignment else {
      throw .malformed("a section's alignment is not a power of two up to \(Self.largestAlignment)")
    }
    return ELFObject.Section(
      contents: try reader.range(from: header.offset, count: header.size), alignment: alignment,
      isExecutable: header.flags & SectionFlag.execute != 0)
  }

  // MARK: Symbols

  mutating func readSymbols() throws(ObjectError) {
    guard let symbolTable else { return }
    let header = headers[symbolTable]
    let names = try Self.contents(headers, header.link, SectionType.stringTable, reader)
    let (start, count) = try entries(header, ofSize: Self.symbolSize)
    symbols.reserveCapacity(count)
    for i in 0..<count { try readSymbol(i, at: start + i * Self.symbolSize, names) }
  }

  private mutating func readSymbol(_ number: Int, at offset: Int, _ names: Range<Int>) throws(ObjectError) {
    let name = Int(try reader.integer(UInt32.self, at: offset))
    let info = try reader.integer(UInt8.self, at: offset + 4)
    let section = Int(try reader.integer(UInt16.self, at: offset + 6))
    let value = try reader.index(at: offset + 8)
    let size = try reader.index(at: offset + 16)
    let (type, binding) = (info & 15, info >> 4)
    let isFunction = type == 2
    if section == 0 && number > 0 { throw .undefinedSymbol(try reader.text(at: name, in: names)) }
    guard mapped.indices.contains(section), let index = mapped[section] else {
      // Absolute symbols (file names), and those of sections that are not mapped.
      symbols.append(Symbol(place: nil))
      return
    }
    let extent = sections[index].contents.count
    guard value <= extent, size <= extent - value else { throw .malformed("a symbol lies outside its section") }
    // Nothing, object, function or section: others (thread-local, indirect) do not stand for their address.
    guard type <= 3 else { throw .malformed("a symbol of type \(type)") }
    let place = ELFObject.Place(section: index, offset: value)
    symbols.append(Symbol(place: place))
    guard isFunction, binding == 1 else { return }
    let text = try reader.text(at: name, in: names)
    guard sections[index].isExecutable, size > 0 else { throw .malformed("function '\(text)' without code") }
    guard functions.updateValue(place, forKey: text) == nil else { throw .malformed("two functions '\(text)'") }
  }

  // MARK: Relocations

  mutating func readRelocations() throws(ObjectError) {
    for header in headers {
      let hasAddends = header.type == SectionType.relocationsWithAddend
      guard hasAddends || header.type == SectionType.relocations else { continue }
      guard mapped.indices.contains(header.info) else { throw .malformed("relocations of a section that is not there") }
      guard let section = mapped[header.info] else { continue }
      guard hasAddends else { throw .unsupportedSection("of relocations without addends") }
      guard header.link == symbolTable else { throw .malformed("relocations without a symbol table") }
      let (start, count) = try entries(header, ofSize: Self.relocationSize)
      relocations.reserveCapacity(relocations.count + count)
      for i in 0..<count { try readRelocation(at: start + i * Self.relocationSize, section) }
    }
  }

  private mutating func readRelocation(at offset: Int, _ section: Int) throws(ObjectError) {
    let place = try reader.index(at: offset)
    let info = try reader.integer(UInt64.self, at: offset + 8)
    let type = UInt32(truncatingIfNeeded: info)
    let symbol = Int(info >> 32)
    let kind = try RelocationKind(architecture, type)
    guard place <= sections[section].contents.count - kind.fieldSize else {
      throw .malformed("a relocation lies outside its section")
    }
    guard symbols.indices.contains(symbol), let target = symbols[symbol].place else {
      throw .malformed("a relocation refers to a symbol that is not mapped")
    }
    relocations.append(
      ELFObject.Relocation(
        place: ELFObject.Place(section: section, offset: place), kind: kind, target: target,
        addend: try reader.integer(Int64.self, at: offset + 16)))
  }
}
