// SPDX-License-Identifier: Apache-2.0
import Audit
import JSON
import Posix
import Testing

/// What an entry of the log says of the process that writes it.
struct HardeningLevelTests {
    @Test(
        arguments: [
            (nil, JSONValue.null), (.abi(7), JSONValue(7)),
            (.unavailable(.noKernelSupport), "no kernel support"), (.unavailable(.disabledAtBoot), "disabled at boot"),
            (.unavailable(.callsFiltered), "calls filtered"),
            (.unavailable(.noRenames), "no renames between directories"),
        ] as [(Landlock.Level?, JSONValue)])
    func `it says what is in force, or what is in the way`(landlock: Landlock.Level?, value: JSONValue) {
        let json = HardeningLevel.measured(landlock: landlock).json
        #expect(json["landlock"] == value)
        // The process of the tests can be traced; the limits are the machine's.
        #expect(json["dumpable"] == true)
        #expect(json.members.map(\.name).sorted() == ["core_files", "dumpable", "landlock", "new_privileges"])
    }

    @Test func `a process that was hardened says so`() async {
        await #expect(processExitsWith: .success) {
            let json = try ProcessHardening.apply().json
            #expect(
                JSONValue.object(json) == [
                    "core_files": false, "dumpable": false, "new_privileges": false, "landlock": .null,
                ])
        }
    }
}
