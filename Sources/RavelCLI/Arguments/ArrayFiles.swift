import Ravel

/// Until the library reads and writes array files.
extension NDArray {
  init(npy path: String) throws { throw CommandError("\(path): array files cannot be read yet") }
  init(npz path: String, member: String) throws { throw CommandError("\(path): array files cannot be read yet") }
  func write(npy path: String) throws { throw CommandError("\(path): array files cannot be written yet") }
}
