import RavelCache
import RavelCodegen
import RavelIR
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Kernels that were compiled elsewhere, in a folder that is only read. What LLVM made them does not matter: there may
/// be none here to ask.
final class ShippedKernels: Sendable {
  private let cache: ReadOnlyCache
  /// Code of these may be used here, the best first.
  private let origins: [CodeOrigin]
  private let hasToldOfRefusal = Atomic<Bool>(false)

  /// - Throws: `CacheUnavailable` for a folder that cannot be trusted, that `Kernels.build` did not make, or that has
  ///   nothing for this processor or this version of Ravel.
  init(_ path: String) throws(CacheUnavailable) {
    cache = try ReadOnlyCache(folder: path)
    func failure(_ reason: String) -> CacheUnavailable { CacheUnavailable(description: "\(path): \(reason)") }
    let note: String?
    do throws(Refusal) {
      note = try cache.note(for: ShippedContents.key)
    } catch {
      throw failure("what says what is in it is not used: \(error)")
    }
    guard let contents = note.flatMap(ShippedContents.init) else {
      throw failure("it has no compiled kernels: 'ravel build' makes such folders")
    }
    guard contents.generation == CodeOrigin.generation else {
      throw failure(
        "its kernels were compiled by another version of Ravel (code generation \(contents.generation), this one's is "
          + "\(CodeOrigin.generation))")
    }
    origins = ProcessorLevel.runnable.filter(contents.levels.contains).map(CodeOrigin.init)
    if origins.isEmpty {
      throw failure(
        "its kernels are for \(contents.levels.map(\.rawValue).joined(separator: ", ")), which this processor is not")
    }
  }

  /// The best code for a kernel that this machine runs, loaded; nil if there is none.
  func kernel(_ kernel: Kernel, _ text: String, _ report: inout Report) -> CompiledKernel? {
    for origin in origins {
      do throws(Refusal) {
        guard let object = try cache.object(for: CacheKey("\(origin)\(text)")) else { continue }
        let start = ContinuousClock.now
        guard let code = try? CompiledKernel(object: object, for: kernel) else { throw .code }
        report.mapSeconds += (ContinuousClock.now - start) / .seconds(1)
        return code
      } catch {
        if !hasToldOfRefusal.exchange(true, ordering: .relaxed) {
          Runners.log.warning("a compiled kernel is not used: \(cache.path): \(error)")
        }
      }
    }
    return nil
  }
}

/// What a folder of shipped kernels says of itself.
struct ShippedContents: Equatable {
  var generation: Int
  var levels: [ProcessorLevel]

  static let key = CacheKey("compiled kernels")
}

extension ShippedContents: LosslessStringConvertible {
  var description: String { "\(generation)\n" + levels.map { "\($0.rawValue)\n" }.joined() }

  /// Levels that a later version knows are left out.
  init?(_ text: String) {
    let lines = text.split(separator: "\n")
    guard let generation = lines.first.flatMap({ Int($0) }) else { return nil }
    self.init(generation: generation, levels: lines.dropFirst().compactMap { ProcessorLevel(rawValue: String($0)) })
  }
}

/// The folders of shipped kernels that are looked into, in order.
final class ShippedFolders: Sendable {
  private let folders: Mutex<[ShippedKernels]>
  private let count: Atomic<Int>

  init(_ folders: [ShippedKernels] = []) {
    self.folders = Mutex(folders)
    count = Atomic(folders.count)
  }

  /// Those of `RAVEL_KERNELS`, and what the program adds. Which of them cannot be used is said on the log.
  static let shared = ShippedFolders(
    (getenv("RAVEL_KERNELS").map { String(cString: $0) } ?? "").split(separator: ":").compactMap { path in
      do throws(CacheUnavailable) {
        return try ShippedKernels(String(path))
      } catch {
        Runners.log.warning("compiled kernels are not used: \(error)")
        return nil
      }
    })

  func add(_ folder: ShippedKernels) {
    folders.withLock { folders in
      folders.append(folder)
      count.store(folders.count, ordering: .relaxed)
    }
  }

  var isEmpty: Bool { count.load(ordering: .relaxed) == 0 }

  func kernel(_ kernel: Kernel, _ text: String, _ report: inout Report) -> CompiledKernel? {
    if isEmpty { return nil }
    for folder in folders.withLock({ $0 }) {
      if let code = folder.kernel(kernel, text, &report) { return code }
    }
    return nil
  }
}
