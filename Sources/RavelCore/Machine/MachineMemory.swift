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
    return min(physical, limit(of: .own, ControlGroups.text) ?? physical)
  }

  /// The least limit that control groups set.
  /// - Parameter text: a file's contents, if there is such a file.
  static func limit(of groups: ControlGroups, _ text: (_ path: String) -> String?) -> Int? {
    groups.folders(of: "memory").compactMap { folder in
      // "max", for none, is no number.
      text("\(folder.path)/\(folder.isSecondVersion ? "memory.max" : "memory.limit_in_bytes")")
        .flatMap { Int($0.prefix { $0 != "\n" }) }
    }.min()
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
}
