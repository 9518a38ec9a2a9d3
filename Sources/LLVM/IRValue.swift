import CLLVM

/// A value of LLVM IR (constant, argument, instruction, global): a thin handle, valid as long as its module, or as its
/// context for constants.
public struct IRValue: Hashable {
  let ref: LLVMValueRef

  public var type: IRType { IRType(ref: llvm.pointee.LLVMTypeOf(ref)) }
  public var isConstant: Bool { llvm.pointee.LLVMIsConstant(ref) != 0 }

  /// Gives the value a name in the printed IR, and returns it. LLVM makes names unique by a number.
  @discardableResult
  public func named(_ name: String) -> IRValue {
    var name = name
    name.withUTF8 { utf8 in
      utf8.withMemoryRebound(to: CChar.self) { characters in
        // An empty name has no address to give.
        if let start = characters.baseAddress { llvm.pointee.LLVMSetValueName2(ref, start, characters.count) }
      }
    }
    return self
  }

  /// A vector constant of scalar constants; a single one stays a scalar.
  public static func vector(_ lanes: [IRValue]) -> IRValue {
    if lanes.count == 1 { return lanes[0] }
    var refs = lanes.map(\.ref)
    return IRValue(ref: llvm.pointee.LLVMConstVector(&refs, UInt32(refs.count)))
  }

  /// A scalar constant in each of a number of lanes.
  func splatted(_ lanes: Int) -> IRValue { .vector(Array(repeating: self, count: lanes)) }
}

extension IRValue: CustomStringConvertible {
  /// The value as LLVM writes it.
  public var description: String { take(llvm.pointee.LLVMPrintValueToString(ref)) }
}

/// A basic block: a thin handle, valid as long as its function.
public struct BasicBlock: Hashable {
  let ref: LLVMBasicBlockRef

  public var function: Function { Function(ref: llvm.pointee.LLVMGetBasicBlockParent(ref)) }
  /// Whether the block already ends in a branch or a return.
  public var isTerminated: Bool { llvm.pointee.LLVMGetBasicBlockTerminator(ref) != nil }
  /// Moves the block in the printed order; the order has no meaning.
  public func move(after other: BasicBlock) { llvm.pointee.LLVMMoveBasicBlockAfter(ref, other.ref) }
}
