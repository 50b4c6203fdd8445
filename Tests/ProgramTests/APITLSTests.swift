// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import TestSupport
import Testing

/// The API by TLS, and with clients that must have a certificate.
struct APITLSTests {
    private func section(_ authority: Authority, isMutual: Bool) -> String {
        var lines = [
            "requests_per_minute: 1000000", "tls:", "  certificate: \(authority.server.certificate)",
            "  key: \(authority.server.key)",
        ]
        if isMutual { lines.append("  client_ca: \(authority.certificate)") }
        return lines.map { "  \($0)\n" }.joined()
    }

    private func send(_ agent: RunningAgent, _ tls: WebClient.TLS?) async throws -> WebClient.Answer {
        try await WebClient(port: agent.port, tls: tls).send(.init("GET", "/livez"))
    }

    @Test func `TLS of our day is spoken, and nothing older`() async throws {
        let authority = try await Authority()
        let tls = WebClient.TLS(authority: authority.certificate)
        let agent = try await RunningAgent(
            try await Lab.forAPI(), api: section(authority, isMutual: false), tls: tls)
        #expect(try await agent.send("GET", "/v1/extractors", token: agent.token()).status == 200)
        for (version, isSpoken) in [("TLSv1", false), ("TLSv1_1", false), ("TLSv1_2", true), ("TLSv1_3", true)] {
            let answer = try await send(agent, .init(authority: authority.certificate, newest: version))
            #expect((answer.status == 200) == isSpoken, "\(version): \(answer.error ?? "")")
            if !isSpoken { #expect(answer.error?.contains("SSL") == true, "\(version): \(answer.error ?? "")") }
        }
        #expect(try await send(agent, nil).error != nil)
        #expect(try await send(agent, tls).status == 200)
    }

    @Test func `with an authority of clients, nobody without its certificate is let in`() async throws {
        let authority = try await Authority()
        let stranger = try await Authority()
        let agent = try await RunningAgent(
            try await Lab.forAPI(), api: section(authority, isMutual: true),
            tls: .init(authority: authority.certificate, pair: authority.client))
        #expect(try await agent.send("GET", "/livez").status == 200)
        // The certificate alone is not a token.
        #expect(try await agent.send("GET", "/v1/extractors").status == 401)
        #expect(try await agent.send("GET", "/v1/extractors", token: agent.token()).status == 200)
        for pair in [nil, stranger.client] {
            let answer = try await send(agent, .init(authority: authority.certificate, pair: pair))
            #expect(answer.status == nil && answer.error?.isEmpty == false, "\(answer.body)")
        }
        #expect(try await agent.send("GET", "/livez").status == 200)
    }

    @Test func `a file may be a link into another directory, as what makes certificates has it`() async throws {
        let authority = try await Authority()
        let links = try TemporaryDirectory()
        var section = section(authority, isMutual: true)
        for (number, target) in [authority.server.certificate, authority.server.key, authority.certificate].enumerated()
        {
            let link = "\(links.path)/\(number).pem"
            try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: target)
            section = section.replacingOccurrences(of: " \(target)\n", with: " \(link)\n")
        }
        // The agent may read what its configuration names, and that is not where the files are.
        #expect(!section.contains(authority.certificate))
        let agent = try await RunningAgent(
            try await Lab.forAPI(), api: section,
            tls: .init(authority: authority.certificate, pair: authority.client))
        #expect(try await agent.send("GET", "/livez").status == 200)
    }

    private func check(_ agent: RunningAgent, _ options: String...) async throws -> Command {
        try await Command.run(
            Program.path, ["agent", "check", "https://127.0.0.1:\(agent.port)/livez"] + options)
    }

    @Test func `a probe by TLS believes the authority that it is told, and shows its certificate`() async throws {
        let authority = try await Authority()
        let stranger = try await Authority()
        let agent = try await RunningAgent(
            try await Lab.forAPI(), api: section(authority, isMutual: true),
            tls: .init(authority: authority.certificate, pair: authority.client))
        let trust = ["--ca-cert", authority.certificate]
        func pair(_ pair: (certificate: String, key: String)) -> [String] {
            ["--client-cert", pair.certificate, "--client-key", pair.key]
        }
        let cases: [(options: [String], status: Int32)] = [
            (trust + pair(authority.client), 0), (trust, 51), (pair(authority.client), 51),
            (trust + pair(stranger.client), 51),
            (["--ca-cert", stranger.certificate] + pair(authority.client), 51),
            // The name that the certificate has, where it is not the address.
            (trust + pair(authority.client) + ["--tls-server-name", "agent.example"], 51),
            (trust + ["--client-cert", authority.client.certificate], 64),
            (trust + ["--client-key", authority.client.key], 64),
            (trust + ["--tls-server-name", "agent.example/x"], 64),
        ]
        for wanted in cases {
            let answer = try await Command.run(
                Program.path, ["agent", "check", "https://127.0.0.1:\(agent.port)/livez"] + wanted.options)
            #expect(answer.status == wanted.status, "\(wanted.options): \(answer.errorText)")
        }
        let missing = "\(authority.certificate).missing"
        let unread = try await check(agent, "--ca-cert", missing)
        #expect(unread.status == 51 && unread.errorText.contains(missing), "\(unread.errorText)")
    }

    @Test func `a probe by TLS needs no certificate where none is asked for`() async throws {
        let authority = try await Authority()
        let agent = try await RunningAgent(
            try await Lab.forAPI(), api: section(authority, isMutual: false),
            tls: .init(authority: authority.certificate))
        #expect(try await check(agent, "--ca-cert", authority.certificate).status == 0)
        #expect(try await check(agent).status == 51)
    }

    @Test func `files that are no certificate are named, and the agent does not start`() async throws {
        let lab = try await Lab.forAPI()
        let authority = try await Authority()
        let directory = try TemporaryDirectory()
        let empty = try directory.write("empty.pem", "")
        let cases = [
            section(authority, isMutual: false).replacingOccurrences(of: authority.server.certificate, with: empty),
            section(authority, isMutual: false).replacingOccurrences(of: authority.server.key, with: empty),
            section(authority, isMutual: true).replacingOccurrences(of: authority.certificate, with: empty),
        ]
        for api in cases {
            let agent = try AgentWorkspace(lab, RunningAgent.section(try await Issuer.shared(), api))
            let ended = try await agent.start().ended()
            #expect(ended.status != 0)
            #expect(ended.errorText.contains(empty), "\(ended.errorText)")
        }
    }

    @Test func `plaintext for others is refused by the configuration, with its place`() async throws {
        let lab = try await Lab.forAPI()
        let agent = try AgentWorkspace(
            lab, RunningAgent.section(try await Issuer.shared(), "  host: 0.0.0.0\n"))
        let ended = try await agent.start().ended()
        #expect(ended.status == 10)
        let text = agent.workspace.text(agent.workspace.config)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let line = try #require(lines.firstIndex(of: "  host: 0.0.0.0")) + 1
        #expect(ended.errorText.contains("\(agent.workspace.config):\(line):"), "\(ended.errorText)")
        #expect(ended.errorText.contains("tls"))
    }
}
