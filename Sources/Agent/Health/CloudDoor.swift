// SPDX-License-Identifier: Apache-2.0
import AWS
import Azure
import Cloud
import GCP
import HTTP
import REST

/// Where a cloud is logged in to.
struct CloudDoor: Sendable {
    let provider: Provider
    /// Nil where the configuration makes no address.
    let endpoint: Endpoint?
}

extension AgentConfiguration {
    /// Of the clouds that are enabled.
    var doors: [CloudDoor] {
        var doors: [CloudDoor] = []
        if let aws, aws.isEnabled {
            doors.append(CloudDoor(provider: .aws, endpoint: try? aws.endpoints().signIn(in: aws.baseRegion)))
        }
        if let azure, azure.isEnabled {
            let endpoints = try? AzureAuthority.endpoints(azure.cloud, override: azure.endpoint)
            doors.append(CloudDoor(provider: .azure, endpoint: try? endpoints?.endpoint(of: AzureAuthority.host)))
        }
        if let gcp, gcp.isEnabled {
            let endpoints = try? GCPAuthority.endpoints(universe: gcp.universe, override: gcp.endpoint)
            doors.append(CloudDoor(provider: .gcp, endpoint: try? endpoints?.endpoint(of: GCPAuthority.tokenHost)))
        }
        return doors
    }
}
