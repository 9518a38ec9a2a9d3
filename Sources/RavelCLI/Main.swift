import ArgumentParser
import Logging

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@main
enum Main {
  static func main() {
    LoggingSystem.bootstrap { _ in Notices() }
    exit(run(Array(CommandLine.arguments.dropFirst())))
  }

  /// - Returns: the exit status.
  static func run(_ words: [String]) -> Int32 {
    var command: any ParsableCommand
    do {
      command = try parsed(CommandLineWords.shielded(words))
    } catch {
      return finishParsing(error)
    }
    do {
      try command.run()
    } catch  where RavelCommand.exitCode(for: error) == .success {
      return finishParsing(error)
    } catch {
      _ = Output.flush()
      let report = ErrorReport(error)
      Output.standardError(report.text)
      return report.status
    }
    return flushed()
  }

  /// A command that is named first is parsed alone, which spares the start the tree of all commands. What that refuses,
  /// or answers with help, the tree says in the whole's name.
  private static func parsed(_ words: [String]) throws -> any ParsableCommand {
    if let name = words.first,
      let command = RavelCommand.configuration.subcommands.first(where: { $0.configuration.commandName == name }),
      let parsed = try? command.parse(Array(words.dropFirst()))
    {
      return parsed
    }
    return try RavelCommand.parseAsRoot(words)
  }

  /// Help and version are such ends, too.
  private static func finishParsing(_ error: any Error) -> Int32 {
    let message = RavelCommand.fullMessage(for: error)
    if RavelCommand.exitCode(for: error) == .success {
      print(message)
      return flushed()
    }
    Output.standardError(message)
    return ErrorReport.usageStatus
  }

  private static func flushed() -> Int32 {
    if Output.flush() { return 0 }
    Output.standardError(ErrorReport.label + "the output could not be written")
    return ErrorReport.inputStatus
  }
}

/// What the shell handed over, made safe for the parser of options.
enum CommandLineWords {
  /// Negative numbers are arguments, never options: a blank before them, which no literal minds, says so.
  static func shielded(_ words: [String]) -> [String] {
    let end = words.firstIndex(of: "--") ?? words.endIndex
    return words[..<end].map(shielded) + words[end...]
  }

  private static func shielded(_ word: String) -> String {
    guard word.hasPrefix("-"), let second = word.dropFirst().first else { return word }
    return second.isASCII && (second.isNumber || second == "." || second == "(") ? " " + word : word
  }
}
