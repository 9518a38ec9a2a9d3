import RavelCore
import RavelIR

extension PreparedPlan {
  /// Runs the plan.
  /// - Parameters:
  ///   - inputs: the arrays that it reads, in the order of the graph's inputs.
  ///   - report: what is done is added to it.
  ///   - take: is given the number of each output, and where its elements are.
  func run(_ inputs: [Origin], _ report: inout Report, _ take: (Int, Origin) -> Void) throws {
    var execution = Execution(self, inputs)
    try execution.run(&report)
    for place in outputs.indices { take(place, execution.output(place)) }
  }
}

/// One run of a plan.
private struct Execution: ~Copyable {
  private let plan: PreparedPlan
  private let inputs: [Origin]
  /// The memory of slots, while they have any.
  private var buffers: [Buffer?]

  init(_ plan: PreparedPlan, _ inputs: [Origin]) {
    self.plan = plan
    self.inputs = inputs
    buffers = Array(repeating: nil, count: plan.slots.count)
  }

  mutating func run(_ report: inout Report) throws {
    for step in plan.steps {
      for slot in step.taken { try take(slot) }
      for donation in step.donations { buffers[donation.to] = buffers[donation.from] }
      switch step.work {
      case .launch(let launch):
        try run(launch)
        report.count(launch)
      case .library(let a, let b, let target):
        report.libraryCalls += 1
        let isDone = try BLAS.shared?.multiply(storage(a), storage(b), into: storage(target)) ?? false
        precondition(isDone, "a plan calls a library only for what it takes")
      }
      for slot in step.released { buffers[slot] = nil }
    }
    for slot in plan.unused { try take(slot) }
  }

  /// Where one of the graph's outputs is, after the run.
  func output(_ place: Int) -> Origin {
    let place = plan.outputs[place]
    let byteOffset = place.offset * place.dtype.itemSize
    switch place.memory {
    case .input(let number):
      return Origin(buffer: inputs[number].buffer, byteOffset: inputs[number].byteOffset + byteOffset)
    case .slot(let number): return Origin(buffer: buffers[number]!, byteOffset: byteOffset)
    }
  }

  private mutating func take(_ number: Int) throws(ArrayError) {
    let slot = plan.slots[number]
    let buffer = try Buffer(byteCount: slot.byteCount)
    slot.value?.write(to: buffer.address)
    buffers[number] = buffer
  }

  private func storage(_ place: Place) -> Storage {
    switch place.memory {
    case .input(let number):
      Storage(
        buffer: inputs[number].buffer, dtype: place.dtype, layout: place.layout,
        offset: inputs[number].byteOffset / place.dtype.itemSize + place.offset)
    case .slot(let number):
      Storage(buffer: buffers[number]!, dtype: place.dtype, layout: place.layout, offset: place.offset)
    }
  }

  /// Inputs and slots outlive the run: nothing but pointers to them goes into the kernel.
  private func run(_ launch: PreparedLaunch) throws(ArrayError) {
    var pointers: [UnsafeMutableRawPointer] = []
    pointers.reserveCapacity(launch.operands.count)
    for (number, operand) in launch.operands.enumerated() {
      switch operand {
      case .memory(.input(let input), let offset):
        pointers.append(inputs[input].buffer.address + inputs[input].byteOffset + offset)
      case .memory(.slot(let slot), let offset): pointers.append(buffers[slot]!.address + offset)
      case .constant: pointers.append(launch.constantAddress(number))
      }
    }
    try withExtendedLifetime((inputs, buffers, launch)) { () throws(ArrayError) in try launch.run(pointers) }
  }
}

extension Constant {
  /// Writes the element's bytes.
  func write(to address: UnsafeMutableRawPointer) {
    let part = dtype.component.itemSize
    withUnsafeBytes(of: bits.littleEndian) { address.copyMemory(from: $0.baseAddress!, byteCount: part) }
    guard dtype.isComplex else { return }
    withUnsafeBytes(of: imaginaryBits.littleEndian) {
      (address + part).copyMemory(from: $0.baseAddress!, byteCount: part)
    }
  }
}
