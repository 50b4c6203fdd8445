// SPDX-License-Identifier: Apache-2.0
import Access
import Cloud
import HTTP
import JSON

/// A call that a session should be denied: a dry run, which changes nothing even where it is allowed.
struct DenialProbe: Sendable {
    let call: AWSCall
    let input: JSONObject

    private init(_ operation: String, _ input: JSONObject) throws(CloudError) {
        call = try AWSCatalogue.call("ec2", operation)
        self.input = input
    }

    /// Those whose actions the policy does not hold.
    ///
    /// `CreateVpc` shows that nothing can be changed, but a role that only reads is denied it whatever the session's
    /// policy says. `DescribeRegions` the role holds, as the survey of its account's regions shows: where it is denied,
    /// the session's policy binds.
    static func probes(beyond policy: SessionPolicy) throws(CloudError) -> [DenialProbe] {
        let all = [
            try DenialProbe("CreateVpc", ["CidrBlock": "192.0.2.0/28", "DryRun": true]),
            try DenialProbe("DescribeRegions", ["DryRun": true]),
        ]
        return all.filter { !policy.actions.contains($0.call.permission) }
    }
}

extension AWSConnection {
    /// Tries what the policy does not hold, where it holds something: another region is denied for its own sake.
    func denials(
        beyond policy: SessionPolicy, account: String, _ region: String
    ) async throws(CloudError) -> [DenialProof] {
        var proofs: [DenialProof] = []
        for probe in try DenialProbe.probes(beyond: policy) {
            let found: CloudError?
            do throws(CloudError) {
                _ = try await send(
                    probe.call, account: account, region: policy.regions.first ?? region, input: probe.input,
                    CallTally())
                found = nil
            } catch {
                if error.kind == .transport(.cancelled) { throw error }
                found = error
            }
            proofs.append(DenialProof(action: probe.call.permission, result: DenialProof.Result(found)))
        }
        return proofs
    }
}
