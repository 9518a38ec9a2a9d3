import CLLVM
import Synchronization

/// A release of LLVM, ordered as releases are.
public struct LLVMVersion: Hashable, Comparable, Sendable, CustomStringConvertible {
  public let major, minor, patch: Int

  public init(major: Int, minor: Int, patch: Int) {
    (self.major, self.minor, self.patch) = (major, minor, patch)
  }

  public static func < (a: Self, b: Self) -> Bool {
    (a.major, a.minor, a.patch) < (b.major, b.minor, b.patch)
  }

  public var description: String { "\(major).\(minor).\(patch)" }
}

/// The LLVM library of this process: searched for, opened and checked once, on first use. Where there is none, `shared`
/// throws and nothing else of this module can be reached, since every handle starts from a `Context` or a `Target`.
public struct LLVMLibrary: Sendable {
  /// The file that was opened.
  public let path: String
  public let version: LLVMVersion
  /// The architectures that the library generates code for.
  public let architectures: Set<Architecture>
  /// LLVM's number of every intrinsic that the builder knows, in the order of `Intrinsic.allCases`.
  let intrinsicIDs: [UInt32]

  /// The oldest major version that has every function of the table.
  public static let oldestMajor = Int(CLLVM_OLDEST_MAJOR)

  /// The library, or why there is none. Safe to ask from any thread; the answer never changes within a process.
  public static var shared: LLVMLibrary {
    get throws(LLVMError) { try loaded.get() }
  }

  /// Whether `shared` has been asked for: until then nothing of LLVM is in the process.
  public static var hasBeenAskedFor: Bool { askedFor.load(ordering: .relaxed) }
  private static let askedFor = Atomic<Bool>(false)

  static let loaded: Result<LLVMLibrary, LLVMError> = load()

  private static func load() -> Result<LLVMLibrary, LLVMError> {
    askedFor.store(true, ordering: .relaxed)
    let library = cllvm_open()
    let path = text(library.pointer(to: \.path)!)
    let detail = text(library.pointer(to: \.detail)!)
    let version = LLVMVersion(
      major: Int(library.pointee.major), minor: Int(library.pointee.minor), patch: Int(library.pointee.patch))
    switch library.pointee.failure {
    case CLLVMFailureNone: break
    case CLLVMFailureMissingSymbol: return .failure(.unavailable(.missingSymbol(detail, path: path)))
    case CLLVMFailureTooOld: return .failure(.unavailable(.tooOld(version, path: path)))
    default: return .failure(.unavailable(.notFound(reason: detail)))
    }
    var intrinsicIDs: [UInt32] = []
    for intrinsic in Intrinsic.allCases {
      let id = intrinsicID(intrinsic.name)
      if id == 0 { return .failure(.unavailable(.missingSymbol(intrinsic.name, path: path))) }
      intrinsicIDs.append(id)
    }
    // They hold for the library as a whole: another user of it who came first has his own.
    if !library.pointee.was_loaded, Architecture.host == .x86_64 { setOptions() }
    let architectures = Architecture.allCases.filter(initializeTarget)
    return .success(
      LLVMLibrary(path: path, version: version, architectures: Set(architectures), intrinsicIDs: intrinsicIDs))
  }

  /// Takes from code generation what does nothing for code that is written as it should run. The C API has no other
  /// way to say so.
  ///
  /// Loop strength reduction chooses induction variables anew, by an analysis of every expression in every loop: two
  /// fifths of the time for a small kernel. x86-64 addresses base, index and displacement at once and gains nothing from
  /// it; AArch64 does.
  private static func setOptions() {
    "ravel".withCString { program in
      "-disable-lsr".withCString { option in
        // An option that a version of LLVM does not know is ignored.
        llvm.pointee.LLVMParseCommandLineOptions(2, [program, option], "")
      }
    }
  }

  /// A fixed array of characters of a C structure, up to its terminator.
  private static func text<Characters>(_ characters: UnsafePointer<Characters>) -> String {
    characters.withMemoryRebound(to: CChar.self, capacity: MemoryLayout<Characters>.size) { String(cString: $0) }
  }

  /// Registers an architecture's code generator; false if the library was built without it.
  private static func initializeTarget(_ architecture: Architecture) -> Bool {
    let functions = llvm.pointee
    let steps =
      switch architecture {
      case .x86_64:
        [
          functions.LLVMInitializeX86TargetInfo, functions.LLVMInitializeX86Target,
          functions.LLVMInitializeX86TargetMC, functions.LLVMInitializeX86AsmPrinter
        ]
      case .aarch64:
        [
          functions.LLVMInitializeAArch64TargetInfo, functions.LLVMInitializeAArch64Target,
          functions.LLVMInitializeAArch64TargetMC, functions.LLVMInitializeAArch64AsmPrinter
        ]
      }
    guard steps.allSatisfy({ $0 != nil }) else { return false }
    for step in steps { step?() }
    return true
  }
}
