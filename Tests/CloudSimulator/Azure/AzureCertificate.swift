// SPDX-License-Identifier: Apache-2.0
import Ciphers
import JSON

/// A certificate with which an application signs. https://learn.microsoft.com/graph/api/resources/keycredential
struct AzureCertificate: Sendable {
    let keyID: String
    let name: String
    let file: CertificateFile
    let life: Lifespan

    /// - Parameter withKey: the certificate itself is shown only to who selects it.
    func json(withKey: Bool) -> JSONValue {
        [
            "keyId": .string(keyID), "displayName": .string(name), "type": "AsymmetricX509Cert", "usage": "Verify",
            "customKeyIdentifier": .string(Hex.string(file.sha1).uppercased()),
            "startDateTime": .string(life.startText), "endDateTime": .string(life.endText),
            "key": withKey ? .string(PEMText.content(file.pem)) : .null,
        ]
    }
}
