// SPDX-License-Identifier: Apache-2.0
package import Access
package import Cloud
import JSON

/// Accounts as their organization knows them.
package enum OrganizationAccount {
    /// What a walk needs.
    package static let permissions = [
        Permission("organizations:ListAccounts")!, Permission("organizations:ListAccountsForParent")!,
        Permission("organizations:ListOrganizationalUnitsForParent")!,
    ]

    /// Twelve digits.
    package static func isID(_ text: String) -> Bool {
        text.utf8.count == 12 && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }
}

extension AWSSession {
    /// Units of an organization lie at most five deep below its root,
    /// https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html.
    private static let maximumDepth = 5

    /// The accounts below some roots or organizational units, each once, sorted by id; without any, all of the
    /// organization.
    package func accounts(below parents: [String]) async throws(CloudError) -> [CloudAccount] {
        var accounts: [String: CloudAccount] = [:]
        if parents.isEmpty {
            for account in try await organization("ListAccounts", "Accounts") { try add(account, to: &accounts) }
        }
        var level = parents
        var seen: Set<String> = []
        for _ in 0...Self.maximumDepth where !level.isEmpty {
            var next: [String] = []
            for parent in level where seen.insert(parent).inserted {
                let below: JSONObject = ["ParentId": .string(parent)]
                for account in try await organization("ListAccountsForParent", "Accounts", below) {
                    try add(account, to: &accounts)
                }
                for unit in try await organization("ListOrganizationalUnitsForParent", "OrganizationalUnits", below) {
                    guard let id = unit["Id"]?.string else { throw malformed("ListOrganizationalUnitsForParent") }
                    next.append(id)
                }
            }
            level = next
        }
        // Whatever lies deeper than Organizations allows would be left out without a word.
        guard level.isEmpty else { throw malformed("ListOrganizationalUnitsForParent") }
        return accounts.values.sorted { $0.id < $1.id }
    }

    private func add(_ entry: JSONValue, to accounts: inout [String: CloudAccount]) throws(CloudError) {
        // State took the place of Status, which is going away.
        guard let id = entry["Id"]?.string, OrganizationAccount.isID(id),
            let state = entry["State"]?.string ?? entry["Status"]?.string
        else { throw malformed("ListAccounts") }
        // `SUSPENDED`, `PENDING_CLOSURE` and so on are not read,
        // https://docs.aws.amazon.com/organizations/latest/APIReference/API_Account.html.
        accounts[id] = CloudAccount(
            id: id, name: entry["Name"]?.string ?? "", state: state, isReadable: state == "ACTIVE")
    }

    private func organization(
        _ operation: String, _ member: String, _ input: JSONObject = [:]
    ) async throws(CloudError) -> [JSONValue] {
        try await list("organizations", operation, member, region: endpoints.partition.homeRegion, input: input)
    }

    private func malformed(_ operation: String) -> CloudError {
        CloudError(service: "organizations", operation: operation, .malformedAnswer, code: "MalformedAnswer")
    }
}
