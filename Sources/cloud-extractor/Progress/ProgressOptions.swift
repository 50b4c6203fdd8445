// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Posix

/// How much a command tells of what it does, and to whom.
struct ProgressOptions: ParsableArguments {
    @Flag(name: .long, help: "Say nothing but warnings and errors.")
    var quiet = false

    @Flag(name: .long, help: "For programs: one JSON object per line on standard error, see docs/progress.md.")
    var jsonProgress = false

    func validate() throws {
        if quiet, jsonProgress { throw ValidationError("--quiet does not go with --json-progress") }
    }

    private var display: any ProgressDisplay {
        if jsonProgress { return JSONProgress() }
        let isTerminal =
            FileDescriptor.standardError.isTerminal && Environment.value("TERM").map { $0 != "dumb" } == true
        return isTerminal && !quiet ? LiveProgress() : PlainProgress(isQuiet: quiet)
    }

    /// Does what a command does. Its failure is told the way that everything else was.
    func following(_ work: (any ProgressDisplay) async throws(Failure) -> Void) async throws(ExitCode) {
        let display = display
        do throws(Failure) {
            try await work(display)
        } catch {
            display.failed(error)
            throw ExitCode(error.status.rawValue)
        }
    }
}
