import CLLVM

// Memory. Alignments are in bytes and promises: an address that breaks one is undefined behaviour.

extension Builder {
  /// - Parameter nontemporal: the data will not be used again soon; stores bypass the caches where hardware can.
  public func load(_ type: IRType, _ pointer: IRValue, alignment: Int, nontemporal: Bool = false) -> IRValue {
    let load = llvm.pointee.LLVMBuildLoad2(ref, type.ref, pointer.ref, "")
    llvm.pointee.LLVMSetAlignment(load, UInt32(alignment))
    if nontemporal { markNontemporal(load) }
    return IRValue(ref: load)
  }

  public func store(_ value: IRValue, _ pointer: IRValue, alignment: Int, nontemporal: Bool = false) {
    let store = llvm.pointee.LLVMBuildStore(ref, value.ref, pointer.ref)
    llvm.pointee.LLVMSetAlignment(store, UInt32(alignment))
    if nontemporal { markNontemporal(store) }
  }

  /// Everything that was stored before is seen before everything that comes after.
  public func fence() { _ = llvm.pointee.LLVMBuildFence(ref, LLVMAtomicOrderingSequentiallyConsistent, 0, "") }

  private func markNontemporal(_ instruction: LLVMValueRef) {
    let name = "nontemporal"
    let kind = llvm.pointee.LLVMGetMDKindIDInContext(context.ref, name, UInt32(name.utf8.count))
    var one: LLVMMetadataRef = llvm.pointee.LLVMValueAsMetadata(context.i32.constant(1).ref)
    let node = llvm.pointee.LLVMMDNodeInContext2(context.ref, &one, 1)
    llvm.pointee.LLVMSetMetadata(instruction, kind, llvm.pointee.LLVMMetadataAsValue(context.ref, node))
  }

  /// The address of an element: `pointer` plus the indices in units of `type`, then into it. A vector of indices or of
  /// pointers gives a vector of addresses.
  /// - Parameter inbounds: promises that the address stays within the object.
  public func gep(_ type: IRType, _ pointer: IRValue, _ indices: IRValue..., inbounds: Bool = true) -> IRValue {
    var refs = indices.map(\.ref)
    let count = UInt32(refs.count)
    return IRValue(
      ref: inbounds
        ? llvm.pointee.LLVMBuildInBoundsGEP2(ref, type.ref, pointer.ref, &refs, count, "")
        : llvm.pointee.LLVMBuildGEP2(ref, type.ref, pointer.ref, &refs, count, ""))
  }

  /// Room on the stack, allotted once per call of the function wherever the builder stands: an alloca in a loop would
  /// grow the stack.
  public func alloca(_ type: IRType, alignment: Int, _ name: String = "") -> IRValue {
    guard let block = insertBlock else { preconditionFailure("the builder has no position") }
    let entry = llvm.pointee.LLVMGetEntryBasicBlock(block.function.ref)
    if let first = llvm.pointee.LLVMGetFirstInstruction(entry) {
      llvm.pointee.LLVMPositionBuilderBefore(ref, first)
    } else {
      llvm.pointee.LLVMPositionBuilderAtEnd(ref, entry)
    }
    defer { position(atEnd: block) }
    let room = llvm.pointee.LLVMBuildAlloca(ref, type.ref, name)
    llvm.pointee.LLVMSetAlignment(room, UInt32(alignment))
    return IRValue(ref: room)
  }

  // MARK: Under a mask

  /// Loads the lanes of `type` that the mask selects, from consecutive addresses; no other byte is touched.
  /// - Parameter otherwise: the lanes that the mask leaves out; nothing may depend on them by default.
  public func maskedLoad(
    _ type: IRType, _ pointer: IRValue, alignment: Int, mask: IRValue, otherwise: IRValue? = nil
  ) -> IRValue {
    let after = [mask, otherwise ?? type.poison]
    return masked(.maskedLoad, overloads: [type, pointer.type], before: [], pointer, alignment, after)
  }

  /// Stores the lanes that the mask selects to consecutive addresses; no other byte is touched.
  public func maskedStore(_ value: IRValue, _ pointer: IRValue, alignment: Int, mask: IRValue) {
    _ = masked(.maskedStore, overloads: [value.type, pointer.type], before: [value], pointer, alignment, [mask])
  }

  /// Loads the lanes of `type` that the mask selects, each from its own address.
  public func maskedGather(
    _ type: IRType, _ pointers: IRValue, alignment: Int, mask: IRValue, otherwise: IRValue? = nil
  ) -> IRValue {
    let after = [mask, otherwise ?? type.poison]
    return masked(.maskedGather, overloads: [type, pointers.type], before: [], pointers, alignment, after)
  }

  /// Stores the lanes that the mask selects, each to its own address, in lane order where addresses coincide.
  public func maskedScatter(_ value: IRValue, _ pointers: IRValue, alignment: Int, mask: IRValue) {
    _ = masked(.maskedScatter, overloads: [value.type, pointers.type], before: [value], pointers, alignment, [mask])
  }

  /// The four take the alignment as an operand after the pointer up to LLVM 21, and as the pointer's attribute since.
  private func masked(
    _ intrinsic: Intrinsic, overloads: [IRType], before: [IRValue], _ pointer: IRValue, _ alignment: Int,
    _ after: [IRValue]
  ) -> IRValue {
    let function = declaration(of: intrinsic, overloads: overloads)
    let takesAlignment = function.parameters.count == before.count + 2 + after.count
    let operand = takesAlignment ? [context.i32.constant(alignment)] : []
    let call = call(function, before + [pointer] + operand + after)
    if !takesAlignment, let attribute = Attribute.align(alignment).make(context.ref) {
      llvm.pointee.LLVMAddCallSiteAttribute(call.ref, UInt32(before.count) + 1, attribute)
    }
    return call
  }
}
