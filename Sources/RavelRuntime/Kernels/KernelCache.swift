import RavelIR
import RavelInterpreter
import Synchronization

/// The kernels that this process has prepared, by engine and by what they are: a new shape of a known pattern prepares
/// nothing.
final class KernelCache<Prepared: Sendable>: Sendable {
  private struct State {
    var kernels: [Kernel: Prepared] = [:]
    var hits = 0
    var misses = 0
  }

  private let state = Mutex(State())

  var counts: (hits: Int, misses: Int) { state.withLock { ($0.hits, $0.misses) } }

  /// The kernel prepared before, or prepared now by `prepare`, outside the lock: two threads may both prepare it, and
  /// one result stays.
  func kernel(_ kernel: Kernel, prepare: (Kernel) throws -> Prepared) rethrows -> Prepared {
    let known = state.withLock { state in
      let found = state.kernels[kernel]
      if found != nil { state.hits += 1 }
      return found
    }
    if let known { return known }
    let prepared = try prepare(kernel)
    return state.withLock { state in
      if let other = state.kernels[kernel] { return other }
      state.misses += 1
      state.kernels[kernel] = prepared
      return prepared
    }
  }

  func clear() { state.withLock { $0.kernels = [:] } }
}
