// SPDX-License-Identifier: Apache-2.0
import AWS
import Cloud
import Snapshot

extension Manifest.Account {
    init(_ account: AWSAccount) {
        switch account.standing {
        case .included(let regions):
            self.init(
                provider: .aws, id: account.id, outcome: .complete,
                regions: (regions ?? []).map { Manifest.Region(name: $0.name, status: $0.status) })
        case .leftOut(let why): self.init(provider: .aws, id: account.id, outcome: .skipped, reason: why)
        case .unknown(let error):
            self.init(
                provider: .aws, id: account.id, outcome: error.outcome, reason: error.code,
                requestID: error.requestID)
        }
    }
}
