// SPDX-License-Identifier: Apache-2.0
import Hummingbird
import NIOCore

/// What is known of a request besides itself.
struct APIContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// The address of the client, without its port.
    let client: String
    let network: ClientNetwork
    /// Nil for a route that is open to all.
    var identity: Identity?

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        client = ClientNetwork.address(of: source.channel)
        network = ClientNetwork(of: client)
    }

    /// Behind the authentication there always is one; before it the request is anybody's.
    var subject: String { identity?.subject ?? "nobody" }
}
