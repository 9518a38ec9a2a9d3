import RavelIR
import RavelTestSupport
import Testing

/// What the code of a loop must look like, whatever else the golden texts hold.
@Suite(.needsX86Compiler) struct VectorCodeTests {
  private func code(_ kernel: String, _ cpu: String, _ arguments: String...) throws -> VectorCode {
    let ending = try RavelProcess.run(["dump", kernel, "--cpu", cpu] + (arguments.isEmpty ? [] : ["--"] + arguments))
    #expect(ending.errors == "")
    return VectorCode(ending.output)
  }

  /// The only vector loop.
  private func loop(_ code: VectorCode) throws -> VectorCode.Block {
    let loops = code.blocks("vector")
    #expect(loops.count == 1)
    return try #require(loops.first)
  }

  @Test(arguments: [("x86-64-v4", 16), ("x86-64-v3", 8)])
  func axpyIsOneVectorLoopAndAMaskedTail(cpu: String, lanes: Int) throws {
    let code = try code("kernels/axpy.py", cpu)
    let vector = "<\(lanes) x float>"
    let loop = try loop(code)
    #expect(loop.contains("load \(vector), ptr") && loop.contains("store \(vector)") && loop.contains("fadd \(vector)"))
    #expect(!loop.contains("masked") && !loop.contains("load float") && !loop.contains("insertelement"))
    let tails = code.blocks("tail")
    #expect(tails.count == 1)
    let tail = try #require(tails.first)
    #expect(tail.lines(with: "@llvm.masked.load.v\(lanes)f32").count == 2)
    #expect(tail.lines(with: "@llvm.masked.store.v\(lanes)f32").count == 1)
    #expect(!tail.contains("= load ") && !tail.lines.contains { $0.hasPrefix("store ") })
    let all = code.tellingLines.joined()
    #expect(!all.contains("gather") && !all.contains("scatter"))
    #expect(!all.contains("<\(lanes * 2) x float>") && !all.contains("<\(lanes / 2) x float>"))
  }

  @Test func reversedElementsAreLoadedAndShuffled() throws {
    let loop = try loop(code("kernels/axpy.py", "x86-64-v4", "float32", "float32[1000]@-1", "float32[1000]"))
    let mask = (0..<16).reversed().map { "i32 \($0)" }.joined(separator: ", ")
    let loads = loop.lines(with: "load <16 x float>").count
    #expect(loads > 0 && loop.lines(with: "shufflevector").count * 2 == loads)
    #expect(loop.lines(with: "shufflevector").allSatisfy { $0.contains("<\(mask)>") })
    #expect(!loop.contains("gather") && !loop.contains("load float"))
  }

  @Test func stridedElementsAreLoadedOneByOne() throws {
    let code = try code("kernels/axpy.py", "x86-64-v4", "float32", "float32[1000]@3", "float32[1000]")
    let loop = try loop(code)
    #expect(loop.lines(with: "load float").count == 16 && loop.lines(with: "insertelement <16 x float>").count == 16)
    #expect(loop.lines(with: "load <16 x float>").count == 1)
    #expect(!loop.contains("gather") && !loop.contains("shufflevector"))
    // A pointer that moves by the stride, not an index that is multiplied by it.
    #expect(loop.lines(with: "phi ptr").count == 1)
    #expect(loop.lines(with: "mul i64").allSatisfy { $0.contains("mul i64 %s1.0, ") })
    #expect(try #require(code.blocks("tail").first).lines(with: "@llvm.masked.gather").count == 1)
  }

  @Test func broadcastElementsAreLoadedBeforeTheLoop() throws {
    let code = try code("kernels/axpy.py", "x86-64-v4", "float32", "float32[1000]@0", "float32[1000]")
    let loop = try loop(code)
    #expect(loop.lines(with: "= load ").count == loop.lines(with: "store ").count && !loop.contains("load float"))
    #expect(code.blocks[0].label == "entry" && code.blocks[0].lines(with: "load float").count == 2)
  }

  @Test func bytesFillTheRegister() throws {
    #expect(try loop(code("kernels/image_blend.py", "x86-64-v4")).contains("load <32 x i8>"))
    let folder = try KernelFolder(["f.py": "def f(a: 'uint8[n]', b: 'uint8[n]'):\n  return (a & b) + 3\n"])
    #expect(try loop(code(folder.path("f.py"), "x86-64-v3")).contains("load <32 x i8>"))
    #expect(try loop(code(folder.path("f.py"), "x86-64-v4")).contains("load <64 x i8>"))
  }

  @Test func softmaxIsOneLoopOverRows() throws {
    let kernel = try Kernel(parsing: dump("softmax", "kernel"))
    let loops = kernel.body.compactMap { if case .loop(let loop) = $0 { loop } else { nil } }
    #expect(loops.map(\.kind) == [.parallel])
    let inner = loops[0].body.compactMap { if case .loop(let loop) = $0 { loop.kind } else { nil } }
    #expect(inner == [.reduce(.interleaved(lanes: 32)), .reduce(.pairwise(accumulators: 8, block: 128)), .vector])
  }

  /// Shapes and strides that are no pattern are arguments.
  @Test(arguments: [("axpy", ["float32", "float32[40]", "float32[40]"]), ("softmax", ["float32[3,9]"])])
  func shapesShareAKernel(kernel: String, arguments: [String]) throws {
    let other = arguments.map { $0.replacing("40", with: "7001").replacing("3,9", with: "800,33") }
    let texts = try [arguments, other].map {
      try RavelProcess.run(["dump", "kernels/\(kernel).py", "--stage", "kernel", "--"] + $0).output
    }
    #expect(texts[0] == texts[1] && !texts[0].isEmpty)
  }

  @Test func tellingLinesAreNumberedByThemselves() {
    func lines(_ first: Int, _ more: String) -> [String] {
      VectorCode(
        """
        define void @kernel(ptr %pointers) #0 {
        vector:                                           ; preds = %vector, %entry
          %\(first) = getelementptr float, ptr %p1, i64 4
        \(more)  %\(first + 9) = load <4 x float>, ptr %\(first), align 4
          %\(first + 10) = fadd <4 x float> %\(first + 9), <float 1.0, float 1.0, float 1.0, float 1.0>
          %\(first + 11) = shufflevector <4 x float> %1, <4 x float> poison, <4 x i32> <i32 3, i32 2, i32 1, i32 0>
          br i1 %5, label %vector, label %end
        }
        """
      ).tellingLines
    }
    #expect(lines(20, "") == lines(30, "  %33 = mul i64 %3, %4\n"))
    #expect(
      lines(20, "") == [
        "vector:", "  %0 = load <4 x float>, ptr %1, align 4", "  %2 = fadd <4 x float> %0, <float 1.0, ...>",
        "  %3 = shufflevector <4 x float> %4, <4 x float> poison, <4 x i32> <i32 3, i32 2, ..., i32 0>",
        "  br i1 %5, label %vector, label %end"
      ])
  }

  @Test func differencesShowTheLinesAround() {
    let old = "a\nb\nc\nd\ne\nf\n"
    #expect(difference(from: old, to: "a\nb\nc\nX\ne\nf\n", around: 1) == "  ...\n  c\n- d\n+ X\n  e\n")
    #expect(difference(from: old, to: old) == "")
  }
}
