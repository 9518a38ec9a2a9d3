#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// How much memory there is for this process.
enum MachineMemory {
  /// The machine's memory, or what the process's control groups leave of it: beyond that the kernel ends processes.
  static var byteCount: Int {
    let physical = sysconf(Int32(_SC_PHYS_PAGES)) * sysconf(Int32(_SC_PAGESIZE))
    guard let groups = text(ofFile: "/proc/self/cgroup"), let limit = controlGroupLimit(groups, text) else {
      return physical
    }
    return min(physical, limit)
  }

  /// The least limit of the control groups that a process is in, and of those around them.
  /// - Parameters:
  ///   - membership: lines `number:controllers:path`, as `/proc/self/cgroup` has them.
  ///   - text: a file's contents, if there is such a file.
  static func controlGroupLimit(_ membership: String, _ text: (_ path: String) -> String?) -> Int? {
    var least: Int?
    for line in membership.split(separator: "\n") {
      let fields = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
      guard fields.count == 3 else { continue }
      let (root, file): (String, String)
      if fields[1].isEmpty {
        (root, file) = ("/sys/fs/cgroup", "memory.max")
      } else if fields[1].split(separator: ",").contains("memory") {
        (root, file) = ("/sys/fs/cgroup/memory", "memory.limit_in_bytes")
      } else {
        continue
      }
      var path = fields[2].split(separator: "/")
      while true {
        let folder = path.reduce(root) { "\($0)/\($1)" }
        // "max", for none, is no number.
        if let limit = text("\(folder)/\(file)").flatMap({ Int($0.prefix { $0 != "\n" }) }) {
          least = min(least ?? limit, limit)
        }
        if path.popLast() == nil { break }
      }
    }
    return least
  }

  /// What a variable of the environment sets: bytes, or so many K, M, G or T of them; nil if it is not there or says
  /// anything else.
  static func setting(_ variable: String) -> Int? {
    getenv(variable).flatMap { bytes(String(cString: $0)) }
  }

  static func bytes(_ text: String) -> Int? {
    let units: [Character: Int] = ["K": 10, "M": 20, "G": 30, "T": 40]
    let shift = text.last.flatMap { units[$0] }
    guard let count = Int(shift == nil ? text : String(text.dropLast())), count >= 0 else { return nil }
    let bytes = count.multipliedReportingOverflow(by: 1 << (shift ?? 0))
    return bytes.overflow ? .max : bytes.partialValue
  }

  /// A small file's beginning.
  private static func text(ofFile path: String) -> String? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    if file < 0 { return nil }
    defer { close(file) }
    let bytes = [UInt8](unsafeUninitializedCapacity: 4096) { bytes, count in
      count = max(read(file, bytes.baseAddress, bytes.count), 0)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
