import CLLVM

// Vectors and aggregates. A vector of one lane is a scalar throughout (see `IRType.vector`).

extension Builder {
  /// A scalar in every lane.
  public func splat(_ scalar: IRValue, _ lanes: Int) -> IRValue {
    if lanes == 1 { return scalar }
    if scalar.isConstant { return scalar.splatted(lanes) }
    let first = insertElement(scalar.type.vector(lanes).poison, scalar, 0)
    return shuffle(first, lanes: Array(repeating: 0, count: lanes))
  }

  /// Lanes picked from `a`, then from `b` (numbered on from `a`'s last lane); -1 leaves a lane open.
  public func shuffle(_ a: IRValue, _ b: IRValue? = nil, lanes picks: [Int]) -> IRValue {
    let i32 = context.i32
    let picked = picks.map { $0 < 0 ? i32.poison : i32.constant($0) }
    var refs = picked.map(\.ref)
    // A constant vector even for one pick: the mask's lanes are the result's.
    let mask = llvm.pointee.LLVMConstVector(&refs, UInt32(refs.count))
    let second = b ?? a.type.poison
    return IRValue(ref: llvm.pointee.LLVMBuildShuffleVector(ref, a.ref, second.ref, mask, ""))
  }

  /// The lanes in opposite order.
  public func reverse(_ vector: IRValue) -> IRValue {
    let lanes = vector.type.lanes
    return lanes == 1 ? vector : shuffle(vector, lanes: (0..<lanes).reversed())
  }

  /// `count` lanes from lane `first` on, `step` apart. More than one lane is asked for.
  public func slice(_ vector: IRValue, from first: Int, count: Int, step: Int = 1) -> IRValue {
    shuffle(vector, lanes: (0..<count).map { first + $0 * step })
  }

  /// The lanes of `a`, then those of `b`; both of one vector type.
  public func concatenate(_ a: IRValue, _ b: IRValue) -> IRValue {
    shuffle(a, b, lanes: Array(0..<2 * a.type.lanes))
  }

  /// a0, b0, a1, b1, ...; both of one vector type.
  public func interleave(_ a: IRValue, _ b: IRValue) -> IRValue {
    let lanes = a.type.lanes
    return shuffle(a, b, lanes: (0..<lanes).flatMap { [$0, lanes + $0] })
  }

  /// One lane; lane 0 of a scalar is itself.
  public func extractElement(_ vector: IRValue, _ lane: Int) -> IRValue {
    vector.type.isVector ? extractElement(vector, context.i32.constant(lane)) : vector
  }

  public func extractElement(_ vector: IRValue, _ lane: IRValue) -> IRValue {
    IRValue(ref: llvm.pointee.LLVMBuildExtractElement(ref, vector.ref, lane.ref, ""))
  }

  /// The vector with one lane replaced.
  public func insertElement(_ vector: IRValue, _ scalar: IRValue, _ lane: Int) -> IRValue {
    let position = context.i32.constant(lane)
    return IRValue(ref: llvm.pointee.LLVMBuildInsertElement(ref, vector.ref, scalar.ref, position.ref, ""))
  }

  /// A field of a structure or array value, such as the overflow bit of `saddWithOverflow`.
  public func extractValue(_ aggregate: IRValue, _ index: Int) -> IRValue {
    IRValue(ref: llvm.pointee.LLVMBuildExtractValue(ref, aggregate.ref, UInt32(index), ""))
  }

  public func insertValue(_ aggregate: IRValue, _ value: IRValue, _ index: Int) -> IRValue {
    IRValue(ref: llvm.pointee.LLVMBuildInsertValue(ref, aggregate.ref, value.ref, UInt32(index), ""))
  }
}

// MARK: - Intrinsics

extension Builder {
  /// Calls an intrinsic.
  /// - Parameter overloads: the types that its name is completed with; the first argument's type if not given, which is
  ///   right for all that work lane by lane on one type and for the reductions of integers.
  public func intrinsic(_ intrinsic: Intrinsic, _ arguments: IRValue..., overloads: [IRType]? = nil) -> IRValue {
    call(declaration(of: intrinsic, overloads: overloads ?? [arguments[0].type]), arguments)
  }

  /// Calls an intrinsic by its full name without overload suffix, such as `llvm.x86.avx512.vpermi2var.d.512`.
  /// - Throws: `LLVMError.unknownIntrinsic` if the loaded LLVM has none of that name.
  public func intrinsic(
    named name: String, _ arguments: [IRValue], overloads: [IRType] = []
  ) throws(LLVMError) -> IRValue {
    let id = intrinsicID(name)
    if id == 0 { throw .unknownIntrinsic(name) }
    return call(declaration(of: id, overloads: overloads), arguments)
  }

  func declaration(of intrinsic: Intrinsic, overloads: [IRType]) -> Function {
    declaration(of: intrinsic.id, overloads: overloads)
  }

  private func declaration(of id: UInt32, overloads: [IRType]) -> Function {
    var refs = overloads.map(\.ref)
    // LLVM stops the process over types for an intrinsic that takes none.
    let count = llvm.pointee.LLVMIntrinsicIsOverloaded(id) != 0 ? refs.count : 0
    return Function(ref: llvm.pointee.LLVMGetIntrinsicDeclaration(module.ref, id, &refs, count))
  }
}
