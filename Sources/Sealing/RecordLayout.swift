// SPDX-License-Identifier: Apache-2.0

/// How the tokens of a unit lie in files. No file is named after a resource: names are not sealed.
package enum RecordLayout: String, Sendable, CaseIterable {
    /// `<unit>.fernet`, a token per line.
    case perUnit = "per-unit"
    /// `<unit>/<sequence, ten digits>.fernet`, a token and a line end; a unit without records has no directory.
    case perRecord = "per-record"

    /// The files of a unit, relative to where units are kept, in the order of its tokens.
    package func files(ofUnit path: String, records: Int) -> [String] {
        switch self {
        case .perUnit: [place(ofUnit: path)]
        case .perRecord: (0..<records).map { place(ofUnit: path) + Self.name($0) }
        }
    }

    /// The file of a unit, or its directory, which ends with a slash; relative to where units are kept.
    package func place(ofUnit path: String) -> String { self == .perUnit ? "\(path).fernet" : "\(path)/" }

    /// The name of a record's own file.
    package static func name(_ sequence: Int) -> String {
        let digits = String(sequence)
        return String(repeating: "0", count: max(0, 10 - digits.count)) + digits + ".fernet"
    }
}
