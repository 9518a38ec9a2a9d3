extension NDArray {
  /// The array in a member of a `.npz` file, by its name with or without `.npy`.
  /// - Throws: `FileError`, also for a member that is encrypted, compressed otherwise than NumPy does, or not what its
  ///   checksum says.
  public init(npz path: String, member: String) throws {
    let region = try NPYProblem.at(path) { () throws(NPYProblem) in
      let archive = try ZipArchive(try InputFile(path))
      guard let entry = archive.entries.last(where: { $0.name == member || $0.name == member + ".npy" }) else {
        let names = archive.entries.map(\.arrayName)
        throw NPYProblem(
          "there is no member '\(member)'; there are \(names.isEmpty ? "none" : names.joined(separator: ", "))")
      }
      return try archive.region(of: entry)
    }
    self = try NPYProblem.at("\(path):\(member)") { () throws(NPYProblem) in try NDArray(npy: region) }
  }

  /// All arrays in a `.npz` file, by their names without `.npy`. Members that are no `.npy` files are left out.
  /// - Throws: as `init(npz:member:)`.
  public static func arrays(npz path: String) throws -> [String: NDArray] {
    let archive = try NPYProblem.at(path) { () throws(NPYProblem) in try ZipArchive(try InputFile(path)) }
    var arrays: [String: NDArray] = [:]
    for entry in archive.entries where entry.name != entry.arrayName {
      arrays[entry.arrayName] = try NPYProblem.at("\(path):\(entry.arrayName)") { () throws(NPYProblem) in
        try NDArray(npy: try archive.region(of: entry))
      }
    }
    return arrays
  }

  /// Writes a `.npz` file, which `np.load` reads: an uncompressed archive of `.npy` files, in the order of their names.
  /// The file is complete or untouched.
  /// - Throws: `FileError`; what evaluation throws.
  public static func write(npz path: String, _ arrays: [String: NDArray]) throws {
    let members = try arrays.sorted { $0.key < $1.key }.map { name, array in
      (name: name + ".npy", contents: try NPYContents(array, byteOrder: .little))
    }
    try NPYProblem.at(path) { () throws(NPYProblem) in
      try OutputFile.replace(path) { file throws(NPYProblem) in try ZipWriter.write(members, to: file) }
    }
  }
}
