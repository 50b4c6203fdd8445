// SPDX-License-Identifier: Apache-2.0
import Agent
import ArgumentParser
import Cloud
import JSON
import Rotation

/// Which credential, and how long what takes.
struct RotationOptions: ParsableArguments {
    @Argument(help: "The cloud: aws, azure or gcp.")
    var provider: Provider

    @OptionGroup var configuration: ConfigurationOptions

    @Option(name: .long, help: "The name of the secret; the one that the agent starts from if not given.")
    var secret: String?

    @Option(name: .long, help: "How long the old key stays good: 90s, 30m, 4h, 7d.", transform: Self.seconds)
    var grace: Int64 = RotationSettings().grace

    @Option(name: .long, help: "How long it stays switched off before it is deleted.", transform: Self.seconds)
    var soak: Int64 = RotationSettings().soak

    @Option(
        name: .long, help: "How long a new credential is good, where it has an end of its own.", transform: Self.seconds
    )
    var lifetime: Int64 = RotationSettings().lifetime

    @Option(name: .long, help: "How many trials in a row the new key must pass.")
    var trials = RotationSettings().successes

    @Option(
        name: .long, help: "Over what time, at least; 15s on AWS, 60s elsewhere.", transform: Self.seconds)
    var spread: Int64?

    @Option(
        name: .long, help: "When a key that was asked for must be in the cloud's listings.", transform: Self.seconds)
    var settling: Int64 = RotationSettings().settling

    @Option(
        name: .long, help: "How long a new key may take to be stored and to become good.", transform: Self.seconds)
    var patience: Int64 = RotationSettings().patience

    @Flag(name: .long, help: "Say nothing but warnings and errors.")
    var quiet = false

    func validate() throws {
        guard (1...100).contains(trials) else { throw ValidationError("--trials is from 1 to 100") }
    }

    private static func seconds(_ text: String) throws -> Int64 {
        guard let seconds = DurationText.seconds(text) else {
            throw ValidationError("\(text) is no duration, such as 4h")
        }
        return seconds
    }

    func run(_ goal: RotationMachine.Goal, isDryRun: Bool = false) async throws(Failure) {
        let run = try rotation()
        if isDryRun {
            let action = try await Self.ending { () async throws(AgentError) in try await run.dryRun(goal) }
            if case .end(let ending) = action { return try ending.report(isQuiet: quiet) }
            _ = try Console.output("would begin by \(action.words ?? "")\n")
            return
        }
        try await Self.ending { () async throws(AgentError) in try await run.run(goal) }.report(isQuiet: quiet)
    }

    func status() async throws(Failure) {
        let run = try rotation()
        let document = try await Self.ending { () async throws(AgentError) in try await run.status() }
        _ = try Console.output(document.json.indented)
    }

    private func rotation() throws(Failure) -> RotationRun {
        var settings = RotationSettings()
        (settings.grace, settings.soak, settings.lifetime) = (grace, soak, lifetime)
        (settings.successes, settings.spread, settings.settling) = (trials, spread, settling)
        settings.patience = patience
        let context = try configuration.context(PlainProgress(isQuiet: quiet))
        do {
            return try RotationRun(provider, context, secret: secret, settings: settings)
        } catch {
            throw Failure(error)
        }
    }

    private static func ending<R: Sendable>(
        _ work: @escaping @Sendable () async throws(AgentError) -> R
    ) async throws(Failure) -> R {
        try await interruptible { () async throws(Failure) in
            do throws(AgentError) {
                return try await work()
            } catch {
                throw Failure(error)
            }
        }
    }
}

extension Provider: ExpressibleByArgument {}
