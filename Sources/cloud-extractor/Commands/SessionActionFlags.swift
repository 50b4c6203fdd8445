// SPDX-License-Identifier: Apache-2.0
import AWS
import ArgumentParser

/// What of the configuration makes more actions necessary than `sts:AssumeRole`.
struct SessionActionFlags: ParsableArguments {
    @Flag(name: .long, help: "cloud_providers.aws.source_identity is set.")
    var sourceIdentity = false

    @Flag(name: .long, help: "cloud_providers.aws.session_tags are set.")
    var sessionTags = false

    var actions: RolePolicy.SessionActions {
        var actions: RolePolicy.SessionActions = []
        if sourceIdentity { actions.insert(.sourceIdentity) }
        if sessionTags { actions.insert(.tags) }
        return actions
    }
}
