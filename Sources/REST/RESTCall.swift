// SPDX-License-Identifier: Apache-2.0
package import Cloud
import HTTP
import JSON

/// One operation of a service: where it is, what it is asked, and what it needs.
package struct RESTCall: Sendable {
    /// `compute`: for people.
    package let service: String
    let host: String
    let method: HTTPRequest.Method
    let path: PathTemplate
    /// `{project}` in a value stands for the project.
    let query: [(name: String, value: String)]
    let scopePlace: String
    /// Of a POST.
    let body: JSONValue?
    /// What of the answer is wanted; all of it if nil.
    let take: ItemsPath?
    let paging: RESTDialect.Paging
    /// Error codes that say "there is nothing".
    let absent: Set<String>
    package let permissions: [Permission]

    /// For people: the path with its places.
    package var operation: String { "\(method.rawValue) \(path)" }

    /// What is asked of an account.
    func query(scope: String) -> [(name: String, value: String)] {
        query.map { (name: $0.name, value: $0.value.replacing(scopePlace, with: scope)) }
    }

    static func target(_ path: String, _ query: [(name: String, value: String)]) -> String {
        guard !query.isEmpty else { return path }
        let fields = query.map { "\(PercentEncoding.component($0.name))=\(PercentEncoding.component($0.value))" }
        return "\(path)?\(fields.joined(separator: "&"))"
    }
}
