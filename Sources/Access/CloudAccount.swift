// SPDX-License-Identifier: Apache-2.0

/// An account, a subscription or a project, as the cloud knows it.
package struct CloudAccount: Sendable, Equatable {
    package let id: String
    /// Empty where the cloud did not say.
    package let name: String
    /// The cloud's word: `ACTIVE`, `Enabled`, `SUSPENDED`; empty where it did not say.
    package let state: String
    /// By its state.
    package let isReadable: Bool
    /// What else the cloud calls it in its answers: the number of a project.
    package let alias: String?
    /// Why no more than its id is known.
    package let failure: CloudError?

    package init(
        id: String, name: String, state: String, isReadable: Bool, alias: String? = nil, failure: CloudError? = nil
    ) {
        self.id = id
        self.name = name
        self.state = state
        self.isReadable = isReadable
        self.alias = alias
        self.failure = failure
    }

    /// One of which no more than the id is known: it is asked, and says itself what is wrong with it.
    package init(id: String, failure: CloudError) {
        self.init(id: id, name: "", state: "", isReadable: true, failure: failure)
    }
}
