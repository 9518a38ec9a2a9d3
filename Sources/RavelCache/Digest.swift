import Crypto

/// SHA-256 (FIPS 180-4), as this module uses it.
enum Digest {
  static let byteCount = 32

  /// The digest of some pieces in order, as of one text.
  static func sha256(_ pieces: ArraySlice<UInt8>...) -> [UInt8] {
    var hash = SHA256()
    for piece in pieces { piece.withUnsafeBytes { hash.update(bufferPointer: $0) } }
    return Array(hash.finalize())
  }

  static func hexadecimal(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}
