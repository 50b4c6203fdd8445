"""Certificate authorities, registered domains, and what a domain's owner must tell."""

from typing import Any

from .material import FOREIGN, FULL_TAGS, Client, default_subnets, pairs, policy


def seed(client: Client) -> None:
    _authorities(client("acm-pca"))
    _domain(client("route53domains"))
    vpc, _ = default_subnets(client)
    resolver = client("route53resolver")
    resolver.update_resolver_dnssec_config(ResourceId=vpc, Validation="ENABLE")
    log = resolver.create_resolver_query_log_config(
        Name="estate-2", DestinationArn="arn:aws:s3:::estate-logs", CreatorRequestId="9"
    )["ResolverQueryLogConfig"]["Id"]
    resolver.associate_resolver_query_log_config(ResolverQueryLogConfigId=log, ResourceId=vpc)


def _authorities(authority: Any) -> None:
    for number, kind in enumerate(("ROOT", "SUBORDINATE")):
        arn = authority.create_certificate_authority(
            CertificateAuthorityConfiguration={
                "KeyAlgorithm": "RSA_4096",
                "SigningAlgorithm": "SHA512WITHRSA",
                "Subject": {"CommonName": f"{FOREIGN} {number}", "Organization": "R&D <core>", "Country": "CH"},
            },
            CertificateAuthorityType=kind,
            RevocationConfiguration={"CrlConfiguration": {"Enabled": False}},
            Tags=pairs(FULL_TAGS),
        )["CertificateAuthorityArn"]
        if kind == "ROOT":
            _sign_itself(authority, arn)
            authority.put_policy(
                ResourceArn=arn, Policy=policy(arn, "acm-pca:IssueCertificate", {"AWS": "111122223333"})
            )


def _sign_itself(authority: Any, arn: str) -> None:
    """Only an authority with a certificate may have a policy."""
    request = authority.get_certificate_authority_csr(CertificateAuthorityArn=arn)["Csr"]
    certificate = authority.issue_certificate(
        CertificateAuthorityArn=arn,
        Csr=request,
        SigningAlgorithm="SHA512WITHRSA",
        TemplateArn="arn:aws:acm-pca:::template/RootCACertificate/V1",
        Validity={"Type": "YEARS", "Value": 10},
    )["CertificateArn"]
    answer = authority.get_certificate(CertificateAuthorityArn=arn, CertificateArn=certificate)
    authority.import_certificate_authority_certificate(
        CertificateAuthorityArn=arn, Certificate=answer["Certificate"].encode()
    )


def _domain(domains: Any) -> None:
    contact = {
        "FirstName": "Anna",
        "LastName": "O'Hara",
        "ContactType": "COMPANY",
        "OrganizationName": "R&D",
        "AddressLine1": "Street 1",
        "City": "Zuerich",
        "CountryCode": "CH",
        "ZipCode": "8000",
        "PhoneNumber": "+41.440000000",
        "Email": "anna@example.org",
    }
    domains.register_domain(
        DomainName="estate-lab.com",
        DurationInYears=2,
        AutoRenew=True,
        AdminContact=contact,
        RegistrantContact=contact,
        TechContact=contact,
        PrivacyProtectAdminContact=True,
        PrivacyProtectRegistrantContact=True,
        PrivacyProtectTechContact=True,
    )
