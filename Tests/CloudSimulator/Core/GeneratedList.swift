// SPDX-License-Identifier: Apache-2.0
import JSON

/// A list of Google's that is made while it is asked for: of any length, without an estate in memory.
///
/// `{"path": "/compute/v1/projects/demo-project/global/networks", "count": 1000, "size": 1, "empty": 2, "padding": 4096}`
///
/// - `size`: how many items a page has, whatever the client asks for;
/// - `empty`: so many pages without items, but with a token, come before each page that has some;
/// - `padding`: how many bytes each item has besides.
struct GeneratedList {
    let path: String
    private let count: Int
    private let size: Int
    private let empty: Int
    private let padding: String

    init?(_ json: JSONValue) {
        guard let path = json["path"]?.string, let count = json["count"]?.integer, count >= 0,
            let size = json["size"]?.integer, size > 0
        else { return nil }
        self.path = path
        self.count = count
        self.size = size
        empty = max(json["empty"]?.integer ?? 0, 0)
        padding = String(repeating: "x", count: max(json["padding"]?.integer ?? 0, 0))
    }

    func answer(_ request: Request) -> Answer {
        let token = request.query["pageToken"] ?? ""
        let pages = (count + size - 1) / size * (empty + 1)
        guard let page = token.isEmpty ? 0 : Int(token), page == 0 || (0..<pages).contains(page) else {
            return GoogleError.invalid("The page token is invalid.")
        }
        var answer = JSONObject()
        if page % (empty + 1) == empty {
            let start = page / (empty + 1) * size
            answer["items"] = .array((start..<min(start + size, count)).map(item))
        }
        if page + 1 < pages { answer["nextPageToken"] = .string(String(page + 1)) }
        return Answer(200, .object(answer))
    }

    private func item(_ index: Int) -> JSONValue {
        let name = "generated-\(index)"
        return [
            "kind": "compute#network", "id": .string(String(1_000_000 + index)), "name": .string(name),
            "description": .string(padding), "selfLink": .string("https://www.googleapis.com\(path)/\(name)"),
        ]
    }
}
