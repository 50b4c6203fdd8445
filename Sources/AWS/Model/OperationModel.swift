// SPDX-License-Identifier: Apache-2.0
import Cloud

/// One operation.
struct OperationModel: Sendable {
    struct Page: Sendable {
        /// The members of the request that take tokens, and the paths in the answer that the tokens come from.
        let tokens: [(input: String, output: MemberPath)]
        /// Whether there is a next page; where it is nil, a token says so.
        let more: MemberPath?
        /// The member that takes the page's size.
        let limit: String?
    }

    /// Where an answer with status 200 says what of the request failed.
    struct Failures: Sendable {
        let list: String
        let code: String
    }

    let name: String
    let method: String
    let uri: String
    let input: [String: InputMember]
    let required: Set<String>
    /// In ``ServiceModel/shapes``.
    let output: Int?
    /// The member of the output that the whole body is.
    let payload: String?
    /// The element inside the root that holds the output.
    let resultWrapper: [UInt8]?
    /// The member of the output whose value is the root element's text.
    let rootText: String?
    let page: Page?
    let failures: Failures?

    /// Whether it changes nothing, by the verb that AWS names such operations with.
    var isRead: Bool { ["BatchGet", "Describe", "Get", "List", "Search"].contains { name.hasPrefix($0) } }
}
