// SPDX-License-Identifier: Apache-2.0
package import Access
import HTTP
import JSON

extension AWSConnection {
    /// Who signs: `sts:GetCallerIdentity`, which needs no permission.
    package func callerARN(region: String) async throws(CloudError) -> String {
        let call = try AWSCatalogue.call("sts", "GetCallerIdentity")
        let response = try await send(call, account: "", region: region, input: [:], CallTally())
        guard
            let output = try? AnswerReader.output(of: call.operation, call.model, response.body.span, response.headers),
            let arn = output["Arn"]?.scalar
        else {
            throw CloudError(
                service: "sts", operation: "GetCallerIdentity", .malformedAnswer, code: "MalformedAnswer")
        }
        return arn
    }
}
