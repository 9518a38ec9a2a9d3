import Ravel

/// Runs the functions of one kernel file over lazy arrays: arithmetic on arrays builds expressions, and everything else
/// happens at once, as in Python.
///
/// One call, one evaluator: it counts what the call does, so that no kernel runs for ever, and lets go of the scopes
/// that functions hold.
final class Evaluator {
  let file: SourceFile
  let module = Environment(parent: nil)
  private let limits: Program.Limits
  private let stack = StackBudget()
  private var steps = 0
  private var operations = 0
  private var calls = 0
  /// Scopes that functions or generators were made in: they and what is bound in them hold each other.
  private var capturedScopes: [Environment] = []

  /// Runs the top level of a file: imports, constants, definitions of functions.
  init(_ module: Module, limits: Program.Limits) throws(Diagnostic) {
    file = module.file
    self.limits = limits
    _ = try locating(at: SourceRange(start: 0, end: 0)) { try execute(module.body, in: self.module) }
  }

  deinit {
    for scope in capturedScopes { scope.clear() }
    module.clear()
  }

  /// Keeps a scope from being let go of before the call ends.
  func capture(_ scope: Environment) { capturedScopes.append(scope) }

  // MARK: Limits

  /// Counts steps of work that no array operation does.
  func charge(_ count: Int = 1) throws {
    steps += count
    guard steps <= limits.steps else {
      throw PythonError("the call takes more than \(limits.steps) steps; does a loop not end?")
    }
  }

  func charge(_ count: Int128) throws { try charge(Int(clamping: min(count, Int128(limits.steps) + 1))) }

  /// Counts an array operation.
  func chargeOperation() throws {
    operations += 1
    guard operations <= limits.operations else {
      throw PythonError("the call has more than \(limits.operations) array operations; does a loop not end?")
    }
  }

  func guardStack() throws {
    if stack.isExhausted { throw PythonError("maximum recursion depth exceeded") }
  }

  /// Runs the body of a call, unless calls are too deep.
  func entering<Result>(_ body: () throws -> Result) throws -> Result {
    guard calls < limits.calls else { throw PythonError("maximum recursion depth exceeded") }
    calls += 1
    defer { calls -= 1 }
    try guardStack()
    return try body()
  }

  // MARK: Errors

  /// Gives an error that has no place yet the place of the expression that was being evaluated.
  func locating<Result>(at range: SourceRange, _ body: () throws -> Result) throws(Diagnostic) -> Result {
    do {
      return try body()
    } catch let diagnostic as Diagnostic {
      throw diagnostic
    } catch {
      throw file.diagnostic("\(error)", at: range)
    }
  }
}
