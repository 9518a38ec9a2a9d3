import Foundation
import LLVM
import RavelTestSupport
import Testing

/// Kernels that are built by one process and run by another, which has no LLVM.
@Suite(.enabled(if: (try? LLVMLibrary.shared) != nil, "no LLVM library on this machine")) struct BuildTests {
  private let folder: KernelFolder
  private let kernels: String
  private let levels = Architecture.host == .x86_64 ? ["x86-64-v3", "x86-64-v4"] : ["aarch64"]

  init() throws {
    folder = try KernelFolder()
    kernels = folder.path("some/kernels")
  }

  private let call = ["run", "--profile", "kernels/axpy.py", "2.5", "float32[5]", "float32[5]"]

  private func build(_ arguments: [String]) throws -> RavelProcess.Ending {
    let ending = try RavelProcess.run(["build", "--output", kernels] + arguments)
    #expect(ending.status == 0 && ending.errors.isEmpty, "\(ending)")
    return ending
  }

  private func withoutLLVM(_ arguments: [String], kernels: String? = nil) throws -> RavelProcess.Ending {
    try RavelProcess.run(
      arguments, environment: ["RAVEL_LLVM": "/nonexistent", "RAVEL_KERNELS": kernels ?? self.kernels])
  }

  /// Names, contents and times of all that is there.
  private func state() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: kernels).sorted().map { name in
      let file = URL(filePath: kernels).appending(path: name)
      let time = try FileManager.default.attributesOfItem(atPath: file.path)[.modificationDate] as? Date
      return "\(name) \(time?.timeIntervalSince1970 ?? 0) \(try Data(contentsOf: file).hashValue)"
    }
  }

  @Test func builtThereAndRunHere() throws {
    #expect(try build(["kernels/axpy.py", "kernels/softmax.py"]).output.contains(levels.joined(separator: ", ")))
    let before = try state()
    let expected = try RavelProcess.run(call)
    // A literal and an array for the scalar, and an engine that takes nothing but compiled code.
    for call in [call, call + ["--engine", "jit"]] {
      let ending = try withoutLLVM(call)
      #expect(ending.status == 0 && ending.output == expected.output)
      #expect(ending.errors.contains("0 compiled, 1 loaded") && ending.errors.contains("LLVM was not opened"))
    }
    for call in [
      ["kernels/axpy.py", "float32", "float32[2,3]", "float32[2,3]"], ["kernels/softmax.py", "float32[7,9000]"]
    ] {
      #expect(try withoutLLVM(["run", "--profile"] + call).errors.contains("0 compiled, 1 loaded"))
    }
    // What is not there is interpreted, and said once.
    let other = try withoutLLVM(["run", "--profile", "kernels/axpy.py", "2.5", "float64[5]", "float64[5]"])
    #expect(other.status == 0 && other.errors.contains("0 compiled, 0 loaded"))
    #expect(other.errors.components(separatedBy: "kernels that did not come compiled are interpreted").count == 2)
    #expect(try withoutLLVM(call.dropLast(2) + ["float64[5]", "float64[5]", "--engine", "jit"]).status == 1)
    #expect(try state() == before)
  }

  /// Several folders, some of no use.
  @Test func foldersAreLookedIntoInOrder() throws {
    _ = try build(["kernels/axpy.py"])
    let ending = try withoutLLVM(call, kernels: "\(folder.path("none")):\(kernels)")
    #expect(ending.errors.contains("0 compiled, 1 loaded"))
    #expect(ending.errors.hasPrefix("ravel: compiled kernels are not used: \(folder.path("none")): No such file"))
  }

  @Test func whatOthersMayWriteIsRefused() throws {
    _ = try build(["kernels/axpy.py"])
    for mode in [0o775, 0o757] {
      try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: kernels)
      let ending = try withoutLLVM(call)
      #expect(ending.status == 0 && ending.errors.contains("0 loaded"))
      #expect(ending.errors.contains("compiled kernels are not used: \(kernels): other users may write to it"))
    }
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: kernels)
    #expect(try withoutLLVM(call).errors.contains("1 loaded"))
    for file in try FileManager.default.contentsOfDirectory(atPath: kernels) where file.hasSuffix(".object") {
      try FileManager.default.setAttributes([.posixPermissions: 0o666], ofItemAtPath: kernels + "/" + file)
    }
    let ending = try withoutLLVM(call)
    #expect(ending.errors.contains("0 loaded") && ending.errors.contains("other users may write to it"))
  }

  @Test func foreignLevelsAreSkipped() throws {
    let foreign = Architecture.host == .x86_64 ? "aarch64" : "x86-64-v3"
    _ = try build(["kernels/axpy.py", "--cpu", foreign])
    let ending = try withoutLLVM(call)
    #expect(ending.status == 0 && ending.errors.contains("0 loaded"))
    #expect(ending.errors.contains("its kernels are for \(foreign), which this processor is not"))
    // What is built later comes to what is there.
    _ = try build(["kernels/axpy.py"])
    #expect(try withoutLLVM(call).errors.contains("0 compiled, 1 loaded"))
  }

  /// Damage is found, and the next best code or the interpreter serves.
  @Test func damagedKernelsAreNotUsed() throws {
    _ = try build(["kernels/axpy.py"])
    for file in try FileManager.default.contentsOfDirectory(atPath: kernels) where file.hasSuffix(".object") {
      let url = URL(filePath: kernels).appending(path: file)
      var bytes = try Data(contentsOf: url)
      bytes[bytes.count / 2] ^= 1
      let handle = try FileHandle(forWritingTo: url)
      try handle.write(contentsOf: bytes)
      try handle.close()
    }
    let before = try state()
    let ending = try withoutLLVM(call)
    #expect(ending.output == (try RavelProcess.run(call)).output)
    #expect(ending.errors.contains("0 loaded") && ending.errors.contains("its checksum is wrong"))
    #expect(try state() == before)
  }

  @Test func oneCallAndJSON() throws {
    struct Reply: Decodable {
      struct Function: Decodable { var file, function: String, kernels: Int, dtypes: [String], depends_on_sizes: Bool }
      var folder: String, cpus: [String], objects, bytes: Int, functions: [Function]
    }
    func reply(_ arguments: [String]) throws -> Reply {
      try JSONDecoder().decode(Reply.self, from: Data(try build(["--json"] + arguments).output.utf8))
    }
    let one = try reply(["kernels/axpy.py", "2.0", "float64[8]@2", "float64[8]"])
    #expect(one.folder == kernels && one.cpus == levels && one.objects == 2 * levels.count && one.bytes > 100)
    #expect(one.functions.first?.function == "axpy" && one.functions.first?.kernels == 2)
    #expect(
      try withoutLLVM(["run", "--profile", "kernels/axpy.py", "7", "float64[2,9]@18,2", "float64[2,9]"]).errors
        .contains("1 loaded"))
    let several = try reply([
      "kernels/axpy.py", "--cpu", levels[0], "--dtypes", "float32,int8", "--layouts", "contiguous", "reversed"
    ])
    #expect(several.functions.first?.dtypes == ["float32", "int8"] && several.objects >= 4)
  }

  @Test func wrongCommandLines() throws {
    for arguments in [
      ["kernels/axpy.py"], ["--output", kernels, "kernels/axpy.py", "--cpu", "znver4"],
      ["--output", kernels, "kernels/axpy.py", "--dtypes", "float31"], ["--output", kernels, "2.0"]
    ] {
      let ending = try RavelProcess.run(["build"] + arguments)
      #expect(ending.status == 64 && !ending.errors.isEmpty, "\(arguments): \(ending)")
    }
    #expect(try RavelProcess.run(["build", "--output", "/dev/null/x", "kernels/axpy.py"]).status == 1)
    #expect(try RavelProcess.run(["build", "--output", kernels, "nothing.py"]).status == 1)
    let none = try RavelProcess.run(
      ["build", "--output", kernels, "kernels/axpy.py"], environment: ["RAVEL_LLVM": "/nonexistent"])
    #expect(none.status == 1 && none.errors.contains("LLVM is not available"))
  }
}
