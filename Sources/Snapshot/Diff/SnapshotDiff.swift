// SPDX-License-Identifier: Apache-2.0
import Ciphers
package import Cloud
import JSON
package import Sealing
import Secrets

/// Compares two snapshots, unit by unit. Of a unit no more is in memory than a hash of each resource, and what has
/// changed.
package struct SnapshotDiff: Sendable {
    private let old: VerifiedSnapshot
    private let new: VerifiedSnapshot
    private let ring: KeyRing
    private let keys: RedactionKeys
    /// The units of both, sorted by path.
    private let pairs: [(before: Manifest.Unit?, after: Manifest.Unit?)]

    package init(_ old: VerifiedSnapshot, _ new: VerifiedSnapshot, ring: KeyRing) {
        self.old = old
        self.new = new
        self.ring = ring
        let before = Dictionary(uniqueKeysWithValues: old.manifest.units.map { ($0.unit.path, $0) })
        let after = Dictionary(uniqueKeysWithValues: new.manifest.units.map { ($0.unit.path, $0) })
        keys = RedactionKeys(old: old.manifest.takenUnder, new: new.manifest.takenUnder)
        pairs = Set(before.keys).union(after.keys).sorted().map { (before[$0], after[$0]) }
    }

    /// Hands over every change, sorted by unit and id.
    package func compare<Failure: Error>(
        _ visit: (ResourceChange) throws(Failure) -> Void
    ) throws(DecryptionError<Failure>) {
        for (before, after) in pairs {
            for change in try changes(before, after, Failure.self) {
                do throws(Failure) {
                    try visit(change)
                } catch {
                    throw .sink(error)
                }
            }
        }
    }

    /// Units whose listings do not both say what was not there.
    package var incomparable: [WorkUnit] {
        pairs.compactMap { before, after in Self.areComplete(before, after) ? nil : (before ?? after)?.unit }
    }

    /// Both listings say what there was, of the same choice.
    private static func areComplete(_ before: Manifest.Unit?, _ after: Manifest.Unit?) -> Bool {
        guard let before, let after else { return false }
        return before.report.outcome == .complete && after.report.outcome == .complete
            && before.selection == after.selection
    }

    private func changes<Failure: Error>(
        _ before: Manifest.Unit?, _ after: Manifest.Unit?, _: Failure.Type
    ) throws(DecryptionError<Failure>) -> [ResourceChange] {
        guard let unit = (before ?? after)?.unit else { return [] }
        let isSure = Self.areComplete(before, after)
        // Lists that shift while they are read show a resource twice.
        // Ids by their bytes: two texts that Unicode calls equivalent are two resources.
        var hashes: [[UInt8]: Set<[UInt8]>] = [:]
        try read(before, of: old) { (id, record) throws(Failure) in
            hashes[id, default: []].insert(record.hash)
        }
        var found: [[UInt8]: ResourceChange.Kind] = [:]
        var changed: [[UInt8]: ComparedRecord] = [:]
        var seen: Set<[UInt8]> = []
        try read(after, of: new) { (id, record) throws(Failure) in
            seen.insert(id)
            guard let known = hashes[id] else {
                found[id] = isSure ? .added : .unclear(isInOld: false)
                return
            }
            if !known.contains(record.hash) { changed[id] = record }
        }
        for id in hashes.keys where !seen.contains(id) { found[id] = isSure ? .removed : .unclear(isInOld: true) }
        if !changed.isEmpty {
            try read(before, of: old) { (id, record) throws(Failure) in
                if let new = changed[id] { found[id] = record.change(to: new, keys) }
            }
        }
        return found.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map {
            ResourceChange(unit: unit, resourceID: String(decoding: $0.key, as: UTF8.self), kind: $0.value)
        }
    }

    private func read<Failure: Error>(
        _ unit: Manifest.Unit?, of snapshot: VerifiedSnapshot,
        _ visit: ([UInt8], ComparedRecord) throws(Failure) -> Void
    ) throws(DecryptionError<Failure>) {
        guard let unit else { return }
        try snapshot.decrypt(unit, with: ring) { (record) throws(Failure) in
            let record = record.withBytes { try? JSONValue(parsing: $0) }
            let id = record?["metadata"]?["resource_id"]?.string ?? ""
            try visit(Array(id.utf8), ComparedRecord(record ?? .null))
        }
    }
}

/// What of a record is compared.
private struct ComparedRecord {
    private let configuration: JSONValue
    /// Parts that the cloud did not show.
    private let missing: [String]

    init(_ record: JSONValue) {
        configuration = record["configuration"] ?? .null
        missing = (record["metadata"]?["missing"]?.array ?? []).compactMap { $0["part"]?.string }
    }

    var hash: [UInt8] { SHA256.hash(JSONValue.array([configuration, JSONValue(strings: missing)]).canonical) }

    /// - Returns: nil where all that differs says nothing.
    func change(to new: ComparedRecord, _ keys: RedactionKeys) -> ResourceChange.Kind? {
        let unseen = Set(missing + new.missing)
        let fields = FieldChange.between(configuration, new.configuration, keys).filter { field in
            !unseen.contains { field.path == "/\($0)" || field.path.hasPrefix("/\($0)/") }
        }
        if !fields.isEmpty { return .changed(fields) }
        return missing == new.missing ? nil : .partsUnclear(unseen.sorted())
    }
}
