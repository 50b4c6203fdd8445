// SPDX-License-Identifier: Apache-2.0
import API
import Agent
import Logging

/// The API, where the configuration has one, as the daemon runs it.
struct AgentService {
    let desk: AgentDesk
    let monitor: AgentMonitor
    let logger: Logger

    /// - Parameter serving: called once it does.
    func run(_ serving: @escaping @Sendable () -> Void) async throws(AgentError) {
        guard let settings = desk.configuration.api else {
            // Nobody to serve: the schedule alone gives work.
            serving()
            while !Task.isCancelled { try? await desk.context.clock.sleep(for: .seconds(3600)) }
            return
        }
        let secret = try await desk.tokenKey()
        do throws(APIServerError) {
            let server = try APIServer(
                settings, desk: desk, secret: secret, monitor: monitor, wording: CommandWording(), logger: logger)
            try await server.run { port in
                logger.notice("the agent listens", metadata: ["address": "\(settings.host):\(port)"])
                serving()
            }
        } catch {
            throw AgentError(error)
        }
    }
}

extension AgentError {
    fileprivate init(_ error: APIServerError) {
        switch error {
        case .http(let error): self = .http(error)
        case .tls(let path, let what): self = .service("\(path) \(what)", hint: "see api.tls")
        case .listening(let host, let port, let what):
            self = .service("\(host):\(port) cannot be listened on: \(what)", hint: "see api.host and api.port")
        }
    }
}
