import Testing

@testable import RavelCore

@Test func controlGroupsLimitMemory() {
  func limit(_ membership: String, _ files: [String: String]) -> Int? {
    MachineMemory.limit(of: ControlGroups(table: membership)) { files[$0] }
  }
  let root = "/sys/fs/cgroup"
  #expect(limit("0::/\n", [:]) == nil)
  #expect(limit("0::/\n", ["\(root)/memory.max": "max\n"]) == nil)
  #expect(limit("0::/\n", ["\(root)/memory.max": "1048576\n"]) == 1_048_576)
  // The least of the groups around.
  let nested = ["\(root)/a/memory.max": "500\n", "\(root)/a/b/memory.max": "700\n", "\(root)/memory.max": "max\n"]
  #expect(limit("0::/a/b\n", nested) == 500)
  #expect(limit("0::/c\n", nested) == nil)
  // The first version of control groups: a tree for each controller.
  let old = ["\(root)/memory/a/memory.limit_in_bytes": "300\n"]
  #expect(limit("12:cpu,cpuacct:/b\n4:memory:/a\n", old) == 300)
  #expect(limit("4:cpuset:/a\nnonsense\n", old) == nil)
}

@Test func settingsAreBytesOrMultiples() {
  #expect(MachineMemory.bytes("0") == 0)
  #expect(MachineMemory.bytes("1000") == 1000)
  #expect(MachineMemory.bytes("3K") == 3072)
  #expect(MachineMemory.bytes("2G") == 2 << 30)
  #expect(MachineMemory.bytes("9999999999T") == .max)
  for text in ["", "K", "-1", "1.5G", "2 G", "2GB", "much"] { #expect(MachineMemory.bytes(text) == nil) }
}

@Test func thisMachineHasMemory() { #expect(MachineMemory.byteCount > 1 << 20) }
