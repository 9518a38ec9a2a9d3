import Foundation
import Testing

@testable import RavelCache

/// A folder for a cache, for the time of a test.
final class TemporaryFolder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "ravel-cache-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: url, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  var path: String { url.path }

  func cache(limit: Int = ObjectCache.usualLimit) throws -> ObjectCache { try ObjectCache(folder: path, limit: limit) }

  func file(of key: CacheKey) -> URL { url.appending(path: key.digest + ".object") }

  var names: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted() }
}

extension ObjectCache {
  func keep(_ object: [UInt8], for key: CacheKey) { #expect(store(object, for: key) == nil) }
}
