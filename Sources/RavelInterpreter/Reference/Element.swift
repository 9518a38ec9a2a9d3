import RavelCore
import RavelIR
import RavelOps

/// An element's components, as registers hold them; a real element has no second one.
struct ElementValue: BitwiseCopyable {
  var real: UInt64 = 0
  var imaginary: UInt64 = 0
}

extension Storage {
  /// Memory for any layout, views' included: elements that share memory in the layout share it here.
  init(holding layout: Layout, _ dtype: DType) throws(ArrayError) {
    _ = try elementCount(of: layout.shape, dtype: dtype)
    let reach = layout.offsetRange ?? 0...0
    let bytes = reach.count.multipliedReportingOverflow(by: dtype.itemSize)
    if bytes.overflow { throw .tooLarge(layout.shape, dtype) }
    self.init(
      buffer: try Buffer(byteCount: bytes.partialValue), dtype: dtype, layout: layout, offset: -reach.lowerBound)
  }

  /// The elements, for as long as this storage lasts.
  var elements: Elements { Elements(first: pointer, dtype: dtype) }

  /// The element that many elements from where every index is zero.
  func load(_ offset: Int) -> ElementValue { elements.load(offset) }

  func store(_ value: ElementValue, at offset: Int) { elements.store(value, at: offset) }
}

/// Elements in memory that somebody else keeps: loops over many of them take this, because it counts no references.
struct Elements {
  let first: UnsafeMutableRawPointer
  let dtype: DType

  /// The element that many elements from the first.
  func load(_ offset: Int) -> ElementValue {
    let address = first + offset * dtype.itemSize
    let part = dtype.component
    func bits(_ address: UnsafeMutableRawPointer) -> UInt64 {
      switch part.itemSize {
      case 1: UInt64(address.load(as: UInt8.self))
      case 2: UInt64(address.loadUnaligned(as: UInt16.self))
      case 4: UInt64(address.loadUnaligned(as: UInt32.self))
      default: address.loadUnaligned(as: UInt64.self)
      }
    }
    let real = part.extended(bits(address))
    return ElementValue(real: real, imaginary: dtype.isComplex ? bits(address + part.itemSize) : 0)
  }

  func store(_ value: ElementValue, at offset: Int) {
    let address = first + offset * dtype.itemSize
    let size = dtype.component.itemSize
    // Little-endian: a component's bytes are the low ones of its register.
    withUnsafeBytes(of: value.real.littleEndian) { address.copyMemory(from: $0.baseAddress!, byteCount: size) }
    if !dtype.isComplex { return }
    withUnsafeBytes(of: value.imaginary.littleEndian) {
      (address + size).copyMemory(from: $0.baseAddress!, byteCount: size)
    }
  }
}

/// A function of elements, from RavelOps' scalar programs.
final class ElementFunction {
  private let evaluator: ScalarEvaluator
  private let machine: Machine
  /// For each argument, its first register, and whether it has a second.
  private let arguments: [(register: Int, isComplex: Bool)]

  init(_ dtypes: [DType], _ body: ([ScalarValue]) -> ScalarValue) {
    let builder = ScalarBuilder()
    var registers = 0
    var arguments: [(Int, Bool)] = []
    let values = dtypes.map { dtype in
      arguments.append((registers, dtype.isComplex))
      registers += dtype.componentCount
      return (0..<dtype.componentCount).map { _ in builder.argument(dtype.component) }
    }
    let result = body(values.map { ScalarValue(components: $0) })
    self.arguments = arguments
    evaluator = ScalarEvaluator(builder, arguments: values.flatMap { $0 }, results: result.components)
    machine = Machine(evaluator.code)
  }

  func set(_ argument: Int, _ value: ElementValue) {
    let (register, isComplex) = arguments[argument]
    machine.registers[register] = value.real
    if isComplex { machine.registers[register + 1] = value.imaginary }
  }

  /// The function of the arguments that were set.
  func result() -> ElementValue {
    machine.run(evaluator.code.whole)
    let registers = evaluator.resultRegisters
    return ElementValue(
      real: machine.registers[registers[0]], imaginary: registers.count > 1 ? machine.registers[registers[1]] : 0)
  }

  func callAsFunction(_ a: ElementValue) -> ElementValue {
    set(0, a)
    return result()
  }

  func callAsFunction(_ a: ElementValue, _ b: ElementValue) -> ElementValue {
    set(0, a)
    set(1, b)
    return result()
  }
}
