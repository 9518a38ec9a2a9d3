import Testing

@testable import RavelCore

@Test func sizeClassesHoldWhatTheyAreAskedFor() {
  let powers = (0..<47).map { 1 << $0 }
  for bytes in powers.flatMap({ [$0 - 1, $0, $0 + 1, $0 + $0 / 3] }) + [0, 511, 513, SizeClass.largest] {
    let size = SizeClass(holding: bytes)
    #expect(size.byteCount >= bytes && size.byteCount % 64 == 0)
    #expect(size.byteCount <= max(bytes, 1) + max(63, bytes / 8), "\(bytes) are held in \(size.byteCount)")
    #expect(SizeClass(number: size.number).byteCount == size.byteCount)
    #expect(SizeClass(holding: size.byteCount).number == size.number)
  }
  let sizes = (0..<SizeClass.count).map { SizeClass(number: $0).byteCount }
  #expect(zip(sizes, sizes.dropFirst()).allSatisfy { $0 < $1 })
  #expect(sizes.last == SizeClass.largest)
}

/// Arrays of 2^n elements waste nothing.
@Test func powersOfTwoAreSizeClasses() {
  for shift in 6...47 { #expect(SizeClass(holding: 1 << shift).byteCount == 1 << shift) }
}
