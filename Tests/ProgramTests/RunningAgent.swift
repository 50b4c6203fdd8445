// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import TestSupport

/// An agent that serves its API, with whom its tokens are from.
final class RunningAgent: Sendable {
    let agent: AgentWorkspace
    let program: RunningProgram
    let port: Int
    let issuer: Issuer
    let tls: WebClient.TLS?

    var client: WebClient { WebClient(port: port, tls: tls) }

    /// - Parameters:
    ///   - lab: with the secret of ``Lab/forAPI()``.
    ///   - api: of the section `api`, beside the tokens and the port.
    ///   - sections: behind it.
    ///   - prepare: makes the workspace ready, before the agent starts.
    init(
        _ lab: Lab, issuer: Issuer? = nil, api: String = "  requests_per_minute: 1000000\n", sections: String = "",
        tls: WebClient.TLS? = nil, prepared prepare: (Workspace) throws -> Void = { _ in }
    ) async throws {
        self.tls = tls
        if let issuer { self.issuer = issuer } else { self.issuer = try await Issuer.shared() }
        agent = try AgentWorkspace(lab, Self.section(self.issuer, api) + sections)
        try prepare(agent.workspace)
        program = try agent.start()
        (port) = try await Self.port(program)
    }

    deinit { program.signal(SIGKILL) }

    static func section(_ issuer: Issuer, _ api: String) -> String {
        """
        api:
          port: 0
          jwt:
            issuer: \(Issuer.name)
            audience: \(Issuer.audience)
            secret: api
            jwks_url: \(issuer.keySet)
        \(api)

        """
    }

    /// Its log says where it listens.
    private static func port(_ program: RunningProgram) async throws -> Int {
        var port: Int?
        try await program.until {
            let text = String(decoding: program.errorsSoFar, as: UTF8.self)
            port = text.firstMatch(of: /"address":"[^"]*:([0-9]+)"[^\n]*the agent listens/).flatMap { Int($0.1) }
            return port != nil
        }
        guard let port else { throw Oracle.Failed(description: try await program.ended().errorText) }
        return port
    }

    /// Tokens of which each has other roles, HS256.
    func tokens(_ roles: [[String]], subject: String = "alice") async throws -> [String] {
        try await issuer.tokens(
            roles.map { roles in
                [
                    "algorithm": "HS256", "secret": .string(Lab.apiKey),
                    "claims": Issuer.claims(roles: roles, ["sub": .string(subject)]),
                ]
            })
    }

    /// One that may do everything.
    func token(_ roles: [String] = ["viewer", "operator", "rotator", "auditor"]) async throws -> String {
        try await tokens([roles])[0]
    }

    func send(_ requests: [WebClient.Request]) async throws -> [WebClient.Answer] { try await client.send(requests) }

    func send(
        _ method: String, _ path: String, token: String? = nil, headers: [(String, String)] = [], body: String? = nil
    ) async throws -> WebClient.Answer {
        try await client.send(WebClient.Request(method, path, token: token, headers: headers, body: body))
    }

    /// One over a cloud that is cheap to ask, with pages of two.
    static func ofSimulator(_ extractors: String) async throws -> RunningAgent {
        let lab = try await Lab(["--only", "bao,simulator", "--page-size", "2"])
        try await lab.addTokenKey()
        let agent = try await RunningAgent(lab)
        try agent.agent.workspace.directory.write("extractors.yaml", "extractors:\n\(extractors)\n")
        agent.program.signal(SIGHUP)
        try await agent.program.until {
            String(decoding: agent.program.errorsSoFar, as: UTF8.self).contains("the configuration was read again")
        }
        return agent
    }

    /// Asks it to end, and waits for that.
    func ended() async throws -> Command {
        program.signal(SIGTERM)
        return try await program.ended()
    }
}

extension Lab {
    /// A test value.
    static let apiKey = "canary-of-tests-that-signs-tokens-0123456789"

    /// The lab of the tests of the API: as the shared one, with the key of tokens.
    static func forAPI() async throws -> Lab { try await apiTask.value }

    private static let apiTask = Task {
        let lab = try await Lab(["--only", "bao,ministack"], isShared: true)
        try await lab.addTokenKey()
        return lab
    }

    func addTokenKey() async throws {
        let key: JSONValue = ["data": ["key": .string(Self.apiKey)]]
        try await bao("POST", "secret/data/cloud-extractor/demo/api", key, mustSucceed: true)
        try await allow("secret/data/cloud-extractor/demo/api", ["read"])
    }
}
