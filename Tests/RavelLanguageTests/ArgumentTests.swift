import RavelLanguage
import Testing

struct ArgumentTests {
  @Test(arguments: [
    ("float32", ArrayType(dtype: "float32", dimensions: [])),
    ("float32[]", ArrayType(dtype: "float32", dimensions: [])),
    ("float32[n]", ArrayType(dtype: "float32", dimensions: [.symbol("n")])),
    (" int [ m , n_2 ] ", ArrayType(dtype: "int64", dimensions: [.symbol("m"), .symbol("n_2")])),
    ("complex128[4096,0]", ArrayType(dtype: "complex128", dimensions: [.size(4096), .size(0)])),
    ("float[3]", ArrayType(dtype: "float64", dimensions: [.size(3)])),
    ("bool_[größe]", ArrayType(dtype: "bool", dimensions: [.symbol("größe")]))
  ])
  func annotations(_ text: String, _ type: ArrayType) throws {
    #expect(try ArrayType(parsing: text) == type)
    #expect(try ArrayType(parsing: type.description) == type)
  }

  @Test(arguments: [
    ("", 0, "expected a dtype"),
    ("float33[n]", 0, "'float33' is not a dtype"),
    (" float128", 1, "dtype 'float128' is not supported"),
    ("float32[n", 9, "expected ',' or ']' after a dimension"),
    ("float32[n m]", 10, "expected ',' or ']' after a dimension"),
    ("float32[n,]", 10, "expected a dimension: a number or a name"),
    ("float32[-1]", 8, "negative dimensions are not allowed"),
    ("float32[99999999999999999999]", 8, "the dimension 99999999999999999999 is too large"),
    ("float32[2]x", 10, "unexpected text after the type"),
    ("float32[2]@1", 10, "unexpected text after the type")
  ])
  func wrongAnnotations(_ text: String, _ offset: Int, _ message: String) {
    let error = #expect(throws: TypeSyntaxError.self) { try ArrayType(parsing: text) }
    #expect(error?.message == message)
    #expect(error?.offset == offset)
  }

  @Test func errorsInAnnotationsPointIntoTheString() throws {
    let module = try parse("def f(a: 'float32[n', b: '''int3''', c: np.ndarray): pass\n")
    let annotations = module.functions[0].parameters.compactMap(\.annotation)
    let first = #expect(throws: Diagnostic.self) { try module.file.arrayType(of: annotations[0]) }
    #expect(
      first?.description == """
        k.py:1:20: error: expected ',' or ']' after a dimension
        def f(a: 'float32[n', b: '''int3''', c: np.ndarray): pass
                           ^
        """)
    let second = #expect(throws: Diagnostic.self) { try module.file.arrayType(of: annotations[1]) }
    #expect(second?.location.column == 26)
    #expect(try module.file.arrayType(of: annotations[2]) == nil)
  }

  @Test func filesAndMadeUpData() throws {
    #expect(try ArgumentSpec(parsing: "dir/a b.npy") == .npy(path: "dir/a b.npy"))
    #expect(try ArgumentSpec(parsing: "a.npz:x") == .npz(path: "a.npz", member: "x"))
    #expect(try ArgumentSpec(parsing: "a.npz:x.npy") == .npz(path: "a.npz", member: "x.npy"))
    #expect(
      try ArgumentSpec(parsing: "float32[1024,512]") == .madeUp(dtype: "float32", shape: [1024, 512], strides: nil))
    #expect(try ArgumentSpec(parsing: "int[4,5]@-1,0") == .madeUp(dtype: "int64", shape: [4, 5], strides: [-1, 0]))
    #expect(
      try ArgumentSpec(parsing: "float32[4]@2*0.5")
        == .madeUp(dtype: "float32", shape: [4], strides: [2], scale: 0.5))
    #expect(try ArgumentSpec(parsing: "float32 *2") == .madeUp(dtype: "float32", shape: [], strides: nil, scale: 2))
    #expect(throws: TypeSyntaxError.self) { try ArgumentSpec(parsing: "float32[4]*3") }
    #expect(try ArgumentSpec(parsing: "uint8") == .madeUp(dtype: "uint8", shape: [], strides: nil))
  }

  @Test(arguments: [
    "3", "-0.5", "1j", "True", "None", "(1, 2)", "(1, (2.5, -3j))", "[1, 2]", "1 + 2j", "-1-2j", "'a.npy'", "()",
    "1, 2", "+3", " 3 ",
    "99999999999999999999999999999999999999999"
  ])
  func literals(_ text: String) throws {
    guard case .literal(let value) = try ArgumentSpec(parsing: text) else {
      Issue.record("not a literal: \(text)")
      return
    }
    #expect(try parseExpression(String(text.drop { $0 == " " })) == value)
  }

  @Test(arguments: [
    ("", "'': an argument is empty"),
    ("a.npz", "'a.npz': a member of the file must be named: PATH.npz:KEY"),
    ("a.npz:", "'a.npz:': a member of the file must be named: PATH.npz:KEY"),
    ("float33[3]", "'float33[3]': 'float33' is not a dtype"),
    ("float32[n]", "'float32[n]': the dimensions of an argument must be numbers"),
    ("float32[2,3]@1", "'float32[2,3]@1': 1 strides for 2 dimensions"),
    ("float32[2]@", "'float32[2]@': expected a stride"),
    (
      "float32[2]@99999999999999999999",
      "'float32[2]@99999999999999999999': the stride 99999999999999999999 is too large"
    ),
    ("object[2]", "'object[2]': dtype 'object' is not supported"),
    ("1 + 2", "'1 + 2': not a literal: only a constant value can stand here"),
    ("(a, b)", "'(a, b)': not a literal: only a constant value can stand here"),
    ("(1, 2", "'(1, 2': '(' was never closed"),
    ("1 2", "'1 2': expected the end of the expression, found a number"),
    ("--", "'--': expected an expression, found the end of the line")
  ])
  func wrongArguments(_ text: String, _ description: String) {
    let error = #expect(throws: TypeSyntaxError.self) { try ArgumentSpec(parsing: text) }
    #expect(error?.description == description)
  }
}
