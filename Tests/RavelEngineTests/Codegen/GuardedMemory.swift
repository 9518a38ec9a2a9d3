import RavelCore
import RavelTestSupport

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Memory between two pages that cannot be touched, at the end or the beginning of what lies between: whoever reads or
/// writes a byte beyond it ends the process.
final class GuardedMemory {
  private let pages: UnsafeMutableRawPointer
  private let size: Int
  let bytes: UnsafeMutableRawBufferPointer

  init(byteCount: Int, atEnd: Bool) {
    let page = Int(sysconf(Int32(_SC_PAGESIZE)))
    let inner = max((byteCount + page - 1) / page, 1) * page
    size = inner + 2 * page
    pages = mmap(nil, size, PROT_NONE, MAP_PRIVATE | MAP_ANON, -1, 0)!
    let start = pages + page
    precondition(mprotect(start, inner, PROT_READ | PROT_WRITE) == 0)
    bytes = UnsafeMutableRawBufferPointer(start: atEnd ? start + inner - byteCount : start, count: byteCount)
  }

  deinit { munmap(pages, size) }
}

extension DType {
  /// Elements of noise, made once: components are often special values, else any bits or numbers of moderate size.
  private static let pools: [DType: [UInt8]] = {
    var noise = SplitMix64(seed: 7)
    return Dictionary(
      uniqueKeysWithValues: allCases.map { dtype in
        let part = dtype.component
        return (
          dtype,
          (0..<poolSize / part.itemSize).flatMap { _ in
            withUnsafeBytes(of: part.sample(&noise).littleEndian) { Array($0.prefix(part.itemSize)) }
          }
        )
      })
  }()

  private static let poolSize = 1 << 15

  /// Fills memory with noise of this dtype.
  func fill(_ bytes: UnsafeMutableRawBufferPointer, seed: UInt64) {
    let pool = Self.pools[self]!
    var noise = SplitMix64(seed: Int(truncatingIfNeeded: seed))
    var start = 0
    while start < bytes.count {
      let elements = Int.random(in: 0..<Self.poolSize / itemSize, using: &noise)
      let count = min(bytes.count - start, Self.poolSize - elements * itemSize)
      pool.withUnsafeBytes {
        bytes.baseAddress!.advanced(by: start).copyMemory(from: $0.baseAddress! + elements * itemSize, byteCount: count)
      }
      start += count
    }
  }

  private static let floats: [Double] = [
    0, -0.0, 1, -1, 0.5, -2.5, .infinity, -.infinity, .nan, 0x1p31, -0x1p31, -0x1p31 - 0.5, 0x1p63, -0x1p63, 2.5e9,
    1e19,
    1e-40, 65519, 65520
  ]

  private func sample(_ noise: inout SplitMix64) -> UInt64 {
    let choice = Int.random(in: 0..<8, using: &noise)
    let bits = noise.next()
    switch kind {
    case .bool: return bits & 1
    case .float, .complex:
      if choice == 0 { return Constant(Self.floats.randomElement(using: &noise)!, self).bits }
      return choice == 1 ? bits : Constant(Double.random(in: -100...100, using: &noise), self).bits
    case .signed, .unsigned:
      let top = UInt64(1) << UInt64(bitWidth - 1)
      let specials = [0, 1, 2, 3, 7, UInt64(bitWidth) - 1, UInt64(bitWidth), top, top - 1, top + 1, .max, .max - 1]
      if choice < 3 { return specials.randomElement(using: &noise)! }
      // Numbers of every size, of either sign.
      let size = bits >> UInt64.random(in: 0..<64, using: &noise)
      return choice < 5 ? size : choice == 5 ? 0 &- size : bits
    }
  }
}
