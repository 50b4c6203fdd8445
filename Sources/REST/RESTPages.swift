// SPDX-License-Identifier: Apache-2.0
import Access
import HTTP
import JSON

/// The way from page to page of one listing: a state machine without a network.
struct RESTPages {
    private let call: RESTCall
    /// Where links must lead.
    let endpoint: Endpoint
    private let first: String
    private let path: String
    private let query: [(name: String, value: String)]
    private let maximumBytes: Int?
    /// Path and query of the next page; nil behind the last.
    private(set) var target: String?
    private var seen: Set<String> = []
    private var bytes = 0

    /// More than any subscription or project has of anything.
    static let maximumCount = 100_000
    /// Of lists that are held whole, in bytes.
    static let maximumGathered = 64 * 1024 * 1024

    /// - Parameter path: filled.
    init(_ call: RESTCall, path: String, scope: String, endpoint: Endpoint, maximumBytes: Int? = nil) {
        self.call = call
        self.endpoint = endpoint
        self.path = path
        self.maximumBytes = maximumBytes
        query = call.query(scope: scope)
        first = RESTCall.target(path, query)
        target = first
    }

    /// Goes on behind a page that an earlier run has read.
    ///
    /// - Returns: nil for a cursor that is none of this list's.
    init?(_ call: RESTCall, path: String, scope: String, endpoint: Endpoint, from cursor: ListCursor) {
        self.init(call, path: path, scope: scope, endpoint: endpoint)
        guard let target = cursor.json.string, target.hasPrefix("/"), call.paging != .none else { return nil }
        self.target = target
        seen.insert(target)
    }

    /// Where the next page is; nil behind the last and before the first.
    var cursor: ListCursor? { isFirst ? nil : target.map { ListCursor(.string($0)) } }

    var isFirst: Bool { seen.isEmpty && target != nil }

    /// - Throws: `ForeignNextLink` for a link to another server, which would get our token; `RepeatedPage` for one that
    ///   was read already, `TooManyPages`, `TooLarge`.
    mutating func advance(by answer: CanonicalJSON) throws(CloudError) {
        bytes += answer.bytes.count
        if let maximumBytes, bytes > maximumBytes { throw failure("TooLarge") }
        guard let mark = try next(answer) else {
            target = nil
            return
        }
        guard seen.insert(mark).inserted, mark != first else { throw failure("RepeatedPage") }
        guard seen.count < Self.maximumCount else { throw failure("TooManyPages") }
        target = mark
    }

    private func next(_ answer: CanonicalJSON) throws(CloudError) -> String? {
        switch call.paging {
        case .none:
            // The entry says that there is one page, and the answer knows better.
            for name in ["nextLink", "nextPageToken"] where try mark(name, answer) != nil {
                throw failure("MorePages")
            }
            return nil
        case .link:
            guard let link = try mark("nextLink", answer) else { return nil }
            guard let target = endpoint.target(ofLink: link) else { throw failure("ForeignNextLink") }
            return target
        case .token:
            guard let token = try mark("nextPageToken", answer) else { return nil }
            return RESTCall.target(path, query + [(name: "pageToken", value: token)])
        }
    }

    private func mark(_ name: String, _ answer: CanonicalJSON) throws(CloudError) -> String? {
        guard let mark = answer[name], !mark.isNull else { return nil }
        guard let text = mark.scalar else { throw failure("MalformedPageMark") }
        return text.isEmpty ? nil : text
    }

    private func failure(_ code: String) -> CloudError {
        CloudError(service: call.service, operation: call.operation, .malformedAnswer, code: code)
    }
}
