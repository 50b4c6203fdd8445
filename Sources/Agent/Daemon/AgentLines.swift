// SPDX-License-Identifier: Apache-2.0
package import Cloud
package import Logging
package import Posix
package import Snapshot

/// What the agent does between its runs, as lines of its log.
package struct AgentLines: RunObserver {
    private let logger: Logger
    private let vitals: AgentVitals
    private let wallClock: any WallClock

    package init(logger: Logger, vitals: AgentVitals, wallClock: any WallClock = SystemClock()) {
        self.logger = logger
        self.vitals = vitals
        self.wallClock = wallClock
    }

    package func step(_ text: String) { logger.info("\(text)") }
    package func warning(_ text: String) { logger.warning("\(text)") }
    package func noted(_ fact: RunFact) { vitals.note(fact, at: wallClock.now()) }
    package func planned(_ units: [WorkUnit]) {}
    package func began(_ unit: WorkUnit) {}
    package func extracted(_ unit: WorkUnit) {}
    package func ended(_ unit: WorkUnit, _ report: UnitReport) {}
    package func published(_ location: String) {}
    package func unfinished(_ snapshot: SnapshotID) {}
}
