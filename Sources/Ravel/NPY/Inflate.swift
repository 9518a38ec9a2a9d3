/// What a deflate stream was made of, which is how `numpy.savez_compressed` stores its members.
/// - Source: RFC 1951, "DEFLATE Compressed Data Format Specification version 1.3".
struct Inflate {
  private static let damaged = NPYProblem("its compressed data is damaged")
  /// A byte of input gives at most so many.
  private static let greatestRatio = 1032

  private var input: BitReader
  private let output: UnsafeMutableBufferPointer<UInt8>
  private var filled = 0

  /// - Parameter count: how many bytes are to come out.
  /// - Throws: `NPYProblem` if the stream is damaged, or gives more or fewer bytes.
  static func bytes(from input: [UInt8], count: Int) throws(NPYProblem) -> [UInt8] {
    guard count / greatestRatio <= input.count else { throw damaged }
    do {
      return try input.withUnsafeBufferPointer { input in
        try [UInt8](unsafeUninitializedCapacity: count) { output, filled in
          var inflate = Inflate(
            input: BitReader(input), output: UnsafeMutableBufferPointer(rebasing: output[..<count]))
          try inflate.run()
          filled = inflate.filled
        }
      }
    } catch {
      throw error as? NPYProblem ?? damaged
    }
  }

  private mutating func run() throws(NPYProblem) {
    var isLast = false
    while !isLast {
      isLast = try input.take(1) == 1
      switch try input.take(2) {
      case 0: try copyStored()
      case 1:
        let lengths = (0..<288).map { UInt8($0 < 144 ? 8 : $0 < 256 ? 9 : $0 < 280 ? 7 : 8) }
        try expand(try HuffmanCode(lengths[...]), try HuffmanCode(Array(repeating: 5, count: 30)[...]))
      case 2:
        let (literals, distances) = try codes()
        try expand(literals, distances)
      default: throw Self.damaged
      }
    }
    guard filled == output.count else { throw Self.damaged }
  }

  private mutating func copyStored() throws(NPYProblem) {
    input.skipToByte()
    let count = try input.take(16)
    guard try input.take(16) == count ^ 0xffff, count <= output.count - filled else { throw Self.damaged }
    for _ in 0..<count {
      output[filled] = UInt8(try input.take(8))
      filled += 1
    }
  }

  /// The codes that a block brings with it, themselves in a code.
  private mutating func codes() throws(NPYProblem) -> (literals: HuffmanCode, distances: HuffmanCode) {
    let (literalCount, distanceCount) = (try input.take(5) + 257, try input.take(5) + 1)
    let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
    var lengthLengths = [UInt8](repeating: 0, count: order.count)
    for place in order.prefix(try input.take(4) + 4) { lengthLengths[place] = UInt8(try input.take(3)) }
    let lengthCode = try HuffmanCode(lengthLengths[...])
    var lengths: [UInt8] = []
    while lengths.count < literalCount + distanceCount {
      let symbol = try input.symbol(lengthCode)
      switch symbol {
      case 16:
        guard let last = lengths.last else { throw Self.damaged }
        lengths += Array(repeating: last, count: try input.take(2) + 3)
      case 17: lengths += Array(repeating: 0, count: try input.take(3) + 3)
      case 18: lengths += Array(repeating: 0, count: try input.take(7) + 11)
      default: lengths.append(UInt8(symbol))
      }
    }
    guard lengths.count == literalCount + distanceCount else { throw Self.damaged }
    return (try HuffmanCode(lengths[..<literalCount]), try HuffmanCode(lengths[literalCount...]))
  }

  /// What symbols from 257 on say: lengths from 3, and how many bits more follow to tell which.
  private static let lengths = ranges(first: 3, bits: [0, 0, 0, 0] + (0..<24).map { $0 / 4 }) + [(base: 258, bits: 0)]
  private static let distances = ranges(first: 1, bits: [0, 0] + (0..<28).map { $0 / 2 })

  private static func ranges(first: Int, bits: [Int]) -> [(base: Int, bits: Int)] {
    var base = first
    return bits.map { bits in
      defer { base += 1 << bits }
      return (base, bits)
    }
  }

  private mutating func expand(_ literals: HuffmanCode, _ distances: HuffmanCode) throws(NPYProblem) {
    while true {
      let symbol = try input.symbol(literals)
      if symbol == 256 { return }
      if symbol < 256 {
        guard filled < output.count else { throw Self.damaged }
        output[filled] = UInt8(symbol)
        filled += 1
        continue
      }
      guard symbol - 257 < Self.lengths.count else { throw Self.damaged }
      let (length, lengthBits) = Self.lengths[symbol - 257]
      let count = length + (try input.take(lengthBits))
      let distanceSymbol = try input.symbol(distances)
      guard distanceSymbol < Self.distances.count else { throw Self.damaged }
      let (base, distanceBits) = Self.distances[distanceSymbol]
      let distance = base + (try input.take(distanceBits))
      guard distance <= filled, count <= output.count - filled else { throw Self.damaged }
      // Byte by byte: what is copied may reach into what the copy writes.
      for place in filled..<(filled + count) { output[place] = output[place - distance] }
      filled += count
    }
  }

  /// A prefix code, as a table of what each run of next bits begins with.
  private struct HuffmanCode {
    /// The symbol, and in the last four bits its length; 0 where no symbol begins so.
    let table: [UInt16]
    let width: Int

    init(_ lengths: ArraySlice<UInt8>) throws(NPYProblem) {
      width = Int(lengths.max() ?? 0)
      var table = [UInt16](repeating: 0, count: 1 << width)
      var code = 0
      for length in 1..<(width + 1) {
        for (symbol, symbolLength) in lengths.enumerated() where symbolLength == length {
          guard code < 1 << length else { throw Inflate.damaged }
          let reversed = (0..<length).reduce(0) { $0 << 1 | code >> $1 & 1 }
          for place in stride(from: reversed, to: table.count, by: 1 << length) {
            table[place] = UInt16(symbol << 4 | length)
          }
          code += 1
        }
        code <<= 1
      }
      self.table = table
    }
  }

  /// Bits, the lowest of each byte first.
  private struct BitReader {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var place = 0
    private var bits: UInt64 = 0
    private var count = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    private mutating func refill() {
      while count <= 56 && place < bytes.count {
        bits |= UInt64(bytes[place]) << UInt64(count)
        place += 1
        count += 8
      }
    }

    private mutating func drop(_ number: Int) throws(NPYProblem) {
      guard number <= count else { throw Inflate.damaged }
      bits >>= UInt64(number)
      count -= number
    }

    mutating func skipToByte() {
      bits >>= UInt64(count & 7)
      count &= ~7
    }

    mutating func take(_ number: Int) throws(NPYProblem) -> Int {
      if count < number { refill() }
      let value = Int(bits & (1 << UInt64(number) - 1))
      try drop(number)
      return value
    }

    mutating func symbol(_ code: HuffmanCode) throws(NPYProblem) -> Int {
      if count < code.width { refill() }
      let entry = Int(code.table[Int(bits & (1 << UInt64(code.width) - 1))])
      guard entry > 0 else { throw Inflate.damaged }
      try drop(entry & 15)
      return entry >> 4
    }
  }
}
