// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import TestSupport
import Testing

/// What Azure and Google Cloud refuse is told with their own codes, and takes nothing else with it.
struct BadCloudsTests {
    private static let first = "11111111-1111-1111-1111-111111111111"

    private func workspace(_ lab: Lab? = nil) async throws -> Workspace {
        let lab = if let lab { lab } else { try await Lab(["--only", "bao,simulator"]) }
        let workspace = try Workspace(lab)
        try workspace.directory.write(
            "extractors.yaml",
            """
            extractors:
              azure:
                compute: {enabled: true, types: [virtual-machine, disk]}
              gcp:
                compute: {enabled: true, types: [network]}
                pubsub: {enabled: true, types: [topic]}

            """)
        return workspace
    }

    private struct Taken {
        let command: Command
        let manifest: JSONValue

        func units(_ where: (JSONValue) -> Bool) -> [JSONValue] { (manifest["units"]?.array ?? []).filter(`where`) }

        func outcomes(_ cloud: String) -> Set<String> {
            Set(
                units { $0["resource_type"]?.string?.hasPrefix("\(cloud):") == true }.compactMap {
                    $0["outcome"]?.string
                })
        }

        func account(_ id: String) -> JSONValue? {
            manifest["accounts"]?.array?.first { $0["account_id"]?.string == id }
        }
    }

    private func taken(_ workspace: Workspace) async throws -> Taken {
        let command = try await workspace.snapshot()
        let path = command.outputText.trimmingCharacters(in: .newlines)
        guard !path.isEmpty else { return Taken(command: command, manifest: .null) }
        return Taken(
            command: command,
            manifest: try JSONValue(
                parsing: Array(try Data(contentsOf: URL(filePath: "\(path)/manifest.json"))).span))
    }

    private func write(_ workspace: Workspace, _ name: String, _ fields: JSONValue) async throws {
        try await workspace.lab.bao(
            "POST", "secret/data/cloud-extractor/demo/\(name)", ["data": fields], mustSucceed: true)
    }

    @Test func `a login that Entra refuses is Azure's alone, with Entra's own code`() async throws {
        let workspace = try await workspace()
        let id = try await workspace.lab.secret("azure", "client_id")
        try await write(workspace, "azure", ["client_id": .string(id), "client_secret": "test-wrong"])
        let wrong = try await taken(workspace)
        #expect(wrong.command.status == 3, "\(wrong.command.errorText)")
        #expect(wrong.outcomes("gcp") == ["complete"] && wrong.outcomes("azure") == [])
        #expect(wrong.account(Self.first)?["reason"] == "AADSTS7000215")
        #expect(wrong.account(Self.first)?["outcome"] == "failed")
        try workspace.edit("tenant_id: aaaaaaaa", "tenant_id: bbbbbbbb")
        let tenant = try await taken(workspace)
        #expect(tenant.account(Self.first)?["reason"] == "AADSTS90002")
        #expect(!tenant.command.errorText.contains("test-wrong"))
    }

    @Test func `a certificate logs in, and one that is over or whose key is none does not`() async throws {
        let workspace = try await workspace()
        try workspace.edit("credentials: azure", "credentials: azure-certificate\n    method: certificate")
        let good = try await taken(workspace)
        #expect(good.command.status == 0, "\(good.command.errorText)")
        // To a server whose clock is two days ahead the assertion is as much over as the certificate.
        try await workspace.lab.simulator("clock", ["advance": 172_800])
        let over = try await taken(workspace)
        #expect(over.command.status == 31)
        #expect(over.command.errorText.contains("AADSTS"), "\(over.command.errorText)")
        #expect(over.command.errorText.contains("clock may be off"))
        try await write(
            workspace, "azure-certificate",
            [
                "client_id": .string(try await workspace.lab.secret("azure", "client_id")),
                "certificate": .string(try await workspace.lab.secret("azure-certificate", "certificate")),
                "private_key": "test: no key",
            ])
        let none = try await workspace.snapshot()
        #expect(none.status == 24)
        #expect(none.errorText.contains("private_key"), "\(none.errorText)")
        #expect(!none.errorText.contains("test: no key"))
    }

