// SPDX-License-Identifier: Apache-2.0
package import Access
package import Cloud
import HTTP
package import JSON

/// Runs an entry of the catalogue: lists page by page, makes the further calls, hands over one record per resource.
package struct AWSExtractor: ListingExtractor {
    let resource: AWSResource
    let session: AWSSession
    let unit: WorkUnit
    let redaction: Redaction
    let selection: Selection

    package init(
        _ resource: AWSResource, session: AWSSession, unit: WorkUnit, redaction: Redaction,
        selection: Selection = .everything
    ) {
        self.resource = resource
        self.session = session
        self.unit = unit
        self.redaction = redaction
        self.selection = selection
    }

    package var operations: [String] { resource.operations }
    package var permissions: [Permission] { resource.permissions }

    /// Where the list call goes.
    var listRegion: String {
        unit.scope.region == Scope.global
            ? resource.home ?? session.endpoints.partition.homeRegion : unit.scope.region
    }

    package func items<Failure: Error>(
        from cursor: ListCursor?, _ tally: CallTally, _ gaps: ExtractionGaps,
        turn: (ListCursor) async throws(ExtractionError<Failure>) -> Void,
        visit: (CanonicalJSON, CanonicalJSON?) async throws(ExtractionError<Failure>) -> Void
    ) async throws(ExtractionError<Failure>) {
        try await list(resource.listing, resource.ancestry, from: cursor, tally, gaps, turn: turn, visit: visit)
    }

    /// Visits every item of a list; where it has a parent, for each of the parent's items.
    private func list<Failure: Error>(
        _ listing: AWSResource.Listing, _ ancestry: AWSResource.Ancestry, from cursor: ListCursor?, _ tally: CallTally,
        _ gaps: ExtractionGaps, turn: (ListCursor) async throws(ExtractionError<Failure>) -> Void,
        visit: (CanonicalJSON, CanonicalJSON?) async throws(ExtractionError<Failure>) -> Void
    ) async throws(ExtractionError<Failure>) {
        switch ancestry {
        case .none:
            try await pages(of: listing, for: nil, from: cursor, tally, turn: turn) {
                (item) async throws(ExtractionError<Failure>) in try await visit(item, nil)
            }
        case .parent(let parents, let above):
            try await list(parents, above, from: cursor, tally, gaps, turn: turn) {
                (parent, _) async throws(ExtractionError<Failure>) in
                try await gaps.visiting { () async throws(ExtractionError<Failure>) in
                    try await pages(of: listing, for: parent, from: nil, tally, turn: Self.ignore) {
                        (item) async throws(ExtractionError<Failure>) in try await visit(item, parent)
                    }
                }
            }
        }
    }

    /// Pages of inner lists are no place to go on from.
    private static func ignore<Failure: Error>(_: ListCursor) async throws(ExtractionError<Failure>) {}

    private func pages<Failure: Error>(
        of listing: AWSResource.Listing, for parent: CanonicalJSON?, from cursor: ListCursor?, _ tally: CallTally,
        turn: (ListCursor) async throws(ExtractionError<Failure>) -> Void,
        visit: (CanonicalJSON) async throws(ExtractionError<Failure>) -> Void
    ) async throws(ExtractionError<Failure>) {
        var pages = AWSPages(listing.call, pageSize: listing.pageSize)
        if let cursor {
            guard let later = AWSPages(listing.call, pageSize: listing.pageSize, from: cursor) else {
                throw .cloud(failure(.refused, code: "ForeignCursor"))
            }
            pages = later
        }
        repeat {
            let items: [CanonicalJSON]
            do throws(CloudError) {
                items = try await page(of: listing, &pages, for: parent, tally)
            } catch {
                // Later pages are refused with the same codes where their token is.
                let isRefusal = (400..<500).contains(error.status)
                if pages.isFirst, isRefusal, listing.absent.contains(error.code) { return }
                throw .cloud(error)
            }
            for item in items { try await visit(item) }
            if let next = pages.cursor { try await turn(next) }
        } while !pages.isLast
    }

    private func page(
        of listing: AWSResource.Listing, _ pages: inout AWSPages, for parent: CanonicalJSON?, _ tally: CallTally
    ) async throws(CloudError) -> [CanonicalJSON] {
        try checkCancellation()
        let item = parent.map { parent in
            let object = CanonicalObject(parent)
            return Item(configuration: object, listed: object, parent: nil)
        }
        guard var input = listing.input.fill(item) else { throw failure(.malformedAnswer, code: "ItemWithoutMember") }
        pages.add(to: &input)
        if listing.call.operation.name == resource.listing.call.operation.name { selection.add(to: &input) }
        let answer = try await session.call(listing.call, region: listRegion, input: input, tally)
        // An answer without the list is not an answer with an empty one, but for services that leave empty lists out.
        if answer[listing.items.names[0]] == nil, !listing.call.leavesEmptyListsOut {
            throw failure(.malformedAnswer, code: "AnswerWithoutList")
        }
        try pages.advance(by: answer)
        let items = listing.items.values(in: answer)
        let objects = listing.textMember.map { member in items.map { Self.object(member, $0) } } ?? items
        guard let parent, !listing.inherited.isEmpty else { return objects }
        return try objects.map { (object) throws(CloudError) in
            let inherited = listing.inherited.compactMap { member, path -> Part? in
                guard object[member] == nil, let value = path.value(in: parent) else { return nil }
                return (member, value)
            }
            return try joined(object, inherited)
        }
    }

    private static func object(_ member: String, _ value: CanonicalJSON) -> CanonicalJSON {
        var writer = CanonicalWriter()
        writer.beginSortedObject()
        writer.rawKey(member)
        writer.raw(value.bytes)
        writer.endSortedObject()
        return CanonicalJSON(written: writer.bytes)
    }

    func checkCancellation() throws(CloudError) {
        if Task.isCancelled { throw failure(.transport(.cancelled), code: "Cancelled") }
    }

    package func failure(_ kind: CloudError.Kind, code: String) -> CloudError {
        let call = resource.listing.call
        return CloudError(service: call.model.service, operation: call.operation.name, kind, code: code)
    }
}
