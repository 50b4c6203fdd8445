// SPDX-License-Identifier: Apache-2.0
import AWS
import Access
import Cloud
import SigV4
import Snapshot

/// AWS's part of a snapshot.
struct AWSRun: ProviderRun {
    let settings: AWSSettings
    let services: [ExtractorSettings.AWSService]
    let context: ProviderContext
    let provider = Provider.aws

    func part() async throws(AgentError) -> ProviderPart {
        let credential = try await BorrowedCredential(wallClock: context.wallClock, observer: context.observer) {
            [context, settings] () async throws(AgentError) in
            try await context.secrets.awsCredentials(settings.credentials)
        }
        let opener = SessionOpener(
            settings: settings, connection: try connection(credential.known), credential: credential,
            sessionName: context.sessionName, log: context.log,
            width: context.width, observer: context.observer)
        let survey = try await AWSSurvey(
            settings: settings, opener: opener, width: context.width,
            needsRegions: services.contains { $0.resources.contains { $0.placement == .region } },
            observer: context.observer
        ).findings()
        let plan = AWSPlan(settings, services, accounts: survey.accounts)
        if plan.entries.isEmpty { try Self.explain(survey.accounts) }
        let sessions = try await opener.open(plan.sessions)
        return ProviderPart(
            accounts: survey.accounts.map { Manifest.Account($0, failure: sessions.failures[$0.id]) },
            sessions: (sessions.open + survey.sessions).map(Manifest.Session.init),
            units: plan.entries.map { unit($0, sessions) })
    }

    func unentered(_ error: CloudError) -> [Manifest.Account] {
        let ids = if case .named(let ids) = settings.accounts { ids } else { [settings.accountID] }
        return ids.map { Manifest.Account(.aws, $0, error) }
    }

    private func unit(_ entry: AWSPlan.Entry, _ sessions: OpenedSessions) -> PlannedUnit {
        let work: PlannedUnit.Work
        switch entry.work {
        case .ended(let report): work = .ended(report)
        case .read(let planned):
            switch sessions.session(planned) {
            case .success(let (session, place)):
                work = .read(
                    AWSExtractor(
                        entry.resource, session: session, unit: entry.unit, redaction: context.redaction,
                        selection: entry.selection), session: place)
            case .failure(let error): work = .ended(error.report)
            }
        }
        return PlannedUnit(unit: entry.unit, selection: entry.selection.json, work: work)
    }

    /// Why there is no unit at all.
    private static func explain(_ accounts: [AWSAccount]) throws(AgentError) -> Never {
        for account in accounts {
            if case .unknown(let error) = account.standing { throw error.asAgentError(of: .aws) }
        }
        throw .nothingToExtract
    }

    private func connection(_ credentials: AWSCredentials) throws(AgentError) -> AWSConnection {
        AWSConnection(
            endpoints: try settings.endpoints(), credentials: credentials, http: context.http, retry: context.retry,
            wallClock: context.wallClock, clock: context.clock)
    }
}
