// SPDX-License-Identifier: Apache-2.0
import JSON

/// A client secret. https://learn.microsoft.com/graph/api/resources/passwordcredential
struct AzurePassword: Sendable {
    let keyID: String
    let name: String
    let text: String
    let life: Lifespan

    /// The text is shown once only.
    func json(withText: Bool) -> JSONValue {
        [
            "keyId": .string(keyID), "displayName": .string(name), "hint": .string(String(text.prefix(3))),
            "startDateTime": .string(life.startText), "endDateTime": .string(life.endText),
            "secretText": withText ? .string(text) : .null, "customKeyIdentifier": .null,
        ]
    }
}
