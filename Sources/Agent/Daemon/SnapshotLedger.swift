// SPDX-License-Identifier: Apache-2.0
import JSON
import Posix
import Snapshot
import Synchronization

/// What the agent must know of the snapshots that it has begun to go on with them after its end, as canonical JSON in its
/// own directory. Their journals have the rest.
final class SnapshotLedger: Sendable {
    struct Entry: Sendable, Hashable {
        var scope = SnapshotScope.everything
        /// How often the process has ended without a word while it was at it.
        var deaths = 0
        /// Somebody wanted it to end: nobody goes on with it unasked.
        var isCancelled = false
    }

    /// One that ends the process each time would have the agent do nothing else.
    static let patience = 3

    private let path: String
    private let entries: Mutex<[SnapshotID: Entry]>

    /// - Throws: ``AgentError/output(_:)``, and ``AgentError/ledgerUnreadable(path:)`` for what this program has not written.
    init(directory: String) throws(AgentError) {
        path = "\(directory)/snapshots.json"
        entries = Mutex(try Self.read(path))
    }

    private static func read(_ path: String) throws(AgentError) -> [SnapshotID: Entry] {
        let bytes: [UInt8]
        do {
            bytes = try FileDescriptor.contents(of: path)
        } catch {
            if error.isMissing { return [:] }
            throw .output(error)
        }
        var known: [SnapshotID: Entry] = [:]
        guard let json = try? JSONValue(parsing: bytes.span), let members = json["snapshots"]?.object?.members else {
            throw .ledgerUnreadable(path: path)
        }
        for member in members {
            guard let id = SnapshotID(member.name), let entry = Entry(member.value) else {
                throw .ledgerUnreadable(path: path)
            }
            known[id] = entry
        }
        return known
    }

    /// One that nobody knows was begun by hand.
    func entry(of snapshot: SnapshotID) -> Entry { entries.withLock { $0[snapshot] ?? Entry() } }

    /// Durable when it returns: from here on the process may end at any moment.
    func begins(_ snapshot: SnapshotID, _ scope: SnapshotScope) throws(AgentError) {
        try change { entries in
            var entry = entries[snapshot] ?? Entry()
            entry.scope = scope
            entry.isCancelled = false
            entry.deaths += 1
            entries[snapshot] = entry
        }
    }

    /// The run has come back.
    ///
    /// - Parameter isUnfinished: somebody could go on with it.
    func ended(_ snapshot: SnapshotID, isUnfinished: Bool, isCancelled: Bool) throws(AgentError) {
        try change { entries in
            if isUnfinished {
                var entry = entries[snapshot] ?? Entry()
                entry.deaths = 0
                entry.isCancelled = isCancelled
                entries[snapshot] = entry
            } else {
                entries[snapshot] = nil
            }
        }
    }

    /// Forgets all but those that are unfinished.
    func keep(_ unfinished: Set<SnapshotID>) throws(AgentError) {
        try change { entries in entries = entries.filter { unfinished.contains($0.key) } }
    }

    private func change(_ change: (inout [SnapshotID: Entry]) -> Void) throws(AgentError) {
        let failure = entries.withLock { entries -> SystemError? in
            var next = entries
            change(&next)
            if next == entries { return nil }
            do throws(SystemError) {
                try DurableFile.write(Self.bytes(next).span, to: path)
            } catch {
                return error
            }
            entries = next
            return nil
        }
        if let failure { throw .output(failure) }
    }

    private static func bytes(_ entries: [SnapshotID: Entry]) -> [UInt8] {
        var members = JSONObject()
        for (id, entry) in entries { members[id.text] = entry.json }
        return JSONValue.object(["snapshots": .object(members)]).canonical
    }
}

extension SnapshotLedger.Entry {
    fileprivate var json: JSONValue {
        ["scope": scope.json, "deaths": JSONValue(deaths), "cancelled": .bool(isCancelled)]
    }

    fileprivate init?(_ json: JSONValue) {
        guard let scope = json["scope"].flatMap(SnapshotScope.init), let deaths = json["deaths"]?.integer,
            let isCancelled = json["cancelled"]?.bool
        else { return nil }
        self.init(scope: scope, deaths: deaths, isCancelled: isCancelled)
    }
}
