import RavelCore
import RavelIR

extension Storage {
  /// Puts values that kernels treat in a way of their own among made-up ones: NaN, infinities, zeros of both signs, the
  /// least and the greatest. Every seventh element in memory is one of them.
  func plantSpecials() {
    let values = dtype.component.specials
    if values.isEmpty || layout.rank == 0 { return }
    let size = dtype.component.itemSize
    for (turn, index) in stride(from: 3, to: buffer.byteCount / size, by: 7).enumerated() {
      withUnsafeBytes(of: values[turn % values.count].bits.littleEndian) {
        (buffer.address + index * size).copyMemory(from: $0.baseAddress!, byteCount: size)
      }
    }
  }
}

extension DType {
  /// Special values of a real dtype.
  fileprivate var specials: [Constant] {
    switch kind {
    case .bool, .complex: []
    case .unsigned: [0, -1].map { Constant($0, self) }
    case .signed:
      [
        Constant(0, self), Constant(-1, self), Constant(dtype: self, bits: 1 << UInt64(bitWidth - 1)),
        Constant(-3, self)
      ]
    case .float:
      [.nan, .infinity, -.infinity, 0, -0.0, -1.5, 6e-8, 65504, -40, 88.5].map { Constant($0, self) }
    }
  }
}
