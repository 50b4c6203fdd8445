// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import TestSupport
import Testing

/// Google makes no key, because there are ten or because an organization forbids it.
struct RefusedKeyTests {
    typealias Kind = CloudRotation.Kind

    @Test(arguments: [Kind.uploaded, .created])
    func `where there is no room for a key none is made, and those that are there are named`(kind: Kind) async throws {
        let rotation = try await CloudRotation(kind)
        try await rotation.byHand(create: 9)
        let (keys, fields) = (try await rotation.keys(), try await rotation.fields())
        #expect(keys.count == 10)
        let command = try await rotation.rotate()
        #expect(command.status == 71, "\(command.errorText)")
        for id in keys.keys { #expect(command.errorText.contains(id)) }
        #expect(try await rotation.keys() == keys)
        #expect(try await rotation.fields() == fields)
    }

    /// https://cloud.google.com/resource-manager/docs/organization-policy/restricting-service-accounts
    @Test(arguments: [Kind.uploaded, .created])
    func `a policy that forbids keys leaves nothing pending, and is counted`(kind: Kind) async throws {
        let rotation = try await CloudRotation(kind)
        let keys = try await rotation.keys()
        try await forbid(rotation, kind == .uploaded ? "Upload" : "Creation")
        for failures in 1...3 {
            let command = try await rotation.rotate()
            #expect(command.status == 71 && command.errorText.contains("makes no key"), "\(command.errorText)")
            let names = try await rotation.fields().members.map(\.name)
            #expect(names.allSatisfy { !$0.hasPrefix("pending_") && !$0.hasPrefix("previous_") }, "\(names)")
            let document = try await rotation.document()
            #expect(document["state"] == "idle" && document["failures"]?.integer == failures)
            #expect(try await rotation.keys() == keys)
        }
        // Nobody looks after it: somebody should.
        let parked = try await rotation.rotate()
        #expect(parked.status == 70, "\(parked.errorText)")

        try await rotation.workspace.lab.simulator("faults", [])
        let resumed = try await rotation.rotate("resume")
        #expect(resumed.status == 0, "\(resumed.errorText)")
        let next = try await rotation.rotate()
        #expect(next.status == 0, "\(next.errorText)")
        #expect(try await rotation.isSettled())
    }

    private func forbid(_ rotation: CloudRotation, _ what: String) async throws {
        let message = "Key \(what.lowercased()) is not allowed on this service account."
        let subject = "projects/demo-project/serviceAccounts/\(rotation.identity)?configvalue="
        let constraint: JSONValue = .string("constraints/iam.disableServiceAccountKey\(what)")
        try await rotation.workspace.lab.simulator(
            "faults",
            [
                [
                    "path": what == "Upload" ? "keys:upload" : "serviceAccounts/[^/]*/keys$", "method": "POST",
                    "status": 400,
                    "body": [
                        "error": [
                            "code": 400, "status": "FAILED_PRECONDITION",
                            "message": .string(message),
                            "details": [
                                [
                                    "@type": "type.googleapis.com/google.rpc.PreconditionFailure",
                                    "violations": [
                                        [
                                            "type": constraint,
                                            "subject": .string(subject),
                                            "description": .string(message),
                                        ]
                                    ],
                                ]
                            ],
                        ]
                    ],
                ]
            ])
    }
}
