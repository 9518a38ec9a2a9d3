import Testing

@testable import LLVM
@testable import RavelCodegen

@Suite(.needsLLVM) struct ModuleTests {
  /// A module with one function of the given parameters, and a builder in its entry block.
  func function(
    _ parameters: (Context) -> [IRType], returning result: (Context) -> IRType = { $0.void }
  ) throws -> (Module, Builder, Function) {
    let context = try Context()
    let module = Module("test", in: context)
    let function = module.addFunction("f", parameters(context), returning: result(context))
    let builder = Builder(module)
    builder.position(atEnd: function.appendBlock("entry"))
    return (module, builder, function)
  }

  @Test func typesPrintAsLLVMWritesThem() throws {
    let context = try Context()
    #expect(context.float.vector(16).description == "<16 x float>")
    #expect(context.float.vector(1) == context.float)
    #expect(context.double.vector(8).asInteger == context.i64.vector(8))
    #expect(context.half.vector(4).asMask == context.i1.vector(4))
    #expect(context.function([context.pointer, context.i64], returning: context.void).description == "void (ptr, i64)")
    #expect(context.structure([context.i8, context.half]).description == "{ i8, half }")
    #expect(context.i32.vector(8).lanes == 8 && context.i32.lanes == 1)
    #expect(context.integer(24).scalarBits == 24 && context.pointer.scalarBits == 64 && context.void.scalarBits == 0)
    #expect(context.half.isFloatingPoint && !context.half.isInteger && context.pointer.isPointer)
  }

  @Test func constantsKeepTheirBits() throws {
    let context = try Context()
    #expect(context.i8.constant(-1).description == "i8 -1")
    #expect(context.i8.constant(255).description == "i8 -1")
    #expect(context.i64.constant(Int.min).description == "i64 -9223372036854775808")
    #expect(context.float.constant(1.5).description == "float 1.500000e+00")
    #expect(context.float.constant(bits: 0x7fc0_1234).description == "float 0x7FF8024680000000")
    #expect(context.half.constant(bits: 0x3c00).description == "half 0xH3C00")
    #expect(context.double.constant(bits: 1 << 63).description == "double -0.000000e+00")
    #expect(context.i32.vector(4).ramp(from: 1, step: 2).description == "<4 x i32> <i32 1, i32 3, i32 5, i32 7>")
    #expect(context.i16.constantArray(bits: [1, 2]).description == "[2 x i16] [i16 1, i16 2]")
    #expect(context.i1.vector(2).allOnes.description == "<2 x i1> <i1 true, i1 true>")
  }

