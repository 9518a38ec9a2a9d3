/// The variables of one scope: the module's, a call's, or a comprehension's.
final class Environment {
  /// nil for the module.
  let parent: Environment?
  /// The names that belong to this scope wherever they are bound in it; the module's are whatever is bound.
  let localNames: Set<String>
  /// What Python puts before the names of functions that are made here: `f.<locals>.` within f.
  let prefix: String
  private var variables: [String: Value] = [:]

  init(parent: Environment?, localNames: Set<String> = [], prefix: String = "") {
    (self.parent, self.localNames, self.prefix) = (parent, localNames, prefix)
  }

  deinit { clear() }

  func bind(_ name: String, _ value: Value) { variables[name] = value }

  /// What is bound to a name in this scope itself.
  func local(_ name: String) -> Value? { variables[name] }

  /// The value of a name, seen from this scope.
  /// - Returns: nil if no scope has the name.
  /// - Throws: a `PythonError` if the scope that it belongs to has not bound it yet.
  func value(of name: String) throws -> Value? {
    var scope = self
    while true {
      if let value = scope.variables[name] { return value }
      if scope.localNames.contains(name) {
        throw PythonError(
          scope === self
            ? "cannot access local variable '\(name)' where it is not associated with a value"
            : "cannot access free variable '\(name)' where it is not associated with a value in enclosing scope")
      }
      guard let parent = scope.parent else { return nil }
      scope = parent
    }
  }

  /// Forgets all variables. Functions that are bound where they were made hold their scope, and it holds them: only
  /// this lets go of both.
  func clear() {
    var values = Array(variables.values)
    variables = [:]
    release(&values)
  }
}
