// swift-tools-version: 6.1
import PackageDescription

// The folder tree is the pipeline: each target may import only what stands above it.
// `Benchmarks/` is a package of its own, so that what it needs never reaches users.
let package = Package(
  name: "ravel",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "Ravel", targets: ["Ravel"]),
    // The compiler without the array API: for tools that look at kernels or launch them one by one.
    .library(name: "RavelCompiler", targets: ["RavelRuntime"]),
    .executable(name: "ravel", targets: ["RavelCLI"])
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-numerics", from: "1.1.1")
  ],
  targets: [
    .target(name: "CLLVM"),
    .target(name: "LLVM", dependencies: ["CLLVM"]),
    .target(
      name: "RavelCore",
      dependencies: [
        .product(name: "ComplexModule", package: "swift-numerics"),
        .product(name: "RealModule", package: "swift-numerics")
      ]),
    .target(name: "RavelOps", dependencies: ["RavelCore"]),
    .target(name: "RavelIR", dependencies: ["RavelOps"]),
    .target(name: "RavelSchedule", dependencies: ["RavelIR"]),
    .target(name: "RavelInterpreter", dependencies: ["RavelIR"]),
    .target(name: "CProcessor"),
    .target(name: "RavelCodegen", dependencies: ["RavelIR", "LLVM", "CProcessor"]),
    // Knows files, and neither kernels nor LLVM.
    .target(name: "RavelCache", dependencies: [.product(name: "Crypto", package: "swift-crypto")]),
    .target(name: "CThreads"),
    .target(name: "CBandwidth"),
    .target(name: "CDebugger"),
    .target(
      name: "RavelRuntime",
      dependencies: [
        "RavelSchedule", "RavelInterpreter", "RavelCodegen", "RavelCache", "CThreads", "CBandwidth",
        "CDebugger",
        .product(name: "Logging", package: "swift-log")
      ]),
    .target(
      name: "Ravel",
      dependencies: ["RavelRuntime", .product(name: "ComplexModule", package: "swift-numerics")]),
    .target(name: "RavelLanguage", dependencies: ["Ravel"]),
    .executableTarget(
      name: "RavelCLI",
      dependencies: [
        "RavelLanguage", "RavelRuntime", "RavelCodegen", "RavelSchedule", "RavelCache",
        .product(name: "Logging", package: "swift-log"),
        .product(name: "ArgumentParser", package: "swift-argument-parser")
      ]),

    // What several test targets need: NumPy's answers, sample data, layouts, comparisons to the bit.
    .target(
      name: "RavelTestSupport", dependencies: ["RavelRuntime", "CTestEnvironment"], path: "Tests/RavelTestSupport"),
    // Has every test process start without the kernel cache of whoever runs it.
    .target(name: "CTestEnvironment", path: "Tests/CTestEnvironment"),
    .testTarget(name: "RavelCoreTests", dependencies: ["RavelCore"]),
    .testTarget(name: "RavelOpsTests", dependencies: ["RavelOps", "RavelInterpreter", "RavelTestSupport"]),
    .testTarget(name: "RavelIRTests", dependencies: ["RavelIR"]),
    .testTarget(name: "RavelCacheTests", dependencies: ["RavelCache"]),
    .testTarget(name: "LLVMTests", dependencies: ["RavelCodegen", "LLVM", "CLLVM", "RavelTestSupport"]),
    .testTarget(name: "RavelScheduleTests", dependencies: ["RavelSchedule"]),
    .testTarget(name: "RavelEngineTests", dependencies: ["RavelRuntime", "RavelCache", "RavelTestSupport"]),
    .testTarget(name: "RavelTests", dependencies: ["Ravel", "RavelTestSupport"]),
    .testTarget(name: "RavelLanguageTests", dependencies: ["RavelLanguage", "RavelTestSupport"]),
    .testTarget(name: "RavelCLITests", dependencies: ["RavelCLI", "LLVM", "RavelTestSupport"])
  ],
  swiftLanguageModes: [.v6]
)
