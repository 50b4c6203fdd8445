// SPDX-License-Identifier: Apache-2.0
import Agent
import Cloud
import Logging
import Snapshot

/// What the agent does between its runs, as lines of its log.
struct AgentLines: SnapshotObserver {
    let logger: Logger

    func step(_ text: String) { logger.info("\(text)") }
    func warning(_ text: String) { logger.warning("\(text)") }
    func planned(_ units: [WorkUnit]) {}
    func began(_ unit: WorkUnit) {}
    func extracted(_ unit: WorkUnit) {}
    func ended(_ unit: WorkUnit, _ report: UnitReport) {}
    func published(_ location: String) {}
    func unfinished(_ snapshot: SnapshotID) {}
}
