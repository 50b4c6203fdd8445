// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import TestSupport

/// An agent with an API, on a lab of its own: its AppRole may read the key of tokens.
final class RunningAgent: Sendable {
    struct Answer {
        let status: Int
        /// By their names in lower case.
        let headers: [String: String]
        let body: Data

        var text: String { String(decoding: body, as: UTF8.self) }
        var json: JSONValue { (try? JSONValue(parsing: Array(body).span)) ?? .null }
    }

    struct NotListening: Error {
        let errors: String
    }

    let lab: Lab
    let issuer: Issuer
    let agent: AgentWorkspace
    let program: RunningProgram
    let address: String

    /// - Parameters:
    ///   - limits: lines of the section `api`.
    ///   - sections: of the configuration, behind it.
    init(_ lab: Lab, limits: String = "", sections: String = "") async throws {
        self.lab = lab
        issuer = try await Issuer()
        _ = try await lab.bao(
            "POST", "secret/data/cloud-extractor/demo/api", ["data": ["key": .string(issuer.secret)]], mustSucceed: true
        )
        try await lab.allow("secret/data/cloud-extractor/demo/api", ["read"])
        agent = try AgentWorkspace(
            lab,
            """
            api:
              port: 0
              jwt: {issuer: \(Issuer.name), audience: \(Issuer.audience), secret: api, jwks_url: "\(issuer.address)/jwks"}
            \(limits)
            \(sections)
            """)
        program = try agent.start()
        let running = program
        var port: String?
        try await program.until {
            port = try running.errorsSoFar.firstMatch(of: /"address":"127\.0\.0\.1:(\d+)"/).map { String($0.1) }
            return port != nil
        }
        guard let port else { throw NotListening(errors: try await program.ended().errorText) }
        address = "http://127.0.0.1:\(port)"
    }

    func ask(
        _ method: String, _ path: String, token: String? = nil, body: String? = nil, headers: [String] = [],
        options: [String] = []
    ) async throws -> Answer {
        var arguments = ["-sS", "-i", "--noproxy", "*", "--max-time", "30", "-X", method] + options
        if method == "HEAD" { arguments += ["--head"] }
        for header in headers { arguments += ["-H", header] }
        // Not on the command line, where anybody could read it.
        var configuration = ""
        if let token { configuration = "header = \"Authorization: Bearer \(token)\"\n" }
        if let body {
            try agent.workspace.directory.write("body", body)
            if !headers.contains(where: { $0.lowercased().hasPrefix("content-type") }) {
                arguments += ["-H", "Content-Type: application/json"]
            }
            arguments += ["--data-binary", "@\(agent.workspace.directory.path)/body", "-H", "Expect:"]
        }
        let command = try await Command.run(
            "/usr/bin/curl", arguments + ["--config", "-", "\(address)\(path)"], input: Data(configuration.utf8))
        guard command.status == 0 else { throw Oracle.Failed(description: command.errorText) }
        return try Answer(parsing: command.output)
    }

    /// Has it end, and gives what it has said.
    func ended() async throws -> Command {
        program.signal(SIGTERM)
        return try await program.ended()
    }
}

extension RunningAgent.Answer {
    fileprivate init(parsing data: Data) throws {
        guard let end = data.range(of: Data("\r\n\r\n".utf8)) else { throw Oracle.Failed(description: "no answer") }
        let lines = String(decoding: data[..<end.lowerBound], as: UTF8.self).components(separatedBy: "\r\n")
        status = lines.first.flatMap { Int($0.split(separator: " ").dropFirst().first ?? "") } ?? 0
        headers = Dictionary(
            lines.dropFirst().compactMap { line in
                guard let colon = line.firstIndex(of: ":") else { return nil }
                return (
                    line[..<colon].lowercased(),
                    line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
                )
            }, uniquingKeysWith: { "\($0), \($1)" })
        body = Data(data[end.upperBound...])
    }
}
