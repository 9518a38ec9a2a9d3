import CThreads
import RavelCore

/// The processors that the process may use.
enum Processors {
  /// At least 1: those that it may run on, or as many as its control groups' share of time amounts to.
  static let count: Int = {
    let allowed = max(Int(cthreads_processors()), 1)
    return min(allowed, share(of: .own, ControlGroups.text) ?? allowed)
  }()

  /// How many processors the time that control groups give amounts to, rounded up: work comes in bursts, and the share
  /// of one period is mostly there when it comes. nil if there is no limit.
  /// - Parameter text: a file's contents, if there is such a file.
  static func share(of groups: ControlGroups, _ text: (_ path: String) -> String?) -> Int? {
    groups.folders(of: "cpu").compactMap { folder in
      if folder.isSecondVersion { return limit(text("\(folder.path)/cpu.max")) }
      guard let quota = text("\(folder.path)/cpu.cfs_quota_us"), let period = text("\(folder.path)/cpu.cfs_period_us")
      else { return nil }
      return limit(quota + " " + period)
    }.min()
  }

  /// - Parameter text: microseconds of processor time and of the period in which they may be spent; "max" or -1 for no
  ///   limit.
  private static func limit(_ text: String?) -> Int? {
    guard let words = text?.split(whereSeparator: \.isWhitespace), words.count == 2, let quota = Double(words[0]),
      let period = Double(words[1]), quota > 0, period > 0, (quota / period).rounded(.up) <= 1e6
    else { return nil }
    return Int((quota / period).rounded(.up))
  }
}
