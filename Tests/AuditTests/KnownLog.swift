// SPDX-License-Identifier: Apache-2.0
import Secrets

@testable import Audit

/// A log whose every byte is known: made once and checked by Go's `sumdb/tlog`, pymerkle and sigstore's parser.
enum KnownLog {
    static let name = "cloud-extractor.example/audit/prod"
    static let verifierKey = name + "+4e985b85+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4"
    static let signerKey = "PRIVATE+KEY+" + name + "+4e985b85+AQABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f"

    static let roots: [(size: Int, root: String)] = [
        (0, "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="),
        (1, "QHZrIDNCkCb1PVRQJnmoOXBrR0H43K86i7pfQbX/4HU="),
        (2, "LyelCCwdQq+kiKw1Cp/EOQwIT1T3Hs3/hZ6Y24QptHk="),
        (3, "pkvybgkSj2/i/m+LLYyAHhZrV8BHp82bK4Ceepai8cs="),
        (5, "GqaNMHSQWlgfhMu9D3U3lJBP2ARRvEwT5p2aU7xZUCw="),
        (7, "kTlgHMHKirKnoMLBNMBIRfKxulSag9bIRc/NpDnMWF0="),
        (256, "+F9OrTQIBxC00egIMBVDqquBqgTeuIWZNQ3Cak8vWN4="),
        (257, "kYsc7GTzF8duPPVcBTaEHAOe/wZ3LruIKM58F2Aotaw="),
        (300, "rrsCfVw90Ihx7lJXemH8gxItDRQ1J5GUNjm9TBLTaUM="),
    ]

    /// The text of the checkpoint over all 300 entries.
    static let text = name + "\n300\nrrsCfVw90Ihx7lJXemH8gxItDRQ1J5GUNjm9TBLTaUM=\n"
    /// The log's own signature under it.
    static let signature =
        "\u{2014} " + name
        + " TphbhU186uw/d6JXSth8hZbXvBaWy/X8S/vzWwIS0dWHNh6NJD5trdR0EbIri3E2b/CpQjwlzoG3bHJp5Fzs53Pz8gM=\n"
    /// That of a witness, of a signature type that this program does not know.
    static let cosignature =
        "\u{2014} witness.example/w1 IDJKvgAAAABlU/EAjiZ7rpN9iAty5fx4jRgwRSoWQOI8fsb/"
        + "JclrUYQ7utk8QPq2ZxIOWAQEhionSr53US1MrlQbmwZQs848UiCmCg==\n"
    static let note = text + "\n" + signature

    static func seed() -> Secret { Secret(copying: [UInt8](0..<32).span) }

    static func signer() -> NoteSigner { NoteSigner(name: name, seed: seed())! }

    /// Another key of the same name.
    static func otherSigner() -> NoteSigner { NoteSigner(name: name, seed: Secret(copying: [UInt8](32..<64).span))! }

    static let verifier = NoteVerifier(verifierKey)!

    static func entry(_ index: Int) -> [UInt8] { Array("entry-\(index)".utf8) }

    /// The first `size` entries, appended one by one: what became full on the way, and the edge that is left.
    static func grown(to size: Int) -> (full: [TileEdge.File], edge: TileEdge) {
        var edge = TileEdge()
        var full: [TileEdge.File] = []
        for index in 0..<size { full += edge.append(entry(index)) }
        return (full, edge)
    }
}
