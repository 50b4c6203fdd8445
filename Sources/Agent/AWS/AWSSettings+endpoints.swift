// SPDX-License-Identifier: Apache-2.0
import AWS
import Access

extension AWSSettings {
    /// Where the services are, by the configuration and the environment.
    func endpoints() throws(AgentError) -> AWSEndpoints {
        do {
            return try AWSEndpoints(
                partition: partition, override: endpoint, fips: usesFIPS, dualstack: usesDualstack)
        } catch {
            throw .setting(error)
        }
    }
}
