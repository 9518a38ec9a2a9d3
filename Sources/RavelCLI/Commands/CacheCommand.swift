import ArgumentParser
import RavelCache
import RavelRuntime

struct CacheCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cache",
    abstract: "Says where compiled kernels are kept, how many there are, and how often they were of use.",
    discussion: """
      RAVEL_CACHE names the folder, or is 'off'; else it is 'ravel' in XDG_CACHE_HOME or in the user's folder of caches. Hits \
      and misses are those of all processes since the cache was made or cleared. An entry that may not be used is replaced \
      when its kernel is needed.
      """)

  @Flag(help: "Remove all entries, and begin to count anew.")
  var clear = false

  @Flag(help: "List the entries, those used last first.")
  var list = false

  @Flag(help: "Print one JSON object.")
  var json = false

  func run() throws {
    if clear {
      guard let cache = try Kernels.cache() else { throw CommandError("the kernel cache is \(Self.offText)") }
      let count = cache.clear()
      if !list && !json {
        print("\(count) \(count == 1 ? "entry" : "entries") removed from \(cache.path)")
        return
      }
    }
    do throws(CacheUnavailable) {
      guard let cache = try Kernels.cache() else { return tellNone("it is \(Self.offText)") }
      let contents = CacheContents(cache)
      if json {
        print(contents.json(list: list))
      } else {
        for line in contents.lines(list: list) { print(line) }
      }
    } catch {
      tellNone(error.description)
    }
  }

  private static let offText = "off (RAVEL_CACHE)"

  private func tellNone(_ reason: String) {
    print(json ? "\(JSON.object([("folder", .null), ("reason", .string(reason))]))" : "no kernel cache: \(reason)")
  }

  /// Where the cache is, or why there is none, in a few words.
  static var place: String {
    do throws(CacheUnavailable) {
      return try Kernels.cache()?.path ?? offText
    } catch {
      return "none: \(error)"
    }
  }
}
