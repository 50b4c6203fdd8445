// SPDX-License-Identifier: Apache-2.0
import API
import Agent
import ArgumentParser
import HTTP
import Logging
import Posix
import Telemetry

struct AgentCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "agent", abstract: "Take snapshots by a schedule, and on request.",
        discussion: """
            Runs until SIGTERM, which ends what is being done at its next page, so that it can be gone on with. SIGHUP has the
            configuration read again; one that cannot be used changes nothing. docs/agent.md has the schedule, the API and
            its tokens.

            EXAMPLES
              cloud-extractor agent --config config/production.yaml
              cloud-extractor agent check http://127.0.0.1:8000/livez
            """,
        subcommands: [Run.self, Check.self], defaultSubcommand: Run.self)

    struct Run: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "run", abstract: "Run the agent.",
            discussion: """
                EXAMPLES
                  cloud-extractor agent run --config config/production.yaml
                """)

        @OptionGroup var options: ConfigurationOptions

        func run() async throws { try await AgentProcess(options).run() }
    }

    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "check", abstract: "Ask an agent how it is, for containers that have no other client.",
            discussion: """
                Exits with 0 for an answer of 200. Where the agent has api.tls, its certificate must be one of the
                authorities', for the name or address that is asked.

                EXAMPLES
                  cloud-extractor agent check http://127.0.0.1:8000/readyz
                  cloud-extractor agent check https://127.0.0.1:8000/livez --ca-cert api-ca.pem
                  cloud-extractor agent check https://127.0.0.1:8000/livez --ca-cert api-ca.pem \\
                      --client-cert probe.pem --client-key probe.key --tls-server-name agent.example
                """)

        @Argument(help: "The address.")
        var address: String

        @OptionGroup var trust: TrustOptions

        func run() async throws {
            let trust = try trust.trust()
            let response: HTTPResponse
            do {
                var request = HTTPRequest(.get, try Endpoint(address), "")
                request.timeout = .seconds(5)
                response = try await HTTPClient(trust: trust).send(request)
            } catch {
                throw Failure(.notAccessible, "\(address) does not answer: \(error)")
            }
            guard response.status == 200 else {
                throw Failure(.notAccessible, "\(address) answers \(response.status)")
            }
        }
    }
}
