import LLVM
import Testing

@testable import LLVM

@Suite(.needsLLVM) struct TargetTests {
  @Test func theLibraryTellsItsPathAndVersion() throws {
    let library = try LLVMLibrary.shared
    #expect(library.path.contains("LLVM"))
    #expect(library.version.major >= LLVMLibrary.oldestMajor)
    #expect(try library.architectures.contains(#require(Architecture.host)))
  }

  static let traits: [(String, TargetTraits)] = [
    ("x86-64", TargetTraits(vectorBytes: 16, hasFMA: false, hasHalfConversion: false)),
    ("x86-64-v2", TargetTraits(vectorBytes: 16, hasFMA: false, hasHalfConversion: false)),
    ("ivybridge", TargetTraits(vectorBytes: 16, hasFMA: false, hasHalfConversion: true)),
    ("x86-64-v3", TargetTraits(vectorBytes: 32, hasFMA: true, hasHalfConversion: true)),
    ("znver3", TargetTraits(vectorBytes: 32, hasFMA: true, hasHalfConversion: true)),
    ("knl", TargetTraits(vectorBytes: 32, hasFMA: true, hasHalfConversion: true)),
    ("x86-64-v4", TargetTraits(vectorBytes: 64, hasFMA: true, hasHalfConversion: true)),
    ("skylake-avx512", TargetTraits(vectorBytes: 64, hasFMA: true, hasHalfConversion: true)),
    ("znver4", TargetTraits(vectorBytes: 64, hasFMA: true, hasHalfConversion: true)),
    ("apple-m1", TargetTraits(vectorBytes: 16, hasFMA: true, hasHalfConversion: true)),
    ("neoverse-v1", TargetTraits(vectorBytes: 16, hasFMA: true, hasHalfConversion: true))
  ]

  @Test(arguments: traits) func namedProcessors(_ name: String, _ expected: TargetTraits) throws {
    let target = try Target(cpu: name)
    #expect(target.architecture == (name.contains("-m") || name.contains("neo") ? .aarch64 : .x86_64))
    #expect(try target.traits() == expected)
  }

  @Test func featuresAddToAProcessor() throws {
    let target = try Target(cpu: "x86-64-v2", features: "+avx2,+fma")
    #expect(try target.traits() == TargetTraits(vectorBytes: 32, hasFMA: true, hasHalfConversion: false))
    let none = try Target(cpu: "x86-64-v3", features: "-f16c")
    #expect(try none.traits() == TargetTraits(vectorBytes: 32, hasFMA: true, hasHalfConversion: false))
  }

  /// Two ways to the host's traits: LLVM's list of features, and the code that it generates.
  @Test func theHostsFeaturesAndItsCodeAgree() throws {
    let host = try Target.host()
    #expect(host.architecture == Architecture.host)
    #expect(!host.cpu.isEmpty)
    guard host.architecture == .x86_64 else { return }
    let stated = try #require(host.traitsByFeatures)
    #expect(try host.probeTraits() == stated)
  }

  @Test(arguments: ["", "i686", "pentium4", "no-such-cpu", "x86-64-v9", "help", "x86-64\0v3", "ZNVER4"])
  func unknownProcessorsAreRefused(_ name: String) {
    #expect(throws: LLVMError.unknownCPU(name)) { try Target(cpu: name) }
  }

  /// What `LLVMLibrary` takes from code generation: with strength reduction, the product would become a sum that the
  /// loop carries.
  @Test(.enabled(if: Architecture.host == .x86_64)) func productsInLoopsStayProducts() throws {
    let loop = """
      define void @f(ptr %p, i64 %n) {
      entry:
        br label %loop
      loop:
        %i = phi i64 [ 0, %entry ], [ %next, %loop ]
        %product = mul i64 %i, 1000003
        %place = getelementptr i8, ptr %p, i64 %product
        store i8 1, ptr %place
        %next = add nsw i64 %i, 1
        %more = icmp slt i64 %next, %n
        br i1 %more, label %loop, label %end
      end:
        ret void
      }
      """
    let module = try Module(parsing: loop, in: Context())
    let assembly = try TargetMachine(Target(cpu: "x86-64-v3"), level: .less).emitAssembly(module)
    #expect(assembly.contains("imulq"), "\(assembly)")
  }

  /// LLVM would end the process over a name of the table that it does not know.
  @Test func everyNameOfTheTableIsLLVMs() throws {
    let version = try LLVMLibrary.shared.version
    var count = 0
    for (architecture, names) in CPUTable.names where try LLVMLibrary.shared.architectures.contains(architecture) {
      for name in names.keys where CPUTable.knows(String(name), architecture, version) {
        let target = try Target(cpu: String(name))
        let module = try Module(parsing: "define void @f() {\nret void\n}", in: Context())
        #expect(try TargetMachine(target, level: .none).emitAssembly(module).contains("ret"))
        count += 1
      }
    }
    #expect(count > 100)
  }
}
