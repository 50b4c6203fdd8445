// SPDX-License-Identifier: Apache-2.0
package import Access
package import Cloud
package import JSON

extension AWSExtractor {
    /// - Returns: nil for an item that has gone since it was listed, or that is noted among the gaps.
    package func record(
        of listed: CanonicalJSON, _ parent: CanonicalJSON?, _ tally: CallTally, _ gaps: ExtractionGaps
    ) async throws(CloudError) -> Record? {
        let object = CanonicalObject(listed)
        var item = Item(configuration: object, listed: object, parent: parent)
        let home = listRegion
        if !selection.include.isEmpty, let id = id(of: item, region: home), !selection.includes(id) {
            tally.leftOut()
            return nil
        }
        var undescribed: CloudError?
        if let describe = resource.describe {
            do throws(CloudError) {
                let answer = try await answer(to: describe, item, region: listRegion, tally)
                // Of a call for one the answer is a list of one.
                guard let described = answer.isArray ? answer.firstElement : answer else {
                    tally.vanished()
                    return nil
                }
                item.configuration = CanonicalObject(described)
            } catch {
                if describe.absent.contains(error.code) {
                    tally.vanished()
                    return nil
                }
                // One item's own policy may deny what that of all the others does not.
                guard error.kind == .denied, error.status >= 400 else { throw error }
                undescribed = error
            }
        }
        guard item.configuration.json.isObject else { throw failure(.malformedAnswer, code: "ItemIsNoObject") }
        // A described item lacks what the listed one has from its parent.
        let inherited = resource.listing.inherited.compactMap { member, _ -> Part? in
            guard item.configuration[member] == nil, let value = listed[member] else { return nil }
            return (member, value)
        }
        var (parts, missing, region) = try await followUps(&item, undescribed, tally)
        if let undescribed { missing.insert(MissingPart(part: undescribed.operation, code: undescribed.code), at: 0) }
        if !parts.isEmpty || !inherited.isEmpty {
            item.configuration = CanonicalObject(try joined(item.configuration.json, inherited + parts))
        }
        if let path = resource.homeRegion, !resource.followUps.contains(where: { $0.part == path.names[0] }) {
            region = try homeRegion(path.text(in: item.configuration.json))
        }
        let (partition, account) = (session.endpoints.partition.rawValue, unit.scope.account)
        guard let id = id(of: item, region: region) else {
            guard let undescribed else { throw failure(.malformedAnswer, code: "ItemWithoutID") }
            try gaps.note(undescribed)
            return nil
        }
        let configuration = redacted(item.configuration, isDescribed: undescribed == nil)
        // Of what is redacted: a user may count tags as secret.
        let tags = resource.tags == nil ? JSONObject() : tags(of: CanonicalObject(configuration))
        return Record(
            type: resource.type, resourceID: id,
            name: resource.name?.fill(item, partition: partition, region: region, account: account)
                ?? tags["Name"]?.string,
            arn: resource.arn?.fill(item, partition: partition, region: region, account: account),
            accountID: account, region: region, tags: tags, missing: missing,
            configuration: configuration)
    }

    private func id(of item: Item, region: String) -> String? {
        resource.id.fill(
            item, partition: session.endpoints.partition.rawValue, region: region, account: unit.scope.account)
    }

    typealias Part = (name: String, value: CanonicalJSON)

    /// - Parameter undescribed: why the item is only as it was listed; further calls may need what is not there.
    private func followUps(
        _ item: inout Item, _ undescribed: CloudError?, _ tally: CallTally
    ) async throws(CloudError) -> (parts: [Part], missing: [MissingPart], region: String) {
        var parts: [Part] = []
        var missing: [MissingPart] = []
        var region = listRegion
        for followUp in resource.followUps {
            if let undescribed, followUp.detail.input.fill(item) == nil {
                missing.append(MissingPart(part: followUp.part, code: undescribed.code))
                continue
            }
            do throws(CloudError) {
                let answer = try await answer(to: followUp, item, in: &region, tally)
                parts.append((followUp.part, answer))
                if let path = resource.homeRegion, path.names[0] == followUp.part {
                    region = try homeRegion(MemberPath(names: Array(path.names.dropFirst())).text(in: answer))
                }
            } catch {
                if followUp.detail.absent.contains(error.code) {
                    parts.append((followUp.part, Self.null))
                } else if error.kind == .denied || error.status == 404 || error.status == 301 {
                    missing.append(MissingPart(part: followUp.part, code: error.code))
                } else {
                    throw error
                }
            }
        }
        return (parts, missing, region)
    }

    /// A refusal may say where the item is: S3 does, even where it does not let its location be read.
    private func answer(
        to followUp: AWSResource.FollowUp, _ item: Item, in region: inout String, _ tally: CallTally
    ) async throws(CloudError) -> CanonicalJSON {
        do throws(CloudError) {
            return try await answer(to: followUp.detail, item, region: region, tally)
        } catch {
            guard resource.homeRegion != nil, let home = error.region, home != region else { throw error }
            region = home
            return try await answer(to: followUp.detail, item, region: region, tally)
        }
    }

    private static let null = CanonicalJSON(written: Array("null".utf8))

