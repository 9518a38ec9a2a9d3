import Ravel

/// What an expression of the kernel language evaluates to: a Python object, as far as kernels need them.
///
/// Numbers are Python's own: in promotion they count by kind alone. Values of one element that NumPy computes are
/// `scalar`s: immutable, with a dtype that counts in full. An `array` may have any number of axes, none as well, and is
/// an object: two names may stand for the same one.
enum Value {
  case none
  case ellipsis
  case boolean(Bool)
  case integer(Int128)
  case float(Double)
  case complex(ComplexNumber)
  case string(String)
  case tuple(Items)
  case list(Items)
  case slice(SliceObject)
  case range(RangeValue)
  case iterator(ItemIterator)
  case array(ArrayObject)
  case scalar(NDArray)
  case dtype(DType)
  /// `np.float32`: a dtype where one is asked for, and a constructor of scalars.
  case scalarType(DType)
  case function(Function)
  case builtin(Builtin)
  indirect case method(Builtin, of: Value)
  case namespace(Namespace)

  static func tuple(_ values: [Value]) -> Value { .tuple(Items(values)) }
  static func list(_ values: [Value]) -> Value { .list(Items(values)) }
  static func tuple(_ extents: [Int]) -> Value { .tuple(extents.map { .integer(Int128($0)) }) }
}

/// An error of a computation, in Python's or NumPy's words; whoever evaluates the expression around it knows the place.
struct PythonError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}

/// The members of a tuple or a list. Lists change; tuples, by what the evaluator does, don't.
final class Items {
  var values: [Value]

  init(_ values: [Value]) { self.values = values }

  deinit { release(&values) }
}

/// `slice(start, stop, step)`, as it stands in a subscript.
final class SliceObject {
  let start, stop, step: Value

  init(start: Value, stop: Value, step: Value) {
    (self.start, self.stop, self.step) = (start, stop, step)
  }
}

/// A one-way sequence of values: what `enumerate`, `zip` and generator expressions give, and what every loop runs over.
final class ItemIterator {
  let typeName: String
  /// The values that it runs over.
  var sources: [Value]
  /// Iterators that advance one another, counted inwards.
  private let depth: Int
  private let advance: (ItemIterator) throws -> Value?

  static let deepest = 100

  /// - Parameter advance: gets the iterator itself, for its sources, and must hold no values of its own.
  init(_ typeName: String, over sources: [Value], _ advance: @escaping (ItemIterator) throws -> Value?) throws {
    let inner = sources.reduce(0) {
      guard case .iterator(let source) = $1 else { return $0 }
      return max($0, source.depth)
    }
    guard inner < Self.deepest else { throw PythonError("iterators of iterators are nested too deeply") }
    (self.typeName, self.sources, self.advance) = (typeName, sources, advance)
    depth = inner + 1
  }

  deinit { release(&sources) }

  func next() throws -> Value? { try advance(self) }
}

extension Value {
  /// What Python calls the value's type in messages.
  var typeName: String {
    switch self {
    case .none: "NoneType"
    case .ellipsis: "ellipsis"
    case .boolean: "bool"
    case .integer: "int"
    case .float: "float"
    case .complex: "complex"
    case .string: "str"
    case .tuple: "tuple"
    case .list: "list"
    case .slice: "slice"
    case .range: "range"
    case .iterator(let iterator): iterator.typeName
    case .array: "numpy.ndarray"
    case .scalar(let array): "numpy.\(array.dtype)"
    case .dtype: "numpy.dtype"
    case .scalarType: "type"
    case .function: "function"
    case .builtin(let function): function.isType ? "type" : function.isUfunc ? "numpy.ufunc" : "function"
    case .method: "method"
    case .namespace(let namespace): namespace.typeName
    }
  }

  /// Whether this is an array or a scalar of NumPy's.
  var isArray: Bool {
    switch self {
    case .array, .scalar: true
    default: false
    }
  }

  /// The members of a tuple or a list.
  var items: Items? {
    switch self {
    case .tuple(let items), .list(let items): items
    default: nil
    }
  }

  /// What NumPy gives for a computed array: a scalar if it has no axes, else a new array.
  static func computed(_ array: NDArray) -> Value {
    array.shape.isEmpty ? .scalar(array) : .array(ArrayObject(array))
  }

  /// The elements of an array or a scalar of NumPy's.
  var ndarray: NDArray? {
    switch self {
    case .array(let object): object.value
    case .scalar(let value): value
    default: nil
    }
  }
}
