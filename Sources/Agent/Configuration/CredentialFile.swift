// SPDX-License-Identifier: Apache-2.0
import Posix

/// Where a credential of the login lies.
enum CredentialFile {
    /// A path with a slash in it is a path. A bare name is one of the service manager's credentials, systemd.exec(5):
    /// a file of `$CREDENTIALS_DIRECTORY`, which no other unit can read.
    static func path(_ text: String) -> String {
        guard !text.contains("/"), let directory = Environment.value("CREDENTIALS_DIRECTORY") else { return text }
        return "\(directory)/\(text)"
    }
}
