import Foundation
import Testing

/// Whatever is wrong: a reason on standard error, nothing on standard output, the right exit status.
@Suite struct BadInputTests {
  @Test func syntaxErrorsHaveAPlaceAndACaret() throws {
    let folder = try KernelFolder(["f.py": "def f(x):\n  return x +\n"])
    let ending = try RavelProcess.run(["run", folder.path("f.py"), "1"])
    #expect(ending.status == 1)
    #expect(ending.output == "")
    let lines = ending.errors.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[0].hasPrefix("\(folder.path("f.py")):2:13: error: "))
    #expect(lines[1...] == ["  return x +", "            ^", ""])
  }

  @Test func errorsOfTheComputationHaveOneToo() throws {
    let folder = try KernelFolder(["f.py": "def f(x, y):\n  z = 2 * x\n  return z + y\n"])
    let ending = try RavelProcess.run(["run", folder.path("f.py"), "float32[2]", "float32[3]"])
    #expect(ending.status == 1)
    #expect(ending.output == "")
    #expect(ending.errors.hasPrefix("\(folder.path("f.py")):3:"))
    #expect(ending.errors.contains("operands could not be broadcast together with shapes (2,) (3,)"))
    #expect(ending.errors.contains("\n  return z + y\n"))
  }

  @Test(arguments: [
    ["run", "no-such-file.py"],
    ["run", "kernels"],
    ["run", "/dev/zero", "1"],
    ["run", "kernels/axpy.py", "--function", "saxpy", "1", "2", "3"],
    ["run", "kernels/axpy.py"],
    ["run", "kernels/axpy.py", "1", "2"],
    ["run", "kernels/axpy.py", "1", "2", "3", "4"],
    ["run", "kernels/axpy.py", "1", "no-such-file.npy", "3"],
    ["run", "kernels/axpy.py", "1", "no-such-file.npz:x", "3"],
    ["run", "kernels/axpy.py", "1", "float64[1099511627776,1099511627776]", "3"],
    ["run", "kernels/axpy.py", "1", "float64[109951162777]", "3"],
    ["run", "kernels/axpy.py", "1", "2", "3", "--output", "/no-such-folder/out.npy"],
    ["dump", "kernels/axpy.py", "--cpu", "nonesuch"],
    ["check", "no-such-file.py"],
    ["bench", "no-such-file.py"]
  ])
  func wrongInput(_ line: [String]) throws {
    let ending = try RavelProcess.run(line)
    #expect(ending.status == 1)
    #expect(ending.output == "")
    #expect(ending.errors.hasPrefix("ravel: error: "))
    #expect(ending.errors.split(separator: "\n").count == 1)
  }

  @Test(arguments: [
    ["run"],
    ["run", "kernels/axpy.py", "--engine", "fast", "1", "2", "3"],
    ["run", "kernels/axpy.py", "--threads", "0", "1", "2", "3"],
    ["run", "kernels/axpy.py", "1", "float33[4]", "3"],
    ["run", "kernels/axpy.py", "1", "float32[4", "3"],
    ["run", "kernels/axpy.py", "1", "float32[-4]", "3"],
    ["run", "kernels/axpy.py", "1", "float32[4]@1,2", "3"],
    ["run", "kernels/axpy.py", "1", "float32[n]", "3"],
    ["run", "kernels/axpy.py", "1", "x + y", "3"],
    ["run", "kernels/axpy.py", "1", "", "3"],
    ["run", "kernels/axpy.py", "1", "archive.npz", "3"],
    ["dump", "kernels/axpy.py", "--stage", "machine"],
    ["check", "--dtypes", "float33"],
    ["check", "--layouts", "diagonal"],
    ["bench", "float32[4]"],
    ["bench", "kernels/axpy.py", "kernels/gelu.py", "float32[4]"],
    ["table", "float32[4]"]
  ])
  func wrongCommandLines(_ line: [String]) throws {
    let ending = try RavelProcess.run(line)
    #expect(ending.status == 64)
    #expect(ending.output == "")
    #expect(ending.errors.hasPrefix("ravel: error: "))
  }

  @Test func malformedFiles() throws {
    let folder = try KernelFolder([
      "a.npy": "", "b.npy": "\u{93}NUMPY", "c.npy": "not an array at all, and long enough to hold a header of one",
      "d.npz": "PK", "f.py": "def f(x):\n  return x\n", "empty.py": "", "text.py": "print('hello')\n"
    ])
    for argument in ["a.npy", "b.npy", "c.npy", "d.npz:x"] {
      let ending = try RavelProcess.run(["run", folder.path("f.py"), folder.path(argument)])
      #expect(ending.status == 1, "\(argument)")
      #expect(ending.errors.hasPrefix("ravel: error: "), "\(argument): \(ending.errors)")
    }
    for kernel in ["empty.py", "text.py"] {
      let ending = try RavelProcess.run(["run", folder.path(kernel)])
      #expect(ending.status == 1, "\(kernel)")
      #expect(ending.output == "", "\(kernel)")
    }
  }

  @Test func textThatIsNotUTF8() throws {
    let folder = try KernelFolder()
    try Data([0x64, 0x65, 0xFF, 0x66]).write(to: folder.url.appending(path: "f.py"))
    let ending = try RavelProcess.run(["run", folder.path("f.py")])
    #expect(ending.status == 1)
    #expect(ending.errors.hasPrefix("\(folder.path("f.py")):1:3: error: "))
  }
}
