#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The control groups of a process, of Linux's first or second version: what they leave it of the machine.
/// - Source: https://docs.kernel.org/admin-guide/cgroup-v2.html
package struct ControlGroups {
  /// Where the limits of one group are.
  package struct Folder: Hashable, Sendable {
    package let path: String
    package let isSecondVersion: Bool
  }

  private let table: String

  /// - Parameter table: lines `number:controllers:path`, as `/proc/self/cgroup` has them.
  package init(table: String) { self.table = table }

  /// Those of this process.
  package static var own: ControlGroups { ControlGroups(table: text(ofFile: "/proc/self/cgroup") ?? "") }

  /// The folders of the groups that the process is in, and of those around them: each may have a limit.
  ///
  /// In a container a path may be one of the machine outside, while the file system begins at the group itself.
  /// - Parameter controller: such as "cpu"; the second version names none.
  package func folders(of controller: String) -> [Folder] {
    table.split(separator: "\n").flatMap { line -> [Folder] in
      let fields = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
      guard fields.count == 3 else { return [] }
      let isSecond = fields[1].isEmpty
      guard isSecond || fields[1].split(separator: ",").contains(Substring(controller)) else { return [] }
      let root = isSecond ? "/sys/fs/cgroup" : "/sys/fs/cgroup/\(controller)"
      let names = fields[2].split(separator: "/")
      return (0...names.count).map { count in
        Folder(path: names.prefix(count).reduce(root) { "\($0)/\($1)" }, isSecondVersion: isSecond)
      }
    }
  }

  /// A small file's beginning; nil if there is no such file.
  package static func text(ofFile path: String) -> String? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    if file < 0 { return nil }
    defer { close(file) }
    let bytes = [UInt8](unsafeUninitializedCapacity: 4096) { bytes, count in
      count = max(read(file, bytes.baseAddress, bytes.count), 0)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
