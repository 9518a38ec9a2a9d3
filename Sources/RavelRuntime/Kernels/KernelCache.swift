import RavelIR
import Synchronization

/// The kernels of an engine that this process has prepared, by what they are: a new shape of a known pattern prepares
/// nothing. Of those that are too many, the ones used least recently are forgotten.
final class KernelCache<Prepared: ExecutableKernel>: Sendable {
  /// A kernel's place, which whoever prepares it holds locked: who else needs the kernel waits there.
  private final class Place: Sendable {
    let prepared = Mutex<Prepared?>(nil)
  }

  private struct State {
    var places: [Kernel: Place] = [:]
    var kept: [ObjectIdentifier: (kernel: Kernel, prepared: Prepared)] = [:]
    var size = 0
    var limit = Kernels.usualMemoryLimit

    /// Forgets the kernels used least recently, until there is some room for those to come.
    /// - Returns: whether there were too many.
    mutating func shrink() -> Bool {
      guard size > limit else { return false }
      for (identity, entry) in kept.sorted(by: { $0.value.prepared.lastUse < $1.value.prepared.lastUse })
      where size > limit / 4 * 3 {
        kept[identity] = nil
        places[entry.kernel] = nil
        size -= entry.prepared.size
      }
      return true
    }
  }

  private let state = Mutex(State())

  /// Bytes that kernels may take together.
  var limit: Int { state.withLock { $0.limit } }
  /// Bytes that those which are kept take.
  var size: Int { state.withLock { $0.size } }

  /// The kernel prepared before, or now by `prepare`: once, however many threads ask for it.
  /// - Parameter forget: is called after some were forgotten, with those that are kept.
  func kernel<Failure: Error>(
    _ kernel: Kernel, prepare: (Kernel) -> Result<Prepared, Failure>, forget: (_ kept: Set<ObjectIdentifier>) -> Void
  ) -> Result<Prepared, Failure> {
    let place = state.withLock { state in
      if let known = state.places[kernel] { return known }
      let new = Place()
      state.places[kernel] = new
      return new
    }
    var isNew = false
    let result = place.prepared.withLock { known in
      if let known { return Result<Prepared, Failure>.success(known) }
      let result = prepare(kernel)
      known = try? result.get()
      isNew = known != nil
      return result
    }
    switch result {
    case .success(let prepared): if isNew { keep(prepared, kernel, in: place, forget) }
    case .failure:
      state.withLock { state in if state.places[kernel] === place { state.places[kernel] = nil } }
    }
    return result
  }

  /// Whether the kernel is prepared, or is being.
  func knows(_ kernel: Kernel) -> Bool { state.withLock { $0.places[kernel] != nil } }

  private func keep(_ prepared: Prepared, _ kernel: Kernel, in place: Place, _ forget: (Set<ObjectIdentifier>) -> Void)
  {
    KernelTime.now.add(1, ordering: .relaxed)
    prepared.noteUse()
    let kept: Set<ObjectIdentifier>? = state.withLock { state in
      // It may have been forgotten while it was prepared.
      guard state.places[kernel] == nil || state.places[kernel] === place else { return nil }
      state.places[kernel] = place
      state.kept[ObjectIdentifier(prepared)] = (kernel, prepared)
      state.size += prepared.size
      return state.shrink() ? Set(state.kept.keys) : nil
    }
    if let kept { forget(kept) }
  }

  func setLimit(_ limit: Int, forget: (_ kept: Set<ObjectIdentifier>) -> Void) {
    let kept: Set<ObjectIdentifier>? = state.withLock { state in
      state.limit = max(limit, 0)
      return state.shrink() ? Set(state.kept.keys) : nil
    }
    if let kept { forget(kept) }
  }

  func clear() {
    state.withLock { $0 = State(limit: $0.limit) }
  }
}
