// SPDX-License-Identifier: Apache-2.0
import JSON
import Posix

/// The secrets of applications.
extension AzureCloud {
    private static let twoYears: Int64 = 2 * 365 * 86_400

    /// https://learn.microsoft.com/graph/api/application-addpassword
    mutating func addPassword(
        to client: AzureClient, of tenant: String, _ request: Request, _ moment: Moment
    ) throws(Answer) -> Answer {
        guard let body = request.json, body.object != nil else {
            throw GraphError.badRequest("Unable to read JSON request payload.", moment)
        }
        let wish = body["passwordCredential"]
        let start = try time("startDateTime", of: wish, moment) ?? moment.now
        let end = try time("endDateTime", of: wish, moment) ?? start + Self.twoYears
        guard start < end, moment.now < end else {
            throw GraphError.badRequest("Password credential end date is invalid.", moment)
        }
        let password = AzurePassword(
            keyID: Identifier.uuid(), name: wish?["displayName"]?.string ?? "",
            text: "sim8Q~\(JWT.text(Identifier.random(25)))", life: Lifespan(start: start, end: end, made: moment))
        tenants[tenant]?.clients[client.id.lowercased()]?.passwords.append(password)
        var answer = password.json(withText: true).object ?? [:]
        answer["@odata.context"] = "https://graph.microsoft.com/v1.0/$metadata#microsoft.graph.passwordCredential"
        return Answer(200, .object(answer))
    }

    /// https://learn.microsoft.com/graph/api/application-removepassword
    mutating func removePassword(
        of client: AzureClient, tenant: String, _ request: Request, _ moment: Moment
    ) throws(Answer) -> Answer {
        guard let key = request.json?["keyId"]?.string,
            client.listedPasswords(moment).contains(where: { $0.keyID == key })
        else { throw GraphError.badRequest("No password credential found with keyId.", moment) }
        tenants[tenant]?.clients[client.id.lowercased()]?.passwords.removeAll { $0.keyID == key }
        return Answer(204)
    }

    /// A member that is a time; nil if it is not there, or null.
    func time(_ name: String, of credential: JSONValue?, _ moment: Moment) throws(Answer) -> Int64? {
        guard let value = credential?[name], value != .null else { return nil }
        guard let time = value.string.flatMap({ Timestamp(rfc3339: $0) }) else {
            throw GraphError.badRequest("Cannot convert the literal of '\(name)' to Edm.DateTimeOffset.", moment)
        }
        return time.seconds
    }
}
