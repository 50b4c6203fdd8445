// SPDX-License-Identifier: Apache-2.0
import Cloud
package import JSON
package import Sealing

/// How far a snapshot had got.
package struct JournaledSnapshot: Sendable {
    /// How far a unit had got.
    package struct Unit: Sendable {
        /// What the manifest would say of it if it had ended there.
        package let unit: Manifest.Unit
        /// Where its listing goes on; nil if it has ended.
        package let cursor: JSONValue?
    }

    package let header: JournalHeader
    /// The key of the ring that everything in it is sealed under.
    package let key: FernetKey
    /// Those that its units were read with, in the order in which they name them.
    package internal(set) var sessions: [Manifest.Session] = []
    /// By path.
    package internal(set) var units: [String: Unit] = [:]
    /// How often it was gone on with.
    package internal(set) var resumptions = 0

    init(header: JournalHeader, key: FernetKey) {
        self.header = header
        self.key = key
    }

    /// - Returns: false for an entry that this program would not have written.
    mutating func add(_ entry: JSONValue) -> Bool {
        if let sessions = entry["sessions"]?.array {
            let read = sessions.compactMap { Manifest.Session($0) }
            self.sessions += read
            return read.count == sessions.count
        }
        if entry["resumed"] != nil {
            resumptions += 1
            return true
        }
        guard let unit = entry["unit"].flatMap({ Manifest.Unit($0) }) else { return false }
        units[unit.unit.path] = Unit(unit: unit, cursor: entry["cursor"])
        return true
    }
}
