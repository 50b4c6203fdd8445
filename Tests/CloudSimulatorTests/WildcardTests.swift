// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import CloudSimulator

struct WildcardTests {
    @Test(arguments: [
        ("*/read", "Microsoft.Compute/virtualMachines/read"),
        ("Microsoft.Compute/*/read", "microsoft.compute/virtualMachines/instanceView/read"),
        ("Microsoft.Compute/virtualMachines/read", "MICROSOFT.COMPUTE/VIRTUALMACHINES/READ"),
        ("*", "Microsoft.Storage/storageAccounts/listKeys/action"), ("a*b*c", "aXbYc"),
        ("a**b", "ab"), ("*b*b*", "abab"), ("a*ab*b", "aabb"), ("", ""), ("*", ""),
    ])
    func `a pattern matches`(pattern: String, action: String) { #expect(Wildcard.matches(pattern, action)) }

    @Test(arguments: [
        ("*/read", "Microsoft.Compute/virtualMachines/write"), ("Microsoft.Compute/*", "Microsoft.Computer/x/read"),
        ("", "x"), ("a*b", "ac"), ("aba*aba", "aba"), ("a*b*b", "aXb"), ("*bc*bc", "abcXbd"),
    ])
    func `a pattern does not match`(pattern: String, action: String) { #expect(!Wildcard.matches(pattern, action)) }
}
