// SPDX-License-Identifier: Apache-2.0
import Access
import Ciphers
import Cloud
import JSON

/// The way from page to page of one listing: a state machine without a network.
struct AWSPages {
    private let call: AWSCall
    private let pageSize: Int?
    /// What all pages may hold together, in bytes; nil where each is let go before the next.
    private let maximumBytes: Int?
    private var bytes = 0
    private var count = 0
    private var tokens: [(input: String, value: JSONValue)] = []
    private var seen: Set<[UInt8]> = []
    private(set) var isLast = false
    /// Nothing has been read so far.
    var isFirst: Bool { seen.isEmpty && !isLast }

    /// More than any account has of anything; a list that goes on would keep a worker for ever.
    static let maximumCount = 100_000
    /// Of lists that are held whole.
    static let maximumGathered = 64 * 1024 * 1024

    init(_ call: AWSCall, pageSize: Int? = nil, maximumBytes: Int? = nil) {
        self.call = call
        self.pageSize = pageSize
        self.maximumBytes = maximumBytes
    }

    /// Goes on behind a page that an earlier run has read.
    ///
    /// - Returns: nil for a cursor that is of another kind of list.
    init?(_ call: AWSCall, pageSize: Int?, from cursor: ListCursor) {
        self.init(call, pageSize: pageSize)
        guard case .object(let members) = cursor.json, !members.members.isEmpty,
            let page = call.operation.page
        else { return nil }
        tokens = members.members.map { ($0.name, $0.value) }
        guard tokens.allSatisfy({ token in page.tokens.contains { $0.input == token.input } }) else { return nil }
        seen.insert(mark)
    }

    /// Where the next page is; nil behind the last and before the first.
    var cursor: ListCursor? {
        guard !isLast, !isFirst else { return nil }
        var members = JSONObject()
        for token in tokens { members[token.input] = token.value }
        return ListCursor(.object(members))
    }

    private var mark: [UInt8] { SHA256.hash(JSONValue.array(tokens.map(\.value)).canonical) }

    /// Puts the page's tokens and size into the request for it.
    func add(to input: inout JSONObject) {
        if let limit = call.operation.page?.limit, let pageSize { input[limit] = JSONValue(pageSize) }
        for token in tokens { input[token.input] = token.value }
    }

    /// - Throws: `RepeatedPageToken`: a token that comes back would be asked for until the end of time; `LostPageToken`
    ///   where there is said to be more and not said where; `TooManyPages` and `TooLarge`.
    mutating func advance(by answer: CanonicalJSON) throws(CloudError) {
        count += 1
        bytes += answer.bytes.count
        if let maximumBytes, bytes > maximumBytes { throw failure("TooLarge") }
        guard let page = call.operation.page else {
            isLast = true
            return
        }
        if let more = page.more?.value(in: answer), !more.isTrue {
            isLast = true
            return
        }
        tokens = page.tokens.compactMap { token in
            guard let value = token.output.value(in: answer)?.value, value != .null, value != "" else { return nil }
            return (token.input, value)
        }
        isLast = tokens.isEmpty
        if isLast {
            guard page.more?.value(in: answer)?.isTrue != true else { throw failure("LostPageToken") }
            return
        }
        guard seen.insert(mark).inserted else { throw failure("RepeatedPageToken") }
        guard count < Self.maximumCount else { throw failure("TooManyPages") }
    }

    private func failure(_ code: String) -> CloudError {
        CloudError(service: call.model.service, operation: call.operation.name, .malformedAnswer, code: code)
    }
}
