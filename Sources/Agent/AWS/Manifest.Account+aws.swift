// SPDX-License-Identifier: Apache-2.0
import AWS
import Access
import Cloud
import Snapshot

extension Manifest.Account {
    /// - Parameter failure: why not all of its sessions could be opened.
    init(_ account: AWSAccount, failure: CloudError?) {
        switch account.standing {
        case .included(let regions):
            self.init(
                provider: .aws, id: account.id, outcome: failure?.outcome ?? .complete, reason: failure?.code,
                requestID: failure?.requestID,
                regions: (regions ?? []).map { Manifest.Region(name: $0.name, status: $0.status) })
        case .leftOut(let why): self.init(provider: .aws, id: account.id, outcome: .skipped, reason: why)
        case .unknown(let error), .unsurveyed(let error):
            self.init(
                provider: .aws, id: account.id, outcome: error.outcome, reason: error.code,
                requestID: error.requestID)
        }
    }
}
