// SPDX-License-Identifier: Apache-2.0
import Access
import Cloud

extension Failure {
    init(_ provider: Provider, _ error: CloudError) {
        let cloud = provider.displayName
        let id = error.requestID.map { ", request \($0)" } ?? ""
        let call = "\(error.service):\(error.operation)"
        switch error.kind {
        case .transport(let error): self.init(.cloudUnreachable, "\(cloud): \(call): \(error)")
        case .credentials:
            self.init(
                .cloudCredentials, "\(cloud) does not accept the credentials for \(call): \(error.code)\(id)",
                hint: "the key may be wrong, inactive or expired, or this machine's clock may be off")
        case .denied:
            self.init(
                .cloudDenied, "\(cloud) denies \(call): \(error.code)\(id)", hint: provider.denialHint(error.operation))
        case .throttled, .unavailable:
            self.init(.cloudUnreachable, "\(cloud): \(call): \(error.code)\(id)", hint: "try again later")
        case .notInRegion, .notEnabled, .noEndpoint:
            self.init(.configuration, "\(cloud): \(call): \(error.code)", hint: provider.placeHint)
        case .refused, .malformedAnswer, .partialAnswer:
            self.init(.cloudRefused, "\(cloud): \(call): \(error.code)\(id)")
        case .unannounced(let error): self.init(error)
        case .undeclared, .malformedRequest: self.init(.defect, "\(call): \(error.code)")
        }
    }
}

extension Provider {
    fileprivate var displayName: String {
        switch self {
        case .aws: "AWS"
        case .azure: "Azure"
        case .gcp: "GCP"
        }
    }

    fileprivate func denialHint(_ operation: String) -> String {
        switch self {
        case .aws where operation == "AssumeRole":
            "check the role's trust policy and external id, and cloud_providers.aws.external_id"
        case .aws: "cloud-extractor policy aws reader prints what the role must allow"
        case .azure: "cloud-extractor policy azure reader prints what the role must allow"
        case .gcp: "cloud-extractor policy gcp reader prints what the role must allow"
        }
    }

    fileprivate var placeHint: String {
        switch self {
        case .aws: "check cloud_providers.aws.regions, use_fips_endpoint and use_dualstack_endpoint"
        case .azure, .gcp: "check cloud_providers.\(rawValue)"
        }
    }
}
