/// What a file of the cache holds, and how: nothing is taken from it whose checksum does not match.
///
///     offset  bytes
///          0      8  "ravelobj"
///          8      4  version of this format
///         12      4  length of the key's text
///         16      4  length of the remark
///         20      4  length of the contents
///         24     32  SHA-256 of everything else, in order
///         56         the key's text, the remark (both UTF-8), the contents
///
/// Numbers are little-endian. The checksum finds damage; against malice there are the owner and the permissions.
struct SealedFile: Equatable {
  /// Raised when the layout changes. It is not part of a file's name: a newer Ravel replaces the file.
  static let version: UInt32 = 1

  var key: String
  var remark: String
  var contents: [UInt8]

  private static let magic = Array("ravelobj".utf8)
  private static let checksumStart = 24
  private static let headerSize = checksumStart + Digest.byteCount
  /// No kernel comes near it: what claims to be larger is not read.
  static let largestSize = 1 << 26
}

extension SealedFile {
  /// nil if it is too large to keep.
  var bytes: [UInt8]? {
    let (keyBytes, remarkBytes) = (Array(key.utf8), Array(remark.utf8))
    let size = Self.headerSize + keyBytes.count + remarkBytes.count + contents.count
    guard size <= Self.largestSize else { return nil }
    var head = Self.magic
    for number in [Self.version, UInt32(keyBytes.count), UInt32(remarkBytes.count), UInt32(contents.count)] {
      head += (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
    }
    let body = keyBytes + remarkBytes + contents
    return head + Digest.sha256(head[...], body[...]) + body
  }

  init(_ bytes: [UInt8]) throws(Refusal) {
    guard bytes.starts(with: Self.magic.prefix(bytes.count)) else { throw .format }
    guard bytes.count >= Self.headerSize else { throw .short }
    func number(_ offset: Int) -> UInt32 { (0..<4).reduce(0) { $0 | UInt32(bytes[offset + $1]) << (8 * UInt32($1)) } }
    guard number(8) == Self.version else { throw .format }
    let lengths = [12, 16, 20].map { Int(number($0)) }
    let size = lengths.reduce(Self.headerSize, +)
    guard bytes.count >= size else { throw .short }
    guard bytes.count == size,
      Digest.sha256(bytes[..<Self.checksumStart], bytes[Self.headerSize...])
        == Array(bytes[Self.checksumStart..<Self.headerSize])
    else { throw .checksum }
    let texts = Self.headerSize + lengths[0]
    key = String(decoding: bytes[Self.headerSize..<texts], as: UTF8.self)
    remark = String(decoding: bytes[texts..<texts + lengths[1]], as: UTF8.self)
    contents = Array(bytes[(texts + lengths[1])...])
  }
}
