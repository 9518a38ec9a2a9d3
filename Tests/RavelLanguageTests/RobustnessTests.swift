import RavelLanguage
import RavelTestSupport
import Testing

/// No input stops the process.
struct RobustnessTests {
  private static func repeated(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }

  @Test(arguments: [
    repeated("(", 100_000), repeated("[", 2000), repeated("f(", 2000), repeated("x[", 2000), repeated("-", 2000) + "x",
    repeated("not ", 2000) + "x", repeated("2**", 2000) + "2", repeated("lambda: ", 2000) + "x",
    repeated("a if b else ", 2000) + "c", repeated("a + ", 2000) + "a", "x" + repeated(".y", 2000),
    "x" + repeated("()", 2000), repeated("[a for b in c if ", 2000), repeated("(x for x in ", 2000),
    repeated("a or b and not c < d | e ^ f & g << h + i * -(", 300), repeated("(a, ", 1000) + "= 1"
  ])
  func deepNestingIsAnError(_ text: String) {
    #expect(firstError(in: text)?.hasSuffix("this is too long or nested too deeply; split it up") == true)
  }

  @Test func longFlatTextIsNone() throws {
    for text in [
      "a = " + Self.repeated("a = ", 2000) + "1", Self.repeated("a and ", 2000) + "a", Self.repeated("a, ", 2000)
    ] {
      #expect(try parse(text).body.count == 1)
    }
    let nested = "y = " + Self.repeated("(", 70) + "x" + Self.repeated(")", 70) + Self.repeated(" + x", 190)
    #expect(try parse(nested).unparsed() == "y = x" + Self.repeated(" + x", 190) + "\n")
  }

  @Test func blocksNestAHundredLevelsDeep() throws {
    func nested(_ levels: Int) -> String {
      (0..<levels).map { Self.repeated(" ", $0) + "if a:\n" }.joined() + Self.repeated(" ", levels) + "b\n"
    }
    #expect(firstError(in: nested(100)) == nil)
    #expect(firstError(in: nested(101)) == "k.py:102:102: error: too many levels of indentation")
  }

  /// What can be put into a sample to break it.
  private static let insertions = [
    "(", ")", "[", "]", "{", "}", ",", ":", ":=", "=", "==", "*", "**", "->", ".", "...", ";", "@", "!", "$", "\\",
    "\\\n", "\n",
    "\n    ", "\t", " ", "#", "'", "\"", "\"\"\"", "f\"", "b'", "0x", "1_", "1e", "08", "1j", "\u{0}", "\u{FEFF}", "\r",
    "é", "“", "😀",
    "if ", "else", "for ", "in ", "not ", "is ", "lambda ", "def ", "class ", "return ", "yield ", "await ", "import ",
    "from ", "as ", "None", "True", "while ", "with ", "del ", "99999999999999999999999999999999999999999999"
  ]

  /// Whatever still parses must print and parse to the same tree; whatever does not must give a place within the text.
  @Test(arguments: SampleKernels.all.indices)
  func mutatedSamples(_ sample: Int) throws {
    var random = SplitMix64(seed: sample + 1)
    for _ in 0..<200 {
      var scalars = Array(SampleKernels.all[sample].unicodeScalars)
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let place = Int.random(in: 0..<scalars.count, using: &random)
        let length = min(Int.random(in: 0...3, using: &random), scalars.count - place)
        let insertion = Bool.random(using: &random) ? Self.insertions.randomElement(using: &random) ?? "" : ""
        scalars.replaceSubrange(place..<place + length, with: insertion.unicodeScalars)
      }
      var text = ""
      text.unicodeScalars.append(contentsOf: scalars)
      do throws(Diagnostic) {
        let module = try parse(text)
        #expect(try parse(module.unparsed()) == module, "\(text)")
      } catch {
        let file = SourceFile(name: "k.py", text: text)
        #expect(file.location(at: error.location.offset) == error.location, "\(text)")
        #expect(!error.message.isEmpty)
      }
    }
  }

  @Test func randomBytes() {
    var random = SplitMix64(seed: 7)
    for _ in 0..<500 {
      let bytes = (0..<40).map { _ in
        UInt8.random(in: 0...255, using: &random) & (Bool.random(using: &random) ? 0x7F : 0xFF)
      }
      do throws(Diagnostic) {
        _ = try Module(parsing: SourceFile(name: "k.py", bytes: bytes))
      } catch {
        #expect(error.location.line >= 1)
      }
    }
  }
}
