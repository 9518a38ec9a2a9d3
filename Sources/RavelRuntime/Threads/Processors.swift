import CThreads

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The processors that the process may use.
enum Processors {
  /// At least 1: those that it may run on, or as many as its control group's share of time amounts to.
  static let count: Int = {
    let allowed = max(Int(cthreads_processors()), 1)
    guard let share = ControlGroup(table: text("/proc/self/cgroup") ?? "").processors(text) else { return allowed }
    return min(allowed, share)
  }()

  /// The beginning of a small file.
  private static func text(_ path: String) -> String? {
    guard let file = fopen(path, "r") else { return nil }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 4096)
    return String(decoding: bytes.prefix(fread(&bytes, 1, bytes.count, file)), as: UTF8.self)
  }
}

/// The control groups of a process, of Linux's first or second version.
struct ControlGroup {
  private let table: String

  /// - Parameter table: the contents of `/proc/self/cgroup`.
  init(table: String) { self.table = table }

  /// How many processors the time that the groups give amounts to, rounded up: work comes in bursts, and the share of
  /// one period is mostly there when it comes. nil if there is no limit.
  /// - Parameter read: the contents of a file, nil if there is none.
  func processors(_ read: (String) -> String?) -> Int? {
    let limits = table.split(separator: "\n").flatMap { line -> [Int] in
      // Number, controllers and path; version 2 names no controllers.
      let fields = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
      guard fields.count == 3 else { return [] }
      let isSecond = fields[1].isEmpty
      guard isSecond || fields[1].split(separator: ",").contains("cpu") else { return [] }
      // In a container the path may be one of the machine outside, while the file system begins at the group itself.
      return Self.ancestors(of: fields[2]).compactMap { path in
        if isSecond { return Self.limit(read("/sys/fs/cgroup\(path)/cpu.max")?.split { $0.isWhitespace }) }
        let folder = "/sys/fs/cgroup/cpu\(path)"
        guard let quota = read("\(folder)/cpu.cfs_quota_us"), let period = read("\(folder)/cpu.cfs_period_us") else {
          return nil
        }
        return Self.limit((quota + " " + period).split { $0.isWhitespace })
      }
    }
    return limits.min()
  }

  /// A group's path and those above it, without a slash at the end: each may have a limit.
  private static func ancestors(of path: Substring) -> [String] {
    let names = path.split(separator: "/")
    return (0...names.count).map { names.prefix($0).map { "/\($0)" }.joined() }
  }

  /// Microseconds of processor time and of the period in which they may be spent; "max" or -1 for no limit.
  private static func limit(_ words: [Substring]?) -> Int? {
    guard let words, words.count == 2, let quota = Double(words[0]), let period = Double(words[1]),
      quota > 0, period > 0, (quota / period).rounded(.up) <= 1e6
    else { return nil }
    return Int((quota / period).rounded(.up))
  }
}
