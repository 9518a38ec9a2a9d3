import Foundation
import Ravel
import RavelIR
import RavelTestSupport
import Testing

/// What Ravel writes is read by NumPy: archives of every dtype in both element orders, and files in both byte orders.
@Test(.needsNumPy) func numPyReadsRavelsFiles() throws {
  try withFolder { folder in
    var members: [String: NDArray] = [
      "é": arange(3), "empty": zeros([0, 2]), "number": NDArray(2.5), "large": arange(100_000, dtype: .int32)
    ]
    var cases: [NumPyCase] = []
    var expected: [NDArray] = []
    func expect(_ code: String, _ array: NDArray) {
      cases.append(NumPyCase(code))
      expected.append(array)
    }
    for dtype in DType.allCases {
      for layout in [LayoutCase.contiguous, .fortran, .strided, .flipped] {
        let x = NDArray(Expression(try layout.array(dtype, [3, 5], seed: 1)))
        let name = "\(dtype)-\(layout)"
        members[name] = x
        try x.write(npy: "\(folder)/\(name).npy", byteOrder: .big)
        expect("np.load('\(folder)/\(name).npy')", x)
      }
    }
    let archive = folder + "/a.npz"
    try savez(archive, members)
    for (name, array) in members { expect("np.load('\(archive)')['\(name)']", array) }
    cases.append(NumPyCase("sorted(np.load('\(archive)').files)"))
    let answers = try NumPyReference.answers(to: cases)
    #expect(answers.last == .values(members.keys.sorted().map(NumPyValue.text)))
    for ((array, answer), item) in zip(zip(expected, answers), cases) {
      guard case .values(let values) = answer, case .array(let found) = values[0] else {
        Issue.record("\(item.code): \(answer)")
        continue
      }
      #expect(
        try found.dtype == array.dtype && found.shape == array.shape && found.bytes == array.elementBytes(),
        "\(item.code)")
    }

    let read = try loadz(archive)
    #expect(Set(read.keys) == Set(members.keys))
    for (name, array) in members {
      let found = try #require(read[name])
      #expect(
        try found.dtype == array.dtype && found.shape == array.shape && found.elementBytes() == array.elementBytes(),
        "\(name)")
    }
    for dtype in DType.allCases {
      let found = try load("\(folder)/\(dtype)-fortran.npy")
      #expect(try found.elementBytes() == members["\(dtype)-fortran"]!.elementBytes())
    }
  }
}

/// Members that compress well, badly, into short codes and into far copies; and the same with bytes changed.
@Test(.needsNumPy) func compressedArchivesAreRead() throws {
  try withFolder { folder in
    let path = folder + "/c.npz"
    let steps = arange(3000).reshape(50, 60)
    let members: [String: NDArray] = [
      "zeros": zeros([300_000], dtype: .int8), "steps": steps, "columns": steps.T, "empty": zeros([0]),
      "one": NDArray(1),
      "few": NDArray(Expression(try Storage(.float64, [5], .small, seed: 1))),
      "noise": NDArray(Expression(try Storage(.float64, [2000], .everything, seed: 2))),
      "halves": NDArray(Expression(try Storage(.float16, [3000], .moderate, seed: 3))),
      "far": steps[0..<40] % 977 + steps[10...] / 977
    ]
    var arrays: [String: Storage] = [:]
    for (name, array) in members {
      try array.evaluate()
      arrays[name] = array.expression.storage
    }
    let list = members.keys.map { "\($0)=\($0)" }.joined(separator: ", ")
    #expect(
      try NumPyReference.answers(to: [NumPyCase("np.savez_compressed('\(path)', \(list)); result = None", arrays)]) == [
        .values([.text("None")])
      ])
    let read = try loadz(path)
    #expect(Set(read.keys) == Set(members.keys))
    for (name, array) in members {
      let found = try #require(read[name])
      #expect(
        try found.dtype == array.dtype && found.shape == array.shape && found.elementBytes() == array.elementBytes(),
        "\(name)")
    }
    let whole = try Data(contentsOf: URL(filePath: path))
    var random = SplitMix64(seed: 4)
    for _ in 0..<30 {
      var bytes = whole
      for _ in 0..<4 {
        bytes[Int.random(in: bytes.indices, using: &random)] ^= 1 << UInt8.random(in: 0...7, using: &random)
      }
      try bytes.write(to: URL(filePath: path))
      for name in ["steps", "few", "halves", "far"] {
        do { _ = try NDArray(npz: path, member: name) } catch is FileError {}
      }
    }
  }
}

