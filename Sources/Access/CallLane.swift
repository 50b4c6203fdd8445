// SPDX-License-Identifier: Apache-2.0
package import Cloud

/// Calls that a cloud counts together when it asks to slow down: those of one service, for one account, in one region.
package struct CallLane: Sendable, Hashable {
    package let provider: Provider
    package let account: String
    package let region: String
    package let service: String

    package init(provider: Provider, account: String, region: String, service: String) {
        self.provider = provider
        self.account = account
        self.region = region
        self.service = service
    }

    /// What fails together when the service itself is down.
    var endpoint: String { "\(provider.rawValue):\(service):\(region)" }
}
