import RavelLanguage
import Testing

struct LiteralTests {
  @Test(arguments: [
    ("0", IntegerLiteral.exact(0)), ("00", .exact(0)), ("1_000", .exact(1000)), ("0xFf", .exact(255)),
    ("0x_f", .exact(15)), ("0o17", .exact(15)), ("0B1_01", .exact(5)),
    ("9223372036854775808", .exact(1 << 63)), ("18446744073709551615", .exact(Int128(UInt64.max))),
    ("170141183460469231731687303715884105727", .exact(.max)),
    ("170141183460469231731687303715884105728", .large(digits: "170141183460469231731687303715884105728")),
    ("0x00F0000000000000000000000000000000000", .large(digits: "0xf0000000000000000000000000000000000")),
    ("0o7777777777777777777777777777777777777777777", .large(digits: "0x1ffffffffffffffffffffffffffffffff"))
  ])
  func integers(_ text: String, _ value: IntegerLiteral) throws {
    #expect(try parseExpression(text).kind == .integer(value))
  }

  @Test func largeIntegersRoundToTheNearestDouble() throws {
    #expect(IntegerLiteral.large(digits: "0x1ffffffffffffffffffffffffffffffff").doubleValue == 0x1p129)
    #expect(IntegerLiteral.large(digits: "1" + String(repeating: "0", count: 300)).doubleValue == 1e300)
    #expect(IntegerLiteral.large(digits: "1" + String(repeating: "0", count: 400)).doubleValue == .infinity)
    #expect(IntegerLiteral.exact((1 << 53) + 1).doubleValue == 0x1p53)
  }

  @Test(arguments: [
    ("1.5", 1.5), (".5", 0.5), ("5.", 5), ("1e-3", 0.001), ("1E+3", 1000), ("1_0.0_1e1_0", 10.01e10), ("012.5", 12.5),
    ("1e999", .infinity), ("1e-999", 0), ("0.1", 0.1), ("4.9e-324", .leastNonzeroMagnitude)
  ])
  func floats(_ text: String, _ value: Double) throws {
    #expect(try parseExpression(text).kind == .float(value))
  }

  @Test(arguments: [("1j", 1.0), ("1.5J", 1.5), ("1e3j", 1000), (".5j", 0.5), ("010j", 10)])
  func imaginaries(_ text: String, _ value: Double) throws {
    #expect(try parseExpression(text).kind == .imaginary(value))
  }

  @Test(arguments: [
    (#"'a"b'"#, "a\"b"), (#""\n\t\\\'\"\a\b\f\v\r""#, "\n\t\\'\"\u{7}\u{8}\u{C}\u{B}\r"),
    (#""\x41\u00e4\U0001F600\101\0""#, "Aä😀A\0"), (#"r"\n\"""#, #"\n\""#), (#"R'a'"#, "a"), (#"u"b""#, "b"),
    (#""\q""#, #"\q"#), ("'a\\\nb'", "ab"), ("\"\"\"a\n\"b\" \\\"\"\"\"", "a\n\"b\" \""), ("'''a\r\nb'''", "a\nb"),
    ("''", ""), ("''''''", ""), ("'a' \"b\" r'\\c'", "ab\\c")
  ])
  func strings(_ text: String, _ value: String) throws {
    #expect(try parseExpression(text).kind == .string(value))
  }

  @Test func namesMayBeAnyUnicodeIdentifier() throws {
    #expect(try parseExpression("größe_1").kind == .name("größe_1"))
    #expect(try parseExpression("μ * 变量").description == "μ * 变量")
  }
}
