import Foundation
import Testing

@testable import RavelCache

@Suite struct ObjectCacheTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func whatWasStoredIsFoundByAnother() throws {
    let key = CacheKey("kernel")
    let first = try folder.cache()
    #expect(first.object(for: key) == nil)
    #expect(first.store([1, 2, 3], for: key, remark: "a remark") == nil)
    let second = try folder.cache()
    #expect(second.object(for: key) == [1, 2, 3])
    #expect(second.object(for: CacheKey("another")) == nil)
    #expect(second.statistics[.hit] == 1 && second.statistics[.miss] == 2 && second.statistics.refused == 0)
    let entry = try #require(second.entries().first)
    #expect(entry.digest == key.digest)
    #expect(try entry.contents.get() == (key: "kernel", remark: "a remark"))
    #expect(!folder.names.contains { $0.hasSuffix(".tmp") })
  }

  @Test func anEntryIsReplaced() throws {
    let (cache, key) = (try folder.cache(), CacheKey("kernel"))
    cache.keep([1], for: key)
    cache.keep([2, 2], for: key)
    #expect(cache.object(for: key) == [2, 2])
    #expect(cache.entries().count == 1)
  }

  @Test func notes() throws {
    let (cache, key) = (try folder.cache(), CacheKey("which"))
    #expect(cache.note(for: key) == nil)
    cache.keep(note: "that", for: key)
    cache.keep(note: "this", for: key)
    #expect(try folder.cache().note(for: key) == "this")
    #expect(cache.entries().isEmpty)
    let file = folder.url.appending(path: key.digest + ".note")
    try FileManager.default.setAttributes([.posixPermissions: 0o666], ofItemAtPath: file.path)
    #expect(cache.note(for: key) == nil)
  }

  @Test func theLeastRecentlyUsedMakeRoom() throws {
    let keys = (0..<20).map { CacheKey("kernel \($0)") }
    let object = [UInt8](repeating: 7, count: 1000)
    let large = try folder.cache()
    for key in keys { large.keep(object, for: key) }
    // The lower the number, the older, but for one that is used once more.
    for (number, key) in keys.enumerated() {
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSinceNow: Double(number * 60 - 7200))],
        ofItemAtPath: folder.file(of: key).path)
    }
    #expect(large.object(for: keys[0]) != nil)
    let abandoned = folder.url.appending(path: ".17.tmp")
    try Data().write(to: abandoned)
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSinceNow: -8000)], ofItemAtPath: abandoned.path)
    let small = try folder.cache(limit: 16 * 1100)
    small.keep(object, for: CacheKey("one more"))
    let left = small.entries()
    #expect(left.reduce(0) { $0 + $1.byteCount } <= 16 * 1100 / 4 * 3)
    #expect(left.count >= 10)
    let digests = Set(left.map(\.digest))
    #expect(digests.contains(keys[0].digest) && digests.contains(CacheKey("one more").digest))
    #expect(digests.contains(keys[19].digest) && !digests.contains(keys[1].digest))
    #expect(small.statistics[.eviction] == 21 - left.count)
    #expect(!FileManager.default.fileExists(atPath: abandoned.path))
  }

  @Test func clearingLeavesWhatIsNotOurs() throws {
    let cache = try folder.cache()
    let mine = folder.url.appending(path: "thesis.txt")
    try Data("years".utf8).write(to: mine)
    for number in 0..<3 { cache.keep([1], for: CacheKey("\(number)")) }
    cache.keep(note: "that", for: CacheKey("which"))
    #expect(cache.object(for: CacheKey("0")) != nil)
    #expect(cache.clear() == 3)
    #expect(folder.names == ["thesis.txt"])
    #expect(cache.statistics == CacheStatistics())
    #expect(cache.object(for: CacheKey("0")) == nil)
  }

  @Test func aFolderThatGoesAwayIsNoHarm() throws {
    let (cache, key) = (try folder.cache(), CacheKey("kernel"))
    try FileManager.default.removeItem(at: folder.url)
    #expect(cache.object(for: key) == nil)
    #expect(cache.store([1], for: key) == "No such file or directory")
    #expect(cache.entries().isEmpty && cache.clear() == 0)
  }

  @Test func whatIsTooLargeIsNotKept() throws {
    let object = [UInt8](repeating: 0, count: SealedFile.largestSize)
    #expect(try folder.cache().store(object, for: CacheKey("kernel")) == "it is too large")
    #expect(folder.names.isEmpty)
  }

  @Test func countsOfManyAreAdded() throws {
    let path = folder.path
    DispatchQueue.concurrentPerform(iterations: 8) { worker in
      // As many processes would: each with a folder of its own.
      guard let cache = try? ObjectCache(folder: path) else { return }
      for round in 0..<50 {
        let key = CacheKey("kernel \(round % 7)")
        let object = Array(key.digest.utf8)
        if let found = cache.object(for: key) {
          if found != object { Issue.record("another object") }
        } else {
          _ = cache.store(object, for: key)
        }
      }
    }
    let statistics = try folder.cache().statistics
    #expect(statistics.refused == 0)
    // What a cache could not add before it went is lost.
    #expect(statistics[.hit] + statistics[.miss] <= 400 && statistics[.hit] > 0)
    #expect(try folder.cache().entries().count == 7)
  }

  @Test func aDamagedCountCountsNothing() throws {
    let cache = try folder.cache()
    for text in ["", "x", "-5 hits\n", "99999999999999999999999 hits\n", "7 hits\nnonsense\n3 misses", "\u{0}\u{0}"] {
      try Data(text.utf8).write(to: folder.url.appending(path: "statistics"))
      let before = cache.statistics
      #expect(before[.hit] == (text.hasPrefix("7") ? 7 : 0))
      #expect(cache.object(for: CacheKey("nothing")) == nil)
      #expect(cache.statistics[.miss] == before[.miss] + 1)
    }
  }

  @Test func whereItIs() {
    func place(_ variables: [String: String]) -> CacheLocation { CacheLocation { variables[$0] } }
    #expect(place([:]) == .unknown)
    #expect(place(["HOME": "", "XDG_CACHE_HOME": ""]) == .unknown)
    #expect(place(["HOME": "/home/u", "XDG_CACHE_HOME": "/var/c"]) == .folder("/var/c/ravel"))
    #expect(place(["HOME": "/home/u", "XDG_CACHE_HOME": "relative"]) == place(["HOME": "/home/u"]))
    if case .folder(let path) = place(["HOME": "/home/u"]) {
      #expect(path.hasPrefix("/home/u/") && path.hasSuffix("/ravel"))
    }
    #expect(place(["HOME": "/home/u", "RAVEL_CACHE": "/x"]) == .folder("/x"))
    #expect(place(["HOME": "/home/u", "RAVEL_CACHE": "off"]) == .off)
    #expect(place(["HOME": "/home/u", "RAVEL_CACHE": ""]) == place(["HOME": "/home/u"]))
  }
}
