// SPDX-License-Identifier: Apache-2.0
import JSON

/// How Microsoft Graph shows a client. https://learn.microsoft.com/graph/api/resources/application
extension AzureClient {
    var application: JSONValue {
        [
            "id": .string(applicationID), "appId": .string(id), "displayName": .string(name),
            "createdDateTime": "2024-01-15T09:30:00Z", "signInAudience": "AzureADMyOrg", "identifierUris": [],
            "tags": [], "keyCredentials": [],
            "passwordCredentials": .array(passwords.map { $0.json(withText: false) }),
        ]
    }

    /// https://learn.microsoft.com/graph/api/resources/serviceprincipal
    var servicePrincipal: JSONValue {
        [
            "id": .string(principalID), "appId": .string(id), "displayName": .string(name), "accountEnabled": true,
            "servicePrincipalType": .string(isManaged ? "ManagedIdentity" : "Application"),
            "servicePrincipalNames": [.string(id)], "tags": [], "appRoles": [],
        ]
    }
}

extension AzureClient.Password {
    /// The text is shown once only. https://learn.microsoft.com/graph/api/resources/passwordcredential
    func json(withText: Bool) -> JSONValue {
        // The year 9999 is the last that the format has.
        [
            "keyId": .string(keyID), "displayName": .string(name), "hint": .string(String(text.prefix(3))),
            "startDateTime": .string(Moment.text(start)),
            "endDateTime": .string(Moment.text(min(end, 253_402_300_799))),
            "secretText": withText ? .string(text) : .null, "customKeyIdentifier": .null,
        ]
    }
}
