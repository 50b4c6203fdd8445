// SPDX-License-Identifier: Apache-2.0
import JSON
import Testing

@testable import CloudSimulator

struct KustoQueryTests {
    private static let rows: [JSONObject] = [
        ["type": "a/x", "subscriptionId": "1", "name": "one"], ["type": "a/x", "subscriptionId": "2", "name": "two"],
        ["type": "a/y", "subscriptionId": "1", "name": "three"],
    ]

    @Test func `resources are counted by type`() throws {
        let query = try #require(KustoQuery("Resources | summarize total = count() by type | order by total desc"))
        #expect(query.run(Self.rows) == [["type": "a/x", "total": 2], ["type": "a/y", "total": 1]])
    }

    @Test func `columns are chosen`() throws {
        let query = try #require(KustoQuery("resources | where type =~ 'A/X' | project name | limit 1"))
        #expect(query.run(Self.rows) == [["name": "one"]])
    }

    @Test func `all are counted`() throws {
        #expect(try #require(KustoQuery("resources | count")).run(Self.rows) == [["Count": 3]])
        #expect(try #require(KustoQuery("resources | count")).run([]) == [["Count": 0]])
    }

    @Test(arguments: ["", "nothing", "resources | join x", "resources | where"])
    func `the rest is refused`(text: String) { #expect(KustoQuery(text) == nil) }
}
