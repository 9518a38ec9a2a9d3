import LLVM

/// How one relocation changes its field: which value, and where its bits go. With S the symbol's address, A the addend
/// and P the field's address, as in the psABI supplements for x86-64 and AArch64.
struct RelocationKind {
  enum Value {
    /// S + A
    case absolute
    /// S + A - P
    case relative
    /// The distance of the 4 KiB pages of S + A and P, in pages.
    case pages
    /// The low twelve bits of S + A.
    case pageOffset
  }

  enum Field {
    case bits64, bits32
    /// `width` bits of an instruction from bit `position` on hold the value divided by 2 to the `scale`.
    case instruction(position: UInt32, width: UInt32, scale: UInt32)
    /// The two low bits at 29 and the other nineteen at 5: `adr` and `adrp`.
    case address
  }

  let architecture: Architecture
  let type: UInt32
  let value: Value
  let field: Field

  /// - Throws: `ObjectError.unsupportedRelocation` for every type that is not listed here.
  init(_ architecture: Architecture, _ type: UInt32) throws(ObjectError) {
    let rule: (Value, Field)? =
      switch architecture {
      case .x86_64: Self.x86_64(type)
      case .aarch64: Self.aarch64(type)
      }
    guard let rule else { throw .unsupportedRelocation(architecture, type: type) }
    (self.architecture, self.type) = (architecture, type)
    (value, field) = rule
  }

  private static func x86_64(_ type: UInt32) -> (Value, Field)? {
    switch type {
    case 1: (.absolute, .bits64)  // R_X86_64_64
    case 2, 4: (.relative, .bits32)  // PC32, and PLT32: all targets are near, so no table is needed
    case 24: (.relative, .bits64)  // PC64
    default: nil
    }
  }

  private static func aarch64(_ type: UInt32) -> (Value, Field)? {
    switch type {
    case 257: (.absolute, .bits64)  // R_AARCH64_ABS64
    case 260: (.relative, .bits64)  // PREL64
    case 261: (.relative, .bits32)  // PREL32
    case 274: (.relative, .address)  // ADR_PREL_LO21
    case 275: (.pages, .address)  // ADR_PREL_PG_HI21
    case 277, 278: (.pageOffset, .instruction(position: 10, width: 12, scale: 0))  // ADD_ABS_LO12_NC, LDST8
    case 279: (.relative, .instruction(position: 5, width: 14, scale: 2))  // TSTBR14
    case 280: (.relative, .instruction(position: 5, width: 19, scale: 2))  // CONDBR19
    case 282, 283: (.relative, .instruction(position: 0, width: 26, scale: 2))  // JUMP26, CALL26
    case 284: (.pageOffset, .instruction(position: 10, width: 12, scale: 1))  // LDST16_ABS_LO12_NC
    case 285: (.pageOffset, .instruction(position: 10, width: 12, scale: 2))  // LDST32
    case 286: (.pageOffset, .instruction(position: 10, width: 12, scale: 3))  // LDST64
    case 299: (.pageOffset, .instruction(position: 10, width: 12, scale: 4))  // LDST128
    default: nil
    }
  }

  var fieldSize: Int {
    if case .bits64 = field { 8 } else { 4 }
  }

  /// Changes the field at an offset of the image, which will run at its own address.
  /// - Parameters:
  ///   - target: S + A.
  ///   - place: P.
  func apply(
    to image: UnsafeMutableRawBufferPointer, at offset: Int, target: UInt64, place: UInt64
  ) throws(ObjectError) {
    let number =
      switch value {
      case .absolute: Int64(bitPattern: target)
      case .relative: Int64(bitPattern: target &- place)
      case .pages: Int64(bitPattern: (target & ~0xfff) &- (place & ~0xfff)) >> 12
      case .pageOffset: Int64(target & 0xfff)
      }
    switch field {
    case .bits64: image.storeBytes(of: number.littleEndian, toByteOffset: offset, as: Int64.self)
    case .bits32:
      guard let short = Int32(exactly: number) else { throw outOfRange }
      image.storeBytes(of: short.littleEndian, toByteOffset: offset, as: Int32.self)
    case .instruction(let position, let width, let scale):
      guard number & (1 << Int64(scale) - 1) == 0 else { throw outOfRange }
      let scaled = number >> Int64(scale)
      try check(scaled, width)
      insert(UInt32(truncatingIfNeeded: scaled), position, width, image, offset)
    case .address:
      try check(number, 21)
      let bits = UInt32(truncatingIfNeeded: number)
      insert(bits, 29, 2, image, offset)
      insert(bits >> 2, 5, 19, image, offset)
    }
  }

  private var outOfRange: ObjectError { .relocationOutOfRange(architecture, type: type) }

  /// Distances are signed; page offsets always fit.
  private func check(_ number: Int64, _ width: UInt32) throws(ObjectError) {
    if case .pageOffset = value { return }
    let limit = Int64(1) << Int64(width - 1)
    guard number >= -limit, number < limit else { throw outOfRange }
  }

  private func insert(
    _ bits: UInt32, _ position: UInt32, _ width: UInt32, _ image: UnsafeMutableRawBufferPointer, _ offset: Int
  ) {
    let mask = (UInt32(1) << width - 1) << position
    let old = UInt32(littleEndian: image.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
    let new = old & ~mask | (bits << position) & mask
    image.storeBytes(of: new.littleEndian, toByteOffset: offset, as: UInt32.self)
  }
}
