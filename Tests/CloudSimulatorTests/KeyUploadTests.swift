// SPDX-License-Identifier: Apache-2.0
import JSON
import Secrets
import Testing

@testable import CloudSimulator

/// Keys of which Google gets the public half only.
struct KeyUploadTests {
    private static let second = Result { try SigningKey() }

    private let account: PlayedAccount
    private let second: SigningKey
    private let file: CertificateFile

    init() throws {
        account = try PlayedAccount()
        second = try Self.second.get()
        file = try #require(CertificateFile(Array(second.certificate.utf8)))
        // Certificates are made by the machine's clock.
        account.cloud.pass(file.start + 60 - account.cloud.seconds)
    }

    @Test func `a key is as long valid as its certificate`() async throws {
        await account.cloud.control("propagation", ["seconds": 30])
        let uploaded = try await account.upload(second.certificate)
        #expect(uploaded.status == 200)
        #expect(uploaded.json["keyOrigin"] == "USER_PROVIDED" && uploaded.json["keyType"] == "USER_MANAGED")
        #expect(uploaded.json["validAfterTime"]?.string == Moment.text(file.start))
        #expect(uploaded.json["validBeforeTime"]?.string == Moment.text(file.end))
        #expect(uploaded.json["privateKeyData"] == nil)
        let id = try #require(uploaded.json["name"]?.string?.segments.last)
        #expect(try await account.login(second, id).refusal == "Invalid JWT Signature.")
        account.cloud.pass(30)
        #expect(try await account.login(second, id).status == 200)
        #expect(try await account.login(account.key, id).status == 400)
        account.cloud.pass(30 * 86_400)
        #expect(try await account.login(second, id).refusal == "Invalid JWT Signature.")
        #expect(await account.cloud.states(of: PlayedAccount.email, "key") == ["valid", "expired"])
    }

    @Test func `whose key it is, its public half tells`() async throws {
        let id = try #require(try await account.upload(second.certificate).json["name"]?.string?.segments.last)
        func data(_ type: String) async throws -> String {
            let got = try await account.send("GET", "/\(id)?publicKeyType=\(type)")
            let bytes = Base64.standard.decode(got.json["publicKeyData"]?.string ?? "") ?? []
            return String(decoding: bytes, as: UTF8.self)
        }
        #expect(try await data("TYPE_X509_PEM_FILE") == second.certificate)
        #expect(try await data("TYPE_RAW_PUBLIC_KEY").hasPrefix("-----BEGIN PUBLIC KEY-----"))
        #expect(try await data("TYPE_NONE").isEmpty)
        #expect(try await account.send("GET", "/\(id)?publicKeyType=X509").error == "INVALID_ARGUMENT")
    }

    @Test func `the public half of a key that Google made is its private half's`() async throws {
        let created = try await account.send("POST", "", [:])
        let path = try #require(created.json["name"]?.string?.segments.last)
        let got = try await account.send("GET", "/\(path)?publicKeyType=TYPE_X509_PEM_FILE")
        let pem = Base64.standard.decode(got.json["publicKeyData"]?.string ?? "") ?? []
        let file = Base64.standard.decode(created.json["privateKeyData"]?.string ?? "") ?? []
        let key = SigningKey(privateKey: try JSONValue(parsing: file.span)["private_key"]?.string ?? "")
        let token = try #require(JWT(try key.token([:], ["sub": "s"])))
        #expect(token.isSigned(by: String(decoding: pem, as: UTF8.self)))
    }

    @Test func `what is no certificate of a key of today is refused`() async throws {
        let publicKey = try #require(OpenSSLCommand.publicKey(ofCertificate: second.certificate))
        for text in ["", "nonsense", publicKey, second.privateKey] {
            #expect(try await account.upload(text).error == "INVALID_ARGUMENT")
        }
        account.cloud.pass(31 * 86_400)
        #expect(try await account.upload(second.certificate).error == "INVALID_ARGUMENT")
        #expect(await account.cloud.states(of: PlayedAccount.email, "key") == ["valid"])
    }
}