  @Test func everyOperationOnScalarsAndVectors() throws {
    for lanes in [1, 8] {
      let (module, b, f) = try function {
        [$0.i32.vector(lanes), $0.i32.vector(lanes), $0.float.vector(lanes), $0.float.vector(lanes), $0.pointer]
      }
      let (x, y, u, v) = (f.parameters[0], f.parameters[1], f.parameters[2], f.parameters[3])
      let integers = [
        b.add, b.sub, b.mul, b.udiv, b.sdiv, b.urem, b.srem, b.and, b.or, b.xor, b.shl, b.lshr, b.ashr, b.addNSW,
        b.addNUW, b.subNSW, b.mulNSW
      ].map { $0(x, y) }
      let floats = [b.fadd, b.fsub, b.fmul, b.fdiv].map { $0(u, v) }
      let comparisons =
        IntPredicate.allCases.map { b.icmp($0, x, y) } + FloatPredicate.allCases.map { b.fcmp($0, u, v) }
      let context = b.context
      let casts: [(Cast, IRValue, IRType)] = [
        (.trunc, x, context.i8), (.zext, x, context.i64), (.sext, x, context.i64), (.fptrunc, u, context.half),
        (.fpext, u, context.double), (.fptoui, u, context.i32), (.fptosi, u, context.i32), (.uitofp, x, context.float),
        (.sitofp, x, context.float), (.bitcast, x, context.float), (.inttoptr, x, context.pointer)
      ]
      let cast = casts.map { b.cast($0, $1, to: $2.vector(lanes)) }
      let others = [
        b.neg(x), b.not(x), b.fneg(u), b.freeze(x), b.select(comparisons[0], x, y), b.cast(.bitcast, x, to: x.type),
        b.cast(.ptrtoint, f.parameters[4], to: context.i64)
      ]
      b.ret()
      try module.verify()
      let text = module.description
      let names =
        "add sub mul udiv sdiv urem srem and or xor shl lshr ashr fadd fsub fmul fdiv icmp fcmp trunc zext sext "
        + "fptrunc fpext fptoui fptosi uitofp sitofp bitcast inttoptr ptrtoint freeze select fneg"
      for name in names.split(separator: " ") { #expect(text.contains("= \(name) "), "\(name)") }
      #expect(text.contains("add nsw") && text.contains("add nuw") && !text.contains("fast"))
      #expect(integers.count + floats.count + comparisons.count + cast.count + others.count == 63)
      for predicate in IntPredicate.allCases { #expect(text.contains("icmp \(predicate) ")) }
      for predicate in FloatPredicate.allCases { #expect(text.contains("fcmp \(predicate) ")) }
    }
  }

  /// Every intrinsic, with types that suit it, is accepted by the verifier, and becomes code that calls nothing.
  @Test func everyIntrinsic() throws {
    let (module, b, f) = try function { [$0.pointer, $0.i32.vector(8), $0.float.vector(8)] }
    let (p, x, u) = (f.parameters[0], f.parameters[1], f.parameters[2])
    let (c, mask) = (b.context, x.type.asMask.allOnes)
    let pointers = b.gep(c.float, p, x)
    for intrinsic in Intrinsic.allCases {
      switch intrinsic {
      case .sqrt, .floor, .ceil, .trunc, .rint, .nearbyint, .roundeven, .round, .fabs: _ = b.intrinsic(intrinsic, u)
      case .copysign: _ = b.intrinsic(intrinsic, u, u)
      case .fma: _ = b.intrinsic(intrinsic, u, u, u)
      case .fptosiSat, .fptouiSat: _ = b.intrinsic(intrinsic, u, overloads: [x.type, u.type])
      case .ctpop, .bswap, .bitreverse: _ = b.intrinsic(intrinsic, x)
      case .abs, .ctlz, .cttz: _ = b.intrinsic(intrinsic, x, c.i1.zero)
      case .fshl, .fshr: _ = b.intrinsic(intrinsic, x, x, x)
      case .reduceFAdd, .reduceFMul: _ = b.intrinsic(intrinsic, c.float.zero, u, overloads: [u.type])
      case .maskedLoad: _ = b.maskedLoad(u.type, p, alignment: 4, mask: mask, otherwise: u)
      case .maskedStore: b.maskedStore(u, p, alignment: 4, mask: mask)
      case .maskedGather: _ = b.maskedGather(u.type, pointers, alignment: 4, mask: mask)
      case .maskedScatter: b.maskedScatter(u, pointers, alignment: 4, mask: mask)
      case .maskedExpandload: _ = b.intrinsic(intrinsic, p, mask, u, overloads: [u.type])
      case .maskedCompressstore: _ = b.intrinsic(intrinsic, u, p, mask, overloads: [u.type])
      case .getActiveLaneMask:
        _ = b.intrinsic(intrinsic, c.i64.zero, c.i64.constant(3), overloads: [mask.type, c.i64])
      case .assume: _ = b.intrinsic(intrinsic, c.i1.allOnes)
      case .prefetch:
        _ = b.intrinsic(intrinsic, p, c.i32.zero, c.i32.constant(3), c.i32.constant(1), overloads: [c.pointer])
      default:
        let reduces = intrinsic.name.contains("reduce")
        _ = reduces ? b.intrinsic(intrinsic, x) : b.intrinsic(intrinsic, x, x)
      }
    }
    #expect(throws: LLVMError.unknownIntrinsic("llvm.no.such")) { try b.intrinsic(named: "llvm.no.such", [x]) }
    _ = try b.intrinsic(named: "llvm.ctpop", [x], overloads: [x.type])
    b.ret()
    try module.verify()
    for intrinsic in Intrinsic.allCases { #expect(module.description.contains("@\(intrinsic.name)")) }
    for cpu in ["x86-64-v3", "x86-64-v4", "neoverse-n1"] {
      // Reading an object refuses undefined symbols.
      #expect(throws: Never.self) { try ELFObject(TargetMachine(Target(cpu: cpu)).emitObject(module.copy())) }
    }
  }

  @Test func memoryAndVectors() throws {
    let (module, b, f) = try function { [$0.pointer, $0.float, $0.i64] }
    f.add(.nounwind)
    f.add(.noalias, .readonly, .align(64), .dereferenceable(256), toParameter: 0)
    f.add(Attribute("no-such-attribute"), toParameter: 1)
    let c = b.context
    let (p, s) = (f.parameters[0].named("p"), f.parameters[1])
    let next = f.appendBlock("next")
    b.br(next)
    b.position(atEnd: next)
    let room = b.alloca(c.float.array(4), alignment: 64, "room")
    let v = b.load(c.float.vector(8), p, alignment: 32, nontemporal: true)
    let w = b.splat(s, 8)
    let table = module.addConstant("table", c.float.constantArray(bits: [1, 2, 3]))
    let element = b.load(c.float, b.gep(c.float, table, f.parameters[2]), alignment: 4)
    let changed = b.insertElement(b.reverse(v), element, 3)
    let long = b.concatenate(changed, b.interleave(v, w).type.lanes == 16 ? w : v)
    let half = b.slice(long, from: 1, count: 8, step: 2)
    b.store(half, p, alignment: 4, nontemporal: true)
    b.store(b.extractElement(half, 2), room, alignment: 64)
    b.store(b.extractElement(half, b.cast(.trunc, f.parameters[2], to: c.i32)), room, alignment: 4)
    let pair = b.intrinsic(.saddWithOverflow, f.parameters[2], f.parameters[2])
    let fields = b.insertValue(pair, b.extractValue(pair, 0), 0)
    b.switch(b.extractValue(fields, 0), cases: [(c.i64.constant(7), next)], default: next)
    #expect(next.isTerminated && next.function == f)
    try module.verify()
    let text = module.description
    #expect(text.contains("ptr noalias readonly align 64 dereferenceable(256) %p"))
    #expect(text.contains("@table = private unnamed_addr constant [3 x float]"))
    #expect(text.contains("entry:") && text.contains("  %room = alloca [4 x float], align 64\n  br label %next"))
    #expect(text.contains("load <8 x float>, ptr %p, align 32, !nontemporal"))
    #expect(text.contains("store <8 x float>") && text.contains("getelementptr inbounds float, ptr @table"))
  }

  @Test func invalidModulesAreRefused() throws {
    let (module, b, f) = try function { [$0.i32, $0.float] }
    #expect(throws: LLVMError.self) { try module.verify() }
    _ = b.phi(f.parameters[0].type)
    b.ret(f.parameters[0])
    do throws(LLVMError) {
      try module.verify()
      Issue.record("a phi without incoming values and a value returned from a void function were accepted")
    } catch {
      guard case .invalidModule(let reason) = error else { throw error }
      #expect(!reason.isEmpty)
    }
    #expect(throws: LLVMError.self) { try Module(parsing: "define nonsense", in: b.context) }
    let machine = try TargetMachine(.host())
    do throws(LLVMError) {
      try machine.run(passes: "no-such-pass", on: module)
      Issue.record("an unknown pass was accepted")
    } catch {
      guard case .passesFailed("no-such-pass", let reason) = error else { throw error }
      #expect(reason.contains("no-such-pass"))
    }
  }

  @Test func passesAndCopies() throws {
    let context = try Context()
    let module = try Module(
      parsing: "define i32 @f(i32 %x) {\n%a = mul i32 %x, %x\n%b = mul i32 %x, %x\n%c = add i32 %a, %b\nret i32 %c\n}",
      in: context)
    let copy = module.copy()
    let machine = try TargetMachine(.host())
    try machine.run(passes: "early-cse", on: module)
    #expect(module.description.split(separator: "mul").count == 2)
    #expect(copy.description.split(separator: "mul").count == 3)
    #expect(module.function(named: "f")?.isDeclaration == false && module.function(named: "g") == nil)
  }

  @Test(arguments: [("x86-64-v2", "%xmm"), ("x86-64-v3", "%ymm"), ("x86-64-v4", "%zmm"), ("neoverse-v1", ".4s")])
  func assemblyUsesTheTargetsRegisters(_ cpu: String, _ register: String) throws {
    let target = try Target(cpu: cpu)
    let lanes = try target.traits().vectorBytes / 4
    let (module, b, f) = try function { [$0.pointer, $0.float.vector(lanes)] }
    b.store(b.fadd(f.parameters[1], f.parameters[1]), f.parameters[0], alignment: 4)
    b.ret()
    try module.verify()
    for level in CodegenLevel.allCases {
      #expect(try TargetMachine(target, level: level).emitAssembly(module.copy()).contains(register))
    }
  }

  /// One machine serves several threads, each with its own context; they all get the same code.
  @Test func aMachineIsSharedBetweenThreads() async throws {
    let machine = try TargetMachine(.host())
    let objects = try await withThrowingTaskGroup(of: [UInt8].self) { group in
      for _ in 0..<8 {
        group.addTask {
          let text = "define float @f(float %x) {\n%r = fmul float %x, 3.0\nret float %r\n}"
          return try machine.emitObject(Module(parsing: text, in: Context()))
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(objects.count == 8 && Set(objects).count == 1)
  }
}

/// Where there is no LLVM (here: where `RAVEL_LLVM` names a file that is not there), every way in says so.
@Suite(.enabled(if: !hasLLVM, "this process has an LLVM library")) struct WithoutLLVMTests {
  @Test func everyWayInThrows() {
    for way in [{ _ = try Context() }, { _ = try Target.host() }, { _ = try Target(cpu: "x86-64-v3") }] {
      do {
        try way()
        Issue.record("no error")
      } catch {
        guard case .unavailable(let reason)? = error as? LLVMError else {
          Issue.record("\(error)")
          continue
        }
        #expect("\(LLVMError.unavailable(reason))".hasPrefix("LLVM is not available: "))
      }
    }
  }
}
