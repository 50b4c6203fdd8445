// SPDX-License-Identifier: Apache-2.0
package import Access
package import Cloud
import HTTP
package import JSON

/// Runs an entry of a catalogue: lists page by page, makes the further calls, hands over one record per resource.
package struct RESTExtractor: ListingExtractor {
    let resource: RESTResource
    let session: RESTSession
    let unit: WorkUnit
    let redaction: Redaction
    let selection: RESTSelection
    /// What else the cloud calls the account: the number of a project.
    let alias: String?

    package init(
        _ resource: RESTResource, session: RESTSession, unit: WorkUnit, redaction: Redaction,
        selection: RESTSelection = .everything, alias: String? = nil
    ) {
        self.resource = resource
        self.session = session
        self.unit = unit
        self.redaction = redaction
        self.selection = selection
        self.alias = alias
    }

    package var operations: [String] { resource.operations }
    package var permissions: [Permission] { resource.permissions }

    /// What stands for the account in paths.
    var scope: String { unit.scope.account }

    package func items<Failure: Error>(
        from cursor: ListCursor?, _ tally: CallTally, _ gaps: ExtractionGaps,
        turn: (ListCursor) async throws(ExtractionError<Failure>) -> Void,
        visit: (CanonicalJSON, CanonicalJSON?) async throws(ExtractionError<Failure>) -> Void
    ) async throws(ExtractionError<Failure>) {
        try await list(resource.listing, resource.ancestry, from: cursor, tally, gaps, turn: turn, visit: visit)
    }

    /// Visits every item of a list; where it has a parent, for each of the parent's items.
    private func list<Failure: Error>(
        _ listing: RESTCall, _ ancestry: RESTResource.Ancestry, from cursor: ListCursor?, _ tally: CallTally,
        _ gaps: ExtractionGaps, turn: (ListCursor) async throws(ExtractionError<Failure>) -> Void,
        visit: (CanonicalJSON, CanonicalJSON?) async throws(ExtractionError<Failure>) -> Void
    ) async throws(ExtractionError<Failure>) {
        switch ancestry {
        case .none:
            try await pages(of: listing, for: nil, from: cursor, tally, gaps, turn: turn) {
                (item) async throws(ExtractionError<Failure>) in try await visit(item, nil)
            }
        case .parent(let parents, let above):
            try await list(parents.listing, above, from: cursor, tally, gaps, turn: turn) {
                (listed, grandparent) async throws(ExtractionError<Failure>) in
                let parent: CanonicalJSON
                do throws(CloudError) {
                    parent = try self.named(listed, as: parents, grandparent)
                } catch {
                    throw .cloud(error)
                }
                try await gaps.visiting { () async throws(ExtractionError<Failure>) in
                    try await pages(of: listing, for: Item(childOf: parent), from: nil, tally, gaps, turn: Self.ignore)
                    {
                        (item) async throws(ExtractionError<Failure>) in try await visit(item, parent)
                    }
                }
            }
        }
    }

    /// Pages of inner lists are no place to go on from.
    private static func ignore<Failure: Error>(_: ListCursor) async throws(ExtractionError<Failure>) {}

    private func pages<Failure: Error>(
        of listing: RESTCall, for item: Item?, from cursor: ListCursor?, _ tally: CallTally, _ gaps: ExtractionGaps,
        turn: (ListCursor) async throws(ExtractionError<Failure>) -> Void,
        visit: (CanonicalJSON) async throws(ExtractionError<Failure>) -> Void
    ) async throws(ExtractionError<Failure>) {
        var pages: RESTPages
        do throws(CloudError) {
            pages = try self.pages(listing, item, from: cursor)
        } catch {
            throw .cloud(error)
        }
        while let target = pages.target {
            let answer: CanonicalJSON
            do throws(CloudError) {
                answer = try await page(listing, &pages, target, tally)
            } catch {
                if pages.isFirst, (400..<500).contains(error.status), listing.absent.contains(error.code) { return }
                throw .cloud(error.kind == .notEnabled ? notEnabled(error, item, pages) : error)
            }
            guard let take = listing.take else { throw .cloud(failure(.malformedRequest, code: "NoItems")) }
            guard take.isThere(in: answer, session.dialect) else {
                throw .cloud(failure(.malformedAnswer, code: "AnswerWithoutList"))
            }
            gaps.unreached += take.unreached(in: answer)
            for item in take.values(in: answer) { try await visit(item) }
            if let next = pages.cursor { try await turn(next) }
        }
    }

    /// A service that is not enabled has nothing, if it is the account's own, and nothing of it has been seen.
    private func notEnabled(_ error: CloudError, _ item: Item?, _ pages: RESTPages) -> CloudError {
        if let consumer = error.consumer, consumer != scope, consumer != alias {
            return error.refused(as: "\(error.code)_IN_CALLING_PROJECT")
        }
        // Whoever has parents, or a page before, has the service.
        return item == nil && pages.isFirst ? error : error.refused(as: error.code)
    }

    func pages(
        _ call: RESTCall, _ item: Item?, from cursor: ListCursor? = nil, maximumBytes: Int? = nil
    ) throws(CloudError) -> RESTPages {
        guard let path = call.path.fill(item, scope: scope) else {
            throw failure(.malformedAnswer, code: "ItemWithoutMember")
        }
        let endpoint = try session.endpoint(of: call)
        guard let cursor else {
            return RESTPages(call, path: path, scope: scope, endpoint: endpoint, maximumBytes: maximumBytes)
        }
        guard let pages = RESTPages(call, path: path, scope: scope, endpoint: endpoint, from: cursor) else {
            throw failure(.refused, code: "ForeignCursor")
        }
        return pages
    }

    func page(
        _ call: RESTCall, _ pages: inout RESTPages, _ target: String, _ tally: CallTally
    ) async throws(CloudError) -> CanonicalJSON {
        if Task.isCancelled { throw failure(.transport(.cancelled), code: "Cancelled") }
        let answer = try await session.call(call, endpoint: pages.endpoint, target: target, scope: scope, tally)
        guard answer.isObject else { throw failure(.malformedAnswer, code: "AnswerIsNoObject") }
        try pages.advance(by: answer)
        return answer
    }

    package func failure(_ kind: CloudError.Kind, code: String) -> CloudError {
        CloudError(service: resource.listing.service, operation: resource.listing.operation, kind, code: code)
    }
}
