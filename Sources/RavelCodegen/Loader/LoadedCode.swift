import LLVM

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Machine code in memory, ready to be called: an object file as LLVM emits it, mapped and linked without LLVM. Memory
/// is never writable and executable at once. The code is unmapped when the last reference goes: whoever calls one of
/// its functions must hold a reference until the call returns.
public final class LoadedCode: @unchecked Sendable {
  // Immutable from `init` on, as is the memory: hence Sendable.
  private let memory: UnsafeMutableRawBufferPointer
  private let functions: [String: UnsafeRawPointer]

  /// Bytes of memory that the code takes.
  public var size: Int { memory.count }

  /// The part of it that has instructions, whole pages.
  public let instructions: UnsafeRawBufferPointer

  /// Loads an object. The file's structure is checked in full; what its instructions do is not.
  /// - Throws: `ObjectError` when the file is malformed, is for another architecture, or needs anything from elsewhere.
  public init(object bytes: [UInt8]) throws(ObjectError) {
    let object = try ELFObject(bytes)
    guard object.architecture == Architecture.host else {
      throw .wrongArchitecture(found: object.architecture, host: Architecture.host)
    }
    let layout = try ImageLayout(object, pageSize: Int(sysconf(Int32(_SC_PAGESIZE))))
    let memory = try Self.map(layout.size)
    do throws(ObjectError) {
      try object.link(layout, into: memory, at: UInt64(UInt(bitPattern: memory.baseAddress)))
      try Self.protect(memory, executable: layout.executableSize)
    } catch {
      munmap(memory.baseAddress, memory.count)
      throw error
    }
    self.memory = memory
    instructions = UnsafeRawBufferPointer(rebasing: memory[..<layout.executableSize])
    functions = object.functions.mapValues { UnsafeRawPointer(memory.baseAddress! + layout.offset(of: $0)) }
  }

  deinit { munmap(memory.baseAddress, memory.count) }

  /// The address of a global function, to be cast to the type it was emitted with.
  public func function(_ name: String) -> UnsafeRawPointer? { functions[name] }

  /// The names of the global functions, sorted.
  public var functionNames: [String] { functions.keys.sorted() }

  private static func map(_ size: Int) throws(ObjectError) -> UnsafeMutableRawBufferPointer {
    let start = mmap(nil, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0)
    guard let start, start != MAP_FAILED else { throw .noMemory(errno: errno) }
    return UnsafeMutableRawBufferPointer(start: start, count: size)
  }

  private static func protect(_ memory: UnsafeMutableRawBufferPointer, executable: Int) throws(ObjectError) {
    let instructions = UnsafeMutableRawBufferPointer(rebasing: memory[..<executable])
    let constants = UnsafeMutableRawBufferPointer(rebasing: memory[executable...])
    for (part, protection) in [(instructions, PROT_READ | PROT_EXEC), (constants, PROT_READ)] where !part.isEmpty {
      guard mprotect(part.baseAddress, part.count, protection) == 0 else { throw .noMemory(errno: errno) }
    }
    synchronizeInstructionCache(instructions)
  }
}
