// SPDX-License-Identifier: Apache-2.0
import JSON
package import Posix

/// How much of a log is kept elsewhere too, as its writer last knew: the file `anchored` of its directory, canonical JSON.
/// It is for those who watch the log; nothing is trusted to it.
package struct AnchorRecord: Sendable, Equatable {
    /// Entries.
    package let size: UInt64
    package let time: Timestamp

    package init(size: UInt64, time: Timestamp) {
        self.size = size
        self.time = time
    }

    private static func path(_ directory: String) -> String { "\(directory)/anchored" }

    /// - Returns: nil where there is none, or nothing that this program has written.
    package static func read(of directory: String) -> AnchorRecord? {
        // A pipe would be waited at for ever.
        guard Directory.kind(of: path(directory)) == .file,
            let bytes = try? FileDescriptor.contents(of: path(directory), limit: 1024),
            let json = try? JSONValue(parsing: bytes.span),
            let size = json["size"]?.integer.flatMap(UInt64.init(exactly:)),
            let time = json["time"]?.string.flatMap({ Timestamp(rfc3339: $0) })
        else { return nil }
        return AnchorRecord(size: size, time: time)
    }

    /// - Throws: ``AuditError/notDurable(_:)``
    package func write(to directory: String) throws(AuditError) {
        let json: JSONValue = ["size": JSONValue(Int(size)), "time": .string(time.rfc3339)]
        do {
            try DurableFile.write(json.canonical.span, to: Self.path(directory))
        } catch {
            throw .notDurable(error)
        }
    }
}
