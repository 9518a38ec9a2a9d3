import CDebugger
import Synchronization

/// Has debuggers know the names of code in memory: gdb's interface to just-in-time compilers, which lldb knows, too.
final class Debugger: Sendable {
  /// An object file that a debugger may read at any time, until it is removed.
  private struct Entry: @unchecked Sendable {
    let addresses: Range<UInt>
    // Nobody but the debugger looks into them.
    private let file: UnsafeMutableRawBufferPointer
    private let entry: UnsafeMutablePointer<jit_code_entry>

    init(_ addresses: Range<UInt>, _ name: String) {
      self.addresses = addresses
      let bytes = SymbolFile(name, at: UInt64(addresses.lowerBound), byteCount: UInt64(addresses.count)).bytes
      file = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 16)
      file.copyBytes(from: bytes)
      entry = UnsafeMutablePointer.allocate(capacity: 1)
      entry.initialize(
        to: jit_code_entry(
          next_entry: nil, prev_entry: nil, symfile_addr: UnsafeRawPointer(file.baseAddress!),
          symfile_size: UInt64(bytes.count)))
      cdebugger_add(entry)
    }

    func remove() {
      cdebugger_remove(entry)
      entry.deallocate()
      file.deallocate()
    }
  }

  private let entries = Mutex<[Entry]>([])

  /// How many pieces of code have names.
  var count: Int { entries.withLock { $0.count } }

  func removeAll() {
    entries.withLock { entries in
      for entry in entries { entry.remove() }
      entries = []
    }
  }

  func add(_ instructions: UnsafeRawBufferPointer, _ name: String) {
    let start = UInt(bitPattern: instructions.baseAddress)
    let addresses = start..<start + UInt(instructions.count)
    entries.withLock { entries in
      // Code that lay there before is gone.
      for entry in entries where entry.addresses.overlaps(addresses) { entry.remove() }
      entries.removeAll { $0.addresses.overlaps(addresses) }
      entries.append(Entry(addresses, name))
    }
  }
}

/// A relocatable ELF file that has nothing but one function's name, and where the function is.
struct SymbolFile {
  private(set) var bytes: [UInt8] = []

  private static let headerSize = 64
  private static let symbolSize = 24

  init(_ name: String, at address: UInt64, byteCount: UInt64) {
    let strings: [UInt8] = [0] + Array("\(name)\0.text\0.symtab\0.strtab\0".utf8)
    func offset(_ text: String) -> UInt32 {
      // Every text begins behind the end of another.
      let wanted = [0] + Array(text.utf8) + [0]
      return UInt32(strings.indices.first { strings[$0...].starts(with: wanted) }! + 1)
    }
    let symbols = UInt64(Self.headerSize)
    let text = symbols + UInt64(2 * Self.symbolSize)
    let sections = (text + UInt64(strings.count) + 7) & ~7

    // The file's header: 64 bits, little endian, version 1; relocatable; four section headers, the last with names.
    bytes = [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1] + Array(repeating: 0, count: 9)
    put(UInt16(1), Self.machine)
    put(UInt32(1))
    put(UInt64(0), 0, sections)
    put(UInt32(0))
    put(UInt16(Self.headerSize), 0, 0, 64, 4, 3)

    // A null symbol and the function: global, in section 1, from its start.
    put(UInt64(0), 0, 0)
    put(UInt32(offset(name)))
    bytes += [0x12, 0]
    put(UInt16(1))
    put(UInt64(0), byteCount)

    bytes += strings
    bytes += Array(repeating: 0, count: Int(sections) - bytes.count)
    put(UInt64(0), 0, 0, 0, 0, 0, 0, 0)
    // Name, type, flags, address, offset, size, link, info, alignment, entry size.
    section(offset(".text"), 8, 6, address, 0, byteCount, 0, 0, 16, 0)
    section(offset(".symtab"), 2, 0, 0, symbols, UInt64(2 * Self.symbolSize), 3, 1, 8, UInt64(Self.symbolSize))
    section(offset(".strtab"), 3, 0, 0, text, UInt64(strings.count), 0, 0, 1, 0)
  }

  private static var machine: UInt16 {
    #if arch(arm64)
      183
    #else
      62
    #endif
  }

  private mutating func section(
    _ name: UInt32, _ type: UInt32, _ flags: UInt64, _ address: UInt64, _ offset: UInt64, _ size: UInt64,
    _ link: UInt32, _ info: UInt32, _ alignment: UInt64, _ entrySize: UInt64
  ) {
    put(name, type)
    put(flags, address, offset, size)
    put(link, info)
    put(alignment, entrySize)
  }

  private mutating func put<Number: FixedWidthInteger>(_ numbers: Number...) {
    for number in numbers { withUnsafeBytes(of: number.littleEndian) { bytes += $0 } }
  }
}
