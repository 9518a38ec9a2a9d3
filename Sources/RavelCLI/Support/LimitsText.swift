import RavelRuntime

/// Measured limits as 'ravel doctor --limits' shows them.
extension MemoryLimits {
  private var best: Double { bytesPerSecond(threads: Threads.count) ?? 0 }

  var lines: [String] {
    let counts = Set(rows.map(\.threads)).sorted()
    let kinds = counts.flatMap { threads in [false, true].map { (threads: threads, isNontemporal: $0) } }
    var table = TextTable(
      [TextTable.Column("GB/s", .left)]
        + kinds.map { kind in
          let threads = kind.threads == 1 ? "1 thread" : "\(kind.threads) threads"
          return TextTable.Column("\(threads), \(kind.isNontemporal ? "non-temporal" : "ordinary")")
        })
    for loop in Loop.allCases {
      table.add(
        [loop.rawValue]
          + kinds.map { kind in
            rows.first { $0.loop == loop && $0.threads == kind.threads && $0.isNontemporal == kind.isNontemporal }
              .map { Self.gigabytes($0.bytesPerSecond) } ?? ""
          })
    }
    var lines = ["", "memory, three arrays of \(Quantity.bytes(arrayBytes)):"] + table.lines
    if !caches.isEmpty {
      var table = TextTable([TextTable.Column("cache", .left), TextTable.Column("size"), TextTable.Column("read GB/s")])
      for cache in caches {
        table.add(["L\(cache.level)", Quantity.bytes(cache.byteCount), Self.gigabytes(cache.readBytesPerSecond)])
      }
      lines += [""] + table.lines
    }
    return lines + ["", "limit: \(Self.gigabytes(best)) GB/s, the most that a loop with operands and a result did"]
  }

  var members: [(String, JSON)] {
    let memory = rows.map { row in
      JSON.object([
        ("loop", .string(row.loop.rawValue)), ("stores", .string(row.isNontemporal ? "non-temporal" : "ordinary")),
        ("threads", .integer(row.threads)), ("bytes_per_second", .number(row.bytesPerSecond))
      ])
    }
    let caches = caches.map { cache in
      JSON.object([
        ("level", .integer(cache.level)), ("bytes", .integer(cache.byteCount)),
        ("read_bytes_per_second", .number(cache.readBytesPerSecond))
      ])
    }
    return [
      ("bytes_per_second", .number(best)), ("array_bytes", .integer(arrayBytes)), ("memory", .array(memory)),
      ("caches", .array(caches))
    ]
  }

  private static func gigabytes(_ bytesPerSecond: Double) -> String {
    Quantity.decimal(bytesPerSecond / 1e9, places: 1)
  }
}
