// SPDX-License-Identifier: Apache-2.0
import JSON

/// What version 2 keeps beside a secret's fields: `GET {mount}/metadata/{path}`.
package struct KVMetadata: Sendable, Equatable {
    package enum State: Sendable, Equatable {
        case available
        /// Can be undeleted.
        case deleted
        /// For ever.
        case destroyed
    }

    package struct Version: Sendable, Equatable {
        package let number: Int
        /// RFC 3339.
        package let createdAt: String
        package let state: State
    }

    package let currentVersion: Int
    package let oldestVersion: Int
    /// How many versions are kept; zero for the mount's own setting.
    package let maximumVersions: Int
    /// Writes must say which version they are based on.
    package let requiresCheckAndSet: Bool
    package let custom: [String: String]
    /// By number.
    package let versions: [Version]
}

extension KVMetadata {
    init(_ answer: borrowing VaultAnswer) throws(VaultError) {
        guard let data = try answer.value(at: "data"), let current = data["current_version"]?.integer,
            let members = data["versions"]?.object?.members
        else { throw answer.malformed }
        var versions: [Version] = []
        for member in members {
            guard let number = Int(member.name), let createdAt = member.value["created_time"]?.string else {
                throw answer.malformed
            }
            let isDeleted = member.value["deletion_time"]?.string?.isEmpty == false
            let state: State = member.value["destroyed"]?.bool == true ? .destroyed : isDeleted ? .deleted : .available
            versions.append(Version(number: number, createdAt: createdAt, state: state))
        }
        currentVersion = current
        oldestVersion = data["oldest_version"]?.integer ?? 0
        maximumVersions = data["max_versions"]?.integer ?? 0
        requiresCheckAndSet = data["cas_required"]?.bool ?? false
        let pairs = data["custom_metadata"]?.object?.members.compactMap { member in
            member.value.string.map { (member.name, $0) }
        }
        custom = Dictionary(pairs ?? []) { first, _ in first }
        self.versions = versions.sorted { $0.number < $1.number }
    }
}
