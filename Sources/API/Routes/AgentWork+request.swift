// SPDX-License-Identifier: Apache-2.0
import Agent
import Cloud
import HTTPTypes
import Posix

extension SnapshotScope {
    /// - Throws: for what the configuration does not enable: a snapshot of nothing is none.
    init(_ body: RequestObject, in configuration: AgentConfiguration) throws(APIProblem) {
        try body.refuse(unless: "providers", "services")
        var providers: [Provider] = []
        for name in try body.texts("providers") { providers.append(try RequestObject.provider(name)) }
        let services = try body.texts("services")
        let enabled = configuration.services
        guard services.allSatisfy(enabled.contains) else {
            throw APIProblem(.unprocessableContent, "services holds one that the configuration does not enable")
        }
        guard providers.allSatisfy({ provider in enabled.contains { Self.isOf(provider, $0) } }) else {
            throw APIProblem(.unprocessableContent, "providers holds one of which the configuration enables nothing")
        }
        guard
            services.allSatisfy({ service in providers.isEmpty || providers.contains { Self.isOf($0, service) } })
        else { throw APIProblem(.unprocessableContent, "services holds one of a provider that providers leaves out") }
        self.init(providers: providers, services: services)
    }

    private static func isOf(_ provider: Provider, _ service: String) -> Bool {
        service.hasPrefix("\(provider.rawValue):")
    }
}

extension AgentWork {
    init(rotation body: RequestObject) throws(APIProblem) {
        try body.refuse(unless: "provider", "secret")
        guard let name = try body.text("provider") else {
            throw APIProblem(.unprocessableContent, "provider is missing")
        }
        let secret = try body.text("secret")
        if let secret, secret.wholeMatch(of: /[A-Za-z0-9_\-]{1,64}/) == nil {
            throw APIProblem(.unprocessableContent, "secret is no name of a secret")
        }
        self = .rotation(try RequestObject.provider(name), secret: secret)
    }
}
