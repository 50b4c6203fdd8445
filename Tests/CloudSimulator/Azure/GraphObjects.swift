// SPDX-License-Identifier: Apache-2.0
import JSON

/// How Microsoft Graph shows a client.
extension AzureClient {
    /// https://learn.microsoft.com/graph/api/resources/application
    func application(_ moment: Moment, withKeys: Bool = false) -> JSONValue {
        let (passwords, certificates) = (listedPasswords(moment), listedCertificates(moment))
        return [
            "id": .string(applicationID), "appId": .string(id), "displayName": .string(name),
            "createdDateTime": "2024-01-15T09:30:00Z", "signInAudience": "AzureADMyOrg", "identifierUris": [],
            "tags": [], "keyCredentials": .array(certificates.map { $0.json(withKey: withKeys) }),
            "passwordCredentials": .array(passwords.map { $0.json(withText: false) }),
        ]
    }

    func listedPasswords(_ moment: Moment) -> [AzurePassword] { passwords.filter { $0.life.isListed(moment) } }

    func listedCertificates(_ moment: Moment) -> [AzureCertificate] {
        certificates.filter { $0.life.isListed(moment) }
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
