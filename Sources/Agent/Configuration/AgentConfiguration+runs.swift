// SPDX-License-Identifier: Apache-2.0

extension AgentConfiguration {
    /// One for each cloud that is enabled and of which something is.
    func runs(_ context: ProviderContext) -> [any ProviderRun] {
        var runs: [any ProviderRun] = []
        if let aws, aws.isEnabled, !extractors.aws.isEmpty {
            runs.append(AWSRun(settings: aws, services: extractors.aws, context: context))
        }
        if let azure, azure.isEnabled, !extractors.azure.isEmpty {
            runs.append(AzureRun(settings: azure, services: extractors.azure, context: context))
        }
        if let gcp, gcp.isEnabled, !extractors.gcp.isEmpty {
            runs.append(GCPRun(settings: gcp, services: extractors.gcp, context: context))
        }
        return runs
    }

    /// Whether anything is enabled that could be extracted.
    var hasExtractors: Bool {
        aws?.isEnabled == true && extractors.aws.contains { !$0.resources.isEmpty }
            || azure?.isEnabled == true && extractors.azure.contains { !$0.resources.isEmpty }
            || gcp?.isEnabled == true && extractors.gcp.contains { !$0.resources.isEmpty }
    }
}
