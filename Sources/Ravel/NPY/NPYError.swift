/// A file that is not what its name says, or cannot be had.
public struct FileError: Error, Hashable, CustomStringConvertible {
  public var path: String
  public var problem: String
  public var description: String { "\(path): \(problem)" }
}
