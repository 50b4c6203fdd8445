// SPDX-License-Identifier: Apache-2.0
import AWS
package import Access
package import Audit
package import Cloud
package import HTTP
package import Posix
package import Schedule
package import Sealing
package import Snapshot
package import StrictYAML
package import Transports
package import Vault

/// Everything that ends a command of the agent, by the part that it comes from.
package enum AgentError: Error {
    case configurationUnreadable(SystemError)
    case configuration(YAMLError)
    /// Of the configuration or the environment.
    case setting(InvalidSetting)
    /// HTTP cannot be spoken at all.
    case http(HTTPError)
    /// Nothing is enabled that could be extracted.
    case nothingToExtract
    /// The organization, or its units, have no account that is to be read.
    case noAccounts
    case vault(VaultError)
    case audit(AuditError)
    case cloud(Provider, CloudError)
    case transport(TransportError)
    case snapshot(SnapshotError)
    case journal(JournalError)
    case merge(MergeError)
    case sealing(FernetError)
    /// The output of a command could not be written.
    case output(SystemError)
    case delivery(String, DeliveryError)
    /// It is outstanding, and the configuration does not name it any more.
    case unknownDestination(String)
    /// Another process is at it.
    case beingDelivered(SnapshotID)
    /// Another process sends it away, or replaces it.
    case snapshotInUse(SnapshotID)
    /// Snapshots are being begun, or keys are being dropped.
    case ringInUse(directory: String)
    /// It is to be delivered as it is.
    case awaitsDelivery(SnapshotID)
    /// Snapshots would be lost without the key.
    case keyInUse(id: String, by: SnapshotID)
    /// New snapshots are sealed with it.
    case primaryKey(id: String)
    /// Nobody can see from here which keys they are under.
    case copiesElsewhere(key: String, address: String)
    case rotation(RotationProblem)
    /// The agent cannot be spoken to where it should be.
    case service(String, hint: String)
    /// Another agent has the state directory.
    case agentRuns(directory: String)
    case scheduleUnreadable(path: String, ScheduleStateError)
    /// What the agent knows of its snapshots is nothing that it has written.
    case ledgerUnreadable(path: String)
    /// A job's occurrence is taken until a time that has not come.
    case claimedAhead(path: String, until: Timestamp)
    /// So many others wrote the claim of a job that it could not be read and written in peace.
    case claimContended(path: String)
    /// So many others wrote the audit log's anchor that it could not be read and written in peace.
    case anchorContended(path: String)
    case renewal(RenewalProblem)
    case interrupted
    /// Something in the program itself is wrong.
    case defect(String)
}
