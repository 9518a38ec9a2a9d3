import Logging

/// What the library has to say, on standard error as the command's own words.
struct Notices: LogHandler {
  var logLevel: Logger.Level = .notice
  var metadata: Logger.Metadata = [:]

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    // What is not for everybody says that it is not.
    let kind = event.level < .notice ? "\(event.level): " : ""
    Output.standardError("ravel: \(kind)\(event.message)")
  }
}
