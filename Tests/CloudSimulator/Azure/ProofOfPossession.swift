// SPDX-License-Identifier: Apache-2.0
import JSON

/// A token by which an application shows that it holds the key of a certificate that it has already.
/// https://learn.microsoft.com/graph/application-rollkey-prooftoken
struct ProofOfPossession {
    private static let audience = "00000002-0000-0000-c000-000000000000"
    private static let longest: Int64 = 600
    /// Clocks differ.
    private static let skew: Int64 = 300

    private let token: JWT

    init?(_ text: String) {
        guard let token = JWT(text), token.header["alg"]?.string == "RS256" else { return nil }
        self.token = token
    }

    func isValid(for client: AzureClient, _ moment: Moment) -> Bool {
        guard token.audiences == [Self.audience], token.text("iss")?.lowercased() == client.applicationID.lowercased(),
            let start = token.time("nbf"), let end = token.time("exp"), start < end, end - start <= Self.longest,
            start <= moment.now + Self.skew, moment.now < end + Self.skew
        else { return false }
        return client.certificates.contains { $0.life.isValid(moment) && token.isSigned(by: $0.file.pem) }
    }
}
