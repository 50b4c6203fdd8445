// SPDX-License-Identifier: Apache-2.0
import Ciphers
import HTTP
import Posix
import Secrets

extension S3Destination {
    /// What S3 says of an object that came in parts: the checksum of their checksums, and how many there are,
    /// https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html.
    static func checksum(ofParts parts: consuming FileParts) throws(DeliveryError) -> String {
        var checksums: [UInt8] = []
        while let part = try parts.next() { checksums += SHA256.hash(part) }
        return "\(Base64.standard.string(SHA256.hash(checksums)))-\(checksums.count / SHA256.count)"
    }

    /// A file in parts, each with its own checksum,
    /// https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html.
    func upload(
        _ first: [UInt8], _ rest: consuming FileParts, _ file: ClosedSnapshot.File, _ snapshot: ClosedSnapshot
    ) async throws(DeliveryError) {
        let headers = [("x-amz-checksum-algorithm", "SHA256"), Self.contentType(of: file)] + lockHeaders
        let begun = try await send("POST", file, snapshot, query: [("uploads", "")], headers: headers)
        try Self.expectSuccess(begun, file)
        guard let id = S3Answer(begun.body).text("UploadId") else {
            throw .refused(file: file.path, status: begun.status, code: "NoUploadId")
        }
        do throws(DeliveryError) {
            var parts: [Part] = []
            var next: [UInt8]? = first
            while let bytes = next {
                parts.append(try await upload(bytes, number: parts.count + 1, id, file, snapshot))
                next = try rest.next()
            }
            try await complete(parts, id, file, snapshot)
        } catch {
            // Parts of an upload that was not ended cost money and are seen by nobody.
            // Whoever was cancelled sends this all the same; a refusal is no worse than what has happened.
            await Task { _ = try? await send("DELETE", file, snapshot, query: [("uploadId", id)]) }.value
            throw error
        }
    }

    struct Part {
        let tag: String
        let checksum: [UInt8]
    }

    private func upload(
        _ bytes: [UInt8], number: Int, _ id: String, _ file: ClosedSnapshot.File, _ snapshot: ClosedSnapshot
    ) async throws(DeliveryError) -> Part {
        let checksum = SHA256.hash(bytes)
        let response = try await send(
            "PUT", file, snapshot, query: [("partNumber", String(number)), ("uploadId", id)],
            headers: [
                ("content-type", "application/octet-stream"), ("x-amz-sdk-checksum-algorithm", "SHA256"),
                ("x-amz-checksum-sha256", Base64.standard.string(checksum)),
            ], body: bytes)
        try Self.expectSuccess(response, file)
        guard let tag = response.headers["etag"] else {
            throw .refused(file: file.path, status: response.status, code: "NoETag")
        }
        return Part(tag: tag, checksum: checksum)
    }

    private func complete(
        _ parts: [Part], _ id: String, _ file: ClosedSnapshot.File, _ snapshot: ClosedSnapshot
    ) async throws(DeliveryError) {
        let list = parts.enumerated().map { number, part in
            "<Part><PartNumber>\(number + 1)</PartNumber><ETag>\(part.tag)</ETag>"
                + "<ChecksumSHA256>\(Base64.standard.string(part.checksum))</ChecksumSHA256></Part>"
        }
        let body =
            "<CompleteMultipartUpload xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">\(list.joined())"
            + "</CompleteMultipartUpload>"
        let response = try await send(
            "POST", file, snapshot, query: [("uploadId", id)],
            headers: [("if-none-match", "*"), ("content-type", "application/xml")], body: Array(body.utf8))
        // 412: it is there already. 200 may come with an error all the same, once the first byte is under way.
        guard response.status != 412 else { return }
        try Self.expectSuccess(response, file)
        if let code = S3Answer(response.body).code {
            throw .refused(file: file.path, status: response.status, code: code)
        }
    }
}
