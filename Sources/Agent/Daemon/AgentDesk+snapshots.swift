// SPDX-License-Identifier: Apache-2.0
package import Audit
import Posix
package import Snapshot

extension AgentDesk {
    /// Those that are closed, and kept in the output directory; sorted by their time.
    package func closedSnapshots() throws(AgentError) -> [SnapshotID] {
        guard let directory = configuration.transport.directory, Directory.kind(of: directory) != nil else { return [] }
        return try SnapshotID.all(in: directory, suffix: "")
    }
}

extension AgentDesk {
    package var auditVerifier: LogVerifier {
        let audit = configuration.audit
        return LogVerifier(directory: audit.directory, verifier: audit.verifier)
    }
}
