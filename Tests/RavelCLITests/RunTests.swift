import Foundation
import Testing

@Suite struct RunTests {
  @Test func printsAsNumPyDoes() throws {
    let ending = try RavelProcess.run(["run", "kernels/axpy.py", "2.0", "float32[4]", "float32[4]"])
    #expect(ending.errors == "")
    #expect(ending.status == 0)
    // NumPy's text of 2.0 * made_up.array("float32", (4,), None, 1) + made_up.array("float32", (4,), None, 2)
    #expect(ending.output == "[1.7145833 2.429919  2.206512  3.1392164]\n")
  }

  @Test func negativeNumbersNeedNoDashes() throws {
    let folder = try KernelFolder(["f.py": "def f(a, b):\n  return a * b, a - b\n"])
    let ending = try RavelProcess.run(["run", folder.path("f.py"), "-2", "-.5"])
    #expect(ending.status == 0)
    #expect(ending.output == "1.0\n-1.5\n")
    #expect(try RavelProcess.run(["run", folder.path("f.py"), "--", "-2", "-.5"]).output == ending.output)
  }

  @Test func theFunctionIsTheLastOrTheNamed() throws {
    let folder = try KernelFolder(["f.py": "def f(a):\n  return a + 1\n\ndef g(a, b=10):\n  return a + b\n"])
    #expect(try RavelProcess.run(["run", folder.path("f.py"), "1"]).output == "11\n")
    #expect(try RavelProcess.run(["run", folder.path("f.py"), "1", "2"]).output == "3\n")
    #expect(try RavelProcess.run(["run", folder.path("f.py"), "--function", "f", "1"]).output == "2\n")
  }

  @Test func outputsInOrder() throws {
    let text = "def f(x, y):\n  y[0] = 7\n  return x + 1, (x * 2)[None, :]\n"
    let folder = try KernelFolder(["f.py": text])
    let paths = ["a", "b", "c"].map { folder.path($0 + ".npy") }
    let written = try RavelProcess.run(
      ["run", folder.path("f.py"), "int32[3]", "int16[2]"] + paths.flatMap { ["--output", $0] })
    #expect(written.errors == "")
    #expect(written.output == "")
    try Data("def g(x):\n  return x\n".utf8).write(to: folder.url.appending(path: "g.py"))
    let read = try paths.map { try RavelProcess.run(["run", folder.path("g.py"), $0]).output }
    #expect(read == ["[16  8  2]\n", "[[30 14  2]]\n", "[7 1]\n"])
  }

  @Test func inputsAreNeverWritten() throws {
    let folder = try KernelFolder(["f.py": "def f(x):\n  x[0] = 1\n  return x\n"])
    let input = folder.path("x.npy")
    #expect(try RavelProcess.run(["run", folder.path("f.py"), "int8[2]", "--output", input]).status == 0)
    let before = try Data(contentsOf: URL(filePath: input))
    let same = folder.path("./x.npy")
    for path in [input, same, folder.path("f.py")] {
      let ending = try RavelProcess.run(["run", folder.path("f.py"), input, "--output", path])
      #expect(ending.status == 1)
      #expect(ending.errors.hasPrefix("ravel: error: "))
    }
    #expect(try RavelProcess.run(["run", folder.path("f.py"), input]).output == "[1 7]\n[1 7]\n")
    #expect(try Data(contentsOf: URL(filePath: input)) == before)
  }

  @Test func tooManyOutputsWriteNothing() throws {
    let folder = try KernelFolder(["f.py": "def f(x):\n  return x\n"])
    let ending = try RavelProcess.run(
      ["run", folder.path("f.py"), "1", "--output", folder.path("a.npy"), "--output", folder.path("b.npy")])
    #expect(ending.status == 1)
    #expect(!FileManager.default.fileExists(atPath: folder.path("a.npy")))
  }

  @Test(arguments: ["jit", "interpreter", "automatic"])
  func engines(_ engine: String) throws {
    let ending = try RavelProcess.run(
      ["run", "kernels/hypotenuse.py", "float32[3]", "float32[3]", "--engine", engine, "--threads", "2"])
    #expect(ending.errors == "")
    #expect(ending.output == "[1.5072316 1.0794451 0.9149331]\n")
    #expect(ending.status == 0)
  }

  @Test func withoutLLVM() throws {
    let environment = ["RAVEL_LLVM": "/nonexistent"]
    let line = ["run", "kernels/layer_norm.py", "float32[4,8]", "float32[8]", "float32[8]"]
    let ending = try RavelProcess.run(line, environment: environment)
    #expect(ending.status == 0)
    #expect(ending.output == (try RavelProcess.run(line).output))
    #expect(ending.errors.split(separator: "\n").count == 1)
    #expect(ending.errors.contains("interpreted"))
    let jit = try RavelProcess.run(line + ["--engine", "jit"], environment: environment)
    #expect(jit.status == 1)
    #expect(jit.errors.hasPrefix("ravel: error: "))
    #expect(try RavelProcess.run(line + ["--engine", "interpreter"], environment: environment).errors == "")
  }
}
