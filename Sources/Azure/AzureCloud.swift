// SPDX-License-Identifier: Apache-2.0

/// Azure itself, or one of its sovereign copies,
/// https://learn.microsoft.com/en-us/entra/identity-platform/authentication-national-cloud.
package enum AzureCloud: String, Sendable, CaseIterable {
    case global = "public"
    case china
    case government

    static let resourceManager = "management.azure.com"
    static let authority = "login.microsoftonline.com"
    static let graph = "graph.microsoft.com"

    /// What a host of the global cloud is called in this one.
    func host(_ name: String) -> String {
        switch (self, name) {
        case (.china, Self.resourceManager): "management.chinacloudapi.cn"
        case (.china, Self.authority): "login.partner.microsoftonline.cn"
        case (.government, Self.resourceManager): "management.usgovcloudapi.net"
        case (.government, Self.authority): "login.microsoftonline.us"
        case (.china, Self.graph): "microsoftgraph.chinacloudapi.cn"
        case (.government, Self.graph): "graph.microsoft.us"
        default: name
        }
    }

    /// What tokens are asked for, for a service of the global cloud's name.
    func scope(_ service: String) -> String { "https://\(host(service))/.default" }
}
