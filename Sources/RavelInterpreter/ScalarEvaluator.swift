import RavelCore
import RavelOps

/// Runs a scalar program on single elements: the meaning of every primitive, in plain Swift.
///
/// Values go in and out as their dtypes' bits, as `Constant.bits` has them. Preparing costs more than running, which
/// allocates nothing for an element.
public struct ScalarEvaluator: Sendable {
  let code: Code
  private let arguments: [DType]
  private let results: [DType]
  let resultRegisters: [Int]

  /// - Parameters:
  ///   - program: statements that define each value once and before its uses, with neither loads nor indices:
  ///     those are a kernel's.
  ///   - arguments: what the program receives, in the order in which `callAsFunction` takes it.
  ///   - results: what it gives.
  public init(_ program: [ScalarStatement], arguments: [BlockArgument], results: [BlockArgument]) {
    var decoder = Decoder()
    let first = decoder.define(arguments)
    precondition(first == 0, "arguments come first")
    decoder.decode(program)
    let isOfKernel = decoder.listing.operations.contains { $0.code.isAccess || $0.code == .index }
    precondition(!isOfKernel, "loads and indices are a kernel's")
    code = Code(decoder.listing)
    self.arguments = arguments.map(\.dtype)
    self.results = results.map(\.dtype)
    resultRegisters = results.map { decoder.register($0.id) }
  }

  /// The program that a builder has built so far.
  public init(_ builder: ScalarBuilder, arguments: [Scalar], results: [Scalar]) {
    func argument(_ value: Scalar) -> BlockArgument { BlockArgument(id: value.id, dtype: value.dtype) }
    self.init(builder.program, arguments: arguments.map(argument), results: results.map(argument))
  }

  /// The results' bits for one element, from its arguments' bits.
  public func callAsFunction(_ arguments: [UInt64]) -> [UInt64] { evaluate(arguments.map { [$0] }).map { $0[0] } }

  /// The results' bits for many elements: one array for each result, from one for each argument, all equally long.
  /// - Parameter count: the number of elements, for a program without arguments.
  public func evaluate(_ columns: [[UInt64]], count: Int? = nil) -> [[UInt64]] {
    precondition(columns.count == arguments.count, "\(arguments.count) arguments, not \(columns.count)")
    let count = count ?? columns.first?.count ?? 1
    precondition(columns.allSatisfy { $0.count == count }, "arguments of \(count) elements")
    var outputs = results.map { _ in [UInt64](repeating: 0, count: count) }
    let machine = Machine(code)
    for element in 0..<count {
      for (register, dtype) in arguments.enumerated() {
        machine.registers[register] = dtype.extended(columns[register][element])
      }
      machine.run(code.whole)
      for (number, dtype) in results.enumerated() {
        outputs[number][element] = machine.registers[resultRegisters[number]] & dtype.registerMask
      }
    }
    return outputs
  }
}
