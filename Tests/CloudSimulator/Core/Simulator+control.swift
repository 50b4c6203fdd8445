// SPDX-License-Identifier: Apache-2.0
import JSON

/// What tests ask of the simulator itself, at `/_simulator/…`.
///
/// | GET | answer |
/// | --- | --- |
/// | `health` | `{"healthy": true}` |
/// | `requests` | all requests so far, see ``RequestJournal`` |
/// | `credentials` | all secrets, certificates and keys, see ``ShownCredential``; of one with `?identity=` |
///
/// | POST | body |
/// | --- | --- |
/// | `faults`, `lists` | arrays of ``Fault``, ``GeneratedList``, in place of those before |
/// | `limit` | a ``RateLimit`` |
/// | `lifetime` | `{"seconds": n}`: how long tokens of Entra and of Google live |
/// | `clock` | `{"advance": seconds}` |
/// | `propagation` | `{"seconds": n, "lists": m}`: when the token endpoints know a new credential, and when lists have it |
/// | `reset` | nothing |
extension Simulator {
    func control(_ request: Request) -> Answer {
        let body = request.json
        switch (request.method, request.path) {
        case ("GET", "/health"): return Answer(ok: ["healthy": true])
        case ("GET", "/requests"): return Answer(ok: .array(journal.entries))
        case ("GET", "/credentials"):
            let identity = request.query["identity"]
            let all = azure.credentials(moment) + google.credentials(moment)
            return Answer(ok: .array(all.filter { identity == nil || $0.identity == identity }.map(\.json)))
        case ("POST", "/faults"):
            let faults = body?.array?.map { Fault($0) }
            guard let faults, faults.allSatisfy({ $0 != nil }) else { return Self.malformed }
            self.faults = faults.compactMap(\.self)
        case ("POST", "/lists"):
            let lists = body?.array?.map { GeneratedList($0) }
            guard let lists, lists.allSatisfy({ $0 != nil }) else { return Self.malformed }
            self.lists = lists.compactMap(\.self)
        case ("POST", "/limit"):
            guard let limit = body.flatMap({ RateLimit($0) }) else { return Self.malformed }
            self.limit = limit
        case ("POST", "/lifetime"):
            guard let seconds = body?["seconds"]?.integer else { return Self.malformed }
            (azure.lifetime, google.lifetime) = (Int64(seconds), Int64(seconds))
        case ("POST", "/clock"):
            guard let seconds = body?["advance"]?.integer else { return Self.malformed }
            advance += Int64(seconds)
        case ("POST", "/propagation"):
            guard let seconds = body?["seconds"]?.integer else { return Self.malformed }
            (propagation, listing) = (Int64(seconds), Int64(body?["lists"]?.integer ?? 0))
        case ("POST", "/reset"): reset()
        default: return Answer(404, ["error": "no such control"])
        }
        return Answer(ok: [:])
    }

    private static let malformed = Answer(400, ["error": "the body is not what this control takes"])
}
