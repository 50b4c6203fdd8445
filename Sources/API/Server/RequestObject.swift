// SPDX-License-Identifier: Apache-2.0
import Cloud
import Hummingbird
import JSON
import NIOCore

/// The JSON object of a request's body.
struct RequestObject {
    /// Bytes.
    static let limit = 64 * 1024

    let object: JSONValue

    /// An empty body is an empty object.
    init(_ request: Request) async throws(APIProblem) {
        let bytes: [UInt8]
        do {
            bytes = Array(buffer: try await request.body.collect(upTo: Self.limit))
        } catch is NIOTooManyBytesError {
            throw APIProblem(.contentTooLarge, "the body is longer than \(Self.limit) bytes")
        } catch {
            throw APIProblem(.badRequest, "the body was cut off, or is not in the form that its headers say")
        }
        if bytes.isEmpty {
            object = [:]
            return
        }
        let type = request.headers[.contentType]?.split(separator: ";").first?.lowercased()
        guard type == "application/json" else {
            throw APIProblem(.unsupportedMediaType, "the body must be application/json")
        }
        do {
            object = try JSONValue(parsing: bytes.span)
        } catch {
            throw APIProblem(.badRequest, "the body is \(error)")
        }
        guard object.object != nil else { throw APIProblem(.unprocessableContent, "the body is no JSON object") }
    }

    func refuse(unless known: String...) throws(APIProblem) {
        for name in object.object?.members.map(\.name) ?? [] where !known.contains(name) {
            throw APIProblem(
                .unprocessableContent, "the body has a member that is none of \(known.joined(separator: ", "))")
        }
    }

    func text(_ name: String) throws(APIProblem) -> String? {
        guard let value = object[name] else { return nil }
        guard let text = value.string else { throw APIProblem(.unprocessableContent, "\(name) is no text") }
        return text
    }

    func texts(_ name: String) throws(APIProblem) -> [String] {
        guard let value = object[name] else { return [] }
        let texts = value.array?.compactMap(\.string)
        guard let texts, texts.count == value.array?.count else {
            throw APIProblem(.unprocessableContent, "\(name) is no list of texts")
        }
        return texts
    }

    static func provider(_ name: String) throws(APIProblem) -> Provider {
        guard let provider = Provider(rawValue: name) else {
            throw APIProblem(.unprocessableContent, "a provider is none of aws, azure, gcp")
        }
        return provider
    }
}
