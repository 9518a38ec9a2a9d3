import Foundation
import LLVM
import RavelTestSupport
import Testing

@testable import RavelCodegen

@Suite(.needsLLVM) struct LoaderTests {
  /// out[i] = x[i] + y[i] * table[lane] for whole vectors, then a masked tail; the table is a vector constant and the
  /// start value comes from an array in memory, so that code refers to constants in both ways.
  static func vectorAdd(_ target: Target, lanes: Int) throws -> [UInt8] {
    let context = try Context()
    let module = Module("kernel", in: context)
    // The file's name equals the function's: only the symbol's type tells them apart.
    let pointers = Array(repeating: context.pointer, count: 3)
    let f = module.addFunction("kernel", pointers + [context.i64], returning: context.void)
    f.add(.nounwind)
    let (out, x, y, n) = (f.parameters[0], f.parameters[1], f.parameters[2], f.parameters[3])
    let b = Builder(module)
    let (type, i64) = (context.float.vector(lanes), context.i64)
    let weights = type.constant(lanes: (0..<lanes).map { UInt64((1 + Float($0)).bitPattern) })
    let offset = module.addConstant("offset", context.float.constantArray(bits: [0, UInt64(Float(0.5).bitPattern)]))
    let (entry, head, body, done) = (f.appendBlock(), f.appendBlock(), f.appendBlock(), f.appendBlock())
    b.position(atEnd: entry)
    b.br(head)
    b.position(atEnd: head)
    let i = b.phi(i64)
    b.addIncoming(i, i64.zero, from: entry)
    b.condbr(b.icmp(.slt, i, n), body, done)
    b.position(atEnd: body)
    let mask = b.icmp(.ult, b.add(b.splat(i, lanes), i64.vector(lanes).ramp()), b.splat(n, lanes))
    func load(_ p: IRValue) -> IRValue { b.maskedLoad(type, b.gep(context.float, p, i), alignment: 4, mask: mask) }
    let parity = b.and(i, i64.zero)
    let start = b.load(context.float, b.gep(context.float, offset, b.add(parity, i64.constant(1))), alignment: 4)
    let sum = b.fadd(b.fadd(load(x), b.fmul(load(y), weights)), b.splat(start, lanes))
    b.maskedStore(sum, b.gep(context.float, out, i), alignment: 4, mask: mask)
    b.addIncoming(i, b.addNSW(i, i64.constant(lanes)), from: body)
    b.br(head)
    b.position(atEnd: done)
    b.ret()
    try module.verify()
    return try TargetMachine(target).emitObject(module)
  }

  typealias Input = UnsafePointer<Float>
  typealias Kernel = @convention(c) (UnsafeMutablePointer<Float>, Input, Input, Int) -> Void

