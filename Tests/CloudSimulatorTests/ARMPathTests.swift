// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import CloudSimulator

struct ARMPathTests {
    private static let machine = "/subscriptions/1/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/web"

    @Test(arguments: [
        ("/subscriptions/1", "Microsoft.Resources/subscriptions/read", "/subscriptions/1"),
        (
            "/subscriptions/1/resourceGroups", "Microsoft.Resources/subscriptions/resourceGroups/read",
            "/subscriptions/1"
        ),
        (
            "/subscriptions/1/providers/Microsoft.Compute/virtualMachines", "Microsoft.Compute/virtualMachines/read",
            "/subscriptions/1"
        ),
        (machine, "Microsoft.Compute/virtualMachines/read", machine),
        ("\(machine)/instanceView", "Microsoft.Compute/virtualMachines/instanceView/read", machine),
        (
            "\(machine)/providers/Microsoft.Insights/diagnosticSettings", "Microsoft.Insights/diagnosticSettings/read",
            machine
        ),
        (
            "/providers/Microsoft.Management/managementGroups/mg/descendants",
            "Microsoft.Management/managementGroups/descendants/read",
            "/providers/Microsoft.Management/managementGroups/mg"
        ),
        ("/subscriptions/1/providers", "Microsoft.Resources/subscriptions/providers/read", "/subscriptions/1"),
    ])
    func `a path says which action is needed and where`(path: String, action: String, scope: String) {
        #expect(ARMPath(path).action("GET") == action)
        #expect(ARMPath(path).scope == scope)
    }

    @Test func `a POST is an action, but for queries`() {
        let keys = ARMPath("/subscriptions/1/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/x/listKeys")
        #expect(keys.action("POST") == "Microsoft.Storage/storageAccounts/listKeys/action")
        let query = ARMPath("/providers/Microsoft.ResourceGraph/resources")
        #expect(query.action("POST") == "Microsoft.ResourceGraph/resources/read")
    }

    @Test func `a scope holds what is below it, and no other of the same beginning`() {
        #expect(ARMPath.isWithin("/subscriptions/1", "/SUBSCRIPTIONS/1/resourceGroups/rg"))
        #expect(!ARMPath.isWithin("/subscriptions/1", "/subscriptions/11"))
        #expect(ARMPath.isWithin("/", Self.machine))
    }
}
