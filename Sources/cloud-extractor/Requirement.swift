// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Snapshot

/// What a snapshot must be, for the command to succeed.
enum Requirement: String, ExpressibleByArgument, CaseIterable {
    /// Every unit and account was read.
    case complete
    /// None has failed; some may have been denied.
    case readable

    func isMet(by manifest: Manifest) -> Bool {
        switch self {
        case .complete: manifest.isComplete
        case .readable: manifest.isReadable
        }
    }
}
