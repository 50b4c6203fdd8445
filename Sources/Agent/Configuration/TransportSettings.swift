// SPDX-License-Identifier: Apache-2.0
import Posix
package import Sealing
import Snapshot
import StrictYAML
import Transports

/// The `transport` section.
package struct TransportSettings: Sendable, Equatable {
    /// Where a snapshot is put together; nil where nothing is kept.
    package let directory: String?
    /// Whether it stays there when it has been delivered.
    package let keeps: Bool
    package let layout: RecordLayout
    package let compression: RecordCompression
    package let destinations: [DestinationSettings]

    init(_ map: inout YAMLMapping) throws(YAMLError) {
        // Without quotes, the name of the null transport is YAML's null.
        let type = map.isNull("type") ? "null" : try map.required("type", try map.string("type"))
        var destinations: [DestinationSettings] = []
        switch type {
        case "filesystem": directory = try map.required("output_dir", try map.string("output_dir"))
        case "null": directory = nil
        default:
            guard let destination = try DestinationSettings(type, &map) else {
                throw map.invalid("type", "is none of filesystem, http, s3 and null")
            }
            directory = try map.required("spool_dir", try map.string("spool_dir"))
            destinations.append(destination)
        }
        keeps = type == "filesystem"
        layout = try map.choice("layout") ?? .perUnit
        compression = try map.choice("compression") ?? .none
        for node in try map.sequence("deliver_to") ?? [] {
            var entry = try YAMLMapping(node, path: "transport.deliver_to")
            let type = try entry.required("type", try entry.string("type"))
            guard let destination = try DestinationSettings(type, &entry) else {
                throw entry.invalid("type", "is neither http nor s3")
            }
            try entry.end()
            destinations.append(destination)
        }
        if directory == nil, !destinations.isEmpty {
            throw map.invalid("deliver_to", "has nothing to deliver where nothing is kept")
        }
        guard Set(destinations.map(\.address)).count == destinations.count else {
            throw map.invalid("deliver_to", "names a place twice")
        }
        self.destinations = destinations
        try map.end()
    }

    /// Notes that a snapshot is still to be taken to every place.
    func deliveryRecord(of snapshot: SnapshotID, in directory: String) throws(SystemError) -> DeliveryRecord {
        try DeliveryRecord.create(in: directory, snapshot.text, keeps: keeps, addresses: destinations.map(\.address))
    }
}

extension YAMLMapping {
    /// One of the names that a type has.
    mutating func choice<Choice: RawRepresentable & CaseIterable>(
        _ key: String
    ) throws(YAMLError) -> Choice? where Choice.RawValue == String {
        guard let text = try string(key) else { return nil }
        guard let choice = Choice(rawValue: text) else {
            throw invalid(key, "is none of \(Choice.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        return choice
    }
}
