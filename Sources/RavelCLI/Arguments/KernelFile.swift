import Ravel
import RavelLanguage

/// A function of a kernel file, and calls of it.
struct KernelFile {
  let path: String
  let program: Program
  let function: Program.Function
  let signature: Signature
  var name: String { function.name }

  /// - Parameter name: the function's; nil for the last of the file's top level.
  /// - Throws: `CommandError`, or a `Diagnostic` where the text is wrong.
  init(_ path: String, function name: String? = nil) throws {
    self.path = path
    program = try Program(SourceFile(name: path, bytes: kernelText(at: path)))
    guard let function = name.map(program.function) ?? program.defaultFunction else {
      throw CommandError("\(path): there is no function\(name.map { " '\($0)'" } ?? "")")
    }
    self.function = function
    signature = Signature(function)
  }

  /// The values of a call's arguments, as far as there are any: parameters after them take their default values.
  /// - Parameters:
  ///   - words: the ARGs of the command line.
  ///   - types: the arguments where there are no words; a parameter whose type is nil takes its default value.
  ///   - filled: false where only the types of made-up arrays matter.
  ///   - special: whether arrays made up by `types` have special values among their elements.
  /// - Throws: what an ARG throws; `CommandError` for too many, or for a parameter without any.
  func arguments(
    _ words: [String], otherwise types: [MadeUpType?] = [], filled: Bool = true, special: Bool = false
  ) throws -> [ArgumentValue] {
    let parameters = function.parameters
    guard words.count <= parameters.count else {
      let most = parameters.count == 1 ? "1 argument" : "\(parameters.count) arguments"
      throw CommandError("\(name)() takes \(most), but \(words.count) \(words.count == 1 ? "was" : "were") given")
    }
    let last = words.isEmpty ? types.lastIndex { $0 != nil }.map { $0 + 1 } ?? 0 : words.count
    return try parameters.enumerated().compactMap { position, parameter in
      if position < words.count {
        return try ArgumentValue(parsing: words[position], position: position, filled: filled)
      }
      if words.isEmpty, position < types.count, let type = types[position] {
        return try ArgumentValue(type, position: filled ? position : nil, special: special)
      }
      guard !parameter.isRequired else {
        let advice = words.isEmpty && !types.isEmpty ? ": it has no type in its annotation" : ""
        throw CommandError("\(name)() is missing an argument for '\(parameter.name)'\(advice)")
      }
      if position >= last { return nil }
      guard let value = parameter.defaultValue else {
        throw CommandError(
          "\(name)(): the default value of '\(parameter.name)' stands before an argument, and is no literal")
      }
      return ArgumentValue(value)
    }
  }

  /// The outputs of a call, built and not evaluated, in the order of the command's contract.
  func call(_ arguments: [ArgumentValue]) throws -> [NDArray] {
    try program.call(function, arguments.map(\.value)).map(\.array)
  }

  /// Refuses to write results over what they are made of.
  func check(outputs paths: [String], _ arguments: [ArgumentValue]) throws(CommandError) {
    for output in paths {
      if let input = ([path] + arguments.compactMap(\.file)).first(where: { isSameFile($0, output) }) {
        throw CommandError("\(output): the output would overwrite the input \(input)")
      }
    }
  }

  /// Writes the first results to files, as many as there are.
  /// - Throws: `CommandError`, before anything is written, for more files than results; what writing throws.
  func write(_ results: [NDArray], to paths: [String]) throws {
    guard paths.count <= results.count else {
      throw CommandError("\(name) has \(results.count) outputs, for \(paths.count) files")
    }
    for (result, path) in zip(results, paths) { try result.write(npy: path) }
  }
}