@Test func archivesAreRefusedForWhatTheyAre() throws {
  try withFolder { folder in
    let path = folder + "/a.npz"
    try savez(path, ["x": arange(3)])
    var bytes = try Data(contentsOf: URL(filePath: path))
    #expect(throws: FileError(path: path, problem: "there is no member 'y'; there are x")) {
      try NDArray(npz: path, member: "y")
    }
    let place = try #require(bytes.range(of: Data([2, 0, 0, 0, 0, 0, 0, 0]))?.lowerBound)
    bytes[place] = 3
    try bytes.write(to: URL(filePath: path))
    #expect(throws: FileError(path: path, problem: "the member 'x.npy' is damaged: its checksum is another")) {
      try NDArray(npz: path, member: "x")
    }
    try savez(path, [:])
    #expect(try loadz(path).isEmpty)
    try Data("PK".utf8).write(to: URL(filePath: path))
    #expect(throws: FileError(path: path, problem: "not a .npz file")) { try loadz(path) }
  }
}

/// Mapped elements are the file's, as long as the file is there or was replaced; files that cannot be mapped are read.
@Test func mappedFilesAreReadWhereTheyLie() throws {
  try withFolder { folder in
    let path = folder + "/x.npy"
    for dtype in DType.allCases {
      for layout in [LayoutCase.contiguous, .fortran, .scalar, .empty] {
        let x = NDArray(Expression(try layout.array(dtype, [30, 50], seed: 1)))
        for byteOrder in [ByteOrder.little, .big] {
          try x.write(npy: path, byteOrder: byteOrder)
          let (read, mapped) = (try load(path), try load(path, mapped: true))
          #expect(mapped.dtype == dtype && mapped.shape == x.shape && mapped.strides == read.strides)
          #expect(try mapped.elementBytes() == x.elementBytes() && read.elementBytes() == x.elementBytes())
        }
      }
    }
    try save(path, arange(1000, dtype: .float32))
    var x = try load(path, mapped: true)
    let same = x
    x[0] = 7
    try save(path, x + x)
    #expect(try same[0].scalar(as: Float.self) == 0 && same.sum().scalar(as: Float.self) == 499_500)
    #expect(try load(path)[0..<2].toArray(Float.self) == [14, 2])
    try FileManager.default.removeItem(atPath: path)
    #expect(try (same * 2)[999].scalar(as: Float.self) == 1998)
  }
}

@Test func filesAreReplacedWhereLinksLeadAndKeepTheirPermissions() throws {
  try withFolder { folder in
    let (path, link, manager) = (folder + "/x.npy", folder + "/link.npy", FileManager.default)
    try save(path, arange(2))
    try manager.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    try manager.createSymbolicLink(atPath: link, withDestinationPath: path)
    try save(link, arange(3))
    #expect(try load(path).size == 3)
    #expect(try manager.destinationOfSymbolicLink(atPath: link) == path)
    #expect(try manager.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)
    #expect(try Set(manager.contentsOfDirectory(atPath: folder)) == ["x.npy", "link.npy"])
    #expect(throws: FileError.self) { try save(folder, arange(3)) }
    try save("/dev/null", arange(3))
    #expect(throws: FileError(path: "/dev/null", problem: "not a .npy file")) { try load("/dev/null") }
  }
}
