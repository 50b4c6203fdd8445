// SPDX-License-Identifier: Apache-2.0

extension AgentConfiguration {
    /// One for each cloud that is enabled and of which something is.
    func runs(_ context: ProviderContext) -> [any ProviderRun] {
        var runs: [any ProviderRun] = []
        if let aws, aws.isEnabled, !extractors.aws.isEmpty {
            runs.append(AWSRun(settings: aws, services: extractors.aws, context: context))
        }
        return runs
    }

    /// Whether anything is enabled that could be extracted.
    var hasExtractors: Bool { aws?.isEnabled == true && extractors.aws.contains { !$0.resources.isEmpty } }
}
