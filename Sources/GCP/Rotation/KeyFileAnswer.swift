// SPDX-License-Identifier: Apache-2.0
import JSON
import Posix
import SecretJSON
import Secrets

/// The answer to `keys.create`, taken out of guarded memory: `privateKeyData` is the key file in base64, and the only copy
/// of the private half.
struct KeyFileAnswer {
    let id: String
    let start: Timestamp
    /// PEM.
    let privateKey: SharedSecret

    /// - Returns: nil when something is missing, or the file is another key's than the answer.
    init?(_ bytes: Span<UInt8>) {
        var (name, start, file): (String?, Timestamp?, SharedSecret?) = (nil, nil, nil)
        let isObject = try? JSONLookup.members(at: [], in: bytes) { (member, value) throws(JSONError) in
            guard case .string(let text) = value else { return }
            switch try member.string(bytes) {
            case "name": name = try text.string(bytes)
            case "validAfterTime": start = Timestamp(rfc3339: try text.string(bytes))
            case "privateKeyData":
                file = try SharedSecret(text, bytes).withBytes { encoded in
                    guard let decoded = Base64.standard.decodeSecret(encoded) else { return nil }
                    return SharedSecret(decoded)
                }
            default: break
            }
        }
        guard isObject == true, let id = name?.split(separator: "/").last, let start, let file,
            let key = file.withBytes({ Self.privateKey($0, of: String(id)) })
        else { return nil }
        (self.id, self.start, privateKey) = (String(id), start, key)
    }

    private static func privateKey(_ file: Span<UInt8>, of id: String) -> SharedSecret? {
        var (named, key): (String?, SharedSecret?) = (nil, nil)
        let isObject = try? JSONLookup.members(at: [], in: file) { (member, value) throws(JSONError) in
            guard case .string(let text) = value else { return }
            switch try member.string(file) {
            case "private_key_id": named = try text.string(file)
            case "private_key": key = try SharedSecret(text, file)
            default: break
            }
        }
        guard isObject == true, named == id, let key, key.count > 0 else { return nil }
        return key
    }
}
