// SPDX-License-Identifier: Apache-2.0
import JSON

/// `$select`. https://learn.microsoft.com/graph/query-parameters#select-parameter
struct GraphSelection {
    /// `applications`
    let kind: String
    private let names: [String]?

    init(_ request: Request, of kind: String) {
        self.kind = kind
        names = request.query["$select"].map { $0.split(separator: ",").map { String($0).trimmed } }
    }

    func holds(_ name: String) -> Bool { names?.contains(name) ?? false }

    /// `#applications(id,appId)`
    var context: String {
        "https://graph.microsoft.com/v1.0/$metadata#\(kind)\(names.map { "(\($0.joined(separator: ",")))" } ?? "")"
    }

    func selected(of object: JSONValue, _ moment: Moment) throws(Answer) -> JSONObject {
        guard let names else { return object.object ?? [:] }
        var selected = JSONObject()
        for name in names {
            guard let value = object[name] else {
                throw GraphError.answer(
                    400, "BadRequest",
                    "Parsing OData Select and Expand failed: Could not find a property named '\(name)' on type "
                        + "'microsoft.graph.\(kind.dropLast())'.", moment)
            }
            selected[name] = value
        }
        return selected
    }
}
