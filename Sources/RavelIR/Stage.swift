/// A stage of the compiler as a value: it prints, compares, and says what the next stage may rely on.
public protocol Stage: CustomStringConvertible, Hashable, Sendable {
  /// The stage's name on the command line: `graph`, `kernel`.
  static var name: String { get }
  /// - Throws: `VerifyError` naming the first thing that the next stage may not be given.
  func verify() throws(VerifyError)
}

/// A stage that is not as it must be: a fault of the pass that made it, never of the user's expression.
public struct VerifyError: Error, CustomStringConvertible {
  public var stage: String
  public var problem: String
  /// The stage's text, for the report.
  public var text: String

  public init(stage: String, problem: String, text: String) {
    self.stage = stage
    self.problem = problem
    self.text = text
  }

  public var description: String { "internal error: \(stage): \(problem)\n\(text)" }
}