    @Test func `a key that Google does not know, and a clock that is off, are Google's alone`() async throws {
        let workspace = try await workspace()
        var key = JSONObject()
        for name in ["client_email", "private_key"] { key[name] = .string(try await workspace.lab.secret("gcp", name)) }
        key["private_key_id"] = "ffffffffffffffffffffffffffffffffffffffff"
        try await write(workspace, "gcp", .object(key))
        let wrong = try await taken(workspace)
        #expect(wrong.command.status == 3, "\(wrong.command.errorText)")
        #expect(wrong.outcomes("azure") == ["complete"] && wrong.outcomes("gcp") == [])
        #expect(wrong.account("demo-project")?["reason"] == "invalid_grant")
    }

    @Test func `an account that nobody may see, or that is not there, is reported, and the others are complete`()
        async throws
    {
        let workspace = try await workspace()
        try workspace.edit(
            "subscriptions: [",
            "subscriptions: [\"33333333-3333-3333-3333-333333333333\", "
                + "\"44444444-4444-4444-4444-444444444444\", ")
        try workspace.edit("projects: [", "projects: [\"gone-project\", ")
        let found = try await taken(workspace)
        // One is denied, and one has failed, which is the worse.
        #expect(found.command.status == 3, "\(found.command.errorText)")
        func report(_ account: String) -> [String?] {
            let units = found.units { $0["account_id"]?.string == account }
            return [units.first?["outcome"]?.string, units.first?["reason"]?.string]
        }
        #expect(report("33333333-3333-3333-3333-333333333333") == ["denied", "AuthorizationFailed"])
        #expect(report("44444444-4444-4444-4444-444444444444") == ["failed", "SubscriptionNotFound"])
        #expect(report("gone-project")[0] != "complete")
        #expect(report(Self.first) == ["complete", nil] && report("demo-project") == ["complete", nil])
    }

    @Test(arguments: [
        // The project's own number, its id, another one's, and nobody's.
        ("projects/123456789012", "disabled", "SERVICE_DISABLED"),
        ("projects/demo-project", "disabled", "SERVICE_DISABLED"),
        ("projects/999999999999", "failed", "SERVICE_DISABLED_IN_CALLING_PROJECT"),
        (nil, "failed", "SERVICE_DISABLED"),
    ])
    func `a service that a project has not enabled is disabled, and one that the caller's has not says nothing of it`(
        consumer: String?, outcome: String, reason: String
    ) async throws {
        let workspace = try await workspace()
        try await workspace.lab.simulator(
            "faults",
            [
                [
                    "path": "pubsub.googleapis.com/v1/projects/demo-project/topics", "status": 403,
                    "body": [
                        "error": [
                            "code": 403, "status": "PERMISSION_DENIED",
                            "details": [
                                [
                                    "@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "SERVICE_DISABLED",
                                    "domain": "googleapis.com",
                                    "metadata": .object(consumer.map { ["consumer": .string($0)] } ?? [:]),
                                ]
                            ],
                        ]
                    ],
                ]
            ])
        let found = try await taken(workspace)
        #expect(found.command.status == (outcome == "disabled" ? 0 : 3), "\(found.command.errorText)")
        let unit = found.units { $0["resource_type"] == "gcp:pubsub:topic" && $0["account_id"] == "demo-project" }
        #expect(unit.first?["outcome"]?.string == outcome && unit.first?["reason"]?.string == reason)
    }

