import LLVM
import RavelCore
import RavelOps

/// Iterations: plain loops in scalar code; in vector code a loop that goes round while any lane is active, and keeps
/// the values of those that are not.
extension KernelEmitter {
  func emit(_ iteration: Iteration) {
    let count = lanes.count
    let pairs = loadedPairs
    defer { loadedPairs = pairs }
    let dtypes = iteration.carried.map(\.dtype)
    let initial = iteration.initial.map { vector($0) }
    var active = vector(iteration.active)
    // Lanes that do not count must not keep the loop going.
    if let mask = lanes.mask { active = builder.and(active, mask) }

    let before = builder.insertBlock!
    let head = function.appendBlock("iterate")
    let exit = function.appendBlock("iterate.end")
    builder.condbr(isAny(active), head, exit)
    builder.position(atEnd: head)
    let carried = initial.map { builder.phi($0.type) }
    let isActive = builder.phi(active.type)
    for (phi, value) in zip(carried + [isActive], initial + [active]) { builder.addIncoming(phi, value, from: before) }
    bind(iteration.carried, carried)
    for statement in iteration.body { emit(statement) }
    let again = builder.and(vector(iteration.again), isActive)
    let next = zip(iteration.next, carried).map { id, old in
      count == 1 ? use(id) : builder.select(isActive, vector(id), old)
    }
    let latch = builder.insertBlock!
    for (phi, value) in zip(carried + [isActive], next + [again]) { builder.addIncoming(phi, value, from: latch) }
    builder.condbr(isAny(again), head, exit)

    builder.position(atEnd: exit)
    for (index, id) in iteration.results.enumerated() {
      let result = builder.phi(initial[index].type)
      builder.addIncoming(result, initial[index], from: before)
      builder.addIncoming(result, next[index], from: latch)
      define(id, dtypes[index], result)
    }
  }

  private func isAny(_ mask: IRValue) -> IRValue { mask.type.isVector ? builder.intrinsic(.reduceOr, mask) : mask }
}
