import Testing

@testable import RavelCache

@Suite struct SealedFileTests {
  private let file = SealedFile(key: "a key\nof lines", remark: "ä remark", contents: [1, 2, 3, 0, 255])

  @Test func readsWhatItWrote() throws {
    let bytes = try #require(file.bytes)
    #expect(try SealedFile(bytes) == file)
    let empty = SealedFile(key: "", remark: "", contents: [])
    #expect(try SealedFile(#require(empty.bytes)) == empty)
  }

  @Test func noBitMayBeWrong() throws {
    let bytes = try #require(file.bytes)
    for bit in 0..<bytes.count * 8 {
      var damaged = bytes
      damaged[bit / 8] ^= 1 << UInt8(bit % 8)
      #expect(throws: Refusal.self, "bit \(bit)") { try SealedFile(damaged) }
    }
  }

  @Test func noByteMayBeMissing() throws {
    let bytes = try #require(file.bytes)
    for count in bytes.indices {
      #expect(throws: Refusal.short, "\(count) bytes") { try SealedFile(Array(bytes[..<count])) }
    }
    #expect(throws: Refusal.checksum) { try SealedFile(bytes + [0]) }
  }

  @Test func otherFormatsAndVersionsAreRefused() throws {
    var bytes = try #require(file.bytes)
    bytes[8] += 1
    #expect(throws: Refusal.format) { try SealedFile(bytes) }
    #expect(throws: Refusal.format) { try SealedFile(Array("\u{7F}ELF is something else".utf8)) }
  }

  @Test func lengthsThatSumToMoreThanTheFileAreRefused() throws {
    var bytes = try #require(file.bytes)
    for offset in 12..<24 { bytes[offset] = 0xff }
    #expect(throws: Refusal.short) { try SealedFile(bytes) }
  }

  /// FIPS 180-4's example, and that pieces are one text.
  @Test func digests() {
    let known = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    #expect(Digest.hexadecimal(Digest.sha256([0x61, 0x62, 0x63])) == known)
    #expect(Digest.hexadecimal(Digest.sha256([0x61], [], [0x62, 0x63])) == known)
    #expect(CacheKey("abc").digest == known)
  }
}
