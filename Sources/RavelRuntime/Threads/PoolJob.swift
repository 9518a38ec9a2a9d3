/// Work that is divided among the caller, who is number 0, and workers.
struct PoolJob {
  let extent: Int
  let chunk: Int
  /// How many take part, the caller included.
  let workers: Int
  /// Where the caller runs: workers keep off that processor.
  let processor: Int32
  /// How many chunks of each one's part are claimed.
  let claims: UnsafeMutablePointer<Word>
  let body: @Sendable (_ worker: Int, _ chunk: Range<Int>) -> Void

  /// Claims chunks until there are none left: first of its own part, then of the others'.
  ///
  /// So a worker finds in its cache what it had in the launch before, and none idles while others have chunks.
  func work(as worker: Int) {
    let body = body
    for turn in 0..<workers {
      let part = turn + worker < workers ? turn + worker : turn + worker - workers
      let chunks = chunks(of: part)
      while true {
        let claimed = chunks.lowerBound + Int(claims[part].add(1))
        if claimed >= chunks.upperBound { break }
        body(worker, claimed * chunk..<min((claimed + 1) * chunk, extent))
      }
    }
  }

  private var chunkCount: Int { (extent + chunk - 1) / chunk }

  /// The chunks that a worker claims first.
  private func chunks(of worker: Int) -> Range<Int> {
    chunkCount * worker / workers..<chunkCount * (worker + 1) / workers
  }
}
