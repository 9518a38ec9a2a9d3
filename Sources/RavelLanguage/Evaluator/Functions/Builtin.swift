import Ravel
import Synchronization

/// A function that the kernel language has: one row of its tables.
final class Builtin: Sendable {
  /// What is called: a function of a module, or a method of a kind of values.
  enum Owner: String, Sendable {
    case python, math, numpy, ndarray, ufunc, list, number
  }

  /// What a row says, read when somebody asks: a kernel calls few of the functions that there are.
  struct Texts: Sendable {
    /// The parameters as Python's documentation writes them: `a, axis=None, *, keepdims=False`.
    let parameters: Substring
    /// What `ravel ops` says of the function, in a sentence.
    let doc: String
  }

  let owner: Owner
  let name: String
  /// The operation if the function is a ufunc in NumPy, with the ufunc's own parameters.
  let ufunc: Op?
  /// Whether the function is a ufunc in NumPy: also one of several results, or one of matrices.
  let isUfunc: Bool
  /// Whether Python's function is a type, which may also stand for a dtype: `float`.
  let isType: Bool
  private let texts: @Sendable () -> Texts
  private let resultLoops: @Sendable () -> [[UfuncLoop]]
  private let parsedSignature = Mutex<Signature?>(nil)
  private let implementation: @Sendable (Call) throws -> Value

  /// - Parameter head: the name and the parameters, as Python's documentation writes them: `sum(a, axis=None, *,
  ///   keepdims=False)`. A method's first parameter is the value before the dot.
  /// - Parameter op: the operation on elements that the function is, if it is no more than that.
  /// - Parameter ufuncLoops: a ufunc's loops, for each of its results.
  init(
    _ owner: Owner, _ head: String, _ doc: @autoclosure @escaping @Sendable () -> String, op: Op? = nil,
    ufuncLoops: (@Sendable () -> [[UfuncLoop]])? = nil, isType: Bool = false,
    _ implementation: @escaping @Sendable (Call) throws -> Value
  ) {
    let open = head.firstIndex(of: "(") ?? head.endIndex
    self.owner = owner
    name = String(head[..<open])
    texts = { Texts(parameters: head[open...].dropFirst().dropLast(), doc: doc()) }
    ufunc = nil
    isUfunc = ufuncLoops != nil
    resultLoops = ufuncLoops ?? { op.map { [$0.spec.loops] } ?? [] }
    (self.isType, self.implementation) = (isType, implementation)
  }

  /// A function of NumPy that is a row of the operation table.
  init(
    _ op: Op, texts: @escaping @Sendable () -> Texts, _ implementation: @escaping @Sendable (Call) throws -> Value
  ) {
    owner = .numpy
    name = op.rawValue
    ufunc = op.spec.traits.contains(.function) ? nil : op
    isUfunc = ufunc != nil
    resultLoops = { [op.spec.loops] }
    isType = false
    (self.texts, self.implementation) = (texts, implementation)
  }

  var doc: String { texts().doc }

  /// The loops of the operation that the function is, for each of its results; none if it is more than an operation.
  var loops: [[UfuncLoop]] { resultLoops() }

  var signature: Signature {
    parsedSignature.withLock { known in
      if let known { return known }
      let signature = Signature(parsing: texts().parameters)
      known = signature
      return signature
    }
  }

  /// Whether the first parameter is the value before the dot.
  var isMethod: Bool { owner == .ndarray || owner == .ufunc || owner == .list || owner == .number }

  func call(
    _ positional: [Value], _ keywords: [(name: String, value: Value)], in evaluator: Evaluator
  ) throws -> Value {
    if owner == .numpy || owner == .ndarray || owner == .ufunc { try evaluator.chargeOperation() }
    let signature = signature
    let values = try signature.bind(
      isUfunc ? gatheringOutputs(positional, keywords) : positional, keywords, of: name, methodOf: isMethod)
    return try implementation(Call(evaluator: evaluator, signature: signature, values: values))
  }

