#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Tells tools from outside what machine code in memory is called, on request: perf with `RAVEL_PERF_MAP=1`, gdb and
/// lldb with `RAVEL_GDB=1`.
enum CodeNames {
  private static let perfMap: PerfMap? = isWanted("RAVEL_PERF_MAP") ? PerfMap() : nil
  private static let debugger: Debugger? = isWanted("RAVEL_GDB") ? Debugger() : nil

  /// Instructions that are there from now on.
  static func add(_ instructions: UnsafeRawBufferPointer, _ name: @autoclosure () -> String) {
    if perfMap == nil && debugger == nil { return }
    let name = name()
    perfMap?.add(instructions, name)
    debugger?.add(instructions, name)
  }

  private static func isWanted(_ variable: String) -> Bool {
    guard let value = getenv(variable) else { return false }
    return !["", "0", "off"].contains(String(cString: value))
  }
}
