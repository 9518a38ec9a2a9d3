import Ravel

/// The hash of an array's dtype, shape and elements, all NaNs taken for the same.
func hash(_ array: NDArray) throws -> UInt64 {
  var hash: UInt64 = 0xCBF2_9CE4_8422_2325
  func add(_ word: UInt64) {
    hash = (hash ^ word) &* 0x9E37_79B9_7F4A_7C15
    hash ^= hash >> 29
  }
  add(UInt64(array.dtype.rawValue))
  for extent in array.shape { add(UInt64(extent)) }
  try array.elementBytes().withUnsafeBytes { bytes in
    switch array.dtype {
    case .float16:
      for value in bytes.bindMemory(to: Float16.self) { add(value.isNaN ? 1 << 16 : UInt64(value.bitPattern)) }
    case .float32, .complex64:
      for value in bytes.bindMemory(to: Float.self) { add(value.isNaN ? 1 << 32 : UInt64(value.bitPattern)) }
    case .float64, .complex128:
      for value in bytes.bindMemory(to: Double.self) { add(value.isNaN ? .max : value.bitPattern) }
    default:
      for byte in bytes { add(UInt64(byte)) }
    }
  }
  return hash
}
