/// A file that is not what its name says, or cannot be had.
public struct FileError: Error, Hashable, CustomStringConvertible {
  /// The file, and the member if it is one of an archive.
  public var path: String
  /// What is wrong.
  public var problem: String

  /// An error of that file.
  public init(path: String, problem: String) {
    self.path = path
    self.problem = problem
  }

  /// `PATH: PROBLEM`.
  public var description: String { "\(path): \(problem)" }
}

/// What is wrong with a file, for whoever knows its path.
struct NPYProblem: Error {
  var text: String
  init(_ text: String) { self.text = text }

  /// Runs `body` for a file at `path`.
  static func at<Value>(_ path: String, _ body: () throws(NPYProblem) -> Value) throws(FileError) -> Value {
    do throws(NPYProblem) {
      return try body()
    } catch {
      throw FileError(path: path, problem: error.text)
    }
  }
}
