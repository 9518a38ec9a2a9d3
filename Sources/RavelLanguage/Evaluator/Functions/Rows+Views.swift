import Ravel

extension FunctionTable {
  /// Views share elements with what they are made of: assigning to one assigns to the other.
  static let viewRows: [Builtin] = [
    view(.numpy, "reshape(a, shape, order='C')", "The elements in row-major order under another shape.") { call in
      let (shape, order) = (try call.shape("shape"), try call.order("order"))
      return { try $0.reshaped(to: shape, order: order) }
    },
    view(.numpy, "transpose(a, axes=None)", "The axes in another order; reversed if none is said.") { call in
      let axes = try call.axes("axes")
      return { try $0.transposed(axes) }
    },
    view(.numpy, "swapaxes(a, axis1, axis2)", "Two axes exchanged.") { call in
      let (axis1, axis2) = (try call.integer("axis1"), try call.integer("axis2"))
      return { try $0.swappingAxes(axis1, axis2) }
    },
    view(.numpy, "moveaxis(a, source, destination)", "Axes moved to other places; the rest keep their order.") { call in
      let (source, destination) = (try call.shape("source"), try call.shape("destination"))
      return { try $0.movingAxes(source, to: destination) }
    },
    view(.numpy, "expand_dims(a, axis)", "New axes of extent 1, at those places of the result.") { call in
      let axes = try call.shape("axis")
      return { try $0.expandingDims(axes) }
    },
    view(.numpy, "squeeze(a, axis=None)", "Without axes of extent 1.") { call in
      let axes = try call.axes("axis")
      return { try $0.squeezed(axes) }
    },
    view(.numpy, "flip(m, axis=None)", "Axes run backwards; all of them if none is said.") { call in
      let axes = try call.axes("axis")
      return { try $0.flipped(axes) }
    },
    view(.numpy, "flipud(m)", "The first axis run backwards.") { _ in { try $0.flipped([0]) } },
    view(.numpy, "fliplr(m)", "The second axis run backwards.") { _ in { try $0.flipped([1]) } },
    view(.numpy, "ravel(a)", "The elements in row-major order along one axis.") { _ in { try $0.raveled() } },
    view(.numpy, "matrix_transpose(x)", "The last two axes exchanged.") { _ in { try $0.swappingAxes(-2, -1) } },
    view(
      .numpy, "broadcast_to(array, shape)", "The elements repeated along new axes and axes of extent 1.",
      isWritable: false
    ) {
      call in
      let shape = try call.shape("shape")
      return { try $0.broadcasted(to: shape) }
    }
  ]

  /// A row of a function or method whose first parameter is what the result views.
  static func view(
    _ owner: Builtin.Owner, _ head: String, _ doc: String, isWritable: Bool = true,
    _ operation: @escaping @Sendable (Call) throws -> (NDArray) throws -> NDArray
  ) -> Builtin {
    Builtin(owner, head, doc) { call in
      let viewing = try operation(call)
      let source = call.signature.slots[0].name
      let result = try call.object(source).view(isWritable: isWritable, viewing)
      if case .scalar = call[source], result.value.shape.isEmpty { return .scalar(result.value) }
      return .array(result)
    }
  }
}