  /// A ufunc's arguments with those after its operands as the one argument `out`. NumPy counts them before it looks at
  /// keywords.
  private func gatheringOutputs(
    _ positional: [Value], _ keywords: [(name: String, value: Value)]
  ) throws -> [Value] {
    let operands = signature.slots.prefix(while: \.isRequired).count
    guard operands...operands + loops.count ~= positional.count else {
      throw PythonError(
        "\(name)() takes from \(operands) to \(operands + loops.count) positional arguments but \(positional.count) "
          + "\(positional.count == 1 ? "was" : "were") given")
    }
    let outputs = positional.dropFirst(operands)
    if outputs.isEmpty { return positional }
    if keywords.contains(where: { $0.name == "out" }) {
      throw PythonError("cannot specify 'out' as both a positional and keyword argument")
    }
    let absent = repeatElement(Value.none, count: loops.count - outputs.count)
    return positional.prefix(operands) + [.tuple(Array(outputs) + Array(absent))]
  }
}

/// The arguments of a call of a built-in function, by the names of its parameters.
struct Call {
  let evaluator: Evaluator
  let signature: Signature
  let values: [Value]

  subscript(_ name: String) -> Value {
    guard let place = signature.slots.firstIndex(where: { $0.name == name }) else {
      preconditionFailure("the function has no parameter '\(name)'")
    }
    return values[place]
  }

  /// The argument, or nil if it is None.
  func given(_ name: String) -> Value? {
    if case .none = self[name] { nil } else { self[name] }
  }

  func operand(_ name: String) throws -> any ArrayOperand { try evaluator.requiredOperand(self[name]) }

  func array(_ name: String) throws -> NDArray { try evaluator.array(of: self[name]) }

  /// The array object that the argument is, or a new one.
  func object(_ name: String) throws -> ArrayObject {
    if case .array(let object) = self[name] { return object }
    return ArrayObject(try array(name))
  }

  func integer(_ name: String) throws -> Int { try evaluator.integer(self[name]) }

  func flag(_ name: String) throws -> Bool { try evaluator.truth(of: self[name]) }

  func dtype(_ name: String) throws -> DType? { try given(name).map(evaluator.dtype) }

  /// One integer or a sequence of them; nil for None.
  func axes(_ name: String) throws -> [Int]? { try given(name).map(integers) }

  /// An array's extents: one integer or a sequence of them.
  func shape(_ name: String) throws -> Shape { try integers(self[name]) }

  private func integers(_ value: Value) throws -> [Int] {
    switch value {
    case .tuple, .list: return try evaluator.items(of: value).map(evaluator.integer)
    case .float(let number):
      throw PythonError("expected a sequence of integers or a single integer, got '\(number.pythonText)'")
    default: return [try evaluator.integer(value)]
    }
  }

  /// The keywords that were gathered, to be passed on.
  func keywords(_ name: String) throws -> [(name: String, value: Value)] {
    try evaluator.items(of: self[name]).compactMap { pair in
      guard case .tuple(let members) = pair, case .string(let keyword)? = members.values.first else { return nil }
      return (keyword, members.values[1])
    }
  }

  /// What a method takes as `x.reshape(2, 3)` or `x.reshape((2, 3))`.
  func variadicIntegers(_ name: String) throws -> [Int] {
    let members = try evaluator.items(of: self[name])
    return members.count == 1 ? try integers(members[0]) : try members.map(evaluator.integer)
  }

  /// NumPy's scalars keep being scalars where arrays without axes keep being arrays.
  func likeArgument(_ name: String, _ result: NDArray) -> Value {
    if case .array = self[name] { return .array(ArrayObject(result)) }
    return .computed(result)
  }

  /// Stores a result in the argument `out`, if there is one.
  func stored(_ result: NDArray, from function: String) throws -> Value {
    guard let object = try target() else { return .computed(result) }
    try object.update(to: object.value.receiving(result, from: function))
    return .array(object)
  }
}
