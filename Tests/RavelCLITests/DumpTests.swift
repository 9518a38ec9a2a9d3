import Foundation
import RavelIR
import Testing

@Suite struct DumpTests {
  @Test func graphAndKernel() throws {
    let graph = try RavelProcess.run(["dump", "kernels/axpy.py", "--stage", "graph"])
    #expect(graph.errors == "")
    #expect(graph.output.hasPrefix("graph\n"))
    #expect(graph.output.contains("float32(1024,)"))
    let kernel = try RavelProcess.run(["dump", "kernels/axpy.py", "--stage", "kernel"])
    #expect(kernel.errors == "")
    _ = try Kernel(parsing: kernel.output)
  }

  @Test func vectorsOfTheProcessor() throws {
    let narrow = try RavelProcess.run(["dump", "kernels/axpy.py", "--cpu", "x86-64-v3"])
    #expect(narrow.errors == "")
    #expect(narrow.output.contains("<8 x float>"))
    #expect(!narrow.output.contains("<16 x float>"))
    #expect(try RavelProcess.run(["dump", "kernels/axpy.py", "--cpu", "x86-64-v4"]).output.contains("<16 x float>"))
    let assembly = try RavelProcess.run(["dump", "kernels/axpy.py", "--cpu", "x86-64-v4", "--stage", "assembly"])
    #expect(assembly.output.contains("%zmm"))
    let named = try RavelProcess.run(["dump", "kernels/axpy.py", "--cpu", "znver4", "--stage", "assembly"])
    #expect(named.output.contains("%zmm"))
    let other = try RavelProcess.run(["dump", "kernels/axpy.py", "--cpu", "neoverse-n1", "--stage", "assembly"])
    #expect(other.errors == "" && other.output.contains("fmadd") || other.output.contains(".4s"))
    let low = try RavelProcess.run(["dump", "kernels/axpy.py", "--cpu", "x86-64-v2"])
    #expect(low.status == 1 && low.errors.contains("'x86-64-v2' has no fused multiply-add"))
    #expect(
      try RavelProcess.run(["dump", "kernels/axpy.py", "--cpu", "z80"]).errors == "ravel: error: unknown CPU 'z80'\n")
  }

  @Test func typesAloneMatter() throws {
    // More than any machine has the memory for, spread over strides of zero.
    let wide = try RavelProcess.run(
      [
        "dump", "kernels/axpy.py", "--stage", "kernel", "float32", "float32[1000000000000]@0",
        "float32[1000000000000]@0"
      ])
    #expect(wide.errors == "")
    #expect(wide.status == 0)
  }

  @Test func severalKernels() throws {
    let folder = try KernelFolder(["f.py": "def f(x: 'float32[n]'):\n  return x + 1, x.sum()\n"])
    let ending = try RavelProcess.run(["dump", folder.path("f.py"), "--stage", "kernel"])
    #expect(ending.output.contains("# f: step 1 of 2\n"))
    #expect(ending.output.contains("\n\n# f: step 2 of 2\n"))
    #expect(
      try RavelProcess.run(["dump", folder.path("f.py"), "--stage", "llvm"]).output.hasPrefix("; f: step 1 of 2\n"))
  }

  @Test func softmaxIsOneKernel() throws {
    let ending = try RavelProcess.run(["explain", "kernels/softmax.py"])
    #expect(ending.errors == "")
    #expect(ending.output.hasPrefix("softmax(float32[1024,512])\n"))
    #expect(ending.output.contains("\n1 kernel, 4.0 MiB moved\n"))
  }
}
