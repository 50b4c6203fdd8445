// SPDX-License-Identifier: Apache-2.0
import Access
import JSON

extension AWSSession {
    /// Every item of a list, whatever its pages.
    func list(
        _ service: String, _ operation: String, _ member: String, region: String, input: JSONObject = [:]
    ) async throws(CloudError) -> [JSONValue] {
        let call = try AWSCatalogue.call(service, operation)
        var pages = AWSPages(call, maximumBytes: AWSPages.maximumGathered)
        var items: [JSONValue] = []
        repeat {
            var input = input
            pages.add(to: &input)
            let answer = try await self.call(call, region: region, input: input, CallTally())
            if answer[member] == nil, !call.leavesEmptyListsOut {
                throw CloudError(service: service, operation: operation, .malformedAnswer, code: "AnswerWithoutList")
            }
            items += answer[member]?.value?.array ?? []
            try pages.advance(by: answer)
        } while !pages.isLast
        return items
    }
}
