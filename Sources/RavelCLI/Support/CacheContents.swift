import RavelCache
import RavelCodegen
import RavelIR
import RavelOps

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A kernel cache as 'ravel cache' shows it.
struct CacheContents {
  private let cache: ObjectCache
  private let entries: [ObjectCache.Entry]
  private let statistics: CacheStatistics

  init(_ cache: ObjectCache) {
    self.cache = cache
    entries = cache.entries()
    statistics = cache.statistics
  }

  private var byteCount: Int { entries.reduce(0) { $0 + $1.byteCount } }

  func lines(list: Bool) -> [String] {
    var table = TextTable([TextTable.Column("", .left), TextTable.Column("", .left)])
    table.add(["folder", cache.path])
    table.add(["entries", Quantity.count(entries.count)])
    table.add(["size", "\(Quantity.bytes(byteCount)), at most \(Quantity.bytes(cache.limit))"])
    table.add(["hits", Quantity.count(statistics[.hit])])
    table.add(["misses", Quantity.count(statistics[.miss])])
    table.add(["evicted", Quantity.count(statistics[.eviction])])
    table.add(["refused", Quantity.count(statistics.refused)])
    for (reason, count) in statistics.refusals { table.add(["", "\(Quantity.count(count)) because \(reason)"]) }
    var lines = Array(table.lines.dropFirst())
    if list, !entries.isEmpty {
      var table = TextTable([
        TextTable.Column("entry", .left), TextTable.Column("name", .left), TextTable.Column("size"),
        TextTable.Column("last use (UTC)", .left),
        TextTable.Column("made by", .left), TextTable.Column("for", .left), TextTable.Column("what", .left)
      ])
      for entry in entries {
        let item = Item(entry)
        table.add([
          String(entry.digest.prefix(12)), item.name, Quantity.bytes(entry.byteCount), Self.time(entry.lastUse),
          item.maker,
          item.processor, item.what
        ])
      }
      lines += [""] + table.lines
    } else {
      lines += entries.compactMap { entry in
        if case .failure(let reason) = entry.contents {
          "entry \(entry.digest.prefix(12)) will be replaced: \(reason)"
        } else {
          nil
        }
      }
    }
    return lines
  }

  func json(list: Bool) -> JSON {
    var members: [(String, JSON)] = [
      ("folder", .string(cache.path)), ("entries", .integer(entries.count)), ("bytes", .integer(byteCount)),
      ("limit", .integer(cache.limit)), ("hits", .integer(statistics[.hit])), ("misses", .integer(statistics[.miss])),
      ("evicted", .integer(statistics[.eviction])),
      ("refused", .object(statistics.refusals.map { ($0.description, .integer($1)) }))
    ]
    if list {
      members.append(
        (
          "list",
          .array(
            entries.map { entry in
              let item = Item(entry)
              return .object([
                ("entry", .string(entry.digest)), ("name", .string(item.name)), ("bytes", .integer(entry.byteCount)),
                ("last_use", .integer(entry.lastUse)),
                ("made_by", .string(item.maker)), ("for", .string(item.processor)), ("what", .string(item.what)),
                ("refused", (try? entry.contents.get()) == nil ? .string(item.what) : .null)
              ])
            })
        ))
    }
    return .object(members)
  }

  private static func time(_ seconds: Int) -> String {
    var (seconds, parts) = (time_t(seconds), tm())
    gmtime_r(&seconds, &parts)
    var text = [CChar](repeating: 0, count: 32)
    let count = strftime(&text, text.count, "%Y-%m-%d %H:%M", &parts)
    return String(decoding: text.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// What a person wants to know of an entry.
  private struct Item {
    var name = ""
    var maker = ""
    var processor = ""
    var what: String

    init(_ entry: ObjectCache.Entry) {
      switch entry.contents {
      case .failure(let reason): what = "will be replaced: \(reason)"
      case .success(let (key, remark)):
        guard let origin = CodeOrigin.Stated(key) else {
          what = "nothing that this version of Ravel knows"
          return
        }
        maker =
          "LLVM \(origin.llvmVersion), code generation \(origin.generation)" + (origin.isCurrent ? "" : ": outdated")
        processor = remark + (origin.isForThisProcessor ? "" : ", another machine")
        let kernel = try? Kernel(parsing: origin.rest)
        name = kernel?.label ?? ""
        what =
          kernel?.summary ?? "a kernel that this version of Ravel cannot read"
      }
    }
  }
}
