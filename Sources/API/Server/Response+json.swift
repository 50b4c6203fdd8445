// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Hummingbird
import JSON
import NIOCore

extension Response {
    static let textType = "text/plain; charset=utf-8"

    init(json: JSONValue, status: HTTPResponse.Status = .ok) {
        self.init(bytes: json.canonical, "application/json", status: status)
    }

    init(bytes: [UInt8], _ type: String, status: HTTPResponse.Status = .ok) {
        self.init(
            status: status, headers: [.contentType: type, .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}