    /// The answer to a further call, all pages of it, or what is taken of it.
    private func answer(
        to detail: AWSResource.Detail, _ item: Item, region: String, _ tally: CallTally
    ) async throws(CloudError) -> CanonicalJSON {
        guard let input = detail.input.fill(item) else { throw failure(.malformedAnswer, code: "ItemWithoutMember") }
        var pages = AWSPages(detail.call, maximumBytes: AWSPages.maximumGathered)
        var found: [CanonicalJSON] = []
        repeat {
            try checkCancellation()
            var request = input
            pages.add(to: &request)
            let answer = try await session.call(detail.call, region: region, input: request, tally)
            try pages.advance(by: answer)
            guard let take = detail.take else { return answer }
            if let value = take.value(in: answer) {
                found.append(value)
            } else {
                // Lists on the way: what is under them, in one.
                if answer[take.names[0]]?.isArray == true { found.append(Self.list(take.values(in: answer))) }
            }
        } while !pages.isLast
        // What a service leaves out is nothing, or an empty list.
        guard let first = found.first else { return detail.call.operation.page == nil ? Self.null : Self.joined([]) }
        return found.count > 1 ? Self.joined(found) : first
    }

    private static func list(_ values: [CanonicalJSON]) -> CanonicalJSON {
        var writer = CanonicalWriter()
        writer.beginArray()
        for value in values { writer.raw(value.bytes) }
        writer.endArray()
        return CanonicalJSON(written: writer.bytes)
    }

    /// The elements of lists, in one.
    private static func joined(_ lists: [CanonicalJSON]) -> CanonicalJSON {
        var writer = CanonicalWriter()
        writer.beginArray()
        for list in lists { list.forEachElement { writer.raw($0.bytes) } }
        writer.endArray()
        return CanonicalJSON(written: writer.bytes)
    }

    /// An object with further members, which replace its own.
    func joined(_ object: CanonicalJSON, _ parts: [Part]) throws(CloudError) -> CanonicalJSON {
        guard object.isObject else { throw failure(.malformedAnswer, code: "ItemIsNoObject") }
        if parts.isEmpty { return object }
        let names = Set(parts.map(\.name))
        var writer = CanonicalWriter(capacity: object.bytes.count)
        writer.beginObject()
        object.forEachMember { name, value in
            // Members of a model's structures need no escapes.
            if names.contains(String(decoding: name, as: UTF8.self)) { return }
            writer.key(name)
            writer.raw(value.bytes)
        }
        for part in parts {
            writer.key(part.name)
            writer.raw(part.value.bytes)
        }
        do {
            try writer.endObject()
        } catch {
            throw failure(.malformedAnswer, code: "MalformedItem")
        }
        return CanonicalJSON(written: writer.bytes)
    }

    /// Whether the model marks anything in the answers.
    private var holdsSensitive: Bool {
        let model = resource.listing.call.model
        let places = [resource.describe?.place, resource.listing.place] + resource.followUps.map(\.detail.place)
        return places.contains { $0.map { $0.isSensitive || model.holdsSensitive[$0.shape] } ?? false }
    }

    /// The configuration without secret material: what the model marks, member by member, then what the catalogue names.
    private func redacted(_ configuration: CanonicalObject, isDescribed: Bool) -> CanonicalJSON {
        guard holdsSensitive || !resource.redacted.isEmpty else {
            return redaction.withoutURLSecrets(configuration.json)
        }
        let model = resource.listing.call.model
        let described = isDescribed ? resource.describe : nil
        let own = described.map { $0.place.map(model.entered) } ?? resource.listing.place
        var writer = CanonicalWriter(capacity: configuration.json.bytes.count)
        writer.beginSortedObject()
        for (name, value) in configuration.members {
            writer.rawKey(name)
            let text = String(decoding: name, as: UTF8.self)
            let followUp = resource.followUps.first { $0.part == text }
            model.write(
                value, at: followUp?.detail.place ?? own.flatMap { model.member(text, of: $0) },
                plain: resource.plain.flatMap { $0.below(name) }, redaction, to: &writer)
        }
        writer.endSortedObject()
        let marked = CanonicalJSON(written: writer.bytes)
        guard !resource.redacted.isEmpty else { return redaction.withoutURLSecrets(marked) }
        var second = CanonicalWriter(capacity: marked.bytes.count)
        redaction.write(marked, under: resource.redacted, to: &second)
        return redaction.withoutURLSecrets(CanonicalJSON(written: second.bytes))
    }

    /// S3 calls us-east-1 by no name at all, and eu-west-1 by its first one,
    /// https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLocation.html.
    private func homeRegion(_ name: String?) throws(CloudError) -> String {
        switch name {
        case nil, "": return session.endpoints.partition.homeRegion
        case "EU": return "eu-west-1"
        case let region?:
            // It becomes part of a host name and of a signature.
            guard AWSRegion.isName(region) else { throw failure(.malformedAnswer, code: "MalformedRegion") }
            return region
        }
    }

    /// Services write their tags as pairs under three sets of names, or as a map.
    private func tags(of configuration: CanonicalObject) -> JSONObject {
        var tags = JSONObject()
        guard let path = resource.tags else { return tags }
        for value in path.values(in: configuration) {
            if let key = (value["Key"] ?? value["key"] ?? value["TagKey"])?.scalar {
                tags[key] = (value["Value"] ?? value["value"] ?? value["TagValue"])?.value ?? ""
            } else if case .object(let map)? = value.value {
                for member in map.members { tags[member.name] = member.value }
            }
        }
        return tags
    }
}
