// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import CloudSimulator

struct PageTests {
    @Test(arguments: [(0, 2), (1, 2), (4, 2), (5, 2), (5, 100)])
    func `pages follow each other to the end`(count: Int, size: Int) throws {
        let all = Array(0..<count)
        var seen: [Int] = []
        var token: String?
        repeat {
            let page = try #require(Page(of: all, list: "/a list", size: size, token: token))
            #expect(page.elements.count <= size)
            seen += page.elements
            token = page.next
        } while token != nil
        #expect(seen == all)
    }

    @Test func `a token is good for its own list only`() throws {
        let token = try #require(Page(of: [1, 2, 3], list: "/a", size: 2, token: nil)?.next)
        #expect(Page(of: [1, 2, 3], list: "/a", size: 2, token: token)?.elements == [3])
        #expect(Page(of: [1, 2, 3], list: "/b", size: 2, token: token) == nil)
        #expect(Page(of: [1, 2, 3], list: "/a", size: 2, token: "nonsense") == nil)
        #expect(Page(of: [1], list: "/a", size: 2, token: token) == nil)
    }
}
