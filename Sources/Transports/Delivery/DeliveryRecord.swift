// SPDX-License-Identifier: Apache-2.0
import JSON
package import Posix
import Synchronization

/// Remembers where a closed snapshot is still to be taken, so that a crash forgets nothing. Its file,
/// `<snapshot>.delivery`, stands beside the snapshot from before it is closed until every destination has it.
package final class DeliveryRecord: Sendable {
    package static let suffix = ".delivery"
    private static let schema = "cloud-extractor/delivery/v1"

    private let path: String
    package let snapshot: String
    /// Whether the snapshot stays on this machine when it has been delivered.
    package let keeps: Bool
    /// How many files, in their order, each destination has for sure.
    private let files: Mutex<[String: Int]>

    private init(_ path: String, _ snapshot: String, keeps: Bool, _ outstanding: [String: Int]) {
        self.path = path
        self.snapshot = snapshot
        self.keeps = keeps
        files = Mutex(outstanding)
    }

    private static func path(_ directory: String, _ snapshot: String) -> String { "\(directory)/\(snapshot)\(suffix)" }

    /// Begins one, or begins it anew.
    package static func create(
        in directory: String, _ snapshot: String, keeps: Bool, addresses: [String]
    ) throws(SystemError) -> DeliveryRecord {
        let outstanding = Dictionary(addresses.map { ($0, 0) }) { first, _ in first }
        let record = DeliveryRecord(path(directory, snapshot), snapshot, keeps: keeps, outstanding)
        try record.files.withLock { (files) throws(SystemError) in try record.write(files) }
        return record
    }

    /// - Returns: nil where nothing is outstanding.
    package static func read(in directory: String, _ snapshot: String) throws(SystemError) -> DeliveryRecord? {
        let path = path(directory, snapshot)
        let bytes: [UInt8]
        do {
            bytes = try FileDescriptor.contents(of: path)
        } catch {
            if error.isMissing { return nil }
            throw error
        }
        guard let json = try? JSONValue(parsing: bytes.span), json["schema"]?.string == schema,
            json["snapshot_id"]?.string == snapshot, let keeps = json["keep"]?.bool,
            let entries = json["outstanding"]?.array
        else { throw SystemError(call: "parse", path: path, code: 0) }
        var outstanding: [String: Int] = [:]
        for entry in entries {
            guard let address = entry["address"]?.string, let files = entry["files"]?.integer, files >= 0 else {
                throw SystemError(call: "parse", path: path, code: 0)
            }
            outstanding[address] = files
        }
        return DeliveryRecord(path, snapshot, keeps: keeps, outstanding)
    }

    /// Sorted.
    package var outstanding: [String] { files.withLock { $0.keys.sorted() } }

    func files(deliveredTo address: String) -> Int { files.withLock { $0[address] ?? 0 } }

    func note(_ count: Int, at address: String) throws(SystemError) {
        try files.withLock { (files) throws(SystemError) in
            files[address] = count
            try write(files)
        }
    }

    func finish(_ address: String) throws(SystemError) {
        try files.withLock { (files) throws(SystemError) in
            files[address] = nil
            try write(files)
        }
    }

    /// Once nothing is outstanding, or the snapshot was given up.
    package func remove() throws(SystemError) { try DurableFile.remove(path) }

    private func write(_ files: [String: Int]) throws(SystemError) {
        let entries = files.sorted { $0.key < $1.key }
        let json: JSONValue = [
            "schema": .string(Self.schema), "snapshot_id": .string(snapshot), "keep": .bool(keeps),
            "outstanding": .array(
                entries.map { ["address": .string($0.key), "files": JSONValue($0.value)] as JSONValue }),
        ]
        try DurableFile.write((json.canonical + [0x0A]).span, to: path)
    }
}