    @Test func `a list whose permission the role does not hold is never whole, whatever the service answers`()
        async throws
    {
        let workspace = try await workspace()
        // What a role in one resource group looks like from above: the list is answered, and shows what is in the group.
        try await workspace.lab.simulator(
            "faults",
            [
                [
                    "path": .string("\(Self.first)/providers/Microsoft.Authorization/permissions"), "status": 200,
                    "body": ["value": [["actions": ["*/read"], "notActions": ["Microsoft.Compute/DISKS/*"]]]],
                ],
                [
                    "path": "subscriptions/22222222.*/providers/Microsoft.Authorization/permissions", "status": 403,
                    "body": ["error": ["code": "AuthorizationFailed"]],
                ],
                ["path": "v3/projects/demo-project:testIamPermissions", "status": 200, "body": [:]],
                [
                    "path": "v3/projects/second-project:testIamPermissions", "status": 400, "times": 1,
                    "body": ["error": ["code": 400, "status": "INVALID_ARGUMENT"]],
                ],
            ])
        let found = try await taken(workspace)
        #expect(found.command.status == 3, "\(found.command.errorText)")
        func report(_ type: String, _ account: String) -> [JSONValue?] {
            let unit = found.units { $0["resource_type"]?.string == type && $0["account_id"]?.string == account }.first
            return [unit?["outcome"], unit?["reason"]]
        }
        #expect(report("azure:compute:disk", Self.first) == ["denied", "NotGranted"])
        #expect(report("azure:compute:virtual-machine", Self.first) == ["complete", nil])
        // And where nobody says what the role holds, nobody knows.
        let second = "22222222-2222-2222-2222-222222222222"
        #expect(report("azure:compute:disk", second) == ["failed", "GrantsUnknown"])
        #expect(report("gcp:compute:network", "demo-project") == ["denied", "NotGranted"])
        // Asked again in halves.
        #expect(report("gcp:compute:network", "second-project") == ["complete", nil])
        let session = found.manifest["sessions"]?.array?.first { $0["account_id"]?.string == Self.first }
        #expect(session?["lack"] == ["Microsoft.Compute/disks/read"] && session?["excess"] == ["*/read"])
    }

    @Test func `a token that is refused is replaced once, and not with every call`() async throws {
        let workspace = try await workspace()
        try await workspace.lab.simulator(
            "faults",
            [
                [
                    "path": "management.azure.com", "status": 401,
                    "body": ["error": ["code": "InvalidAuthenticationToken"]],
                ]
            ])
        let found = try await taken(workspace)
        #expect(found.outcomes("azure").isSubset(of: ["failed"]) && found.outcomes("gcp") == ["complete"])
        let logins = try await workspace.lab.simulatorRequests().filter {
            $0["host"] == "login.microsoftonline.com" && $0["path"]?.string?.hasSuffix("/token") == true
        }
        #expect(logins.count <= 2, "\(logins.count)")
    }

    @Test func `who asks to wait is waited for, and throttling that does not end is named`() async throws {
        let workspace = try await workspace()
        let machines = "management.azure.com/subscriptions/\(Self.first)/providers/Microsoft.Compute/virtualMachines"
        func throttled(_ times: Int, _ seconds: String) -> JSONValue {
            [
                [
                    "path": .string(machines), "times": JSONValue(times), "status": 429,
                    "headers": ["Retry-After": .string(seconds)],
                    "body": ["error": ["code": "TooManyRequests", "message": "m"]],
                ]
            ]
        }
        func unit(_ taken: Taken) -> JSONValue? {
            taken.units {
                $0["resource_type"] == "azure:compute:virtual-machine" && $0["account_id"]?.string == Self.first
            }.first
        }
        try await workspace.lab.simulator("faults", throttled(1, "1"))
        let before = ContinuousClock.now
        let patient = try await taken(workspace)
        #expect(ContinuousClock.now - before >= .seconds(1))
        #expect(unit(patient)?["outcome"] == "complete" && unit(patient)?["retries"] == 1)
        // Longer than anybody is waited for.
        try await workspace.lab.simulator("faults", throttled(9, "3600"))
        let ended = try await taken(workspace)
        #expect(unit(ended)?["outcome"] == "throttled" && unit(ended)?["reason"] == "TooManyRequests")
        #expect(ended.command.status == 3)
    }

