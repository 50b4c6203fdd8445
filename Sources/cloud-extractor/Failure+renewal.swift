// SPDX-License-Identifier: Apache-2.0
import Agent

extension Failure {
    init(_ problem: RenewalProblem) {
        switch problem {
        case .keyExists(let id):
            self.init(.configuration, "the ring has a key \(id) already", hint: "name another one with --id")
        case .overlap:
            self.init(
                .rotationBusy, "two keys sign already",
                hint: "end the overlap first: cloud-extractor rotate signing-key --end-overlap")
        case .noOverlap: self.init(.rotationFailed, "one key signs alone: there is no overlap to be ended")
        case .verifierIsOld(let new):
            self.init(
                .configuration, "this configuration would not know the log any more",
                hint: "write audit.verifier_key: \(new), and the old one under audit.earlier_verifier_keys")
        case .noSecretIDFile:
            self.init(
                .configuration, "the agent does not log in with a secret id that lies in a file",
                hint: "vault.auth: {method: approle, secret_id_file: …}, not wrapped, not from the environment")
        case .notWritable(let path):
            self.init(
                .notAccessible, "\(path) is kept by somebody else, and cannot be replaced here",
                hint: "have whoever puts it there fetch a new one")
        case .noRole: self.init(.vaultDenied, "the token does not say which AppRole it is of")
        case .tooFewUses(let uses):
            self.init(
                .configuration, "the role's secret ids are good for \(uses) logins, too few to be tried and used",
                hint: "set secret_id_num_uses of the role to 0, or have whoever makes them bring new ones")
        case .fileInUse(let path):
            self.init(.rotationBusy, "another process replaces \(path)", hint: "wait for its end")
        case .foreignFile(let path):
            self.init(
                .notAccessible, "\(path) is another user's, who could not read a new one",
                hint: "run as the user that the agent runs as")
        case .secretIDRefused(let path):
            self.init(
                .rotationFailed, "the new secret id does not open the way in; \(path) is as it was",
                hint: "look at the role's bound CIDRs and uses")
        }
    }
}
