import LLVM
import RavelCodegen
import RavelCore
import RavelIR
import RavelInterpreter
import RavelOps
import Testing

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

extension Trait where Self == ConditionTrait {
  static var needsLLVM: Self {
    .enabled(if: (try? LLVMLibrary.shared) != nil, "no LLVM library on this machine")
  }
}

/// Compilers whose code this machine runs: for its own processor, for lesser ones, and with registers taken for wider
/// or narrower.
enum Compilers {
  static let all: [Compiler] = {
    guard let host = try? CodegenTarget.host() else { return [] }
    var targets = [host]
    if host.target.architecture == .x86_64, let lesser = try? Target(cpu: "x86-64-v3") {
      targets += [try? CodegenTarget(lesser), try? CodegenTarget(lesser, vectorBytes: 16)].compactMap { $0 }
    }
    targets += [32, 128].compactMap { try? CodegenTarget(host.target, vectorBytes: $0) }
    return targets.map(Compiler.init)
  }()

  static var host: Compiler { all[0] }

  /// Enough for a sweep: masks everywhere, masks for some dtypes, and none.
  static var some: [Compiler] { Array(all.prefix(3)) }
}

/// One set of arguments for a kernel: noise in its inputs, laid out as its patterns demand, at the edge of memory.
struct Case {
  let kernel: Kernel
  let extents: [Int]
  private var memory: [GuardedMemory] = []
  private var pointers: [UnsafeMutableRawPointer] = []
  private var strides: [Int] = []

  /// - Parameters:
  ///   - spread: how far apart elements lie where the pattern leaves it open; negative for backwards.
  ///   - atEnd: whether memory ends, rather than begins, where the array does.
  ///   - contents: what each parameter's memory holds, if not noise.
  init(
    _ kernel: Kernel, _ extents: [Int], spread: Int = 2, atEnd: Bool = true, seed: UInt64 = 1,
    contents: [Int: [UInt8]] = [:]
  ) {
    self.kernel = kernel
    self.extents = extents
    for (number, parameter) in kernel.parameters.enumerated() {
      let size = parameter.dtype.itemSize
      var elements = Array(repeating: 0, count: extents.count)
      // Every element of scratch memory for lanes is as many.
      let lanes = parameter.strides.contains(.lane) ? StridePattern.lanes(of: parameter.dtype) : 1
      var reach = lanes
      // Neighbours first, then the open strides, innermost dimension first, each beyond all that was laid out before.
      let order = extents.indices.reversed()
      for wanted in [false, true] {
        for dimension in order {
          let pattern = parameter.strides[dimension]
          guard pattern != .zero, (pattern == .any) == wanted else { continue }
          elements[dimension] =
            switch pattern {
            case .zero, .lane: 0
            case .unit: 1
            case .reversed: -1
            case .alternate: 2
            case .any: reach * spread
            }
          reach = max(abs(elements[dimension]) * max(extents[dimension] - 1, 0) + reach, lanes)
        }
      }
      let reaches = zip(elements, extents).map { $0 * max($1 - 1, 0) }
      let count = reaches.reduce(lanes) { $0 + abs($1) }
      let block = GuardedMemory(byteCount: count * size, atEnd: atEnd)
      parameter.dtype.fill(block.bytes, seed: seed &+ UInt64(number))
      if let bytes = contents[number] { block.bytes.copyBytes(from: bytes.prefix(count * size)) }
      memory.append(block)
      pointers.append(block.bytes.baseAddress! - reaches.reduce(0) { $0 + min($1, 0) } * size)
      strides += elements.map { $0 * size }
    }
  }

  /// What the outputs hold after `run`; what they held before is put back.
  func results(_ run: (KernelArguments) -> Void) -> [[UInt8]] {
    let before = memory.map { Array($0.bytes) }
    KernelArguments.with(pointers: pointers, extents: extents, strides: strides, run)
    let after = memory.map { Array($0.bytes) }
    for (block, bytes) in zip(memory, before) { block.bytes.copyBytes(from: bytes) }
    return after
  }

  /// The first place where two results differ; NaNs are equal.
  func difference(_ a: [[UInt8]], _ b: [[UInt8]]) -> String? {
    for (number, parameter) in kernel.parameters.enumerated() where parameter.role != .scratch {
      if isEqual(a[number], b[number]) { continue }
      let component = parameter.dtype.component
      let size = component.itemSize
      for offset in stride(from: 0, to: a[number].count, by: size) {
        func element(_ bytes: [UInt8]) -> Constant {
          Constant(dtype: component, bits: (0..<size).reduce(0) { $0 | UInt64(bytes[offset + $1]) << UInt64(8 * $1) })
        }
        let (x, y) = (element(a[number]), element(b[number]))
        let isNaN = component.isFloat && x.doubleValue.isNaN && y.doubleValue.isNaN
        if x != y && !isNaN { return "p\(number)[\(offset / size)] is \(y), not \(x)" }
      }
    }
    return nil
  }

  /// Array's own comparison goes byte by byte.
  private func isEqual(_ a: [UInt8], _ b: [UInt8]) -> Bool {
    a.withUnsafeBytes { a in
      b.withUnsafeBytes { b in a.count == 0 || memcmp(a.baseAddress!, b.baseAddress!, a.count) == 0 }
    }
  }
}

/// Runs a kernel by the interpreter and by compiled code for every target, and expects the same bits.
func expectSameBits(
  _ kernel: Kernel, _ extents: [[Int]], spreads: [Int] = [2], compilers: [Compiler] = Compilers.all,
  seeds: ClosedRange<UInt64> = 1...1,
  contents: [Int: [UInt8]] = [:], location: SourceLocation = #_sourceLocation
) throws {
  try kernel.verify()
  let interpreter = Interpreter(kernel)
  let compiled = try compilers.map { ($0.target, try $0.compile(kernel)) }
  for extents in extents {
    for (spread, atEnd, seed) in spreads.flatMap({ spread in seeds.flatMap { [(spread, true, $0), (spread, false, $0)] }
    }) {
      let test = Case(kernel, extents, spread: spread, atEnd: atEnd, seed: seed, contents: contents)
      let expected = test.results { interpreter.run($0) }
      for (target, code) in compiled {
        let actual = test.results { code.run($0) }
        if let difference = test.difference(expected, actual) {
          Issue.record(
            "\(target), extents \(extents), spread \(spread): \(difference)\n\(kernel)", sourceLocation: location)
          return
        }
      }
    }
  }
}
