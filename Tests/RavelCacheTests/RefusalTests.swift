import Foundation
import Testing

@testable import RavelCache

/// What is not trusted is removed, counted with its reason, and replaced by the next entry for the key.
@Suite struct RefusalTests {
  private let folder: TemporaryFolder
  private let key = CacheKey("kernel")
  private let object: [UInt8] = Array(0..<200)

  init() throws { folder = try TemporaryFolder() }

  private func expectRefused(_ reason: Refusal, _ spoil: (URL) throws -> Void) throws {
    let cache = try folder.cache()
    cache.keep(object, for: key)
    try spoil(folder.file(of: key))
    let listed = cache.entries()
    if case .failure(let found)? = listed.first?.contents {
      #expect(found == reason)
    } else {
      Issue.record("\(listed)")
    }
    #expect(cache.object(for: key) == nil)
    #expect(cache.statistics[.refusal(reason)] == 1)
    #expect(cache.statistics.refused == 1)
    #expect(!FileManager.default.fileExists(atPath: folder.file(of: key).path))
    cache.keep(object, for: key)
    #expect(cache.object(for: key) == object)
    #expect(cache.statistics[.hit] == 1 && cache.statistics[.miss] == 1)
  }

  private func change(_ file: URL, _ body: (inout [UInt8]) -> Void) throws {
    var bytes = [UInt8](try Data(contentsOf: file))
    body(&bytes)
    // In place: a new file would have the process's permissions.
    let handle = try FileHandle(forWritingTo: file)
    try handle.truncate(atOffset: 0)
    try handle.write(contentsOf: Data(bytes))
    try handle.close()
  }

  @Test func flippedBits() throws { try expectRefused(.checksum) { try change($0) { $0[$0.count - 7] ^= 4 } } }

  @Test func truncated() throws { try expectRefused(.short) { try change($0) { $0.removeLast() } } }

  @Test func empty() throws { try expectRefused(.short) { try change($0) { $0 = [] } } }

  @Test func longer() throws { try expectRefused(.checksum) { try change($0) { $0.append(0) } } }

  @Test func ofAnotherVersion() throws { try expectRefused(.format) { try change($0) { $0[8] = 99 } } }

  @Test func notACacheFile() throws { try expectRefused(.format) { try change($0) { $0 = Array("hello".utf8) } } }

  @Test(arguments: [0o602, 0o620, 0o666, 0o777]) func writableByOthers(_ mode: Int) throws {
    try expectRefused(.writable) {
      try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: $0.path)
    }
  }

  @Test func symbolicLinks() throws {
    let elsewhere = try TemporaryFolder()
    let target = elsewhere.url.appending(path: "good")
    try expectRefused(.link) { file in
      try FileManager.default.moveItem(at: file, to: target)
      try FileManager.default.createSymbolicLink(at: file, withDestinationURL: target)
    }
    // The link was replaced, not what it led to.
    #expect(FileManager.default.fileExists(atPath: target.path))
  }

  @Test func pipes() throws {
    try expectRefused(.special) {
      try FileManager.default.removeItem(at: $0)
      #expect(mkfifo($0.path, 0o600) == 0)
    }
  }

  @Test func anotherEntryUnderTheName() throws {
    let other = CacheKey("another kernel")
    try folder.cache().keep([9], for: other)
    let bytes = try Data(contentsOf: folder.file(of: other))
    try FileManager.default.removeItem(at: folder.file(of: other))
    try expectRefused(.key) { try change($0) { $0 = [UInt8](bytes) } }
  }

  /// By asking for another user's files: giving files away takes privileges.
  @Test func ofAnotherUser() throws {
    try folder.cache().keep(object, for: key)
    let cache = ObjectCache(try CacheFolder(folder.path, user: geteuid() + 1))
    #expect(cache.object(for: key) == nil)
    #expect(cache.statistics[.refusal(.foreign)] == 1)
    #expect(!folder.names.contains { $0.hasSuffix(".object") })
  }

  @Test(.enabled(if: geteuid() == 0, "only the superuser gives files away")) func givenAway() throws {
    try expectRefused(.foreign) { #expect(chown($0.path, 12345, 12345) == 0) }
    #expect(chown(folder.path, 12345, 12345) == 0)
    #expect(throws: CacheUnavailable(description: "\(folder.path): it belongs to another user")) { try folder.cache() }
  }

  @Test func aFolderInTheWay() throws {
    let cache = try folder.cache()
    try FileManager.default.createDirectory(at: folder.file(of: key), withIntermediateDirectories: false)
    #expect(cache.object(for: key) == nil)
    #expect(cache.statistics[.refusal(.special)] == 1)
    cache.keep(object, for: key)
    #expect(cache.object(for: key) == object)
  }

  @Test func foldersThatAreNotTrusted() throws {
    func reason(_ path: String) -> String? {
      do throws(CacheUnavailable) {
        _ = try ObjectCache(folder: path)
        return nil
      } catch {
        return error.description
      }
    }
    for mode in [0o777, 0o770, 0o702] {
      try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: folder.path)
      #expect(reason(folder.path) == "\(folder.path): other users may write to it")
    }
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.path)
    #expect(reason(folder.path) == nil)
    let link = folder.path + "/link"
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: folder.path)
    #expect(reason(link) == "\(link): it is a symbolic link")
    let file = folder.path + "/file"
    try Data().write(to: URL(filePath: file))
    #expect(reason(file) == "\(file): Not a directory")
    #expect(reason(file + "/below") == "\(file)/below: Not a directory")
    #expect(reason("") != nil)
  }

  @Test func foldersAreMadeForTheUserAlone() throws {
    let path = folder.path + "/a/b/c"
    _ = try ObjectCache(folder: path)
    for path in [folder.path + "/a", folder.path + "/a/b", path] {
      let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
      #expect(mode == 0o700)
    }
  }
}
