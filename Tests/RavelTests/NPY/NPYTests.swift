import Foundation
import Ravel
import RavelIR
import RavelTestSupport
import Testing

private func array(_ dtype: DType, _ shape: Shape, _ layout: LayoutCase) throws -> NDArray {
  NDArray(Expression(try layout.array(dtype, shape, seed: 1)))
}

/// Files are the same bytes that `np.save` writes, whatever the dtype, shape and layout.
@Test(.needsNumPy) func filesAreNumPysToTheByte() throws {
  try withFolder { folder in
    var arrays: [NDArray] = []
    for dtype in DType.allCases {
      arrays += try LayoutCase.allCases.map { try array(dtype, [3, 4], $0) }
    }
    arrays += [[], [0], [1], [123_456], [2, 0, 3], [1, 1, 1, 1, 1, 1], Array(repeating: 1, count: 40)].map {
      zeros($0, dtype: .int8)
    }
    arrays += [arange(24).reshape(2, 3, 4).T, arange(24).reshape(2, 3, 4).transpose(1, 0, 2)]
    let cases = try arrays.map { array in
      try array.evaluate()
      return NumPyCase(
        "import io; f = io.BytesIO(); np.save(f, x); result = np.frombuffer(f.getvalue(), np.uint8)",
        ["x": array.expression.storage!])
    }
    for (array, answer) in zip(arrays, try NumPyReference.answers(to: cases)) {
      try save(folder + "/x.npy", array)
      let bytes = [UInt8](try Data(contentsOf: URL(filePath: folder + "/x.npy")))
      guard case .values(let values) = answer, case .array(let expected) = values[0] else {
        Issue.record("\(answer)")
        continue
      }
      #expect(bytes == expected.bytes, "\(array.dtype) \(array.shape) \(array.strides)")
      let read = try load(folder + "/x.npy")
      #expect(read.dtype == array.dtype && read.shape == array.shape)
      #expect(try read.elementBytes() == array.elementBytes())
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["x.npy"])
  }
}

/// What NumPy writes is read: both byte orders, both element orders, every version of the format, and archives.
@Test(.needsNumPy) func numPysFilesAreRead() throws {
  try withFolder { folder in
    var cases: [NumPyCase] = []
    var expected: [(path: String, array: NDArray)] = []
    for dtype in DType.allCases {
      for (number, form) in [">", "<", "F", "2", "3"].enumerated() {
        let x = try array(dtype, [3, 5], number % 2 == 0 ? .contiguous : .sliced)
        let path = "\(folder)/\(dtype)\(number).npy"
        let code =
          switch form {
          case "F": "np.save('\(path)', np.asfortranarray(x))"
          case "2", "3": "np.lib.format.write_array(open('\(path)', 'wb'), x, version=(\(form), 0))"
          default: "np.save('\(path)', x.astype(x.dtype.newbyteorder('\(form)')))"
          }
        try x.evaluate()
        cases.append(NumPyCase(code + "; result = None", ["x": x.expression.storage!]))
        expected.append((path, x))
      }
    }
    let (x, archive) = (arange(6).reshape(2, 3), folder + "/a.npz")
    try x.evaluate()
    cases.append(NumPyCase("np.savez('\(archive)', x.T, other=x > 2); result = None", ["x": x.expression.storage!]))
    cases.append(NumPyCase("np.savez_compressed('\(folder)/c.npz', x); result = None", ["x": x.expression.storage!]))
    cases.append(NumPyCase("np.save('\(folder)/o.npy', np.array([None])); result = None"))
    cases.append(NumPyCase("np.save('\(folder)/s.npy', np.zeros(2, 'i4,f4')); result = None"))
    for answer in try NumPyReference.answers(to: cases) { #expect(answer == .values([.text("None")])) }
    for (path, array) in expected {
      let read = try load(path)
      #expect(read.dtype == array.dtype && read.shape == array.shape, "\(path)")
      #expect(try read.elementBytes() == array.elementBytes(), "\(path)")
    }
    #expect(try NDArray(npz: archive, member: "arr_0").scalars(as: Int.self) == [0, 3, 1, 4, 2, 5])
    #expect(
      try NDArray(npz: archive, member: "other.npy").scalars(as: Bool.self) == [false, false, false, true, true, true])
    #expect(try NDArray(npz: folder + "/c.npz", member: "arr_0").scalars(as: Int.self) == [0, 1, 2, 3, 4, 5])
    for (path, member) in [(archive, "missing"), (folder + "/int80.npy", "arr_0")] {
      #expect(throws: FileError.self) { try NDArray(npz: path, member: member) }
    }
    for path in ["/o.npy", "/s.npy", "", "/missing.npy", "/a.npz"] {
      #expect(throws: FileError.self) { try load(folder + path) }
    }
    #expect(throws: FileError.self) { try save(folder + "/missing/x.npy", x) }
  }
}

