// SPDX-License-Identifier: Apache-2.0
package import Access
package import Cloud
package import HTTP
package import JSON

extension RESTCall {
    /// A call that is the program's own and no extractor's.
    ///
    /// - Parameters:
    ///   - path: with `{subscription}` or `{project}` for what ``RESTSession/list(_:scope:)`` is given.
    ///   - items: where the items are; the dialect's place if nil.
    ///   - method: by whether there is a body if nil.
    ///   - body: of a POST.
    package init(
        dialect: RESTDialect, service: String, host: String? = nil, path: String,
        query: [(name: String, value: String)] = [], items: String? = nil, permissions: [Permission],
        method: HTTPRequest.Method? = nil, body: JSONValue? = nil
    ) {
        guard let template = PathTemplate(path, scopeName: dialect.scopeName), let host = host ?? dialect.host else {
            preconditionFailure("a call of the program's own has no path or no host: \(path)")
        }
        self.init(
            service: service, host: host, method: method ?? (body == nil ? .get : .post), path: template, query: query,
            scopePlace: "{\(dialect.scopeName)}", body: body,
            take: (items ?? dialect.items).flatMap { ItemsPath($0) }, paging: dialect.paging, absent: [],
            permissions: permissions)
    }
}

extension RESTSession {
    /// Every item of a list, whatever its pages.
    package func list(_ call: RESTCall, scope: String) async throws(CloudError) -> [CanonicalJSON] {
        var items: [CanonicalJSON] = []
        for answer in try await answers(call, scope: scope) { items += call.take?.values(in: answer) ?? [answer] }
        return items
    }

    /// The answers to a call, page by page.
    package func answers(_ call: RESTCall, scope: String) async throws(CloudError) -> [CanonicalJSON] {
        guard let path = call.path.fill(nil, scope: scope) else {
            throw CloudError(
                service: call.service, operation: call.operation, .malformedRequest, code: "MalformedPath")
        }
        let endpoint = try endpoint(of: call)
        var pages = RESTPages(
            call, path: path, scope: scope, endpoint: endpoint, maximumBytes: RESTPages.maximumGathered)
        var answers: [CanonicalJSON] = []
        while let target = pages.target {
            let answer = try await self.call(call, endpoint: endpoint, target: target, scope: scope, CallTally())
            guard answer.isObject,
                call.take?.isThere(in: answer, call.method == .get ? dialect : dialect.lenient) ?? true
            else {
                throw CloudError(
                    service: call.service, operation: call.operation, .malformedAnswer, code: "AnswerWithoutList")
            }
            try pages.advance(by: answer)
            answers.append(answer)
        }
        return answers
    }
}
