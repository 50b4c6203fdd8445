// SPDX-License-Identifier: Apache-2.0
import AWS
import Access
import Audit
import Cloud
import JSON

/// Writes the opening of sessions into the audit log.
struct CloudJournal: SessionJournal {
    let log: AuditLog

    func announce(_ role: RoleRequest, _ policy: SessionPolicy) throws(AuditError) -> Receipt<AWSSessionOpen> {
        try log.authorize(
            AWSSessionOpen.self, target: role.role.description,
            detail: [
                "session_name": .string(role.sessionName), "regions": JSONValue(strings: policy.regions),
                "permissions": JSONValue(strings: policy.actions.map(\.name)),
            ])
    }

    func conclude(_ role: RoleRequest, _ result: Result<SessionFacts, CloudError>) throws(AuditError) {
        let detail: JSONObject =
            switch result {
            case .success(let facts):
                [
                    "result": "ok", "principal": .string(facts.principal),
                    "denials": .array(
                        facts.denials.map {
                            ["action": .string($0.action.name), "result": .string($0.result.word)]
                        }),
                ]
            case .failure(let error): ["result": .string(error.code)]
            }
        try log.conclude(AWSSessionOpen.self, target: role.role.description, detail: detail)
    }
}
