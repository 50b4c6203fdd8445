// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Audit
import Posix

/// The public key that signatures are checked with.
struct PublicKeyOption: ParsableArguments {
    @Option(
        name: .long,
        help: "The verifier key, NAME+HASH+KEY, or a file that holds it, and behind it those that it follows.")
    var publicKey: String

    func verifier() throws(Failure) -> NoteVerifier {
        if let verifier = NoteVerifier(publicKey) { return verifier }
        let bytes: [UInt8]
        do {
            bytes = try FileDescriptor.contents(of: publicKey)
        } catch {
            throw Failure(
                .configuration, "--public-key is neither a verifier key nor a file that can be read",
                hint: "a verifier key looks like example.com/audit+530d903a+AekyeRrm…")
        }
        let texts = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace)
        let keys = texts.compactMap { NoteVerifier(String($0)) }
        guard keys.count == texts.count, let first = keys.first, let verifier = first.following(Array(keys.dropFirst()))
        else { throw Failure(.configuration, "\(publicKey) does not hold verifier keys of one name") }
        return verifier
    }
}
