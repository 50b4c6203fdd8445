// SPDX-License-Identifier: Apache-2.0
package import Access
package import Cloud
package import HTTP

/// What the JSON services of one cloud have in common.
package struct RESTDialect: Sendable {
    package enum Paging: String, Sendable {
        /// The whole answer is one page.
        case none
        /// `nextLink`: the URL of the next page.
        case link
        /// `nextPageToken`, sent back as `pageToken`.
        case token
    }

    package let provider: Provider
    /// What stands for the account in paths: `subscription`, `project`.
    package let scopeName: String
    /// Of files that name none.
    package let host: String?
    package let paging: Paging
    /// Of entries that name none: members of an item, and of an answer.
    package let items: String?
    package let id: String?
    package let name: String?
    package let region: String?
    package let tags: String?
    /// Whether every call says which version of the service it wants: ARM's `api-version`.
    package let isVersioned: Bool
    /// How long the account's quota wants the next call to wait, by an answer's headers.
    package let pause: @Sendable (HTTPHeaders) -> Duration?
    /// Sorts an answer that is no success. Gets the service and the operation.
    package let failure: @Sendable (HTTPResponse, _ service: String, _ operation: String) -> CloudError

    package init(
        provider: Provider, scopeName: String, host: String?, paging: Paging, items: String?, id: String?,
        name: String?, region: String?, tags: String?, isVersioned: Bool,
        pause: @escaping @Sendable (HTTPHeaders) -> Duration? = { _ in nil },
        failure: @escaping @Sendable (HTTPResponse, _ service: String, _ operation: String) -> CloudError
    ) {
        self.provider = provider
        self.scopeName = scopeName
        self.host = host
        self.paging = paging
        self.items = items
        self.id = id
        self.name = name
        self.region = region
        self.tags = tags
        self.isVersioned = isVersioned
        self.pause = pause
        self.failure = failure
    }

    /// For calls whose answers are no lists.
    var lenient: RESTDialect {
        RESTDialect(
            provider: provider, scopeName: scopeName, host: host, paging: paging, items: nil, id: id, name: name,
            region: region, tags: tags, isVersioned: isVersioned, pause: pause, failure: failure)
    }
}
