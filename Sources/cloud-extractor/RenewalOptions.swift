// SPDX-License-Identifier: Apache-2.0
import Agent
import ArgumentParser

/// What the commands that replace the program's own secrets have in common.
struct RenewalOptions: ParsableArguments {
    @OptionGroup var configuration: ConfigurationOptions

    @Flag(name: .long, help: "Say nothing but warnings and errors.")
    var quiet = false

    func renewed<R: Sendable>(
        _ work: @escaping @Sendable (RenewalRun) async throws(AgentError) -> R
    ) async throws(Failure) -> R {
        let run = RenewalRun(try configuration.context(PlainProgress(isQuiet: quiet)))
        return try await interruptible { () async throws(Failure) in
            do throws(AgentError) {
                return try await work(run)
            } catch {
                throw Failure(error)
            }
        }
    }
}
