// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import CloudSimulator
import FlyingFox
import FlyingSocks
import Foundation

@main
struct CloudSimulatorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cloud-simulator",
        abstract: "Plays Azure and Google Cloud on 127.0.0.1, for the demo and the tests.",
        discussion: """
            The first segment of a path is the host that is played: /management.azure.com/subscriptions?api-version=…
            Prints one line of JSON, {"address": "http://127.0.0.1:PORT"}, when it listens.
            """)

    @Option(help: "The directory of azure.json and gcp.json: who may do what.")
    var state: String

    @Option(help: "The directory of azure/*.json and gcp/*.json: what there is.")
    var estate: String

    @Option(help: "Where to listen; 0 = any free port.")
    var port: UInt16 = 0

    @Option(help: "The most items on a page of a list.")
    var pageSize = 2

    @Flag(help: "End when standard input ends.")
    var whileStdin = false

    func run() async throws {
        if whileStdin {
            Thread.detachNewThread {
                while let bytes = try? FileHandle.standardInput.read(upToCount: 1), !bytes.isEmpty {}
                Foundation.exit(0)
            }
        }
        let simulator = Simulator(try StateFiles(state: state, estate: estate), pageSize: pageSize)
        let server = HTTPServer(
            address: try .inet(ip4: "127.0.0.1", port: port), timeout: 120,
            pool: PromptPool(HTTPServer.defaultPool()), logger: .disabled,
            handler: ClosureHTTPHandler {
                try await simulator.answer(Request($0)) { try await HTTPResponse($0) }
            })
        try await withThrowingTaskGroup { group in
            group.addTask { try await server.run() }
            try await server.waitUntilListening()
            if case .ip4(let host, let port)? = await server.listeningAddress {
                FileHandle.standardOutput.write(Data("{\"address\":\"http://\(host):\(port)\"}\n".utf8))
            }
            try await group.waitForAll()
        }
    }
}
