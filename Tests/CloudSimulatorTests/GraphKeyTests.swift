// SPDX-License-Identifier: Apache-2.0
import Ciphers
import JSON
import Testing

@testable import CloudSimulator

/// The certificates of an application that rolls them by itself.
struct GraphKeyTests {
    private static let second = Result { try SigningKey() }

    private let application: PlayedApplication
    private let second: SigningKey

    init() throws {
        application = try PlayedApplication()
        second = try Self.second.get()
        // Certificates are made by the machine's clock.
        let start = try #require(CertificateFile(Array(second.certificate.utf8))).start
        application.cloud.pass(start + 60 - application.cloud.seconds)
    }

    private func credential(_ key: SigningKey) -> JSONValue {
        ["type": "AsymmetricX509Cert", "usage": "Verify", "key": .string(key.der), "displayName": "second"]
    }

    private func add(_ proof: JSONValue) async -> PlayedCloud.Reply {
        await application.act(
            "addKey", ["keyCredential": credential(second), "passwordCredential": .null, "proof": proof])
    }

    @Test func `a certificate is added, found by its thumbprint, and used`() async throws {
        #expect(try await application.login(second).refusal == "AADSTS700027")
        let added = await add(try application.proof())
        #expect(added.status == 200)
        let got = await application.get().json["keyCredentials"]?.array ?? []
        #expect(got.map { $0["displayName"] } == ["initial", "second"])
        #expect(got.last?["keyId"] == added.json["keyId"])
        #expect(got.last?["key"]?.string == second.der)
        #expect(got.last?["customKeyIdentifier"]?.string == Hex.string(second.thumbprint).uppercased())
        let unselected = await application.cloud.send("GET", PlayedApplication.path, bearer: await application.token())
        #expect(unselected.json["keyCredentials"]?.array?.last?["key"] == .null)
        #expect(try await application.login(second).status == 200)
        // It proves itself from then on.
        let initial = got.first?["keyId"] ?? .null
        let removal: JSONValue = ["keyId": initial, "proof": try application.proof(second)]
        #expect(await application.act("removeKey", removal).status == 204)
        #expect(try await application.login(application.key).refusal == "AADSTS700027")
        let again = await application.act("removeKey", removal)
        #expect(again.status == 400 && again.error == "Request_BadRequest")
        #expect(again.json["error"]?["message"] == "No credentials found to be removed.")
    }

    @Test func `a proof is a key's that the application has, for itself and now`() async throws {
        let bad = [
            try application.proof(second), try application.proof(audience: "00000003-0000-0000-c000-000000000000"),
            try application.proof(issuer: PlayedApplication.id), try application.proof(seconds: 601),
            try application.proof(from: -901), try application.proof(from: 301), "a.b.c",
        ]
        for proof in bad {
            let reply = await add(proof)
            #expect(reply.status == 401 && reply.error == "Authentication_MissingOrMalformed", "\(proof)")
        }
        #expect(await add(.null).status == 403)
        #expect(await application.cloud.states(of: PlayedApplication.id, "certificate") == ["valid"])
        #expect(await add(try application.proof(from: -899)).status == 200)
    }

    @Test func `a new certificate is known after a while, and proves nothing until then`() async throws {
        await application.cloud.control("propagation", ["seconds": 60])
        let added = await add(try application.proof())
        #expect(try await application.login(second).refusal == "AADSTS700027")
        let removal: JSONValue = ["keyId": added.json["keyId"] ?? .null, "proof": try application.proof(second)]
        #expect(await application.act("removeKey", removal).status == 401)
        application.cloud.pass(60)
        #expect(try await application.login(second).status == 200)
        #expect(await application.act("removeKey", removal).status == 204)
    }

    @Test func `certificates end at their time, and prove nothing then`() async throws {
        _ = await add(try application.proof())
        application.cloud.pass(31 * 86_400)
        #expect(await application.cloud.states(of: PlayedApplication.id, "certificate") == ["expired", "expired"])
        #expect(try await application.login(second).status == 401)
        #expect(await add(try application.proof()).status == 401)
    }

    @Test func `what is no certificate to verify with is refused`() async throws {
        let proof = try application.proof()
        for (name, value) in [("type", "Symmetric"), ("usage", "Sign"), ("key", "AAAA")] {
            var wish = credential(second).object ?? [:]
            wish[name] = .string(value)
            let reply = await application.act("addKey", ["keyCredential": .object(wish), "proof": proof])
            #expect(reply.error == "Request_BadRequest", "\(name)")
        }
        var late = credential(second).object ?? [:]
        late["endDateTime"] = "2099-01-01T00:00:00Z"
        let reply = await application.act("addKey", ["keyCredential": .object(late), "proof": proof])
        #expect(reply.status == 400 && reply.error == "KeyCredentialsInvalidEndDate")
    }
}
