// SPDX-License-Identifier: Apache-2.0
import Glibc
import Posix
import Testing

struct TimestampTests {
    @Test(arguments: [
        ("1970-01-01T00:00:00Z", 0), ("1970-01-01T00:00:01Z", 1), ("2026-11-23T09:00:00Z", 1_795_424_400),
        ("2000-02-29T23:59:59Z", 951_868_799), ("2024-02-29T00:00:00Z", 1_709_164_800),
        ("2024-12-31T23:59:59Z", 1_735_689_599), ("2038-01-19T03:14:08Z", 2_147_483_648),
        ("2100-03-01T00:00:00Z", 4_107_542_400), ("1969-12-31T23:59:59Z", -1), ("1969-12-31T00:00:00Z", -86400),
        ("1901-12-13T20:45:52Z", -2_147_483_648), ("1900-03-01T00:00:00Z", -2_203_891_200),
        ("1583-01-01T00:00:00Z", -12_212_553_600), ("9999-12-31T23:59:59Z", 253_402_300_799),
    ])
    func `a moment is written and read`(text: String, seconds: Int64) {
        #expect(Timestamp(seconds: seconds).rfc3339 == text)
        #expect(Timestamp(rfc3339: text) == Timestamp(seconds: seconds))
    }

    @Test(arguments: [
        ("0001-01-01T00:00:00Z", -62_135_596_800), ("1500-02-28T00:00:00Z", -14_826_758_400),
        ("1582-10-14T23:59:59Z", -12_219_292_801),
    ])
    func `the Gregorian calendar holds before its time too`(text: String, seconds: Int64) {
        #expect(Timestamp(seconds: seconds).rfc3339 == text)
        #expect(Timestamp(rfc3339: text) == Timestamp(seconds: seconds))
    }

    @Test(arguments: [
        ("2026-11-23T09:00:00+00:00", 0), ("2026-11-23T09:00:00-00:00", 0), ("2026-11-23T09:00:00+05:30", -19800),
        ("2026-11-23T09:00:00-07:00", 25200), ("2026-11-23T09:00:00+14:00", -50400), ("2026-11-23T23:00:00+14:00", 0),
        ("2026-11-22T21:00:00-12:00", 0), ("2026-11-23T09:00:00+00:01", -60), ("2026-11-23T09:00:00-23:59", 86340),
    ])
    func `any zone is reckoned to UTC`(text: String, difference: Int64) {
        #expect(Timestamp(rfc3339: text)?.seconds == 1_795_424_400 + difference)
    }

    @Test(arguments: [
        ("2026-11-23T09:00:00.0Z", 1_795_424_400), ("2026-11-23T09:00:00.5Z", 1_795_424_400),
        ("2026-11-23T09:00:00.999Z", 1_795_424_400), ("2026-11-23T09:00:00.999999999Z", 1_795_424_400),
        ("2026-11-23T09:00:00.99999999999999999999999Z", 1_795_424_400), ("1969-12-31T23:59:59.5Z", -1),
        ("2026-11-23T09:00:00.25+01:00", 1_795_420_800), ("1969-12-31T23:59:58.999Z", -2),
    ])
    func `a fraction is dropped`(text: String, seconds: Int64) {
        #expect(Timestamp(rfc3339: text)?.seconds == seconds)
    }

    @Test func `the basic form has no separators`() {
        #expect(Timestamp(seconds: 1_795_424_400).basic == "20261123T090000Z")
        #expect(Timestamp(seconds: 0).basic == "19700101T000000Z")
        #expect(Timestamp(seconds: -1).basic == "19691231T235959Z")
    }

    @Test func `every day of four centuries is written and read`() {
        let first: Int64 = -11_676_096_000
        for day in stride(from: 0, through: 146_097, by: 1) as StrideThrough<Int64> {
            let moment = Timestamp(seconds: first + day * 86400 + day % 86400)
            guard Timestamp(rfc3339: moment.rfc3339) == moment else {
                Issue.record("\(moment.rfc3339) is not \(moment.seconds)")
                return
            }
        }
    }

    @Test func `moments are ordered as time goes`() {
        let moments = [Int64.min, -1, 0, 1, Int64.max].map { Timestamp(seconds: $0) }
        #expect(moments.shuffled().sorted() == moments)
    }

    @Test func `the system's clock is the system's`() {
        let before = Int64(time(nil))
        let now = SystemClock().now().seconds
        let milliseconds = SystemClock.milliseconds()
        let after = Int64(time(nil))
        #expect((before...after).contains(now))
        // time(2) may lag behind clock_gettime(2) by a tick.
        #expect((before...after + 1).contains(Int64(milliseconds / 1000)))
    }
}
