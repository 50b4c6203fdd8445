// SPDX-License-Identifier: Apache-2.0
import Ciphers
package import Cloud
package import JSON

/// The part of the configuration's extractors that a snapshot takes; an empty list does not restrict.
package struct SnapshotScope: Sendable, Hashable {
    package static let everything = SnapshotScope(providers: [], services: [])

    /// Sorted.
    package let providers: [Provider]
    /// `aws:ec2`, sorted.
    package let services: [String]

    package init(providers: some Sequence<Provider>, services: some Sequence<String>) {
        self.providers = Set(providers).sorted()
        self.services = Set(services).sorted()
    }

    func contains(_ provider: Provider, _ service: String) -> Bool {
        (providers.isEmpty || providers.contains(provider))
            && (services.isEmpty || services.contains("\(provider.rawValue):\(service)"))
    }

    init?(_ json: JSONValue) {
        guard let providers = json["providers"]?.array, let services = json["services"]?.array else { return nil }
        self.init(
            providers: providers.compactMap { $0.string.flatMap(Provider.init) },
            services: services.compactMap(\.string))
        // Less than was there would be another scope.
        guard self.json == json else { return nil }
    }

    package var json: JSONValue {
        ["providers": JSONValue(strings: providers.map(\.rawValue)), "services": JSONValue(strings: services)]
    }
}

extension AgentConfiguration {
    /// As this one, with the extractors of the scope alone.
    ///
    /// Its digest is another one: what was begun with a scope is gone on with in the same scope, or not at all.
    package func narrowed(to scope: SnapshotScope) -> AgentConfiguration {
        if scope == .everything { return self }
        var other = self
        other.extractors = extractors.filtered { scope.contains($0, $1) }
        other.digest = Hex.string(SHA256.hash((Array(digest.utf8) + scope.json.canonical).span))
        return other
    }

    /// The services that are enabled, `aws:ec2`, sorted.
    package var services: [String] {
        (extractors.aws.map { "aws:\($0.name)" } + extractors.azure.map { "azure:\($0.name)" }
            + extractors.gcp.map { "gcp:\($0.name)" }).sorted()
    }
}
