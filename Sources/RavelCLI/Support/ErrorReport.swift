import RavelCore
import RavelIR
import RavelLanguage

/// Something that ends the command, with its text and its exit status.
struct CommandError: Error, CustomStringConvertible {
  let description: String
  let status: Int32

  init(_ description: String, status: Int32 = ErrorReport.inputStatus) {
    self.description = description
    self.status = status
  }

  /// The command line itself is wrong.
  static func usage(_ description: String) -> CommandError {
    CommandError(description, status: ErrorReport.usageStatus)
  }
}

/// How an error leaves the command: `KERNEL.py:LINE:COLUMN: error: …` with its source line and a caret where there is a
/// place in a kernel file, else `ravel: error: …`.
struct ErrorReport {
  static let inputStatus: Int32 = 1
  static let usageStatus: Int32 = 64
  static var label: String { Output.coloured("ravel: error: ", .red, on: .error) }

  let text: String
  let status: Int32

  init(_ error: any Error) {
    switch error {
    case let error as Diagnostic:
      (text, status) = (error.description, Self.inputStatus)
    case let error as CommandError:
      (text, status) = (Self.label + error.description, error.status)
    default:
      (text, status) = (Self.label + "\(error)", Self.inputStatus)
    }
  }
}
