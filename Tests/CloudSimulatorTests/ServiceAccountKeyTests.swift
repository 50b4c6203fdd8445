// SPDX-License-Identifier: Apache-2.0
import JSON
import Secrets
import Testing

@testable import CloudSimulator

/// The keys of a service account that manages them itself.
struct ServiceAccountKeyTests {
    private static let wish: JSONValue = [
        "privateKeyType": "TYPE_GOOGLE_CREDENTIALS_FILE", "keyAlgorithm": "KEY_ALG_RSA_2048",
    ]

    private let account: PlayedAccount

    init() throws { account = try PlayedAccount() }

    private func create() async throws -> (id: String, key: SigningKey) {
        let created = try await account.send("POST", "", Self.wish)
        #expect(created.status == 200)
        let file = Base64.standard.decode(created.json["privateKeyData"]?.string ?? "") ?? []
        let content = try JSONValue(parsing: file.span)
        #expect(content["type"] == "service_account" && content["client_email"]?.string == PlayedAccount.email)
        let id = try #require(content["private_key_id"]?.string)
        #expect(
            created.json["name"]?.string
                == "projects/demo-project/serviceAccounts/\(PlayedAccount.email)/keys/\(id)")
        return (id, SigningKey(privateKey: try #require(content["private_key"]?.string)))
    }

    @Test func `a key is created, listed, used, disabled, enabled and deleted`() async throws {
        let (id, key) = try await create()
        #expect(try await account.listed() == [PlayedAccount.keyID, id])
        #expect(try await account.login(key, id).status == 200)
        #expect(try await account.send("POST", "/\(id):disable", [:]).status == 200)
        #expect(try await account.send("POST", "/\(id):disable", [:]).status == 200)
        #expect(try await account.send("GET", "/\(id)").json["disabled"] == true)
        #expect(await account.cloud.states(of: PlayedAccount.email, "key") == ["valid", "disabled"])
        #expect(try await account.login(key, id).refusal == "Invalid JWT Signature.")
        #expect(try await account.send("POST", "/\(id):enable", [:]).status == 200)
        #expect(try await account.login(key, id).status == 200)
        #expect(try await account.send("DELETE", "/\(id)").status == 200)
        let gone = try await account.login(key, id)
        #expect(gone.status == 400 && gone.json["error"] == "invalid_grant")
        #expect(gone.refusal == "Invalid JWT Signature.")
        for (method, path) in [("DELETE", "/\(id)"), ("GET", "/\(id)"), ("POST", "/\(id):disable")] {
            #expect(try await account.send(method, path).error == "NOT_FOUND")
        }
        #expect(try await account.listed() == [PlayedAccount.keyID])
    }

    @Test func `Google's own keys are listed to who does not ask for the user's only`() async throws {
        let all = try await account.send("GET").json["keys"]?.array ?? []
        #expect(Set(all.compactMap { $0["keyType"]?.string }) == ["SYSTEM_MANAGED", "USER_MANAGED"])
        let system = try await account.send("GET", "?keyTypes=SYSTEM_MANAGED").json["keys"]?.array ?? []
        #expect(system.count == 1)
        #expect(try await account.send("GET", "?keyTypes=NONSENSE").error == "INVALID_ARGUMENT")
    }

    @Test func `a new key is known after a while`() async throws {
        await account.cloud.control("propagation", ["seconds": 60, "lists": 5])
        let (id, key) = try await create()
        #expect(try await account.listed() == [PlayedAccount.keyID])
        #expect(try await account.send("GET", "/\(id)").status == 404)
        #expect(await account.cloud.states(of: PlayedAccount.email, "key") == ["valid", "pending"])
        account.cloud.pass(5)
        #expect(try await account.listed() == [PlayedAccount.keyID, id])
        let early = try await account.login(key, id)
        #expect(early.status == 400 && early.refusal == "Invalid JWT Signature.")
        account.cloud.pass(55)
        #expect(try await account.login(key, id).status == 200)
    }

    @Test func `an account has ten keys at most`() async throws {
        for _ in 1..<10 { #expect(try await account.upload(account.key.certificate).status == 200) }
        for full in [try await account.send("POST", "", Self.wish), try await account.upload(account.key.certificate)] {
            #expect(full.status == 400 && full.error == "FAILED_PRECONDITION")
        }
        #expect(try await account.listed().count == 10)
    }

    @Test func `what Google makes no key of is refused`() async throws {
        for body: JSONValue in [["privateKeyType": "TYPE_PKCS12_FILE"], ["keyAlgorithm": "KEY_ALG_RSA_1024"]] {
            #expect(try await account.send("POST", "", body).error == "INVALID_ARGUMENT")
        }
    }

    @Test func `an account has its permissions on itself, and on no other`() async throws {
        let other = "iam.googleapis.com/v1/projects/demo-project/serviceAccounts/\(PlayedAccount.other)/keys"
        let token = try await account.token()
        #expect(await account.cloud.send("GET", other, bearer: token).error == "PERMISSION_DENIED")
        let theirs = try await account.token(as: PlayedAccount.other)
        for (method, path, permission) in [
            ("GET", "", "list"), ("POST", "", "create"), ("POST", ":upload", "create"),
            ("GET", "/\(PlayedAccount.keyID)", "get"), ("POST", "/\(PlayedAccount.keyID):disable", "disable"),
            ("POST", "/\(PlayedAccount.keyID):enable", "enable"), ("DELETE", "/\(PlayedAccount.keyID)", "delete"),
        ] {
            let denied = await account.cloud.send(method, PlayedAccount.path + path, bearer: theirs)
            #expect(denied.status == 403)
            let metadata = denied.json["error"]?["details"]?.array?.first?["metadata"]
            #expect(metadata?["permission"]?.string == "iam.serviceAccountKeys.\(permission)")
        }
        #expect(await account.cloud.states(of: PlayedAccount.email, "key") == ["valid"])
    }

    @Test func `without a project nobody learns which accounts there are`() async throws {
        let token = try await account.token()
        func status(_ email: String) async -> Int {
            await account.cloud.send(
                "GET", "iam.googleapis.com/v1/projects/-/serviceAccounts/\(email)/keys", bearer: token
            ).status
        }
        #expect(await status(PlayedAccount.email) == 200)
        #expect(await status("nobody@demo-project.iam.gserviceaccount.com") == 403)
    }

    @Test func `an answer may be lost after the effect`() async throws {
        let token = try await account.token()
        await account.cloud.control(
            "faults", [["path": "/keys$", "method": "POST", "times": 1, "after": true, "drop": true]])
        #expect(await account.cloud.send("POST", PlayedAccount.path, Self.wish, bearer: token).isDropped)
        #expect(await account.cloud.states(of: PlayedAccount.email, "key") == ["valid", "valid"])
        // Late, but once.
        await account.cloud.control("faults", [["path": "/keys$", "after": true, "milliseconds": 1]])
        #expect(await account.cloud.send("POST", PlayedAccount.path, Self.wish, bearer: token).status == 200)
        #expect(await account.cloud.states(of: PlayedAccount.email, "key").count == 3)
    }
}
