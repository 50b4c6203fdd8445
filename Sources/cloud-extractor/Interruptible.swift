// SPDX-License-Identifier: Apache-2.0
import Posix

private enum Event<R: Sendable>: Sendable {
    case signal
    case ended(Result<R, Failure>)
}

/// Runs work that SIGINT and SIGTERM cancel; once in the life of the process.
func interruptible<R: Sendable>(
    _ work: @escaping @Sendable () async throws(Failure) -> R
) async throws(Failure) -> R {
    let signals: AsyncStream<Int32>
    do {
        signals = try InterruptSignals.first()
    } catch {
        throw Failure(.defect, "\(error)")
    }
    let result = await withTaskGroup(of: Event<R>.self) { group -> Result<R, Failure> in
        group.addTask {
            for await _ in signals { break }
            return .signal
        }
        group.addTask {
            do throws(Failure) {
                return .ended(.success(try await work()))
            } catch {
                return .ended(.failure(error))
            }
        }
        while let event = await group.next() {
            group.cancelAll()
            if case .ended(let result) = event { return result }
        }
        return .failure(Failure(.defect, "work without an end"))
    }
    return try result.get()
}
