// SPDX-License-Identifier: Apache-2.0
import Hummingbird

/// Whose request it is, by its bearer token: RFC 6750.
struct Authentication: Sendable {
    let verifier: TokenVerifier

    /// - Returns: nil for a route that is open to all.
    func identity(_ request: Request, _ access: APIRoute.Access) async throws(APIProblem) -> Identity? {
        if case .open = access { return nil }
        let token = try Self.token(request)
        do throws(TokenRefusal) {
            return try await verifier.verify(token)
        } catch {
            if error == .noKeys { throw APIProblem(.serviceUnavailable, error.words) }
            throw .unauthorized("invalid_token", error.words)
        }
    }

    private static func token(_ request: Request) throws(APIProblem) -> String {
        let values = request.headers[values: .authorization]
        guard let value = values.first else { throw .unauthorized(nil, "a bearer token is needed") }
        guard values.count == 1 else { throw .ambiguous("there is more than one Authorization header") }
        let parts = value.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
        // RFC 9110 §11.1: the scheme's case does not matter.
        guard parts.count == 2, parts[0].lowercased() == "bearer" else {
            throw .unauthorized(nil, "a bearer token is needed")
        }
        return String(parts[1])
    }
}
