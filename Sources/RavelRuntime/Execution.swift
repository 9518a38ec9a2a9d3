import RavelCore
import RavelIR

extension PreparedPlan {
  /// Runs the plan.
  /// - Parameters:
  ///   - addresses: where the arrays start that it reads, in the order of the graph's inputs. Whoever calls holds them.
  ///   - origin: such an array, by its number.
  ///   - report: what is done is added to it.
  ///   - take: is given the number of each output, and where its elements are.
  func run(
    _ addresses: UnsafeBufferPointer<UnsafeMutableRawPointer>, origin: (Int) -> Origin, _ report: inout Report,
    _ take: (Int, Origin) -> Void
  ) throws(ArrayError) {
    // No array is made on the way: a small evaluation takes no longer than a few allocations would.
    let result: Result<Void, ArrayError> = withUnsafeTemporaryAllocation(of: Buffer?.self, capacity: slots.count) {
      buffers in
      buffers.initialize(repeating: nil)
      defer { buffers.deinitialize() }
      let execution = Execution(plan: self, inputs: addresses, buffers: buffers)
      do throws(ArrayError) { try execution.run(origin, &report) } catch { return .failure(error) }
      for place in outputs.indices { take(place, execution.output(place, origin)) }
      return .success(())
    }
    try result.get()
  }

  /// As above.
  /// - Parameter inputs: the arrays that it reads, in the order of the graph's inputs.
  func run(_ inputs: [Origin], _ report: inout Report, _ take: (Int, Origin) -> Void) throws(ArrayError) {
    let result: Result<Void, ArrayError> = withUnsafeTemporaryAllocation(
      of: UnsafeMutableRawPointer.self, capacity: inputs.count
    ) { addresses in
      for number in inputs.indices {
        addresses.initializeElement(at: number, to: inputs[number].buffer.address + inputs[number].byteOffset)
      }
      return Result { () throws(ArrayError) in
        try run(UnsafeBufferPointer(addresses), origin: { inputs[$0] }, &report, take)
      }
    }
    try result.get()
  }
}

/// One run of a plan.
private struct Execution {
  let plan: PreparedPlan
  let inputs: UnsafeBufferPointer<UnsafeMutableRawPointer>
  /// The memory of slots, while they have any.
  let buffers: UnsafeMutableBufferPointer<Buffer?>

  func run(_ origin: (Int) -> Origin, _ report: inout Report) throws(ArrayError) {
    for instruction in plan.instructions {
      switch instruction {
      case .take(let slot): try take(slot)
      case .move(let from, let to): buffers[to] = buffers[from]
      case .release(let slot): buffers[slot] = nil
      case .launch(let number):
        let launch = plan.launches[number]
        let start = Profile.start
        // Inputs and slots outlive the run: nothing but pointers to them goes into the kernel.
        try launch.run(input: { inputs[$0] }, slot: { buffers[$0]!.address })
        report.count(launch)
        if let start { Profile.count(launch, since: start) }
      case .library(let step):
        guard case .library(let a, let b, let target) = plan.steps[step].work else { continue }
        report.libraryCalls += 1
        let start = Profile.start
        let (left, right, result) = (storage(a, origin), storage(b, origin), storage(target, origin))
        let isDone = BLAS.shared?.multiply(left, right, into: result) ?? false
        precondition(isDone, "a plan calls a library only for what it takes")
        if let start { Profile.count(product: a, b, into: target, since: start) }
      }
    }
  }

  /// Where one of the graph's outputs is, after the run.
  func output(_ number: Int, _ origin: (Int) -> Origin) -> Origin {
    let output = plan.outputs[number]
    switch output.memory {
    case .input(let number):
      let input = origin(number)
      return Origin(buffer: input.buffer, byteOffset: input.byteOffset + output.byteOffset)
    case .slot(let number): return Origin(buffer: buffers[number]!, byteOffset: output.byteOffset)
    }
  }

  private func take(_ number: Int) throws(ArrayError) {
    let slot = plan.slots[number]
    let buffer = try Buffer(byteCount: slot.byteCount)
    slot.value?.write(to: buffer.address)
    buffers[number] = buffer
  }

  private func storage(_ place: Place, _ origin: (Int) -> Origin) -> Storage {
    switch place.memory {
    case .input(let number):
      let input = origin(number)
      return Storage(
        buffer: input.buffer, dtype: place.dtype, layout: place.layout,
        offset: input.byteOffset / place.dtype.itemSize + place.offset)
    case .slot(let number):
      return Storage(buffer: buffers[number]!, dtype: place.dtype, layout: place.layout, offset: place.offset)
    }
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
