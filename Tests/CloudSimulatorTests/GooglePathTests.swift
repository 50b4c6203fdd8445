// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import CloudSimulator

struct GooglePathTests {
    @Test(arguments: [
        ("/compute/v1/projects/demo-project/global/networks", "demo-project"),
        ("/v3/projects/demo-project:getIamPolicy", "demo-project"), ("/v1/apps/demo-project/services", "demo-project"),
        ("/v1/projects/-/serviceAccounts/x", nil), ("/storage/v1/b/bucket/iam", nil), ("/v3/projects", nil),
    ])
    func `the project is found in a path`(path: String, project: String?) {
        #expect(GooglePath.project(path) == project)
    }

    @Test func `a project has two names`() {
        let path = GooglePath.replacingProject("/v3/projects/123:getIamPolicy", by: "demo-project")
        #expect(path == "/v3/projects/demo-project:getIamPolicy")
    }

    @Test func `lists of a kind have one shape`() {
        let shape = GooglePath.shape("/v1/projects/a/topics/t/subscriptions")
        #expect(shape == "v1/projects/*/topics/*/subscriptions")
        #expect(shape == GooglePath.shape("/v1/projects/b/topics/u/subscriptions"))
        #expect(
            GooglePath.shape("/compute/v1/projects/a/global/networks") == "compute/v1/projects/*/global/networks")
    }

    @Test(arguments: [
        ("/v1/projects/a/topics", nil), ("/v1/projects/a/locations/-/clusters", nil),
        ("/compute/v1/projects/a/global/networks", nil),
        ("/v1/projects/a/topics/t/subscriptions", "/v1/projects/a/topics/t"),
    ])
    func `a list may be in something that has to be there`(path: String, parent: String?) {
        #expect(GooglePath.parent(path) == parent)
    }

    @Test(arguments: [
        ("instances", "Instance"), ("addresses", "Address"), ("policies", "Policy"), ("proxies", "Proxy"),
        ("serviceAccounts", "ServiceAccount"), ("databases", "Database"), ("topics", "Topic"),
    ])
    func `an asset is called after its list`(list: String, word: String) {
        #expect(AssetType.derived(host: "x", path: "/v1/projects/a/\(list)") == "x/\(word)")
    }
}
