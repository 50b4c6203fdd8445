// SPDX-License-Identifier: Apache-2.0
import Cloud
import JSON

/// Reads the answer of any operation: what the AWS CLI and boto3 would show of it, as canonical JSON. Secrets that the
/// model marks are redacted on the way.
enum AnswerReader {
    /// - Throws: ``AnswerError``
    static func output(
        of operation: OperationModel, _ model: ServiceModel, _ bytes: Span<UInt8>, _ redaction: Redaction
    ) throws(AnswerError) -> CanonicalJSON {
        guard let output = operation.output, model.hasBody(output) else { return empty }
        switch model.wireProtocol {
        case .ec2, .query, .restXML:
            return try XMLTranscoder.output(of: operation, output, model, bytes, redaction)
        case .json, .restJSON: return try JSONTranscoder.output(of: operation, output, model, bytes, redaction)
        }
    }

    private static let empty = CanonicalJSON(written: Array("{}".utf8))
}
