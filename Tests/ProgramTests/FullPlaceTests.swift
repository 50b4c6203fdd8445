// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import Testing

/// File systems that are full or read-only, each in a mount namespace of its own: nothing is left mounted.
struct FullPlaceTests {
    static let mayMount = getuid() == 0 && FileManager.default.fileExists(atPath: "/usr/bin/unshare")

    private func workspace() async throws -> Workspace {
        let workspace = try Workspace(try await Lab(["--only", "bao,simulator"]))
        try workspace.directory.write(
            "extractors.yaml", "extractors:\n  gcp:\n    compute: {enabled: true, projects: [demo-project]}\n")
        for path in [workspace.output, workspace.audit] {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        }
        return workspace
    }

    /// A script that knows `$program`, `$config`, `$output`, `$audit` and `$key`.
    private func run(_ script: String, _ workspace: Workspace) async throws -> Command {
        try await Command.run(
            "/usr/bin/unshare", ["--map-root-user", "--mount", "/bin/sh", "-c", "set -u\n\(script)"],
            environment: [
                "program": Program.path, "config": workspace.config, "output": workspace.output,
                "audit": workspace.audit, "key": workspace.publicKey,
            ])
    }

    @Test(.enabled(if: mayMount, "needs root to mount a small file system"))
    func `a snapshot that met a full disk is gone on with there, and verifies`() async throws {
        let workspace = try await workspace()
        let command = try await run(
            """
            mount -t tmpfs -o size=64k,mode=700 tmpfs "$output" || exit 99
            "$program" snapshot --quiet --config "$config"; echo "snapshot $?"
            ls "$output" | grep -v -e '[.]partial$' -e '[.]journal$' | sed 's/^/closed /'
            mount -o remount,size=64m "$output" || exit 99
            path=$("$program" resume --quiet --config "$config"); echo "resume $?"
            "$program" verify "$path" --public-key "$key" >/dev/null; echo "verify $?"
            "$program" audit verify "$audit" --public-key "$key" >/dev/null; echo "audit $?"
            """, workspace)
        #expect(
            command.outputText.split(separator: "\n") == ["snapshot 50", "resume 0", "verify 0", "audit 0"],
            "\(command.outputText)\(command.errorText)")
        #expect(command.errorText.contains("No space left on device"))
        #expect(command.errorText.contains("cloud-extractor resume"))
    }

    @Test(.enabled(if: mayMount, "needs root to mount a small file system"))
    func `where the audit log has no room nobody logs in anywhere`() async throws {
        let workspace = try await workspace()
        let logins = try workspace.lab.answers(to: "auth/approle/login")
        let command = try await run(
            """
            mount -t tmpfs -o size=4k,mode=700 tmpfs "$audit" || exit 99
            head -c 4096 /dev/zero > "$audit/filler"
            exec "$program" snapshot --config "$config"
            """, workspace)
        #expect(command.status == 60, "\(command.errorText)")
        #expect(command.errorText.contains("No space left on device"))
        #expect(try workspace.lab.answers(to: "auth/approle/login") == logins)
        #expect(try await workspace.lab.simulatorRequests().isEmpty)
        #expect(try FileManager.default.contentsOfDirectory(atPath: workspace.output).isEmpty)
    }

    @Test(.enabled(if: mayMount, "needs root to mount read-only"))
    func `a read-only output directory is told before any cloud is asked`() async throws {
        let workspace = try await workspace()
        let command = try await run(
            """
            mount --bind "$output" "$output" && mount -o remount,bind,ro "$output" || exit 99
            exec "$program" snapshot --config "$config"
            """, workspace)
        #expect(command.status == 51, "\(command.errorText)")
        #expect(command.errorText.contains(workspace.output))
        #expect(command.errorText.contains("Read-only file system"), "\(command.errorText)")
        #expect(try await workspace.lab.simulatorRequests().isEmpty)
    }
}
