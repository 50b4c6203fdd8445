// SPDX-License-Identifier: Apache-2.0
import Ciphers
package import HTTP
import Posix
package import Secrets

/// Posts a snapshot to a collector: the tokens of each file in batches, then the manifest, then the note over it.
///
/// Each request says which bytes of which file it carries (`Cloud-Extractor-…`), what they hash to (`Content-Digest`,
/// RFC 9530), and has an `Idempotency-Key` that is the same whenever the same bytes are sent: see `docs/delivery.md`.
package struct HTTPDestination: Destination {
    private let endpoint: Endpoint
    private let http: HTTPClient
    private let token: SharedSecret?
    private let batchSize: Int
    private let retry: DeliveryRetry

    package var address: String { endpoint.description }

    /// - Parameters:
    ///   - token: of the `Authorization` header, RFC 6750; nil where the client certificate is enough.
    ///   - batchSize: tokens per request, at most.
    package init(
        _ endpoint: Endpoint, http: HTTPClient, token: SharedSecret?, batchSize: Int, retry: DeliveryRetry
    ) {
        self.endpoint = endpoint
        self.http = http
        self.token = token
        self.batchSize = batchSize
        self.retry = retry
    }

    package func take(_ file: ClosedSnapshot.File, of snapshot: ClosedSnapshot) async throws(DeliveryError) {
        let path = snapshot.path(of: file)
        guard let records = file.records else {
            let bytes = try Self.reading { () throws(SystemError) in
                try FileDescriptor.contents(of: path, limit: 1 << 30)
            }
            let batch = TokenBatch(first: 0, count: 1, lines: bytes)
            return try await post(batch, range: nil, file, snapshot)
        }
        var batches = try Self.reading { () throws(SystemError) in try TokenBatches(of: path, size: batchSize) }
        while let batch = try Self.reading({ () throws(SystemError) in try batches.nextBatch() }) {
            let range = batch.count == 0 ? "*" : "\(batch.first)-\(batch.first + batch.count - 1)"
            try await post(batch, range: "\(range)/\(records)", file, snapshot)
        }
    }

    private static func reading<R: ~Copyable>(
        _ read: () throws(SystemError) -> R
    ) throws(DeliveryError) -> R {
        do {
            return try read()
        } catch {
            throw .storage(error)
        }
    }

    private func post(
        _ batch: TokenBatch, range: String?, _ file: ClosedSnapshot.File, _ snapshot: ClosedSnapshot
    ) async throws(DeliveryError) {
        let digest = Base64.standard.string(SHA256.hash(batch.lines))
        let key = batch.key(snapshot: snapshot.id, file: file.path)
        let response = try await retry.send(http) { () throws(HTTPError) in
            var request = HTTPRequest(.post, endpoint, "")
            try request.setHeader(
                "Content-Type", range == nil ? "application/octet-stream" : ClosedSnapshot.File.tokens)
            try request.setHeader("Content-Digest", "sha-256=:\(digest):")
            try request.setHeader("Idempotency-Key", "\"\(key)\"")
            try request.setHeader("Cloud-Extractor-Snapshot", snapshot.id)
            try request.setHeader("Cloud-Extractor-File", PercentEncoding.path(file.path))
            if let range { try request.setHeader("Cloud-Extractor-Records", range) }
            if let token { try request.setHeader("Authorization", token) }
            request.body = .bytes(batch.lines)
            return request
        }
        guard (200..<300).contains(response.status) else {
            throw .refused(file: file.path, status: response.status, code: nil)
        }
    }
}
