import CProcessor
import LLVM

/// What a kernel's machine code depends on apart from the kernel, told without opening LLVM.
///
/// LLVM derives the processor's name and features from the same registers and system calls that are read here: where
/// those are the same, so are these.
public struct CodeOrigin: Hashable, Sendable {
  /// The version of what this module does. Raise it with every change after which some kernel would be compiled to
  /// other code: then nothing that an earlier one compiled is used again. `CodeGenerationTests` fails when the golden
  /// texts of emitted code changed and this did not.
  public static let generation = 12

  public let llvmVersion: String
  private let triple: String
  private let processor: String

  /// Code for this machine; nil where its processor cannot be told from others.
  public init?(llvmVersion: String) {
    guard let triple = Architecture.host?.triple, !Self.host.isEmpty else { return nil }
    (self.llvmVersion, self.triple, processor) = (llvmVersion, triple, Self.hostText)
  }

  /// What tells this machine's processor from others, as a text.
  public static var thisProcessor: String { hostText }

  /// Code for every processor of a level, by whichever LLVM: where there is none, nobody could say its version.
  public init(_ level: ProcessorLevel) {
    (llvmVersion, triple, processor) = ("any", level.architecture.triple, level.rawValue)
  }

  private static let hostText = host.map { String($0, radix: 16) }.joined(separator: " ")

  private static let host = [UInt64](unsafeUninitializedCapacity: 64) { words, count in
    count = Int(cprocessor_identity(words.baseAddress!, UInt32(words.count)))
  }
}

extension CodeOrigin: CustomStringConvertible {
  public var description: String {
    "code generation \(Self.generation)\nLLVM \(llvmVersion)\ntarget \(triple)\nprocessor \(processor)\n"
  }
}

extension CodeOrigin {
  /// What a text of an origin, and perhaps more, says of it.
  public struct Stated: Sendable {
    public let generation, llvmVersion, target: String
    /// Whether the code is for this machine's processor, or a level that it has.
    public let isForThisProcessor: Bool
    /// What follows the origin.
    public let rest: String

    /// nil for other texts.
    public init?(_ text: String) {
      var rest = text[...]
      func line(_ label: String) -> String? {
        guard rest.hasPrefix(label), let end = rest.firstIndex(of: "\n") else { return nil }
        defer { rest = rest[rest.index(after: end)...] }
        return String(rest[..<end].dropFirst(label.count))
      }
      guard let generation = line("code generation "), let version = line("LLVM "), let target = line("target "),
        let processor = line("processor ")
      else { return nil }
      (self.generation, llvmVersion, self.target) = (generation, version, target)
      isForThisProcessor =
        processor == CodeOrigin.hostText
        || ProcessorLevel(rawValue: processor).map(ProcessorLevel.runnable.contains) ?? false
      self.rest = String(rest)
    }

    /// Whether this version of Ravel would still use the code.
    public var isCurrent: Bool { generation == String(CodeOrigin.generation) }
  }
}
