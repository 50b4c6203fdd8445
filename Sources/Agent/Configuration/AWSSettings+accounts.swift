// SPDX-License-Identifier: Apache-2.0
import AWS
package import Access
import StrictYAML

extension AWSSettings {
    /// Whose resources are extracted; in each account there is a role of `role_arn`'s name.
    package enum Accounts: Sendable, Equatable {
        /// The one that `role_arn` names.
        case ofRole
        case named([String])
        /// Those that the organization of `role_arn`'s account has at the time.
        case organization(Organization)
    }

    package struct Organization: Sendable, Equatable {
        /// Ids of roots and organizational units; all of the organization if there are none.
        package let units: [String]
        /// Ids and names of accounts.
        package let excluded: AccountExclusion
    }
}

extension AWSSettings.Accounts {
    init(_ map: inout YAMLMapping) throws(YAMLError) {
        let accounts = try map.strings("accounts")
        var organization = try map.mapping("organization")
        switch (accounts, organization) {
        case (nil, nil): self = .ofRole
        case (let ids?, nil):
            if let id = ids.first(where: { !OrganizationAccount.isID($0) }) {
                throw map.invalid("accounts", "holds '\(id)', which is no account: they have twelve digits")
            }
            if ids.isEmpty || Set(ids).count != ids.count {
                throw map.invalid("accounts", "is empty or names an account twice")
            }
            self = .named(ids.sorted())
        case (nil, .some):
            self = .organization(try AWSSettings.Organization(&organization!))
        case (.some, .some):
            throw map.invalid("accounts", "and organization exclude each other")
        }
    }
}

extension AWSSettings.Organization {
    fileprivate init(_ map: inout YAMLMapping) throws(YAMLError) {
        units = try map.filledStrings("units") ?? []
        // https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccountsForParent.html
        if let unit = units.first(where: { !$0.hasPrefix("r-") && !$0.hasPrefix("ou-") }) {
            throw map.invalid("units", "holds '\(unit)', which is neither a root, r-…, nor a unit, ou-…")
        }
        excluded = AccountExclusion(try map.filledStrings("exclude") ?? [])
        try map.end()
    }
}
