// SPDX-License-Identifier: Apache-2.0
/// What all applications can log in with.
extension AzureCloud {
    func credentials(_ moment: Moment) -> [ShownCredential] {
        tenants.values.flatMap(\.clients.values).sorted { $0.id < $1.id }.flatMap { client in
            client.passwords.map {
                ShownCredential(
                    identity: client.id, kind: .secret, keyID: $0.keyID, name: $0.name, state: $0.life.state(moment))
            }
                + client.certificates.map {
                    ShownCredential(
                        identity: client.id, kind: .certificate, keyID: $0.keyID, name: $0.name,
                        state: $0.life.state(moment))
                }
        }
    }
}
