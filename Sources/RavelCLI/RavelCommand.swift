import ArgumentParser

@main
struct RavelCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "ravel", version: "0.1.0")
}
