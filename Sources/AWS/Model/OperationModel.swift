// SPDX-License-Identifier: Apache-2.0

/// One operation.
struct OperationModel: Sendable {
    struct Page: Sendable {
        /// Members: the token to send, the token received, the page size.
        let input: String?
        let output: String?
        let limit: String?
    }

    let name: String
    let method: String
    let uri: String
    let input: [String: InputMember]
    let output: String?
    /// The member of the output that the whole body is.
    let payload: String?
    /// The element inside the root that holds the output.
    let resultWrapper: String?
    /// The member of the output whose value is the root element's text.
    let rootText: String?
    let page: Page?
}
