import RavelCodegen
import RavelRuntime

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What the process did, in a line.
enum ProfileText {
  static var current: String {
    let report = Profile.report
    var parts = ["\(report.kernelsLaunched) \(report.kernelsLaunched == 1 ? "kernel" : "kernels") run"]
    parts.append("\(report.kernelsCompiled) compiled" + time(report.compileSeconds))
    let mapped = report.mapSeconds == 0 ? "" : " (mapped and linked\(time(report.mapSeconds)))"
    parts.append("\(report.kernelsLoaded) loaded from the cache" + time(report.loadSeconds) + mapped)
    let wasLookedFor = CodegenTarget.hasLookedForLibrary
    parts.append(
      "LLVM was \(!wasLookedFor ? "not opened" : (try? CodegenTarget.library()) == nil ? "not found" : "opened")")
    parts.append("\(Quantity.bytes(report.bytesMoved)) moved")
    parts.append("\(Quantity.milliseconds(processorSeconds)) ms of processor time in all")
    return parts.joined(separator: ", ")
  }

  private static func time(_ seconds: Double) -> String {
    seconds == 0 ? "" : " in \(Quantity.milliseconds(seconds)) ms"
  }

  private static var processorSeconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
