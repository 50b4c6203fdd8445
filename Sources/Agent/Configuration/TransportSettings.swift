// SPDX-License-Identifier: Apache-2.0
package import Sealing
import StrictYAML

/// The `transport` section.
package struct TransportSettings: Sendable, Equatable {
    /// Where a snapshot is put together; nil where nothing is kept.
    package let directory: String?
    package let layout: RecordLayout
    package let compression: RecordCompression

    init(_ map: inout YAMLMapping) throws(YAMLError) {
        // Without quotes, the name of the null transport is YAML's null.
        let type = map.isNull("type") ? "null" : try map.required("type", try map.string("type"))
        switch type {
        case "filesystem": directory = try map.required("output_dir", try map.string("output_dir"))
        case "null": directory = nil
        default: throw map.invalid("type", "is neither filesystem nor null")
        }
        layout = try map.choice("layout") ?? .perUnit
        compression = try map.choice("compression") ?? .none
        try map.end()
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
