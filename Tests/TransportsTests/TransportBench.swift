// SPDX-License-Identifier: Apache-2.0
import Foundation
import Posix
import Sealing
import TestSupport
import Transports

/// A transport of each kind, over an output directory of its own that only one of them uses.
struct TransportBench {
    enum Kind: CaseIterable {
        case filesystem, recordFiles, null

        var keeps: Bool { self != .null }
    }

    static let snapshot = "01ARYZ6S41TSV4RRFFQ69G5FAV"

    private let temporary: TemporaryDirectory
    private let kind: Kind
    let transport: any Transport
    var output: String { "\(temporary.path)/new/output" }
    var partial: String { "\(output)/\(Self.snapshot).partial" }
    var committed: String { "\(output)/\(Self.snapshot)" }

    init(_ kind: Kind) throws {
        temporary = try TemporaryDirectory()
        self.kind = kind
        transport = Self.transport(kind, in: temporary)
    }

    /// The same, as another process would have it.
    func again(_ kind: Kind) throws -> any Transport { Self.transport(kind, in: temporary) }

    private static func transport(_ kind: Kind, in temporary: TemporaryDirectory) -> any Transport {
        switch kind {
        case .filesystem: FilesystemTransport(outputDirectory: "\(temporary.path)/new/output", snapshot: snapshot)
        case .recordFiles:
            FilesystemTransport(
                outputDirectory: "\(temporary.path)/new/output", snapshot: snapshot, layout: .perRecord)
        case .null: NullTransport()
        }
    }

    /// The paths of everything in the output directory, directories too.
    func paths() -> [String] {
        (FileManager.default.enumerator(atPath: output)?.compactMap { $0 as? String } ?? []).sorted()
    }

    /// What a reader of snapshots can see: the files of the committed directory. The files of a unit with one for each
    /// record are told as one.
    func visible() throws -> [String: String] {
        var files: [String: String] = [:]
        for path in paths() where path.hasPrefix("\(Self.snapshot)/") {
            guard Directory.kind(of: "\(output)/\(path)") == .file else { continue }
            var name = String(path.dropFirst(Self.snapshot.count + 1))
            if kind == .recordFiles, name.hasPrefix("records/") { name = "\(Directory.parent(of: name)).fernet" }
            files[name, default: ""] += try text("\(output)/\(path)")
        }
        return files
    }

    func text(_ path: String) throws -> String {
        String(decoding: try FileDescriptor.contents(of: path), as: UTF8.self)
    }
}

extension Transport {
    /// The stream of a unit that nobody has begun.
    func open(_ path: String) async throws(TransportError) -> any RecordStream {
        try await open(path, keeping: .none)
    }
}
