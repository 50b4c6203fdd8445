// SPDX-License-Identifier: Apache-2.0
import AWS
import HTTP
import Vault

extension Failure {
    init(_ error: VaultError) {
        switch error {
        case .unreachable(.cancelled): self.init(.interrupted, "interrupted")
        case .unreachable(.malformedHeader(let name)):
            self.init(.configuration, "the value of the header \(name) would hold a line break")
        case .unreachable(let error):
            self.init(
                .vaultUnreachable, "Vault: \(error)", hint: "check vault.address or VAULT_ADDR, and vault.ca_cert")
        case .setting(let name, let problem):
            self.init(.configuration, "\(name) \(problem)", hint: "check the environment too: VAULT_…, BAO_…")
        case .outcomeUnknown(let path, _):
            self.init(
                .vaultUnreachable, "the answer to the write of \(path) was lost; it was done, or it was not",
                hint: "read it before you write again")
        case .redirectRefused(let path, let why):
            self.init(
                .vaultUnreachable, "a redirect of \(path) is not followed: \(why.rawValue)",
                hint: "name the active node, or the cluster, in vault.address")
        case .unavailable(let path, _):
            self.init(.vaultUnreachable, "Vault does not serve \(path) now (503)", hint: "try again later")
        case .intermediary(let path, let status, _):
            self.init(
                .vaultUnreachable, "something before Vault answered \(path) with status \(status)",
                hint: "look at the proxies and load balancers between")
        case .versionMismatch(let path):
            self.init(
                .vaultDenied, "\(path) has another version than the write was based on",
                hint: "somebody else has written it; look at it before you write again")
        case .versionRequired(let path):
            self.init(.defect, "\(path) takes writes only with the version that they are based on")
        case .needsVersion2(let path):
            self.init(
                .configuration, "\(path) is in a key-value engine of version 1, which has no versions",
                hint: "bao kv enable-versioning, then vault.kv_version: 2")
        case .unannounced(let error): self.init(error)
        case .sealed:
            self.init(.vaultSealed, "Vault is sealed", hint: "unseal it, then run this again")
        case .notInitialized: self.init(.vaultSealed, "Vault is not initialised", hint: "see vault operator init")
        case .tokenInvalid(let path):
            self.init(
                .vaultDenied, "Vault does not accept the token for \(path)",
                hint: "it may be wrong, expired or revoked; log in again")
        case .permissionDenied(let path):
            self.init(
                .vaultDenied, "Vault's policies do not allow \(path)",
                hint: "policies/vault/reader.hcl has what the agent needs")
        case .loginRefused(let path, let status):
            self.init(
                .vaultDenied, "Vault refused the login at \(path) with status \(status)",
                hint:
                    "check the ids, role and mount; secret ids expire, can be used up, and are locked after failed logins"
            )
        case .tokenUnlimited(let why):
            self.init(
                .vaultDenied, "the token in the file \(why == .root ? "is a root token" : "never expires")",
                hint: "give the agent a token of its own; vault.auth.allow_unlimited_token takes this one all the same")
        case .wrappingBroken(let why):
            let what = why == .madeElsewhere ? "was wrapped again by somebody" : "was used before, or has expired"
            self.init(
                .wrappingBroken, "security event: the wrapping token \(what)",
                hint: "find out who had it before you make a new one; the secret id in it may be in other hands")
        case .missing(let path):
            self.init(
                .vaultSecretMissing, "Vault has nothing at \(path)",
                hint: "docs/setup.md lists the secrets; key-value engines of version 1 need vault.kv_version: 1")
        case .deleted(let path):
            self.init(
                .vaultSecretMissing, "the current version of \(path) was deleted",
                hint: "undelete it, or write a new version")
        case .fieldMissing(let path, let field):
            self.init(.vaultSecretMalformed, "\(path) has no field \(field)", hint: "docs/setup.md lists the fields")
        case .fieldMalformed(let path, let field, let expected):
            self.init(.vaultSecretMalformed, "\(path): the field \(field) is not \(expected)")
        case .malformedAnswer(let path, let status):
            self.init(
                .vaultUnreachable, "the answer for \(path), with status \(status), is none of Vault's",
                hint: "is there a proxy between, or another server?")
        case .rateLimited(let path, _):
            self.init(
                .vaultUnreachable, "Vault's rate limit refuses \(path)",
                hint: "try again later, or have the quota raised; see sys/quotas/rate-limit")
        case .answerTooLarge(let path, let limit):
            self.init(.vaultSecretMalformed, "the secret at \(path) is larger than \(limit) bytes")
        case .unexpectedStatus(let path, let status):
            self.init(.vaultUnreachable, "Vault answered \(path) with status \(status)")
        case .malformedPath(let path):
            self.init(
                .configuration, "'\(path)' is no path in Vault",
                hint: "parts of letters, digits and - _ . ~ @ + = only, none of them empty, '.', '..' or '+'")
        case .credentialUnreadable(let error):
            self.init(.notAccessible, "the login's credential: \(error)", hint: "check vault.auth")
        }
    }
}
