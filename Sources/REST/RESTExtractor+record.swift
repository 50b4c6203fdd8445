// SPDX-License-Identifier: Apache-2.0
package import Access
package import Cloud
import HTTP
package import JSON

extension RESTExtractor {
    /// - Returns: nil for an item that is not wanted.
    package func record(
        of listed: CanonicalJSON, _ parent: CanonicalJSON?, _ tally: CallTally, _: ExtractionGaps
    ) async throws(CloudError) -> Record? {
        guard listed.isObject else { throw failure(.malformedAnswer, code: "ItemIsNoObject") }
        let item = Item(listed, parent: parent)
        guard let id = text(resource.id, item), !id.isEmpty else {
            throw failure(.malformedAnswer, code: "ItemWithoutID")
        }
        let name = resource.name.flatMap { text($0, item) }
        let own = resource.region?.text(in: listed).flatMap(Self.lastPart)
        let region = own ?? Self.place(in: id)
        let zone = resource.isZonal ? own : nil
        guard selection.includes(id: id, name: name, zone: zone) else {
            tally.leftOut()
            return nil
        }
        let (parts, missing) =
            resource.followUps.isEmpty
            ? ([], []) : try await followUps(Item(try named(listed, id, name), parent: parent), tally)
        let configuration = redacted(try joined(listed, parts))
        return Record(
            type: resource.type, resourceID: id, name: name, arn: nil, accountID: scope,
            region: region ?? Scope.global, tags: tags(of: configuration), missing: missing,
            configuration: configuration)
    }

    private func text(_ template: Template, _ item: Item) -> String? {
        template.fill(item, partition: resource.type.provider.rawValue, region: "", account: scope)
    }

    /// Google names zones and regions by their URLs.
    private static func lastPart(_ text: String) -> String? {
        text.split(separator: "/").last.map(String.init)
    }

    /// Names of resources say where they are, where the resources themselves do not.
    private static func place(in id: String) -> String? {
        let parts = id.split(separator: "/")
        let index = parts.firstIndex { $0 == "locations" || $0 == "zones" || $0 == "regions" }
        guard let index, index + 1 < parts.count else { return nil }
        return String(parts[index + 1])
    }

    /// A parent as its children's calls know it.
    func named(
        _ listed: CanonicalJSON, as parent: RESTResource.Parent, _ grandparent: CanonicalJSON?
    ) throws(CloudError) -> CanonicalJSON {
        let item = Item(listed, parent: grandparent)
        guard let id = text(parent.id, item), !id.isEmpty else {
            throw failure(.malformedAnswer, code: "ItemWithoutID")
        }
        return try named(listed, id, parent.name.flatMap { text($0, item) })
    }

    /// An item as further calls know it: `id` and `name` are what the entry makes of them.
    private func named(_ listed: CanonicalJSON, _ id: String, _ name: String?) throws(CloudError) -> CanonicalJSON {
        try joined(
            listed,
            [("id", id), ("name", name)].compactMap { key, text in
                text.map { (name: key, value: CanonicalJSON(.string($0))) }
            })
    }

    typealias Part = (name: String, value: CanonicalJSON)

    private func followUps(
        _ item: Item, _ tally: CallTally
    ) async throws(CloudError) -> (parts: [Part], missing: [MissingPart]) {
        var parts: [Part] = []
        var missing: [MissingPart] = []
        for followUp in resource.followUps {
            do throws(CloudError) {
                parts.append((followUp.part, try await answer(to: followUp.call, item, tally)))
            } catch {
                if followUp.call.absent.contains(error.code) {
                    parts.append((followUp.part, Self.null))
                } else if error.isFinal {
                    // Of this item alone: a part that a kind of server has not, a provider that is not registered.
                    missing.append(MissingPart(part: followUp.part, code: error.code))
                } else {
                    throw error
                }
            }
        }
        return (parts, missing)
    }

    private static let null = CanonicalJSON(written: Array("null".utf8))

    /// The answer to a further call, the lists of all pages of it in one, or what is taken of it.
    private func answer(
        to call: RESTCall, _ item: Item, _ tally: CallTally
    ) async throws(CloudError) -> CanonicalJSON {
        var pages = try pages(call, item, maximumBytes: RESTPages.maximumGathered)
        var found: [CanonicalJSON] = []
        while let target = pages.target {
            let answer = try await page(call, &pages, target, tally)
            guard let take = call.take else { return answer }
            if let first = take.unreached(in: answer).first { throw failure(.partialAnswer, code: first.code) }
            if call.paging == .none, let value = MemberPath(names: take.names).value(in: answer) { return value }
            found += take.values(in: answer)
        }
        // What a service leaves out is nothing, or an empty list.
        if call.paging == .none { return Self.null }
        var writer = CanonicalWriter()
        writer.beginArray()
        for value in found { writer.raw(value.bytes) }
        writer.endArray()
        return CanonicalJSON(written: writer.bytes)
    }

    /// An object with further members, which replace its own.
    func joined(_ object: CanonicalJSON, _ parts: [Part]) throws(CloudError) -> CanonicalJSON {
        if parts.isEmpty { return object }
        let names = Set(parts.map(\.name))
        var writer = CanonicalWriter(capacity: object.bytes.count)
        writer.beginSortedObject()
        var members: [(key: [UInt8], value: CanonicalJSON)] = parts.map { (Array($0.name.utf8), $0.value) }
        object.forEachMember { name, value in
            if !names.contains(String(decoding: name, as: UTF8.self)) { members.append((Array(name), value)) }
        }
        // Names of parts need no escapes, and those of members are as they are written.
        for member in members.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
            writer.rawKey(member.key)
            writer.raw(member.value.bytes)
        }
        writer.endSortedObject()
        return CanonicalJSON(written: writer.bytes)
    }

    private func redacted(_ configuration: CanonicalJSON) -> CanonicalJSON {
        guard !resource.redacted.isEmpty else { return redaction.withoutURLSecrets(configuration) }
        var writer = CanonicalWriter(capacity: configuration.bytes.count)
        redaction.write(configuration, under: resource.redacted, to: &writer)
        return redaction.withoutURLSecrets(CanonicalJSON(written: writer.bytes))
    }

    /// Both clouds write them as a map.
    private func tags(of configuration: CanonicalJSON) -> JSONObject {
        guard let found = resource.tags?.value(in: configuration), case .object(let tags)? = found.value
        else { return JSONObject() }
        return tags
    }
}

extension Item {
    /// An item as it was listed.
    init(_ listed: CanonicalJSON, parent: CanonicalJSON?) {
        let object = CanonicalObject(listed)
        self.init(configuration: object, listed: object, parent: parent)
    }

    /// What a list call sees: nothing but the parent.
    init(childOf parent: CanonicalJSON) {
        let nothing = CanonicalObject(CanonicalJSON([:]))
        self.init(configuration: nothing, listed: nothing, parent: parent)
    }
}
