// SPDX-License-Identifier: Apache-2.0
package import Posix

/// The files of a snapshot that is signed, on this machine's disk: nobody changes them any more.
package struct ClosedSnapshot: Sendable, Equatable {
    package struct File: Sendable, Equatable {
        /// The media type of files with one Fernet token per line.
        static let tokens = "application/vnd.cloud-extractor.tokens"

        /// Below the snapshot's directory.
        package let path: String
        /// Lines with a token each; nil for what is delivered in one piece.
        package let records: Int?

        package init(path: String, records: Int? = nil) {
            self.path = path
            self.records = records
        }
    }

    package let id: String
    package let directory: String
    package let closedAt: Timestamp
    /// In the order in which they are delivered. The signed note is the last: where it is, the snapshot is whole.
    package let files: [File]

    /// - Parameter records: the files with tokens.
    package init(id: String, directory: String, closedAt: Timestamp, records: [File]) {
        self.id = id
        self.directory = directory
        self.closedAt = closedAt
        files = records + [File(path: "manifest.json"), File(path: "manifest.note")]
    }

    func path(of file: File) -> String { "\(directory)/\(file.path)" }
}
