// SPDX-License-Identifier: Apache-2.0
import Access
import Cloud
import Snapshot

extension Manifest.Account {
    /// One that could not be read.
    init(_ provider: Provider, _ id: String, _ failure: CloudError) {
        self.init(
            provider: provider, id: id, outcome: failure.outcome, reason: failure.code, requestID: failure.requestID)
    }
}
