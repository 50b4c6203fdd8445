// SPDX-License-Identifier: Apache-2.0
import Sealing
import Testing

/// One token, and everything that is nearly it.
struct StrictnessTests {
    private static let token = Array(
        "gAAAAAAdwJ6wAAECAwQFBgcICQoLDA0ODy021cpGVWKZ_eEwCGM4BLLF_5CV9dOPmrhuVUPgJobwOz7JcbmrR64jVmpU4IwqDA==".utf8)

    /// Those of the texts that are opened.
    private func accepted(_ texts: some Sequence<[UInt8]>) throws -> [String] {
        var fernet = try key(specificationKey).fernet()
        var accepted: [String] = []
        for text in texts {
            do throws(FernetError) {
                _ = try fernet.decrypt(text.span)
                accepted.append(text.map { $0 < 0x80 ? String(UnicodeScalar($0)) : "\\\($0)" }.joined())
            } catch {}
        }
        return accepted
    }

    @Test func `the token itself is opened`() throws {
        #expect(try accepted([Self.token]).count == 1)
    }

    @Test(arguments: token.indices)
    func `no character may be another`(position: Int) throws {
        let texts = (0...255 as ClosedRange<UInt8>).filter { $0 != Self.token[position] }.map { byte in
            var text = Self.token
            text[position] = byte
            return text
        }
        #expect(texts.count == 255)
        #expect(try accepted(texts) == [])
    }

    @Test func `no character may be missing`() throws {
        for count in 1...8 {
            let texts = (0...Self.token.count - count).map { start in
                Array(Self.token[..<start] + Self.token[(start + count)...])
            }
            #expect(try accepted(texts) == [], "\(count) missing")
        }
    }

    @Test func `no character may be added`() throws {
        for added in ["A", "=", "_", "\n", " ", "\0", "==", "\r\n", "AAA=", "AAAA", "====", "____", "    ", "AAAAAAAA"]
        {
            let texts = (0...Self.token.count).map { start in
                Array(Self.token[..<start] + Array(added.utf8) + Self.token[start...])
            }
            #expect(try accepted(texts) == [], "\(added.debugDescription) added")
        }
    }

    @Test func `no two characters may change places`() throws {
        var texts: [[UInt8]] = []
        for left in Self.token.indices {
            for right in Self.token.indices where left < right && Self.token[left] != Self.token[right] {
                var text = Self.token
                text.swapAt(left, right)
                texts.append(text)
            }
        }
        #expect(texts.count > 4000)
        #expect(try accepted(texts) == [])
    }

    @Test func `no beginning and no end of the token is opened`() throws {
        #expect(try accepted(Self.token.indices.map { Array(Self.token[..<$0]) }) == [])
        #expect(try accepted(Self.token.indices.dropFirst().map { Array(Self.token[$0...]) }) == [])
    }

    @Test func `the other alphabet and another padding are refused`() throws {
        let token = String(decoding: Self.token, as: UTF8.self)
        let texts = [
            token.replacing("_", with: "/"), token.replacing("=", with: ""), token.replacing("=", with: "%3D"),
            token.lowercased(), token + token, token + "\n", "\"\(token)\"", "\u{FEFF}\(token)",
        ]
        #expect(try accepted(texts.map { Array($0.utf8) }) == [])
    }
}
