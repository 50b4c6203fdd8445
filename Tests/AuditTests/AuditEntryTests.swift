// SPDX-License-Identifier: Apache-2.0
import JSON
import Posix
import Testing

@testable import Audit

struct AuditEntryTests {
    @Test func `an entry is canonical JSON`() {
        let entry = AuditEntry(
            time: Timestamp(seconds: 1_700_000_000), run: "01ARYZ6S41", actor: "agent/1.0", action: "vault.login",
            phase: .outcome, target: "a \"path\"\n", detail: ["b": 2, "a": ["x", true]])
        let text =
            #"{"action":"vault.login","actor":"agent/1.0","detail":{"a":["x",true],"b":2},"phase":"outcome","#
            + #""run":"01ARYZ6S41","target":"a \"path\"\n","time":"2023-11-14T22:13:20Z"}"#
        #expect(entry.bytes == Array(text.utf8))
    }

    @Test func `an entry without detail has no such member`() {
        let entry = AuditEntry(
            time: Timestamp(seconds: 0), run: "r", actor: "a", action: "x", phase: .intent, target: "t",
            detail: JSONObject())
        let text =
            #"{"action":"x","actor":"a","phase":"intent","run":"r","target":"t","time":"1970-01-01T00:00:00Z"}"#
        #expect(entry.bytes == Array(text.utf8))
    }
}
