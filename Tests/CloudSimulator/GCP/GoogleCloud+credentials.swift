// SPDX-License-Identifier: Apache-2.0
/// What all service accounts can log in with.
extension GoogleCloud {
    func credentials(_ moment: Moment) -> [ShownCredential] {
        accounts.values.sorted { $0.email < $1.email }.flatMap { account in
            account.keys.map {
                ShownCredential(
                    identity: account.email, kind: .key, keyID: $0.id, name: $0.origin.rawValue,
                    state: account.isDisabled ? .disabled : $0.state(moment))
            }
        }
    }
}