  @Test func codeFromLLVMRuns() throws {
    let target = try Target.host()
    let lanes = try target.traits().vectorBytes / 4
    let code = try LoadedCode(object: Self.vectorAdd(target, lanes: lanes))
    #expect(code.functionNames == ["kernel"] && code.function("other") == nil && code.size > 0)
    let kernel = try unsafeBitCast(#require(code.function("kernel")), to: Kernel.self)
    for n in [0, 1, lanes - 1, lanes, 3 * lanes + 5] {
      let x = (0..<n).map { Float($0) * 0.25 }
      let y = (0..<n).map { Float(n - $0) }
      var out = [Float](repeating: -1, count: n + 2)
      withExtendedLifetime(code) { kernel(&out, x, y, n) }
      let expected = (0..<n).map { x[$0] + y[$0] * Float(1 + $0 % lanes) + 0.5 }
      #expect(out == expected + [-1, -1])
    }
  }

  @Test func memoryIsNeverWritableAndExecutable() throws {
    let target = try Target.host()
    let code = try LoadedCode(object: Self.vectorAdd(target, lanes: 4))
    let kernel = code.function("kernel")
    let address = UInt(bitPattern: kernel)
    #expect(address != 0)
    // The listing's size is not known beforehand: reading the file at once gives only a part of it.
    let listing = try withExtendedLifetime(code) {
      try FileHandle(forReadingAtPath: "/proc/self/maps")?.readToEnd()
    }
    guard let maps = listing.map({ String(decoding: $0, as: UTF8.self) }) else { return }
    let line = maps.split(separator: "\n").first { line in
      let bounds = line.prefix { $0 != " " }.split(separator: "-").compactMap { UInt($0, radix: 16) }
      return bounds.count == 2 && bounds[0] <= address && address < bounds[1]
    }
    #expect(line?.contains(" r-xp ") == true)
  }

  /// Memory goes with its last reference: thousands of kernels, one after the other, need no more than one.
  @Test func memoryIsFreedWithItsCode() throws {
    let object = try Self.vectorAdd(.host(), lanes: 4)
    func mappings() throws -> Int? {
      try FileHandle(forReadingAtPath: "/proc/self/maps")?.readToEnd().map { $0.count { $0 == UInt8(ascii: "\n") } }
    }
    guard let before = try mappings() else { return }
    for _ in 0..<3000 { _ = try LoadedCode(object: object) }
    // Other tests come and go meanwhile.
    let after = try #require(try mappings())
    #expect(after < before + 1500)
  }

  /// On the other architecture the image can be linked, though not run: the instructions must point at the constants.
  @Test func aarch64InstructionsPointAtTheirConstants() throws {
    let object = try ELFObject(Self.vectorAdd(Target(cpu: "neoverse-n1"), lanes: 4))
    #expect(object.architecture == .aarch64)
    let layout = try ImageLayout(object, pageSize: 4096)
    let address: UInt64 = 0x7f12_3456_7000
    let image = UnsafeMutableRawBufferPointer.allocate(byteCount: layout.size, alignment: 4096)
    defer { image.deallocate() }
    image.initializeMemory(as: UInt8.self, repeating: 0)
    try object.link(layout, into: image, at: address)
    func word(_ offset: Int) -> UInt64 { UInt64(image.load(fromByteOffset: offset, as: UInt32.self)) }
    // The page that each adrp left in its register, and what the next use of that register adds to it.
    var pages: [UInt64: UInt64] = [:]
    var found: [UInt64] = []
    for offset in stride(from: 0, to: layout.executableSize, by: 4) {
      let bits = word(offset)
      let base = bits >> 5 & 31
      if bits & 0x9f00_0000 == 0x9000_0000 {
        let immediate = (bits >> 5 & 0x7ffff) << 2 | bits >> 29 & 3
        let signed = Int64(bitPattern: immediate << 43) >> 43
        pages[bits & 31] = (address + UInt64(offset)) & ~0xfff &+ UInt64(bitPattern: signed << 12)
      } else if bits & 0xffc0_0000 == 0x3dc0_0000, let page = pages[base] {
        found.append(page + (bits >> 10 & 0xfff) * 16)  // ldr q
      } else if bits & 0xffc0_0000 == 0x9100_0000, let page = pages[base] {
        found.append(page + (bits >> 10 & 0xfff))  // add
      }
    }
    let floats = found.map { place in
      place < address || place + 16 > address + UInt64(layout.size)
        ? [] : (0..<4).map { image.load(fromByteOffset: Int(place - address) + 4 * $0, as: Float.self) }
    }
    #expect(floats.contains([1, 2, 3, 4]))
    #expect(object.relocations.count >= 2)
    #expect(found.contains { $0 >= address + UInt64(layout.executableSize) })
  }

  @Test func relocationFields() throws {
    func apply(_ architecture: Architecture, _ type: UInt32, target: UInt64, place: UInt64) throws(ObjectError)
      -> UInt64
    {
      var field: UInt64 = 0
      let kind = try RelocationKind(architecture, type)
      let result: Result<Void, ObjectError> = withUnsafeMutableBytes(of: &field) { bytes in
        do throws(ObjectError) {
          return .success(try kind.apply(to: bytes, at: 0, target: target, place: place))
        } catch {
          return .failure(error)
        }
      }
      try result.get()
      return field
    }
    #expect(try apply(.x86_64, 1, target: 0x1234_5678_9abc, place: 0) == 0x1234_5678_9abc)
    #expect(try apply(.x86_64, 2, target: 0x1000, place: 0x1004) == 0xffff_fffc)
    #expect(try apply(.x86_64, 24, target: 0x1000, place: 0x1004) == .max - 3)
    #expect(throws: ObjectError.relocationOutOfRange(.x86_64, type: 4)) {
      try apply(.x86_64, 4, target: 1 << 31, place: 0)
    }
    // bl: 26 bits of words, both ways.
    #expect(try apply(.aarch64, 283, target: 0x1000, place: 0x1010) == 0x3ff_fffc)
    #expect(try apply(.aarch64, 283, target: 0x7ff_fffc, place: 0) == 0x1ff_ffff)
    for (target, place) in [(UInt64(0x800_0000), UInt64(0)), (0x1002, 0)] {
      #expect(throws: ObjectError.relocationOutOfRange(.aarch64, type: 283)) {
        try apply(.aarch64, 283, target: target, place: place)
      }
    }
    // adrp: pages apart, low two bits at 29.
    #expect(try apply(.aarch64, 275, target: 0x5fff, place: 0x2abc) == 0x6000_0000)
    #expect(try apply(.aarch64, 275, target: 0x1000, place: 0x2abc) == 0x60ff_ffe0)
    // Loads count in their own size, and must be aligned to it.
    #expect(try apply(.aarch64, 299, target: 0x12340, place: 0) == 0x34 << 10)
    #expect(throws: ObjectError.relocationOutOfRange(.aarch64, type: 299)) {
      try apply(.aarch64, 299, target: 0x12348, place: 0)
    }
    for (architecture, type) in [(Architecture.x86_64, UInt32(9)), (.x86_64, 42), (.aarch64, 311), (.aarch64, 0)] {
      #expect(throws: ObjectError.unsupportedRelocation(architecture, type: type)) {
        try RelocationKind(architecture, type)
      }
    }
  }

  func object(_ text: String, cpu: String? = nil) throws -> [UInt8] {
    let module = try Module(parsing: text, in: Context())
    try module.verify()
    return try TargetMachine(cpu.map { try Target(cpu: $0) } ?? .host()).emitObject(module)
  }

  @Test func whatKernelsMayNotNeedIsRefused() throws {
    let call = try object("declare void @elsewhere()\ndefine void @f() {\ncall void @elsewhere()\nret void\n}")
    #expect(throws: ObjectError.undefinedSymbol("elsewhere")) { try LoadedCode(object: call) }
    let power = try object("define float @f(float %x) {\n%r = frem float %x, 3.0\nret float %r\n}")
    #expect(throws: ObjectError.undefinedSymbol("fmodf")) { try LoadedCode(object: power) }
    let writable = try object("@state = global i32 1\ndefine ptr @f() {\nret ptr @state\n}")
    #expect(throws: ObjectError.unsupportedSection(".data")) { try LoadedCode(object: writable) }
    let foreign = Architecture.host == .x86_64 ? "apple-m1" : "x86-64-v3"
    let other = try object("define void @f() {\nret void\n}", cpu: foreign)
    do throws(ObjectError) {
      _ = try LoadedCode(object: other)
      Issue.record("code of another architecture was loaded")
    } catch {
      guard case .wrongArchitecture = error else { throw error }
    }
    for (bytes, format) in [([0xcf, 0xfa, 0xed, 0xfe] as [UInt8], "Mach-O"), ([], "not ELF"), ([1, 2, 3], "not ELF")] {
      #expect(throws: ObjectError.unsupportedFormat(format)) { try LoadedCode(object: bytes) }
    }
  }

  /// Internal functions, tables for switches and calls between functions are all within one object.
  @Test func functionsCallEachOther() throws {
    let code = try LoadedCode(
      object: object(
        """
        define internal i64 @helper(i64 %x) noinline {
          %r = mul i64 %x, %x
          ret i64 %r
        }
        define i64 @square(i64 %x) {
          %r = call i64 @helper(i64 %x)
          %s = add i64 %r, 1
          ret i64 %s
        }
        """))
    #expect(code.functionNames == ["square"])
    let square = try unsafeBitCast(#require(code.function("square")), to: (@convention(c) (Int) -> Int).self)
    #expect(withExtendedLifetime(code) { square(-12) } == 145)
  }

  /// Every prefix of an object is refused: the table of sections stands at the end.
  @Test func truncatedObjectsAreRefused() throws {
    let bytes = try Self.vectorAdd(.host(), lanes: 8)
    let loaded = bytes.indices.filter { (try? LoadedCode(object: Array(bytes[..<$0]))) != nil }
    #expect(loaded.isEmpty)
  }

  /// Damage is refused or harmless: whatever loads has its functions inside its memory.
  @Test(arguments: ["host", "neoverse-n1"]) func damagedObjectsNeverCrashTheLoader(_ cpu: String) throws {
    let bytes = try Self.vectorAdd(cpu == "host" ? .host() : Target(cpu: cpu), lanes: 4)
    var random = SplitMix64(seed: 7)
    var refused = 0
    let rounds = 1500
    for round in 0..<rounds {
      var damaged = bytes
      for _ in 0...round % 3 {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        // Single bits as by decay, whole bytes as by malice.
        let bit = UInt8(1) << UInt8.random(in: 0..<8, using: &random)
        damaged[place] = round % 2 == 0 ? damaged[place] ^ bit : .random(in: 0...255, using: &random)
      }
      do throws(ObjectError) {
        let object = try ELFObject(damaged)
        let layout = try ImageLayout(object, pageSize: 4096)
        let inside = object.functions.values.allSatisfy { layout.offset(of: $0) < layout.executableSize }
        if !inside { Issue.record("a function outside its memory in round \(round)") }
        _ = try LoadedCode(object: damaged)
      } catch {
        refused += 1
      }
    }
    #expect(refused > rounds / 20)
  }
}
