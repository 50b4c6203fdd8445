// SPDX-License-Identifier: Apache-2.0
import Access
import Cloud
import Snapshot

/// A subscription or a project that was considered for a snapshot.
struct RESTAccount: Sendable {
    let id: String
    /// Why it is not read: the configuration excludes it, or its state does not let it be. Nil if it is.
    let leftOut: String?
    /// Where that is that nobody can tell whether it is excluded.
    let failure: CloudError?
    /// What else the cloud calls it in its answers.
    let alias: String?

    var isRead: Bool { leftOut == nil }

    /// - Parameters:
    ///   - failure: why it could not be asked what the session may do there.
    ///   - rest: what is there and was not extracted.
    func manifest(_ provider: Provider, failure: CloudError?, rest: Manifest.Rest?) -> Manifest.Account {
        if let failure = self.failure { return Manifest.Account(provider, id, failure) }
        if let leftOut { return Manifest.Account(provider: provider, id: id, outcome: .skipped, reason: leftOut) }
        return Manifest.Account(
            provider: provider, id: id, outcome: failure?.outcome ?? .complete, reason: failure?.code,
            requestID: failure?.requestID, rest: rest)
    }

    /// What a cloud says of accounts that are named. One that it says nothing of is asked all the same, and its units
    /// tell why.
    static func described(
        _ ids: [String], width: Int,
        _ ask: @escaping @Sendable (String) async throws(CloudError) -> CloudAccount
    ) async throws(CloudError) -> [CloudAccount] {
        let answers = await ids.concurrentMap(width: width) { id -> Result<CloudAccount, CloudError> in
            do throws(CloudError) {
                return .success(try await ask(id))
            } catch {
                return error.isEndOfRun ? .failure(error) : .success(CloudAccount(id: id, failure: error))
            }
        }
        var accounts: [CloudAccount] = []
        for answer in answers { accounts.append(try answer.get()) }
        return accounts
    }

    /// - Parameter key: of the configuration, for warnings.
    static func chosen(
        among found: [CloudAccount], _ excluded: AccountExclusion, key: String, kind: String,
        _ observer: any RunObserver
    ) -> [RESTAccount] {
        for pattern in excluded.idle(among: found) {
            observer.warning("'\(pattern)' under \(key) matches no \(kind)")
        }
        return found.map { account in
            // Its name may be one of those.
            let reason = excluded.reason(for: account)
            let failure = reason == nil && !excluded.patterns.isEmpty ? account.failure : nil
            return RESTAccount(
                id: account.id, leftOut: reason ?? failure?.code, failure: failure, alias: account.alias)
        }
    }
}
