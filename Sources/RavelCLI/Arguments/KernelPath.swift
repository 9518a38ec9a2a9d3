#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// `[KERNEL.py ...] [--] [ARG ...]`: names of kernel files end in `.py`, and no ARG does.
struct KernelPaths {
  let kernels: [String]
  let arguments: [String]

  /// - Throws: `CommandError` where arguments are given for several kernels, or for none.
  init(_ words: [String]) throws(CommandError) {
    kernels = Array(words.prefix { $0.hasSuffix(".py") })
    arguments = Array(words.dropFirst(kernels.count))
    if !arguments.isEmpty && kernels.isEmpty {
      throw .usage("'\(arguments[0])': expected KERNEL.py before the arguments")
    }
    if !arguments.isEmpty && kernels.count > 1 { throw .usage("arguments can be given for one kernel only") }
  }

  /// The files named, or those of `kernels/` if none is.
  /// - Throws: `CommandError` if there are none either.
  func orAll() throws(CommandError) -> [String] {
    if !kernels.isEmpty { return kernels }
    let folder = "kernels"
    var found: [String] = []
    if let directory = opendir(folder) {
      defer { closedir(directory) }
      while let entry = readdir(directory) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: $0.pointee)) { String(cString: $0) }
        }
        if name.hasSuffix(".py") { found.append("\(folder)/\(name)") }
      }
    }
    if found.isEmpty { throw .usage("no KERNEL.py given, and no \(folder)/ folder with any here") }
    return found.sorted()
  }
}
