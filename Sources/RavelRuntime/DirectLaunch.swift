import RavelCore
import RavelIR

/// A plan for the results of a trace that is one launch, from operands into fresh memory: what most are. It is run
/// without steps and slots, which take longer than the arithmetic on a few elements.
///
/// What a run reads lies in memory of this object's own: to read an array counts references to it, and that is most of
/// what is left.
final class DirectLaunch: Sendable {
  private struct Input {
    let parameter: Int
    let leaf: Int
    let byteOffset: Int
  }

  private struct Target {
    let parameter: Int
    let output: Int
    let byteOffset: Int
  }

  private struct Output {
    let operation: Unmanaged<Operation>
    let byteCount: Int
    let byteOffset: Int
  }

  private let launch: PreparedLaunch
  /// Held for `pointers` and `outputs`.
  private let held: (captured: [Origin], results: [Operation])
  /// The launch's pointers, where they are known: to constants, and to arrays that the trace brought.
  private nonisolated(unsafe) let pointers: UnsafeMutableBufferPointer<UnsafeMutableRawPointer>
  private nonisolated(unsafe) let inputs: UnsafeMutableBufferPointer<Input>
  private nonisolated(unsafe) let targets: UnsafeMutableBufferPointer<Target>
  private nonisolated(unsafe) let outputs: UnsafeMutableBufferPointer<Output>

  /// nil for a plan that does anything else.
  /// - Parameters:
  ///   - sources: where each array comes from that the plan reads.
  ///   - captured: the arrays that the trace brought.
  init?(_ plan: PreparedPlan, _ sources: [TracedPlan.Source], captured: [Origin], results: [Operation]) {
    guard plan.launches.count == 1, plan.steps.count == 1 else { return nil }
    let launch = plan.launches[0]
    let isPlain = plan.instructions.allSatisfy { instruction in
      switch instruction {
      case .take(let slot): plan.slots[slot].value == nil
      case .launch: true
      case .move, .release, .library: false
      }
    }
    let slots = plan.outputs.compactMap(\.memory.slot)
    guard isPlain, Set(slots).count == plan.slots.count, slots.count == plan.outputs.count,
      slots.count == plan.slots.count
    else { return nil }
    var pointers: [UnsafeMutableRawPointer] = []
    var inputs: [Input] = []
    var targets: [Target] = []
    for (parameter, operand) in launch.operands.enumerated() {
      pointers.append(launch.constantAddress(parameter))
      switch operand {
      case .constant: break
      case .memory(.slot(let slot), let offset):
        targets.append(Target(parameter: parameter, output: slots.firstIndex(of: slot)!, byteOffset: offset))
      case .memory(.input(let number), let offset):
        switch sources[number] {
        case .leaf(let leaf): inputs.append(Input(parameter: parameter, leaf: leaf, byteOffset: offset))
        case .captured(let place):
          pointers[parameter] = captured[place].buffer.address + captured[place].byteOffset + offset
        }
      }
    }
    let outputs = plan.outputs.indices.map { place in
      Output(
        operation: .passUnretained(results[place]), byteCount: plan.slots[slots[place]].byteCount,
        byteOffset: plan.outputs[place].byteOffset)
    }
    self.launch = launch
    held = (captured, results)
    self.pointers = Self.list(pointers)
    self.inputs = Self.list(inputs)
    self.targets = Self.list(targets)
    self.outputs = Self.list(outputs)
  }

  deinit {
    pointers.deallocate()
    inputs.deallocate()
    targets.deallocate()
    outputs.deallocate()
  }

  private static func list<Element: BitwiseCopyable>(_ elements: [Element]) -> UnsafeMutableBufferPointer<Element> {
    let list = UnsafeMutableBufferPointer<Element>.allocate(capacity: elements.count)
    _ = list.initialize(from: elements)
    return list
  }

  /// As `TracedPlan.run`.
  func run(
    _ leaves: UnsafeBufferPointer<Unmanaged<Expression>>, _ report: inout Report,
    _ take: (Int, consuming Expression) -> Void
  ) throws(ArrayError) -> Bool {
    let result: Result<Bool, ArrayError> = withUnsafeTemporaryAllocation(
      of: UnsafeMutableRawPointer.self, capacity: pointers.count
    ) { list in
      _ = list.initialize(from: pointers)
      for input in inputs {
        guard let address = leaves[input.leaf]._withUnsafeGuaranteedRef({ $0.storedAddress }) else {
          return .success(false)
        }
        list[input.parameter] = address + input.byteOffset
      }
      return withUnsafeTemporaryAllocation(of: Unmanaged<Buffer>.self, capacity: outputs.count) { buffers in
        for place in outputs.indices {
          do throws(ArrayError) {
            buffers.initializeElement(at: place, to: .passRetained(try Buffer(byteCount: outputs[place].byteCount)))
          } catch {
            for buffer in buffers[..<place] { buffer.release() }
            return .failure(error)
          }
        }
        for target in targets {
          list[target.parameter] =
            buffers[target.output]._withUnsafeGuaranteedRef { $0.address } + target.byteOffset
        }
        let start = Profile.start
        do throws(ArrayError) {
          try launch.run(UnsafeBufferPointer(list))
        } catch {
          for buffer in buffers { buffer.release() }
          return .failure(error)
        }
        report.count(launch)
        if let start { Profile.count(launch, since: start) }
        for place in outputs.indices {
          let output = outputs[place]
          take(
            place,
            Expression(
              output.operation.takeUnretainedValue(), storedIn: buffers[place].takeRetainedValue(),
              byteOffset: output.byteOffset))
        }
        return .success(true)
      }
    }
    return try result.get()
  }
}