private func file(_ header: String, version: UInt8 = 1, length: Int? = nil, data: Int = 64) -> [UInt8] {
  let count = length ?? header.utf8.count
  let lengthBytes = version == 1 ? 2 : 4
  return [0x93] + Array("NUMPY".utf8) + [version, 0]
    + (0..<lengthBytes).map { UInt8(truncatingIfNeeded: count >> (8 * $0)) }
    + Array(header.utf8) + [UInt8](repeating: 7, count: data)
}

private let malformed: [[UInt8]] = [
  [], [0x93], Array("PK\u{3}\u{4}".utf8), file("{}"), file("{'descr': '<i4'"), file("", data: 0),
  file("{", length: 60_000),
  file("{'descr': '<i4', 'fortran_order': False, 'shape': (3,)}", version: 4),
  file("", version: 2, length: 0x7fff_ffff),
  file("{'descr': '<i4', 'fortran_order': False, 'shape': (-3,)}"),
  file("{'descr': '<i4', 'fortran_order': False, 'shape': (3}"),
  file("{'descr': '<i4', 'fortran_order': False, 'shape': 3}"),
  file("{'descr': '<i4', 'fortran_order': 2, 'shape': (3,)}"),
  file("{'descr': '<i4', 'fortran_order': False}"), file("{'descr': '<i4', 'shape': (3,)}"),
  file("{'shape': (3,), 'fortran_order': True}"),
  file("{'descr': '<i4', 'fortran_order': False, 'shape': (3,), 'more': 1}"),
  file("{'descr': '<i4', 'fortran_order': False, 'shape': (3,)} + {}"),
  file("{'descr': '<i4', 'fortran_order': False, 'shape': (99999999999999999999,)}"),
  file("{'descr': '<i4', 'fortran_order': False, 'shape': (4611686018427387904, 4)}"),
  file("{'descr': '<i4', 'fortran_order': False, 'shape': (1000000000000,)}"),
  file("{'descr': '<i4', 'fortran_order': False, 'shape': (17,)}"),
  file("{'descr': '<i3', 'fortran_order': False, 'shape': (3,)}"),
  file("{'descr': 'i4', 'fortran_order': False, 'shape': (3,)}"),
  file("{'descr': '|O', 'fortran_order': False, 'shape': (3,)}"),
  file("{'descr': '<U5', 'fortran_order': False, 'shape': (3,)}"),
  file("{'descr': [('a', '<i4')], 'fortran_order': False, 'shape': (3,)}"),
  file("{'descr': '<f16', 'fortran_order': False, 'shape': (1,)}"),
  file("{'descr': 'i4', 'fortran_order': False, 'shape': (" + String(repeating: "1,", count: 70) + ")}"),
  file("{\"descr': '<i4'}")
]

@Test func malformedFilesAreErrorsThatSayWhere() throws {
  #expect(malformed.count >= 20)
  try withFolder { folder in
    let path = folder + "/x.npy"
    for bytes in malformed {
      try Data(bytes).write(to: URL(filePath: path))
      let text = String(decoding: bytes, as: UTF8.self)
      for mapped in [false, true] {
        do {
          _ = try load(path, mapped: mapped)
          Issue.record("read: \(text)")
        } catch let error as FileError {
          #expect(error.path == path && !error.problem.isEmpty)
        } catch {
          Issue.record("\(text): \(error)")
        }
      }
    }
  }
}

/// Files cut off anywhere, and files with any byte changed, are read or refused: nothing else.
@Test func damagedFilesNeverCrash() throws {
  try withFolder { folder in
    let (path, archive) = (folder + "/x.npy", folder + "/x.npz")
    let x = arange(12, dtype: .int16).reshape(3, 4)
    try save(path, x)
    try savez(archive, ["x": x, "other": x .> 3])
    let (whole, wholeArchive) = try (Data(contentsOf: URL(filePath: path)), Data(contentsOf: URL(filePath: archive)))
    for count in whole.indices {
      try whole.prefix(count).write(to: URL(filePath: path))
      #expect(throws: FileError.self) { try load(path) }
    }
    for count in stride(from: 0, to: wholeArchive.count, by: 7) {
      try wholeArchive.prefix(count).write(to: URL(filePath: archive))
      #expect(throws: FileError.self) { try loadz(archive) }
    }
    var random = SplitMix64(seed: 9)
    for _ in 0..<250 {
      var (bytes, archived) = (whole, wholeArchive)
      for _ in 0...Int.random(in: 0...2, using: &random) {
        bytes[Int.random(in: 0..<110, using: &random)] = UInt8.random(in: 0...255, using: &random)
        archived[Int.random(in: archived.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      try bytes.write(to: URL(filePath: path))
      try archived.write(to: URL(filePath: archive))
      do { _ = try load(path).elementBytes() } catch is FileError {}
      do { _ = try loadz(archive).values.map { try $0.elementBytes() } } catch is FileError {}
    }
  }
}
