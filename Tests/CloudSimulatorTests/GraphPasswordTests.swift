// SPDX-License-Identifier: Apache-2.0
import JSON
import Testing

@testable import CloudSimulator

/// The secrets of an application that owns itself.
struct GraphPasswordTests {
    private let application: PlayedApplication

    init() throws { application = try PlayedApplication() }

    private func add(_ credential: JSONValue = ["displayName": "second"]) async -> PlayedCloud.Reply {
        await application.act("addPassword", ["passwordCredential": credential])
    }

    @Test func `a new secret is shown once and then only listed`() async {
        let added = await add(["displayName": "second", "endDateTime": "2027-02-01T00:00:00Z"])
        #expect(added.status == 200)
        let text = added.json["secretText"]?.string ?? ""
        #expect(text.count >= 16 && added.json["hint"]?.string == String(text.prefix(3)))
        #expect(added.json["startDateTime"] == "2027-01-15T08:00:00Z")
        #expect(added.json["endDateTime"] == "2027-02-01T00:00:00Z")
        let got = await application.get()
        #expect(got.json["id"]?.string == PlayedApplication.objectID && got.json["displayName"] == nil)
        let listed = got.json["passwordCredentials"]?.array ?? []
        #expect(listed.map { $0["displayName"] } == ["initial", "second"])
        #expect(listed.last?["keyId"] == added.json["keyId"])
        #expect(listed.allSatisfy { $0["secretText"] == .null })
        #expect(await application.login(text).status == 200)
    }

    @Test func `an application is found by both of its ids`() async {
        let path = "graph.microsoft.com/v1.0/applications(appId='\(PlayedApplication.id)')"
        let token = await application.token()
        let added = await application.cloud.send("POST", "\(path)/addPassword", [:], bearer: token)
        #expect(added.status == 200)
        // Two years, unless one says otherwise.
        #expect(added.json["endDateTime"] == "2029-01-14T08:00:00Z")
        let got = await application.cloud.send("GET", "\(path)?$select=passwordCredentials", bearer: token)
        #expect(got.json["passwordCredentials"]?.array?.count == 2)
        let wrong = await application.cloud.send("GET", "\(path)?$select=nonsense", bearer: token)
        #expect(wrong.status == 400 && wrong.error == "BadRequest")
    }

    @Test func `a new secret is known after a while`() async {
        await application.cloud.control("propagation", ["seconds": 20])
        let secret = await add().json["secretText"]?.string ?? ""
        #expect(await application.cloud.states(of: PlayedApplication.id, "secret") == ["valid", "pending"])
        let early = await application.login(secret)
        #expect(early.status == 401 && early.refusal == "AADSTS7000215")
        application.cloud.pass(19)
        #expect(await application.login(secret).status == 401)
        application.cloud.pass(1)
        #expect(await application.login(secret).status == 200)
        #expect(await application.cloud.states(of: PlayedApplication.id, "secret") == ["valid", "valid"])
    }

    @Test func `lists may lag behind as well, and what they lack cannot be removed`() async {
        await application.cloud.control("propagation", ["seconds": 0, "lists": 5])
        let added = await add()
        let body: JSONValue = ["keyId": added.json["keyId"] ?? .null]
        #expect(await application.get().json["passwordCredentials"]?.array?.count == 1)
        #expect(await application.act("removePassword", body).status == 400)
        application.cloud.pass(5)
        #expect(await application.get().json["passwordCredentials"]?.array?.count == 2)
        #expect(await application.act("removePassword", body).status == 204)
    }

    @Test func `a secret ends at its time`() async {
        let secret = await add(["endDateTime": "2027-01-15T09:00:00Z"]).json["secretText"]?.string ?? ""
        #expect(await application.login(secret).status == 200)
        application.cloud.pass(3600)
        let late = await application.login(secret)
        #expect(late.status == 401 && late.refusal == "AADSTS7000222")
        #expect(await application.cloud.states(of: PlayedApplication.id, "secret") == ["valid", "expired"])
    }

    @Test func `a secret that was removed is refused, and its token lives on`() async {
        let token = await application.token()
        let initial = await application.get().json["passwordCredentials"]?.array?.first?["keyId"] ?? .null
        let secret = await add().json["secretText"]?.string ?? ""
        #expect(await application.act("removePassword", ["keyId": initial]).status == 204)
        let gone = await application.login("first")
        #expect(gone.status == 401 && gone.refusal == "AADSTS7000215")
        #expect(await application.login(secret).status == 200)
        let again = await application.act("removePassword", ["keyId": initial], token: token)
        #expect(again.status == 400 && again.error == "Request_BadRequest")
        #expect(again.json["error"]?["message"]?.string?.hasPrefix("No password credential found with keyId") == true)
    }

    @Test(arguments: ["yesterday", "2026-01-01T00:00:00Z"])
    func `an end that is none, or over, is refused`(end: String) async {
        #expect(await add(["endDateTime": .string(end)]).error == "Request_BadRequest")
        #expect(await application.cloud.states(of: PlayedApplication.id, "secret").count == 1)
    }

    @Test(arguments: ["addPassword", "removePassword", "addKey", "removeKey"])
    func `another application may not`(action: String) async throws {
        let token = await application.token("other", as: PlayedApplication.other)
        #expect(!token.isEmpty)
        let reply = await application.act(action, ["proof": try application.proof()], token: token)
        #expect(reply.status == 403 && reply.error == "Authorization_RequestDenied")
        let read = await application.cloud.send("GET", PlayedApplication.path, bearer: token)
        #expect(read.status == 403)
    }

    @Test func `who owns nothing, not even itself, adds no secret`() async {
        let token = await application.token("other", as: PlayedApplication.other)
        let path = "graph.microsoft.com/v1.0/applications(appId='\(PlayedApplication.other)')/addPassword"
        #expect(await application.cloud.send("POST", path, [:], bearer: token).status == 403)
    }

    @Test func `an answer may be lost after the effect, or before it`() async {
        let token = await application.token()
        let fault: JSONValue = ["path": "addPassword", "times": 1, "drop": true, "after": true]
        await application.cloud.control("faults", [fault])
        let lost = await application.act("addPassword", [:], token: token)
        #expect(lost.isDropped && lost.json == .null)
        #expect(await application.cloud.states(of: PlayedApplication.id, "secret").count == 2)
        await application.cloud.control("faults", [["path": "addPassword", "times": 1, "drop": true]])
        #expect(await application.act("addPassword", [:], token: token).isDropped)
        #expect(await application.cloud.states(of: PlayedApplication.id, "secret").count == 2)
    }
}
