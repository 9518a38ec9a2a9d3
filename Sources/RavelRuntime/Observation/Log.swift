import Logging

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension Logger {
  /// The library's logger, "ravel". What becomes of its messages is for the program to say (`LoggingSystem.bootstrap`).
  ///
  /// `RAVEL_LOG` sets its level, whatever the program's handlers start with.
  static let ravel: Logger = {
    var logger = Logger(label: "ravel")
    guard let text = getenv("RAVEL_LOG").map({ String(cString: $0) }), !text.isEmpty else { return logger }
    if let level = Level(rawValue: text.lowercased()) {
      logger.logLevel = level
    } else {
      let names = Level.allCases.map(\.rawValue).joined(separator: ", ")
      logger.warning("RAVEL_LOG is '\(text)', none of \(names): it is left out of account")
    }
    return logger
  }()
}

extension Duration {
  /// For messages.
  var millisecondsText: String {
    let microseconds = Int(self / .microseconds(1))
    let fraction = String(microseconds % 1000)
    return "\(microseconds / 1000).\(String(repeating: "0", count: 3 - fraction.count))\(fraction) ms"
  }
}
