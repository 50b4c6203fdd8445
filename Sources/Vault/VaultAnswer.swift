// SPDX-License-Identifier: Apache-2.0
import HTTP
import JSON
import SecretJSON
import Secrets

/// An answer in guarded memory. Strings are taken out of it one by one, into guarded memory where they are secret.
struct VaultAnswer: ~Copyable {
    private static let maximumFields = 256
    private static let maximumErrorCount = 64 * 1024

    let path: VaultPath
    let status: Int
    /// Of the `Retry-After` header.
    let retryAfter: Duration?
    /// Where the write stands in the storage's log; Vault and OpenBao with several nodes say it.
    let index: String?
    private let body: Secret

    init(_ response: consuming SecretHTTPResponse, path: VaultPath) {
        self.path = path
        status = response.status
        retryAfter = response.headers.retryAfter
        index = response.headers["x-vault-index"]
        body = response.takeBody()
    }

    var isEmpty: Bool { body.count == 0 }

    /// Whether Vault itself says that something is done: by 204 and silence, or by an object with a request's id.
    var isDone: Bool {
        if isEmpty { return status == 204 }
        return ((try? text(at: ["request_id"])) ?? nil) != nil
    }

    /// The answer is none that Vault gives.
    var malformed: VaultError { .malformedAnswer(path: path.text, status: status) }

    /// A string that is secret; nil when there is none under the path.
    borrowing func secret(at member: [String]) throws(VaultError) -> SharedSecret? {
        try read { (bytes) throws(JSONError) in
            guard case .string(let text) = try JSONLookup.token(at: member, in: bytes) else { return nil }
            return try SharedSecret(text, bytes)
        }
    }

    borrowing func text(at member: [String]) throws(VaultError) -> String? {
        try read { (bytes) throws(JSONError) in
            guard case .string(let text) = try JSONLookup.token(at: member, in: bytes) else { return nil }
            return try text.string(bytes)
        }
    }

    borrowing func integer(at member: [String]) throws(VaultError) -> Int? {
        try read { (bytes) throws(JSONError) in
            guard case .number(let range) = try JSONLookup.token(at: member, in: bytes) else { return nil }
            return Int(String(decoding: range.map { bytes[$0] }, as: UTF8.self))
        }
    }

    /// A number of seconds. Nobody's token lives for more than ten years, and clocks cannot count for ever.
    borrowing func lifetime(at member: [String]) throws(VaultError) -> Duration {
        guard let seconds = try integer(at: member), (0...315_576_000).contains(seconds) else {
            throw malformed
        }
        return .seconds(seconds)
    }

    /// The texts of an array; none where there is no array.
    borrowing func texts(at member: [String]) throws(VaultError) -> [String] {
        try read { (bytes) throws(JSONError) in try JSONLookup.strings(at: member, in: bytes) ?? [] }
    }

    borrowing func bool(at member: [String]) throws(VaultError) -> Bool? {
        try read { (bytes) throws(JSONError) in
            guard case .bool(let value) = try JSONLookup.token(at: member, in: bytes) else { return nil }
            return value
        }
    }

    /// The members of an object; nil when there is no object.
    ///
    /// - Throws: ``VaultError/malformedAnswer(path:status:)`` beyond ``maximumFields``: each is a guarded block of memory.
    borrowing func fields(at member: [String]) throws(VaultError) -> [String: KVField]? {
        try read { (bytes) throws(JSONError) in
            var fields: [String: KVField] = [:]
            let found = try JSONLookup.members(at: member, in: bytes) { (name, value) throws(JSONError) in
                guard fields.count < Self.maximumFields else { throw JSONError.tooManyMembers }
                let field: KVField =
                    if case .string(let text) = value { .text(try SharedSecret(text, bytes)) } else { .other }
                fields[try name.string(bytes)] = field
            }
            return found ? fields : nil
        }
    }

    /// A value without secrets in it, as a tree.
    borrowing func value(at name: String) throws(VaultError) -> JSONValue? {
        try read { (bytes) throws(JSONError) in try JSONValue(parsing: bytes)[name] }
    }

    /// Whether Vault's `errors` hold the phrase; they are Vault's own words, not the secret's.
    borrowing func hasError(_ phrase: String) throws(VaultError) -> Bool {
        try read { (bytes) throws(JSONError) in
            guard bytes.count <= Self.maximumErrorCount, let errors = try JSONValue(parsing: bytes)["errors"]?.array
            else { return false }
            return errors.contains { $0.string?.contains(phrase) ?? false }
        }
    }

    private borrowing func read<R>(_ body: (Span<UInt8>) throws(JSONError) -> R) throws(VaultError) -> R {
        do throws(JSONError) {
            return try self.body.withBytes { (bytes) throws(JSONError) in try body(bytes) }
        } catch {
            throw malformed
        }
    }
}
