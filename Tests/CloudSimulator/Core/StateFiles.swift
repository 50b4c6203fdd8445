// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON

/// Who there is, and what they own: read once, at the start.
package struct StateFiles: Sendable {
    package struct Unreadable: Error, CustomStringConvertible {
        package let description: String
    }

    /// `azure.json` and `gcp.json` of the state's directory; null where there is none.
    let azure: JSONValue
    let gcp: JSONValue
    /// The files of the estate, in the order of their names.
    let azureEstate: [JSONValue]
    let gcpEstate: [JSONValue]

    init(azure: JSONValue = .null, gcp: JSONValue = .null, azureEstate: [JSONValue] = [], gcpEstate: [JSONValue] = []) {
        self.azure = azure
        self.gcp = gcp
        self.azureEstate = azureEstate
        self.gcpEstate = gcpEstate
    }

    package init(state: String, estate: String) throws(Unreadable) {
        azure = try Self.read("\(state)/azure.json") ?? .null
        gcp = try Self.read("\(state)/gcp.json") ?? .null
        azureEstate = try Self.readAll("\(estate)/azure")
        gcpEstate = try Self.readAll("\(estate)/gcp")
    }

    private static func read(_ path: String) throws(Unreadable) -> JSONValue? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        do {
            return try JSONValue(parsing: Array(Data(contentsOf: URL(filePath: path))).span)
        } catch {
            throw Unreadable(description: "\(path): \(error)")
        }
    }

    private static func readAll(_ directory: String) throws(Unreadable) -> [JSONValue] {
        var files: [JSONValue] = []
        for name in ((try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []).sorted()
        where name.hasSuffix(".json") {
            if let file = try read("\(directory)/\(name)") { files.append(file) }
        }
        return files
    }
}
