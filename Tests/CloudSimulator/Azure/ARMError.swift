// SPDX-License-Identifier: Apache-2.0
import JSON

/// https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/common-deployment-errors
enum ARMError {
    static func answer(_ status: Int, _ code: String, _ message: String) -> Answer {
        Answer(status, ["error": ["code": .string(code), "message": .string(message)]])
    }

    static func unauthorized(_ code: String, _ message: String, tenant: String = "common") -> Answer {
        answer(401, code, message).adding([
            "WWW-Authenticate": "Bearer authorization_uri=\"https://login.microsoftonline.com/\(tenant)\", "
                + "error=\"invalid_token\", error_description=\"\(message)\""
        ])
    }

    static func forbidden(_ client: AzureClient, _ action: String, _ scope: String) -> Answer {
        answer(
            403, "AuthorizationFailed",
            "The client '\(client.id)' with object id '\(client.principalID)' does not have authorization to perform "
                + "action '\(action)' over scope '\(scope)' or the scope is invalid. If access was recently granted, "
                + "please refresh your credentials.")
    }

    static func noSubscription(_ id: String) -> Answer {
        answer(404, "SubscriptionNotFound", "The subscription '\(id)' could not be found.")
    }

    static func noGroup(_ name: String) -> Answer {
        answer(404, "ResourceGroupNotFound", "Resource group '\(name)' could not be found.")
    }

    /// Where a provider says itself that something is not configured.
    private static let ownCodes = [
        "microsoft.storage/storageaccounts/managementpolicies": "ManagementPolicyNotFound"
    ]

    static func noResource(_ path: ARMPath) -> Answer {
        if let code = ownCodes[path.type.lowercased()] { return answer(404, code, "None found at '\(path.text)'.") }
        let names = zip(path.types, path.names).map { "\($0)/\($1)" }.joined(separator: "/")
        return answer(
            404, "ResourceNotFound",
            "The Resource '\(path.namespace)/\(names)' under resource group '\(path.resourceGroup ?? "<null>")' was "
                + "not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix")
    }

    static func noType(_ path: ARMPath, version: String) -> Answer {
        answer(
            404, "InvalidResourceType",
            "The resource type '\(path.types.joined(separator: "/"))' could not be found in the namespace "
                + "'\(path.namespace)' for api version '\(version)'.")
    }

    static func noVersion(_ path: ARMPath, version: String, supported: [String]) -> Answer {
        answer(
            400, "NoRegisteredProviderFound",
            "No registered resource provider found for location '' and API version '\(version)' for type "
                + "'\(path.types.joined(separator: "/"))'. The supported api-versions are "
                + "'\(supported.joined(separator: ", "))'. The supported locations are ''.")
    }

    static let missingVersion = answer(
        400, "MissingApiVersionParameter",
        "The api-version query parameter (?api-version=) is required for all requests.")
}
