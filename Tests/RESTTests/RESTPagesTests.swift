// SPDX-License-Identifier: Apache-2.0
import Access
import HTTP
import JSON
import Testing

@testable import REST

struct RESTPagesTests {
    private func pages(
        _ paging: RESTDialect.Paging, at address: String = "https://management.azure.com", maximumBytes: Int? = nil
    ) throws -> RESTPages {
        let call = RESTCall(
            service: "compute", host: "management.azure.com", method: .get,
            path: try #require(PathTemplate("/disks", scopeName: "subscription")),
            query: [(name: "api-version", value: "1"), (name: "p", value: "{subscription}")],
            scopePlace: "{subscription}", body: nil, take: ItemsPath("value"), paging: paging, absent: [],
            permissions: [])
        return RESTPages(
            call, path: "/disks", scope: "s 1", endpoint: try Endpoint(address), maximumBytes: maximumBytes)
    }

    private func failure(of pages: inout RESTPages, _ answers: some Sequence<JSONValue>) -> String? {
        do throws(CloudError) {
            for answer in answers { try pages.advance(by: CanonicalJSON(answer)) }
            return nil
        } catch {
            return error.code
        }
    }

    @Test func `tokens are sent back with the rest of the query until there is none`() throws {
        var pages = try pages(.token)
        #expect(pages.target == "/disks?api-version=1&p=s%201")
        #expect(failure(of: &pages, [["nextPageToken": "a b&c"]]) == nil)
        #expect(pages.target == "/disks?api-version=1&p=s%201&pageToken=a%20b%26c")
        #expect(failure(of: &pages, [["nextPageToken": ""]]) == nil)
        #expect(pages.target == nil)
    }

    @Test func `links are followed below the endpoint, and nowhere else`() throws {
        var pages = try pages(.link)
        #expect(failure(of: &pages, [["nextLink": "https://management.azure.com:443/disks?$skiptoken=x%2F"]]) == nil)
        #expect(pages.target == "/disks?$skiptoken=x%2F")
        for link in [
            "https://evil.example/disks", "http://management.azure.com/disks", "https://management.azure.com:444/disks",
            "https://management.azure.com.evil.example/disks", "https://management.azure.com@evil.example/disks",
            "//evil.example/disks", "/disks?2", "https://management.azure.com/disks#x",
            "https://management.azure.com/disks?a b", "https://management.azure.com/disks?\r\nhost: evil",
        ] {
            var other = try self.pages(.link)
            #expect(failure(of: &other, [["nextLink": .string(link)]]) == "ForeignNextLink", "\(link)")
        }
        var below = try self.pages(.link, at: "http://127.0.0.1:8080/management.azure.com")
        #expect(
            failure(of: &below, [["nextLink": "http://127.0.0.1:8080/graph.microsoft.com/disks"]]) == "ForeignNextLink")
        #expect(failure(of: &below, [["nextLink": "http://127.0.0.1:8080/management.azure.com/d?2"]]) == nil)
        #expect(below.target == "/d?2")
    }

    @Test func `a list that turns in a circle or is too large to be held is given up`() throws {
        var circle = try pages(.token)
        #expect(failure(of: &circle, ["a", "b", "a"].map { ["nextPageToken": .string($0)] }) == "RepeatedPage")
        var large = try pages(.token, maximumBytes: 30)
        #expect(failure(of: &large, ["a", "b"].map { ["nextPageToken": .string($0)] }) == "TooLarge")
        var whole = try pages(.none)
        #expect(failure(of: &whole, [[:]]) == nil)
        #expect(whole.target == nil)
        var more = try pages(.none)
        #expect(failure(of: &more, [["nextLink": "https://management.azure.com/x"]]) == "MorePages")
        var odd = try pages(.link)
        #expect(failure(of: &odd, [["nextLink": ["a": 1]]]) == "MalformedPageMark")
    }

    @Test(arguments: [
        ("value", #"{"value":[1,2]}"#, ["1", "2"]), (".", #"{"a":1}"#, [#"{"a":1}"#]), ("value", "{}", []),
        ("items.*.disks", #"{"items":{"z/a":{"disks":[1]},"z/b":{"warning":{}},"z/c":{"disks":[2]}}}"#, ["1", "2"]),
        ("a.b", #"{"a":{"b":{"c":1}}}"#, [#"{"c":1}"#]), ("value", #"{"value":null}"#, []),
    ])
    func `items are found where the entry says`(path: String, answer: String, items: [String]) throws {
        let json = CanonicalJSON(try JSONValue(parsing: Array(answer.utf8).span))
        let found = try #require(ItemsPath(path)).values(in: json)
        #expect(found.map { String(decoding: $0.bytes, as: UTF8.self) } == items)
    }

    @Test(arguments: [
        ("items", #"{"unreachable":["l/a"]}"#, ["l/a UNREACHABLE"]), ("items", #"{"items":[]}"#, []),
        ("items", #"{"missingZones":["a","b"]}"#, ["a UNREACHABLE", "b UNREACHABLE"]),
        ("items", #"{"warnings":[{"code":"REGION_UNREACHABLE","region":"r"}]}"#, ["r REGION_UNREACHABLE"]),
        ("items", #"{"warning":{"code":"UNREACHABLE"}}"#, ["the list UNREACHABLE"]),
        ("items", #"{"unreachable":"l/a"}"#, ["l/a UNREACHABLE"]),
        ("items", #"{"failedLocation":[{"name":"a"}]}"#, ["a UNREACHABLE"]),
        (
            "items.*.disks",
            #"{"items":{"z/a":{"warning":{"code":"NO_RESULTS_ON_PAGE"}},"z/b":{"warning":{"code":"UNREACHABLE"}}}}"#,
            ["z/b UNREACHABLE"]
        ),
    ])
    func `what an answer says to be missing is missing`(path: String, answer: String, places: [String]) throws {
        let json = CanonicalJSON(try JSONValue(parsing: Array(answer.utf8).span))
        let found = try #require(ItemsPath(path)).unreached(in: json)
        #expect(found.map { "\($0.scope) \($0.code)" } == places)
    }
}
