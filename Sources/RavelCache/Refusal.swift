/// Why a file of the cache, or its folder, is not used. The texts are also how refusals are counted.
public enum Refusal: String, Error, Sendable, CaseIterable, CustomStringConvertible {
  case link = "it is a symbolic link"
  case special = "it is not a plain file"
  case foreign = "it belongs to another user"
  case writable = "other users may write to it"
  case unreadable = "it cannot be read"
  case short = "it is cut short"
  case format = "it is of another format"
  case checksum = "its checksum is wrong"
  case key = "it is about something else than its name says"
  case code = "its code cannot be loaded"

  public var description: String { rawValue }
}

/// Why there is no cache.
public struct CacheUnavailable: Error, Sendable, Equatable, CustomStringConvertible {
  public let description: String

  public init(description: String) { self.description = description }
}
