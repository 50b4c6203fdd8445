// SPDX-License-Identifier: Apache-2.0
import Ciphers
package import Cloud
import HTTP
import JSON

/// Runs an entry of the catalogue: lists page by page, makes the follow-up calls, hands over one record per resource.
package struct AWSExtractor: Sendable {
    private let resource: AWSResource
    private let session: AWSSession
    private let unit: WorkUnit

    package init(_ resource: AWSResource, session: AWSSession, unit: WorkUnit) {
        self.resource = resource
        self.session = session
        self.unit = unit
    }

    /// Where the list call goes.
    private var listRegion: String {
        unit.scope.region == Scope.global ? session.endpoints.partition.homeRegion : unit.scope.region
    }

    /// Pages are asked for one after the other, and only when the records of the last have been taken.
    ///
    /// - Parameter tally: counts on even when an error ends the run.
    package func run<Failure: Error>(
        _ tally: inout CallTally, emit: (Record) async throws(Failure) -> Void
    ) async throws(ExtractionError<Failure>) {
        var token: String?
        var seen: Set<String> = []
        repeat {
            let page: JSONValue
            do throws(AWSError) {
                page = try await self.page(token, &tally)
            } catch {
                throw .cloud(error)
            }
            for item in resource.items.values(in: page) {
                let record: Record
                do throws(AWSError) {
                    record = try await self.record(of: item, &tally)
                } catch {
                    throw .cloud(error)
                }
                do throws(Failure) {
                    try await emit(record)
                } catch {
                    throw .sink(error)
                }
            }
            token = resource.list.operation.page?.output.flatMap { page[$0]?.string }.flatMap { $0.isEmpty ? nil : $0 }
            // A token that comes back would be asked for until the end of time.
            if let token, !seen.insert(Hex.string(SHA256.hash(Array(token.utf8)))).inserted {
                throw .cloud(failure(.malformedAnswer, code: "RepeatedPageToken"))
            }
        } while token != nil
    }

    private func page(_ token: String?, _ tally: inout CallTally) async throws(AWSError) -> JSONValue {
        try checkCancellation()
        let page = try await session.call(resource.list, region: listRegion, input: listInput(token), &tally)
        // An answer without the list is not an answer with an empty one.
        guard page[resource.items.names[0]] != nil else { throw failure(.malformedAnswer, code: "AnswerWithoutList") }
        return page
    }

    private func checkCancellation() throws(AWSError) {
        if Task.isCancelled { throw failure(.transport(.cancelled), code: "Cancelled") }
    }

    private func failure(_ kind: AWSError.Kind, code: String) -> AWSError {
        AWSError(service: resource.list.model.service, operation: resource.list.operation.name, kind, code: code)
    }

    private func listInput(_ token: String?) -> JSONObject {
        var input = JSONObject()
        let page = resource.list.operation.page
        if let limit = page?.limit, let size = resource.pageSize { input[limit] = JSONValue(size) }
        if let name = page?.input, let token { input[name] = .string(token) }
        return input
    }

    private func record(of item: JSONValue, _ tally: inout CallTally) async throws(AWSError) -> Record {
        guard case .object(var configuration) = item, let id = resource.id.text(in: item) else {
            throw failure(.malformedAnswer, code: "ItemWithoutID")
        }
        var missing: [MissingPart] = []
        var region = listRegion
        for followUp in resource.followUps {
            do throws(AWSError) {
                let answer = try await session.call(
                    followUp.call, region: region, input: input(of: followUp, item), &tally)
                configuration[followUp.part] = answer
                if let home = try homeRegion(of: .object(configuration)) { region = home }
            } catch {
                if followUp.absent.contains(error.code) {
                    configuration[followUp.part] = .null
                } else if error.kind == .denied || error.status == 404 {
                    missing.append(MissingPart(part: followUp.part, code: error.code))
                } else {
                    throw error
                }
            }
        }
        return record(id: id, .object(configuration), region: region, missing: missing)
    }

    private func record(
        id: String, _ configuration: JSONValue, region: String, missing: [MissingPart]
    ) -> Record {
        let tags = tags(of: configuration)
        return Record(
            type: resource.type, resourceID: id,
            name: resource.name?.text(in: configuration) ?? tags["Name"]?.string,
            arn: resource.arn?.fill(
                partition: session.endpoints.partition.rawValue, region: region, account: unit.scope.account,
                resource: configuration),
            accountID: unit.scope.account, region: region, tags: tags, missing: missing, configuration: configuration)
    }

    private func input(of followUp: AWSResource.FollowUp, _ item: JSONValue) throws(AWSError) -> JSONObject {
        var input = JSONObject()
        for (member, path) in followUp.with {
            guard let text = path.text(in: item) else { throw failure(.malformedAnswer, code: "ItemWithoutMember") }
            input[member] = .string(text)
        }
        return input
    }

    /// S3 calls us-east-1 by no name at all, and eu-west-1 by its first one,
    /// https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLocation.html.
    private func homeRegion(of configuration: JSONValue) throws(AWSError) -> String? {
        guard let path = resource.homeRegion, configuration[path.names[0]] != nil else { return nil }
        switch path.text(in: configuration) {
        case nil, "": return session.endpoints.partition.homeRegion
        case "EU": return "eu-west-1"
        case let region?:
            // It becomes part of a host name and of a signature.
            guard AWSRegion.isName(region) else { throw failure(.malformedAnswer, code: "MalformedRegion") }
            return region
        }
    }

    private func tags(of configuration: JSONValue) -> JSONObject {
        var tags = JSONObject()
        for tag in resource.tags?.values(in: configuration) ?? [] {
            guard let key = tag["Key"]?.string, let value = tag["Value"] else { continue }
            tags[key] = value
        }
        return tags
    }
}
