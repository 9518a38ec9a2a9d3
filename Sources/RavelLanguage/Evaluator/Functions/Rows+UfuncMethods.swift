import Ravel

extension FunctionTable {
  /// The methods of ufuncs; the first parameter is the ufunc.
  static let ufuncMethodRows: [Builtin] = [
    Builtin(
      .ufunc,
      "reduce(self, array, axis=0, dtype=None, out=None, keepdims=False, initial=<no value>, where=True)",
      "The elements combined along an axis, several, or all."
    ) { call in
      let array = try call.array("array")
      let axes = try call.axes("axis")
      var initial: (any ArrayOperand)?
      switch call["initial"] {
      case .string(Call.noValue): break
      case .none:
        let reduced = try array.reduced(.any, axes: axes, keepDims: call.flag("keepdims"))
        if array.size == 0, reduced.size > 0 { throw ArrayError.zeroSizeReduction(try call.ufunc().rawValue) }
      default: initial = try call.operand("initial")
      }
      return try call.storing { target in
        try array.reduced(
          by: call.ufunc(), axes: axes, keepDims: call.flag("keepdims"), dtype: call.dtype("dtype"), initial: initial,
          where: call.condition("where"), onto: target)
      }
    },
    Builtin(
      .ufunc, "accumulate(self, array, axis=0, dtype=None, out=None)", "Every step of combining along an axis."
    ) { call in
      let array = try call.array("array")
      let axes = try call.axes("axis")
      return try call.storing { target in
        // What is wrong with the ufunc or the array comes before what is wrong with the axis.
        guard let axis = axes?.first, axes?.count == 1 else {
          _ = try array.accumulated(by: call.ufunc(), axis: 0)
          throw ArrayError.value("accumulate does not allow multiple axes")
        }
        return try array.accumulated(by: call.ufunc(), axis: axis, dtype: call.dtype("dtype"), onto: target)
      }
    },
    Builtin(.ufunc, "outer(self, A, B, /, out=None, *, \(keywords), signature=None)", "Every pair of elements.") {
      call in
      let (first, second) = (try call.operand("A"), try call.operand("B"))
      return try call.elementwise { keywords, target in
        try .applyingOuter(call.ufunc(), first, second, keywords, onto: target)
      }
    }
  ]
}

extension Call {
  /// Stands for an argument that was not given where None means something else.
  fileprivate static let noValue = "<no value>"

  /// The ufunc that the method is of.
  func ufunc() throws -> Op {
    guard case .builtin(let function) = self["self"], let op = function.ufunc else {
      throw PythonError("a method of a ufunc is called on '\(self["self"].typeName)'")
    }
    return op
  }

  /// What is computed for the argument `out`, stored there; a new array if there is none.
  func storing(_ compute: (_ target: NDArray?) throws -> NDArray) throws -> Value {
    guard let object = try target() else { return .computed(try compute(nil)) }
    try object.update(to: compute(object.value))
    return .array(object)
  }
}
