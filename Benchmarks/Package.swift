// swift-tools-version: 6.1
import PackageDescription

// A package of its own, so that what benchmarks need never reaches Ravel's users.
let package = Package(
  name: "ravel-benchmarks",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "Dispatch", targets: ["DispatchCost"])],
  dependencies: [
    .package(name: "ravel", path: ".."),
    // Without its traits: counting allocations needs packages that replace malloc and the Swift runtime.
    .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: [])
  ],
  targets: [
    // One kernel launched over and over, for Yardsticks/compare.
    .executableTarget(
      name: "AxpyLaunches",
      dependencies: [.product(name: "RavelCompiler", package: "ravel")],
      path: "Yardsticks/AxpyLaunches"),
    // What several of them need.
    .target(name: "BenchmarkSupport", path: "Support"),
    // The worst errors of the mathematical functions; on x86-64, for the 80-bit format.
    .executableTarget(
      name: "Accuracy",
      dependencies: ["BenchmarkSupport", .product(name: "Ravel", package: "ravel")],
      path: "Accuracy"),
    // What an evaluation costs apart from its arithmetic. A module named Dispatch would hide the system's.
    .executableTarget(
      name: "DispatchCost",
      dependencies: [.product(name: "Ravel", package: "ravel")],
      path: "Dispatch"),
    // Random expressions on many threads at once: the same bits as on one, and no memory kept.
    .executableTarget(
      name: "Soak",
      dependencies: [
        "BenchmarkSupport",
        .product(name: "Ravel", package: "ravel"),
        .product(name: "RavelCompiler", package: "ravel")
      ],
      path: "Soak",
      exclude: ["mutex.c"]),
    .executableTarget(
      name: "Elementwise",
      dependencies: [
        .product(name: "Ravel", package: "ravel"),
        .product(name: "Benchmark", package: "benchmark")
      ],
      path: "Benchmarks/Elementwise",
      plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")])
  ],
  swiftLanguageModes: [.v6]
)
