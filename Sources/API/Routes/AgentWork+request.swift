// SPDX-License-Identifier: Apache-2.0
import Agent
import Cloud
import HTTPTypes

extension AgentWork {
    /// - Parameter body: `providers`, `services`.
    static func snapshot(
        _ body: RequestObject, in configuration: AgentConfiguration
    ) throws(APIProblem) -> AgentWork {
        try body.refuse(unless: "providers", "services")
        var providers: [Provider] = []
        for name in try body.texts("providers") { providers.append(try RequestObject.provider(name)) }
        let scope = SnapshotScope(providers: providers, services: try body.texts("services"))
        return try AgentWork.snapshot(scope).possible(in: configuration)
    }

    /// - Parameter body: `provider`, `secret`.
    static func rotation(
        _ body: RequestObject, in configuration: AgentConfiguration
    ) throws(APIProblem) -> AgentWork {
        try body.refuse(unless: "provider", "secret")
        guard let name = try body.text("provider") else {
            throw APIProblem(.unprocessableContent, "provider is missing")
        }
        let secret = try body.text("secret")
        return try AgentWork.rotation(try RequestObject.provider(name), secret: secret).possible(in: configuration)
    }

    private func possible(in configuration: AgentConfiguration) throws(APIProblem) -> AgentWork {
        if let obstacle = configuration.obstacle(to: self) { throw APIProblem(.unprocessableContent, obstacle.text) }
        return self
    }
}
