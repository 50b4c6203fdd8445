// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import API

struct ClientNetworkTests {
    @Test(arguments: [
        ("192.0.2.7", "192.0.2.7"), ("::ffff:192.0.2.7", "192.0.2.7"), ("::1", "0:0:0:0/64"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2/64"), ("2001:db8:1:2::", "2001:db8:1:2/64"),
        ("2001:db8::1", "2001:db8:0:0/64"), ("2001:db8::5:6:7:8:9", "2001:db8:0:5/64"),
        ("fe80::1%eth0", "fe80:0:0:0/64"), ("unknown", "unknown"),
    ])
    func `an address of version 4 is one client, and of version 6 a network is`(address: String, network: String) {
        #expect(ClientNetwork(of: address).text == network)
    }
}
