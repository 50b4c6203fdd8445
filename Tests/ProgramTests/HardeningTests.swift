// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import TestSupport
import Testing

/// What a running program has given up, seen from outside. It stands still where it reads its configuration: a pipe
/// that nobody writes to.
struct HardeningTests {
    private let folder: TemporaryDirectory
    private let pipe: String

    init() throws {
        folder = try TemporaryDirectory()
        pipe = "\(folder.path)/production.yaml"
        guard unsafe mkfifo(pipe, 0o600) == 0 else { throw CocoaError(.fileWriteUnknown) }
    }

    /// Root reads everything: without its capabilities it is a user like any other, as which both processes run then.
    private static func asUser(_ program: [String]) -> [String] {
        geteuid() == 0 ? ["/usr/bin/setpriv", "--bounding-set=-all", "--inh-caps=-all"] + program : program
    }

    private static func started(_ program: [String]) throws -> RunningProgram {
        let command = asUser(program)
        return try RunningProgram(command[0], Array(command.dropFirst()))
    }

    /// A program that waits for the other end of the pipe to say something.
    private func stoodStill(_ command: String...) async throws -> RunningProgram {
        let program = try Self.started([Program.path] + command + ["--config", pipe])
        // Refused until somebody has the pipe open. This end stays open with the tests: the program reads for ever.
        let stands = try await program.until { unsafe open(pipe, O_WRONLY | O_NONBLOCK | O_CLOEXEC) >= 0 }
        #expect(stands)
        return program
    }

    private static func text(_ path: String) -> String {
        String(decoding: (try? Data(contentsOf: URL(filePath: path))) ?? Data(), as: UTF8.self)
    }

    private static func attempts(at process: Int32) async throws -> JSONValue {
        let command = asUser(
            [Repository.python, "\(Repository.root)/scripts/oracle/foreign_memory.py", String(process)])
        let answer = try await Command.run(command[0], Array(command.dropFirst()))
        return try #require(try answer.lines().first, "\(answer.errorText)")
    }

    private static let tracesOwn =
        ["", "0"].contains(text("/proc/sys/kernel/yama/ptrace_scope").trimmingCharacters(in: .newlines))

    @Test(.enabled(if: tracesOwn, "this kernel lets nobody trace another one's processes: Yama"))
    func `a process of the same user cannot read its memory, by a file, a call or tracing`() async throws {
        // So that a refusal means something: another program of this user is read.
        let other = try Self.started(["/bin/sleep", "600"])
        defer { other.signal(SIGKILL) }
        try await other.until { Self.text("/proc/\(other.id)/comm") == "sleep\n" }
        let open = try await Self.attempts(at: other.id)
        for way in ["maps", "mem", "process_vm_readv", "ptrace"] { #expect(open[way]?.string == "read", "\(way)") }

        let program = try await stoodStill("snapshot")
        defer { program.signal(SIGKILL) }
        let closed = try await Self.attempts(at: program.id)
        for way in ["maps", "mem", "process_vm_readv", "ptrace"] {
            #expect(["EPERM", "EACCES"].contains(closed[way]?.string), "\(way)")
        }
    }

    @Test func `it leaves no core file and gets no new privileges`() async throws {
        let program = try await stoodStill("snapshot")
        defer { program.signal(SIGKILL) }
        #expect(Self.text("/proc/\(program.id)/limits").contains(#/Max core file size +0 +0 /#))
        #expect(Self.text("/proc/\(program.id)/status").contains("NoNewPrivs:\t1\n"))
    }

    /// Landlock is a thread's, and its children's: what is restricted while there is one thread is restricted in all. An
    /// asynchronous command is run by a second one, so that it has to come before.
    @Test func `it has one thread until an asynchronous command runs`() async throws {
        let program = try await stoodStill("policy", "vault", "reader")
        defer { program.signal(SIGKILL) }
        #expect(try FileManager.default.contentsOfDirectory(atPath: "/proc/\(program.id)/task").count == 1)
    }
}
