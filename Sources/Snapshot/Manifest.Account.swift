// SPDX-License-Identifier: Apache-2.0
package import Cloud
import JSON

extension Manifest {
    /// An account that was considered, whether it was read or not.
    package struct Account: Sendable, Equatable {
        package let provider: Provider
        package let id: String
        /// `complete` if its units are all in ``units``, `skipped` if it was left out, and otherwise why its units are
        /// not known.
        package let outcome: UnitOutcome
        package let reason: String?
        package let requestID: String?
        /// Those that the account said to have, and those that it could have; empty where it was not asked or did not
        /// say.
        package let regions: [Region]
        /// How much of what the account holds is of no type that was extracted, as far as the cloud can be asked.
        package let rest: Rest?

        package init(
            provider: Provider, id: String, outcome: UnitOutcome, reason: String? = nil, requestID: String? = nil,
            regions: [Region] = [], rest: Rest? = nil
        ) {
            self.provider = provider
            self.id = id
            self.outcome = outcome
            self.reason = reason
            self.requestID = requestID
            self.regions = regions
            self.rest = rest
        }
    }

    package enum Rest: Sendable, Equatable {
        /// By the cloud's own names of the types.
        case counted([String: Int])
        /// The cloud did not say, by this code.
        case unknown(code: String)
    }

    package struct Region: Sendable, Equatable {
        package let name: String
        /// The cloud's word: `opted-in`, `not-opted-in`.
        package let status: String

        package init(name: String, status: String) {
            self.name = name
            self.status = status
        }
    }
}

extension Manifest.Account {
    var json: JSONValue {
        var object: JSONObject = [
            "provider": .string(provider.rawValue), "account_id": .string(id), "outcome": .string(outcome.rawValue),
        ]
        if let reason { object["reason"] = .string(reason) }
        if let requestID { object["request_id"] = .string(requestID) }
        if !regions.isEmpty {
            object["regions"] = .array(regions.map { ["region": .string($0.name), "status": .string($0.status)] })
        }
        switch rest {
        case nil: break
        case .counted(let counts):
            var types = JSONObject()
            for (type, count) in counts { types[type] = JSONValue(count) }
            object["not_extracted"] = .object(types)
        case .unknown(let code): object["not_extracted_unknown"] = .string(code)
        }
        return .object(object)
    }

    init?(_ json: JSONValue) {
        guard let provider = json["provider"]?.string.flatMap(Provider.init), let id = json["account_id"]?.string,
            let outcome = json["outcome"]?.string.flatMap(UnitOutcome.init)
        else { return nil }
        let regions = (json["regions"]?.array ?? []).map { region -> Manifest.Region? in
            guard let name = region["region"]?.string, let status = region["status"]?.string else { return nil }
            return Manifest.Region(name: name, status: status)
        }
        guard !regions.contains(nil) else { return nil }
        var rest = json["not_extracted_unknown"]?.string.map { Manifest.Rest.unknown(code: $0) }
        if case .object(let types)? = json["not_extracted"] {
            var counts: [String: Int] = [:]
            for type in types.members { counts[type.name] = type.value.integer }
            rest = .counted(counts)
        }
        self.init(
            provider: provider, id: id, outcome: outcome, reason: json["reason"]?.string,
            requestID: json["request_id"]?.string, regions: regions.compactMap(\.self), rest: rest)
    }
}
