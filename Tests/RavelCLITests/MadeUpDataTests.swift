import RavelCore
import RavelIR
import Testing

@testable import RavelCLI

/// The test vectors of `designs/made-up-data.md`, which hold for Python as well.
@Suite struct MadeUpDataTests {
  @Test func words() {
    let wordsPerArgument: UInt64 = 1 << 40
    #expect(MadeUpData.word(0) == 0xE220_A839_7B1D_CDAF)
    #expect(MadeUpData.word(1) == 0x6E78_9E6A_A1B9_65F4)
    #expect(MadeUpData.word(2) == 0x06C4_5D18_8009_454F)
    #expect(MadeUpData.word(wordsPerArgument) == 0x1937_167E_168D_9372)
    #expect(MadeUpData.word(3 * wordsPerArgument + 5) == 0x6DB8_51AE_73AE_CCFD)
  }

  /// The elements of an argument in row-major order.
  private func elements(
    _ dtype: DType, _ shape: Shape, strides: [Int]? = nil, position: Int = 0
  ) throws -> [Constant] {
    let storage = try Storage(madeUp: dtype, shape, strides: strides, position: position)
    var offsets = [0]
    for (extent, stride) in zip(shape, storage.layout.strides) {
      offsets = offsets.flatMap { offset in (0..<extent).map { offset + $0 * stride } }
    }
    return offsets.map { offset in
      let address = storage.pointer + offset * dtype.itemSize
      let size = dtype.component.itemSize
      func bits(_ part: Int) -> UInt64 {
        (0..<size).reduce(0) { $0 | UInt64(address.load(fromByteOffset: part * size + $1, as: UInt8.self)) << (8 * $1) }
      }
      return Constant(dtype: dtype, bits: bits(0), imaginaryBits: dtype.isComplex ? bits(1) : 0)
    }
  }

  @Test func bools() throws {
    #expect(try elements(.bool, [4]).map(\.bits) == [1, 0, 0, 1])
  }

  @Test(arguments: DType.allCases.filter(\.isInteger))
  func integers(_ dtype: DType) throws {
    #expect(try elements(dtype, [4]).map(\.bits) == [15, 7, 1, 16])
    #expect(try elements(dtype, [2], position: 1).map(\.bits) == [2, 1])
  }

  @Test func floats() throws {
    #expect(try elements(.float16, [4]).map(\.doubleValue) == [1.3828125, 0.9306640625, 0.5263671875, 1.470703125])
    let singles = [1.3833107948303223, 0.9315279722213745, 0.5264337062835693, 1.4708819389343262]
    #expect(try elements(.float32, [4]).map(\.doubleValue) == singles)
    #expect(try elements(.float64, [2]).map(\.doubleValue) == [1.3833108082136425, 0.93152799704851])
    #expect(
      try elements(.float32, [2], position: 1).map(\.doubleValue) == [0.5984967947006226, 0.5453965663909912])
  }

  @Test func complexes() throws {
    let element = try elements(.complex64, [1])[0]
    #expect(element.real.doubleValue == 1.3833107948303223)
    #expect(element.imaginary.doubleValue == 0.9315279722213745)
  }

  @Test func zeroDimensional() throws {
    #expect(try elements(.float32, []) == elements(.float32, [1]))
  }

  @Test func negativeAndZeroStrides() throws {
    let rows = try elements(.float32, [2, 3], strides: [-3, 0]).map(\.doubleValue)
    #expect(rows == Array(repeating: 1.4708819389343262, count: 3) + Array(repeating: 1.3833107948303223, count: 3))
    #expect(try elements(.int32, [5], strides: [-1]) == elements(.int32, [5]).reversed())
    let columns = try elements(.uint8, [2, 3], strides: [1, 2])
    let memory = try elements(.uint8, [6])
    #expect(columns == [0, 2, 4, 1, 3, 5].map { memory[$0] })
  }

  @Test func noElements() throws {
    let storage = try Storage(madeUp: .float64, [3, 0], strides: [-5, 7], position: 0)
    #expect(storage.buffer.byteCount == 0)
    #expect(storage.offset == 0)
  }

  @Test(arguments: [
    MadeUpType(dtype: .float64, shape: [1 << 40, 1 << 40]),
    MadeUpType(dtype: .uint8, shape: [.max, 2], strides: [0, 0]),
    MadeUpType(dtype: .uint8, shape: [2, 2], strides: [.max, .max]),
    MadeUpType(dtype: .uint8, shape: [2, 2], strides: [.max, .min + 1]),
    MadeUpType(dtype: .uint8, shape: [3], strides: [.min]),
    MadeUpType(dtype: .complex128, shape: [2], strides: [1 << 60])
  ])
  func sizesThatOverflow(_ type: MadeUpType) {
    #expect(throws: ArrayError.tooLarge(type.shape, type.dtype)) {
      try Storage(madeUp: type.dtype, type.shape, strides: type.strides, position: nil)
    }
  }
}
