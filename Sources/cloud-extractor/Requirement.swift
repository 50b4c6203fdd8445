// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Snapshot

/// What a snapshot must be, for the command to succeed.
enum Requirement: String, ExpressibleByArgument, CaseIterable {
    /// Every unit and account was read.
    case complete
    /// None has failed; some may have been denied.
    case readable

    /// - Throws: where the snapshot is good, and not what it must be.
    func check(_ manifest: Manifest) throws(Failure) {
        let isMet =
            switch self {
            case .complete: manifest.isComplete
            case .readable: manifest.isReadable
            }
        if isMet { return }
        throw Failure(
            manifest.isReadable ? .denied : .incomplete, "the snapshot is not complete: \(manifest.summary)",
            hint: "the manifest says of each unit and account why; cloud-extractor verify prints it")
    }
}
