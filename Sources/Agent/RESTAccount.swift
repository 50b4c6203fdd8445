// SPDX-License-Identifier: Apache-2.0
import Access
import Cloud
import Snapshot

/// A subscription or a project that was considered for a snapshot.
struct RESTAccount: Sendable {
    enum Standing: Sendable {
        case included
        /// It is not read: the configuration excludes it, or it is not active.
        case leftOut(String)
    }

    let id: String
    let standing: Standing

    var isRead: Bool {
        if case .included = standing { true } else { false }
    }

    /// - Parameters:
    ///   - failure: why it could not be asked what the session may do there.
    ///   - rest: what is there and was not extracted.
    func manifest(_ provider: Provider, failure: CloudError?, rest: Manifest.Rest?) -> Manifest.Account {
        if case .leftOut(let why) = standing {
            return Manifest.Account(provider: provider, id: id, outcome: .skipped, reason: why)
        }
        return Manifest.Account(
            provider: provider, id: id, outcome: failure?.outcome ?? .complete, reason: failure?.code,
            requestID: failure?.requestID, rest: rest)
    }
}
