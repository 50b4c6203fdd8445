// SPDX-License-Identifier: Apache-2.0
import Cloud
import Posix
import Snapshot

/// Runs the units of a snapshot, so many at a time, fairly among the services.
struct Pipeline: Sendable {
    let worker: UnitWorker
    let workers: Int

    /// - Throws: the first error that is not the cloud's; the other units are cancelled then.
    func run(_ units: [PlannedUnit]) async throws(AgentError) -> [Manifest.Unit] {
        let results = await withTaskGroup(of: (PlannedUnit, Result<Manifest.Unit, WorkError>).self) { group in
            var queue = FairQueue(units)
            var finished: [Result<Manifest.Unit, WorkError>] = []
            func next() {
                guard let unit = queue.next() else { return }
                group.addTask { (unit, await run(unit)) }
            }
            for _ in 0..<workers { next() }
            while let (unit, result) = await group.next() {
                queue.ended(unit)
                finished.append(result)
                if case .failure = result { group.cancelAll() } else if !Task.isCancelled { next() }
            }
            return finished
        }
        var finished: [Manifest.Unit] = []
        for result in results {
            switch result {
            case .success(let unit): finished.append(unit)
            case .failure(.transport(let error)): throw .transport(error)
            case .failure(.sealing(let error)): throw .sealing(error)
            case .failure(.audit(let error)): throw .audit(error)
            case .failure(.journal(let error)): throw .journal(.storage(error))
            case .failure(.interrupted): throw .interrupted
            }
        }
        if Task.isCancelled { throw .interrupted }
        return finished
    }

    private func run(_ planned: PlannedUnit) async -> Result<Manifest.Unit, WorkError> {
        await Result.awaiting { () async throws(WorkError) in try await worker.run(planned) }
    }
}