    @Test func `a next page on another server gets no token`() async throws {
        let workspace = try await workspace()
        let other = try await Peer.shared()
        try await workspace.lab.simulator(
            "faults",
            [
                [
                    "path": .string("subscriptions/\(Self.first)/providers/Microsoft.Compute/disks"), "status": 200,
                    "body": ["value": [], "nextLink": .string("\(other.address)/ok")],
                ]
            ])
        let found = try await taken(workspace)
        let unit = found.units {
            $0["resource_type"] == "azure:compute:disk" && $0["account_id"]?.string == Self.first
        }.first
        #expect(unit?["outcome"] == "failed" && unit?["reason"] == "ForeignNextLink")
    }

    @Test func `an answer without its list is no empty list, and a part that is refused is one record's`() async throws
    {
        let workspace = try await workspace()
        let machines = "management.azure.com/subscriptions/\(Self.first)/providers/Microsoft.Compute"
        try await workspace.lab.simulator(
            "faults",
            [
                ["path": .string("\(machines)/disks"), "status": 200, "body": [:]],
                [
                    "path": "virtualMachines/[^/]+/instanceView", "status": 409,
                    "body": ["error": ["code": "MissingSubscriptionRegistration"]],
                ],
            ])
        let found = try await taken(workspace)
        func unit(_ type: String) -> JSONValue? {
            found.units { $0["resource_type"]?.string == type && $0["account_id"]?.string == Self.first }.first
        }
        #expect(unit("azure:compute:disk")?["outcome"] == "failed")
        #expect(unit("azure:compute:disk")?["reason"] == "AnswerWithoutList")
        let machine = unit("azure:compute:virtual-machine")
        #expect(machine?["outcome"] == "complete" && machine?["records"]?.integer ?? 0 > 0)
        #expect(machine?["incomplete_records"] == machine?["records"])
    }

    @Test func `subscriptions and projects are found where they are not named`() async throws {
        let lab = try await Lab(["--only", "bao,simulator"])
        for subscriptions in ["subscriptions: all", "management_groups: [mg-root]"] {
            let workspace = try await workspace(lab)
            let named = lab.facts["simulator"]?["subscriptions"]?.array?.compactMap(\.string) ?? []
            try workspace.edit(
                "subscriptions: [\(named.map { "\"\($0)\"" }.joined(separator: ", "))]",
                "\(subscriptions)\n    exclude: [LABOR]")
            try workspace.edit(
                "projects: [\"demo-project\", \"second-project\"]", "parents: [folders/10]\n    exclude: [\"second-*\"]"
            )
            let found = try await taken(workspace)
            #expect(found.command.status == 0, "\(found.command.errorText)")
            #expect(found.account(Self.first)?["outcome"] == "complete")
            #expect(found.account(named.last ?? "")?["reason"] == "excluded")
            #expect(found.account("demo-project")?["outcome"] == "complete")
            #expect(found.account("second-project")?["reason"] == "excluded")
        }
    }

    @Test(arguments: [
        ("tenant_id: aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa", "tenant_id: contoso", "is no GUID"),
        ("credentials: azure", "credentials: azure\n    method: guess", "is none of client_secret, certificate"),
        ("credentials: azure", "credentials: azure\n    cloud: moon", "is none of public, china and government"),
        ("credentials: azure", "credentials: azure\n    management_groups: [a]", "exclude each other"),
        ("projects: [", "projects: [\"UPPER\", ", "which is no id of a project"),
        ("projects: [", "parents: [folders/1]\n    projects: [", "exclude each other"),
        ("impersonate: ", "impersonate: {compute: a@b} #", "has no 'default'"),
    ])
    func `settings that cannot be are refused with their place`(old: String, new: String, says: String) async throws {
        let workspace = try await workspace(try await Self.shared.value)
        try workspace.edit(old, new)
        let command = try await workspace.snapshot()
        #expect(command.status == 10)
        #expect(command.errorText.contains(says), "\(command.errorText)")
        #expect(command.errorText.contains("production.yaml:"))
    }

    private static let shared = Task { try await Lab(["--only", "bao,simulator"], isShared: true) }
}
