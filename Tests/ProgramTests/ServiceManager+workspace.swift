// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport

extension ServiceManager {
    /// The lab's configuration as `docs/deployment-systemd.md` wants it.
    init(_ workspace: Workspace, dropIns: [String: String] = [:]) throws {
        let text = Self.configuration(of: workspace)
        var credentials: [String: String] = [:]
        for (name, key) in Self.credentialKeys {
            let credential = workspace.text(workspace.lab.text("approle", key))
            credentials[name] = credential
            credentials["rotator-\(name)"] = credential
        }
        try self.init(
            configuration: [
                "production.yaml": text,
                "rotator.yaml": text.replacingOccurrences(
                    of: "/var/lib/cloud-extractor/", with: "/var/lib/cloud-extractor-rotator/"),
                "extractors.yaml": workspace.text(workspace.extractors),
            ], credentials: credentials, dropIns: dropIns)
    }

    private static let credentialKeys = [("role-id", "role_id_file"), ("secret-id", "secret_id_file")]

    /// As it is read there: with the service manager's credentials and the unit's directories.
    static func configuration(of workspace: Workspace) -> String {
        var text = workspace.text(workspace.config)
        for (name, key) in credentialKeys {
            text = text.replacingOccurrences(of: workspace.lab.text("approle", key), with: name)
        }
        for (path, name) in [
            (workspace.output, "snapshots"), (workspace.audit, "audit"), ("\(workspace.directory.path)/state", "agent"),
        ] { text = text.replacingOccurrences(of: path, with: "/var/lib/cloud-extractor/\(name)") }
        return text
    }
}
