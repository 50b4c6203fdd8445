// SPDX-License-Identifier: Apache-2.0
import Secrets
import Testing

struct Base64StrictnessTests {
    private func refuse(_ text: String, by kind: Base64) {
        #expect(kind.decode(text) == nil)
        #expect(decodedSecret(text, kind) == nil)
    }

    @Test(
        arguments: [
            "Zg", "Zg=", "Zm8", "Zm9vYg", "Zm9vYg=", "Zm9vYmE", "=", "==", "===", "====", "Zg===", "Zm8==", "Zm9v=",
            "Zm9v====", "Z===", "Z", "Zm9vY", "=Zg=", "Zg==Zg==", "Zm8=Zm8=", "Z=g=", "Zg=A", "Zg==\0", "A===",
            "Zm9vZg==AAAA",
        ], [Base64.standard, .url])
    func `padding is exact`(text: String, kind: Base64) {
        refuse(text, by: kind)
    }

    @Test(arguments: ["Zh==", "Zk==", "Zv==", "Zm9=", "Zm-=", "Zm9vYh==", "Zm9vYmF=", "AB==", "AAB=", "AP==", "AAD="])
    func `there are no stray bits`(text: String) {
        refuse(text, by: .standard)
        refuse(text, by: .url)
    }

    @Test(
        arguments: [
            " Zm9v", "Zm9v ", "Zm9v\n", "Zm9v\r\n", "Zm\n9v", "Zm 9vYg==", "Zm9v\t", "Z g==", "Zg= =", "\nZg==",
            "Zm9vYmF\n",
            "   \n", "    ",
        ], [Base64.standard, .url])
    func `there is no white space`(text: String, kind: Base64) {
        refuse(text, by: kind)
    }

    @Test(
        arguments: [
            "Zm9!", "Zm9*", "Zm9.", "Zm9,", "Zm9:", "Zm9@", "Zm9[", "Zm9`", "Zm9{", "Zm9~", "Zm\u{E9}", "%2B==",
            "Zm9\0",
            "\0\0\0\0", "Zm9\u{7F}",
        ], [Base64.standard, .url])
    func `other characters are refused`(text: String, kind: Base64) {
        refuse(text, by: kind)
    }

    @Test(arguments: ["-_8=", "____", "----", "AAA-", "_AAA", "Zm9vYm-_", "+_8=", "-/8="])
    func `the standard alphabet has no - and _`(text: String) {
        refuse(text, by: .standard)
    }

    @Test(arguments: ["+/8=", "////", "++++", "AAA+", "/AAA", "Zm9vYm+/", "+_8=", "-/8="])
    func `the url alphabet has no + and /`(text: String) {
        refuse(text, by: .url)
    }

    @Test(arguments: [(Base64.standard, "+/"), (.url, "-_")])
    func `of all bytes only the alphabet is taken`(kind: Base64, extra: String) {
        let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789" + extra
        for position in 0..<4 {
            let taken = (0...255 as ClosedRange<UInt8>).filter { byte in
                var text = Array("AAAA".utf8)
                text[position] = byte
                return kind.decode(text.span) != nil
            }
            // "AAA=" is well-formed too.
            let expected = Set((position == 3 ? alphabet + "=" : alphabet).utf8)
            #expect(expected.symmetricDifference(taken).sorted() == [])
        }
    }

    @Test func `a text and its bytes belong together alone`() {
        // Two texts for the same bytes would be two names for one thing.
        let letters = Array("AQgw0EZz9_-".utf8)
        for a in letters {
            for b in letters {
                for text in [[a, b, 0x3D, 0x3D], [0x41, a, b, 0x3D], [0x41, 0x41, a, b]] {
                    guard let bytes = Base64.url.decode(text.span) else { continue }
                    #expect(Array(Base64.url.string(bytes).utf8) == text)
                }
            }
        }
    }
}
