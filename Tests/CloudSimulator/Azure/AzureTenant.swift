// SPDX-License-Identifier: Apache-2.0
import JSON

/// A directory of Entra and its applications, by client id.
struct AzureTenant: Sendable {
    let id: String
    var clients: [String: AzureClient]

    init(id: String, _ json: JSONValue) {
        self.id = id
        clients = [:]
        for client in json["clients"]?.object?.members ?? [] {
            clients[client.name.lowercased()] = AzureClient(id: client.name, client.value)
        }
    }
}
