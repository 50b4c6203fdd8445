// SPDX-License-Identifier: Apache-2.0
import Ciphers
import JSON
import Secrets

/// A key of a service account: its public half.
/// https://cloud.google.com/iam/docs/reference/rest/v1/projects.serviceAccounts.keys
struct GoogleKey: Sendable {
    enum Origin: String {
        case google = "GOOGLE_PROVIDED"
        case user = "USER_PROVIDED"
    }

    let id: String
    /// A certificate, or a public key where the state has no more.
    let pem: String
    let origin: Origin
    let life: Lifespan
    var isDisabled = false

    static func newID() -> String { Hex.string(Identifier.random(20)) }

    func state(_ moment: Moment) -> CredentialState { isDisabled ? .disabled : life.state(moment) }

    func json(of account: GoogleAccount) -> JSONObject {
        var object = Self.json(id, of: account, life)
        object["keyOrigin"] = .string(origin.rawValue)
        object["keyType"] = "USER_MANAGED"
        if isDisabled {
            object["disabled"] = true
            object["disableReason"] = "SERVICE_ACCOUNT_KEY_DISABLE_REASON_USER_INITIATED"
        }
        return object
    }

    /// Google's own key of an account, which changes every two weeks; nobody logs in with it.
    static func ofSystem(_ account: GoogleAccount, _ moment: Moment) -> JSONValue {
        let day: Int64 = 86_400
        let start = moment.now - moment.now % (14 * day)
        let id = Hex.string(Array(SHA256.hash(Array("\(account.email) \(start)".utf8)).prefix(20)))
        var object = json(id, of: account, Lifespan(start: start, end: start + 16 * day))
        object["keyOrigin"] = "GOOGLE_PROVIDED"
        object["keyType"] = "SYSTEM_MANAGED"
        return .object(object)
    }

    private static func json(_ id: String, of account: GoogleAccount, _ life: Lifespan) -> JSONObject {
        [
            "name": .string("\(account.name)/keys/\(id)"), "keyAlgorithm": "KEY_ALG_RSA_2048",
            "validAfterTime": .string(life.startText), "validBeforeTime": .string(life.endText),
        ]
    }

    /// What `publicKeyType` asks for.
    func publicKeyData(_ type: String) throws(Answer) -> String? {
        let isCertificate = PEMText.holdsCertificate(pem)
        let text: String?
        switch type {
        case "TYPE_NONE": return nil
        case "TYPE_X509_PEM_FILE": text = isCertificate ? pem : nil
        case "TYPE_RAW_PUBLIC_KEY": text = isCertificate ? OpenSSLCommand.publicKey(ofCertificate: pem) : pem
        default:
            throw GoogleError.invalid(
                "Invalid value at 'public_key_type' (type.googleapis.com/google.iam.admin.v1."
                    + "ServiceAccountPublicKeyType), \"\(type)\"")
        }
        guard let text else {
            throw GoogleError.answer(500, "INTERNAL", "There is no certificate for this key.", reason: "backendError")
        }
        return Base64.standard.string(Array(text.utf8))
    }
}
