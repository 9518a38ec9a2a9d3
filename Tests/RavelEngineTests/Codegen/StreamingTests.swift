import RavelCodegen
import RavelCore
import RavelIR
import RavelInterpreter
import RavelOps
import RavelRuntime
import RavelSchedule
import RavelTestSupport
import Testing

/// Outputs stored past the caches: by the same kernels at sizes beyond a cache, which is one byte here.
@Suite struct StreamingTests {
  private func launch(_ roots: [Expression], cacheBytes: Int = 1) throws -> Launch {
    let plan = try lower(Graph(roots), cacheBytes: cacheBytes)
    guard plan.steps.count == 1, case .launch(let launch) = plan.steps[0] else { throw Unexpected() }
    return launch
  }

  private struct Unexpected: Error {}

  private func array(_ shape: Shape, _ dtype: DType, seed: Int = 1) throws -> Expression {
    let storage = try Storage(allocating: Layout(contiguous: shape), dtype)
    let bytes = UnsafeMutableRawBufferPointer(start: storage.pointer, count: storage.buffer.byteCount)
    dtype.fill(bytes, seed: UInt64(seed))
    return Expression(storage)
  }

  private func streams(_ launch: Launch) -> [Bool] {
    launch.kernel.parameters.filter { $0.role == .output }.map(\.isNontemporal)
  }

  @Test(arguments: DType.allCases)
  func sameBits(dtype: DType) throws {
    for count in [2, 15, 64, 300, 4097] {
      let x = try array([count], dtype)
      let y = try array([count], dtype, seed: 2)
      let launch = try launch([.ufunc(.multiply, [.array(x), .array(y)])])
      #expect(streams(launch) == [true])
      let results = try [run(launch, [x, y], count, compiled: true), run(launch, [x, y], count, compiled: false)]
      #expect(elements(results[0], dtype) == elements(results[1], dtype), "\(dtype), \(count)")
    }
  }

  /// The components' values; those of NaNs are not promised.
  private func elements(_ bytes: [UInt8], _ dtype: DType) -> [Constant?] {
    let component = dtype.component
    return stride(from: 0, to: bytes.count, by: component.itemSize).map { start in
      let bits = (0..<component.itemSize).reduce(UInt64(0)) { $0 | UInt64(bytes[start + $1]) << UInt64(8 * $1) }
      let value = Constant(dtype: component, bits: bits)
      return component.isFloat && value.doubleValue.isNaN ? nil : value
    }
  }

  private func run(_ launch: Launch, _ inputs: [Expression], _ count: Int, compiled: Bool) throws -> [UInt8] {
    let dtype = launch.operands.last!.dtype
    let out = try Storage(allocating: Layout(contiguous: [count]), dtype)
    let pointers = inputs.map { $0.storedAddress! } + [out.pointer]
    let strides = launch.operands.flatMap { operand in operand.strides.map { $0 * operand.dtype.itemSize } }
    let kernel = launch.kernel
    let code = compiled ? try Compiler().compile(kernel) : nil
    KernelArguments.with(pointers: pointers, extents: launch.extents, strides: strides) { arguments in
      if let code { code.run(arguments) } else { Interpreter(kernel).run(arguments) }
    }
    return withExtendedLifetime(inputs) {
      Array(UnsafeRawBufferPointer(start: out.pointer, count: count * dtype.itemSize))
    }
  }

  @Test func rowsMustBeAligned() throws {
    let wide = try array([40, 64], .float32)
    let narrow = try array([40, 63], .float32)
    let column = try array([40, 1], .float32)
    #expect(streams(try launch([.ufunc(.add, [.array(wide), .array(column)])])) == [true])
    #expect(streams(try launch([.ufunc(.add, [.array(narrow), .array(column)])])) == [false])
  }

  @Test func smallResultsStayInTheCache() throws {
    let x = try array([1000], .float64)
    #expect(streams(try launch([.ufunc(.sqrt, [.array(x)])], cacheBytes: 1 << 20)) == [false])
  }

  @Test func whatIsLoopedOverTwiceIsNotStreamed() throws {
    let x = try array([64, 64], .float32)
    let sums = try x.reduced(.add, axes: [1], keepDims: true)
    #expect(streams(try launch([.ufunc(.subtract, [.array(x), .array(sums)])])) == [false])
  }

  /// Who compiles ahead of time cannot know how large the arrays will be.
  @Test func bothFormsAreBuiltAhead() throws {
    let x = try array([64], .float32)
    let graph = try Graph([.ufunc(.sqrt, [.array(x)])])
    let kernels = try Kernels.needed(by: graph)
    #expect(kernels.count == 2 && kernels[0].streaming == kernels[1])
    #expect(try kernels.last == launch([.ufunc(.sqrt, [.array(x)])]).kernel)
  }

  @Test func theTextSaysIt() throws {
    let x = try array([64], .float32)
    let kernel = try launch([.ufunc(.sqrt, [.array(x)])]).kernel
    #expect(kernel.description.contains("out p1: float32 [1] nontemporal"))
    #expect(try Kernel(parsing: kernel.description) == kernel)
  }
}
