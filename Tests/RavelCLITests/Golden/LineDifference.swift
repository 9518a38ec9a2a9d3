/// Two texts line by line: what is gone with -, what is new with +, and a few lines around each place.
func difference(from old: String, to new: String, around context: Int = 2) -> String {
  let before = old.split(separator: "\n", omittingEmptySubsequences: false)
  let after = new.split(separator: "\n", omittingEmptySubsequences: false)
  let changes = after.difference(from: before)
  var (removed, inserted): (Set<Int>, Set<Int>) = ([], [])
  for change in changes {
    switch change {
    case .remove(let offset, _, _): removed.insert(offset)
    case .insert(let offset, _, _): inserted.insert(offset)
    }
  }
  var lines: [(mark: String, text: Substring)] = []
  var (i, j) = (0, 0)
  while i < before.count || j < after.count {
    if removed.contains(i) {
      lines.append(("-", before[i]))
      i += 1
    } else if inserted.contains(j) {
      lines.append(("+", after[j]))
      j += 1
    } else {
      lines.append((" ", before[i]))
      i += 1
      j += 1
    }
  }
  let changed = lines.indices.filter { lines[$0].mark != " " }
  let shown = Set(changed.flatMap { max($0 - context, 0)...min($0 + context, lines.count - 1) })
  var text = ""
  for index in lines.indices where shown.contains(index) {
    if index > 0, !shown.contains(index - 1) { text += "  ...\n" }
    text += lines[index].mark + " " + lines[index].text + "\n"
  }
  return text
}
