"""Identities: users with keys, groups, roles, policies, providers, the password rule."""

import json
from typing import Any

from .material import AWKWARD, FOREIGN, PLAIN_TAGS, Client, pairs, policy, trust
from .pems import CERTIFICATE, PRIVATE_KEY


def seed(client: Client) -> None:
    iam = client("iam")
    managed = iam.create_policy(
        PolicyName="estate-managed",
        Path="/estate/",
        PolicyDocument=policy(action="s3:Get*"),
        Description="reads & lists",
        Tags=pairs(PLAIN_TAGS),
    )["Policy"]["Arn"]
    iam.create_policy_version(PolicyArn=managed, PolicyDocument=policy(action="s3:List*"), SetAsDefault=True)
    iam.create_policy(PolicyName="estate-unattached", PolicyDocument=policy(f"arn:aws:s3:::{AWKWARD}/*"))
    _groups(iam, managed)
    _users(iam, managed)
    _roles(iam, managed)
    _providers(iam)
    iam.create_account_alias(AccountAlias="cloud-extractor-lab")
    iam.update_account_password_policy(
        MinimumPasswordLength=14,
        RequireSymbols=True,
        RequireNumbers=True,
        MaxPasswordAge=90,
        PasswordReusePrevention=24,
    )
    iam.upload_server_certificate(
        ServerCertificateName="estate", CertificateBody=CERTIFICATE, PrivateKey=PRIVATE_KEY, Path="/estate/"
    )


def _groups(iam: Any, managed: str) -> None:
    for name in ("estate-auditors", "estate-empty"):
        iam.create_group(GroupName=name, Path="/estate/")
    iam.attach_group_policy(GroupName="estate-auditors", PolicyArn=managed)
    iam.put_group_policy(GroupName="estate-auditors", PolicyName="inline & more", PolicyDocument=policy())


def _users(iam: Any, managed: str) -> None:
    iam.create_user(UserName="estate-anna", Path="/estate/", Tags=pairs(PLAIN_TAGS), PermissionsBoundary=managed)
    iam.create_user(UserName="estate+b.otto@example.org")
    iam.add_user_to_group(GroupName="estate-auditors", UserName="estate-anna")
    iam.attach_user_policy(UserName="estate-anna", PolicyArn=managed)
    iam.put_user_policy(UserName="estate-anna", PolicyName="inline", PolicyDocument=policy(f"arn:aws:s3:::{FOREIGN}"))
    iam.create_login_profile(UserName="estate-anna", Password="Zürich-12345!", PasswordResetRequired=True)
    for _ in range(2):
        key = iam.create_access_key(UserName="estate-anna")["AccessKey"]["AccessKeyId"]
    iam.update_access_key(UserName="estate-anna", AccessKeyId=key, Status="Inactive")
    iam.upload_ssh_public_key(UserName="estate-anna", SSHPublicKeyBody="ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQ== anna")
    iam.upload_signing_certificate(UserName="estate-anna", CertificateBody=CERTIFICATE)
    device = iam.create_virtual_mfa_device(VirtualMFADeviceName="estate-anna", Path="/estate/", Tags=pairs(PLAIN_TAGS))[
        "VirtualMFADevice"
    ]
    iam.enable_mfa_device(
        UserName="estate-anna",
        SerialNumber=device["SerialNumber"],
        AuthenticationCode1="123456",
        AuthenticationCode2="654321",
    )


def _roles(iam: Any, managed: str) -> None:
    iam.create_role(
        RoleName="worker",
        Path="/estate/",
        AssumeRolePolicyDocument=trust("lambda"),
        Description=AWKWARD,
        Tags=pairs(PLAIN_TAGS),
        MaxSessionDuration=7200,
    )
    stranger = {"AWS": "arn:aws:iam::999988887777:root"}
    statement = {"Effect": "Allow", "Principal": stranger, "Action": "sts:AssumeRole"}
    iam.create_role(
        RoleName="estate-stranger",
        AssumeRolePolicyDocument=json.dumps({"Version": "2012-10-17", "Statement": [statement]}),
    )
    iam.attach_role_policy(RoleName="worker", PolicyArn=managed)
    iam.attach_role_policy(RoleName="worker", PolicyArn="arn:aws:iam::aws:policy/ReadOnlyAccess")
    iam.put_role_policy(RoleName="worker", PolicyName="inline", PolicyDocument=policy(action="logs:*"))
    iam.create_instance_profile(InstanceProfileName="estate", Path="/estate/", Tags=pairs(PLAIN_TAGS))
    iam.add_role_to_instance_profile(InstanceProfileName="estate", RoleName="worker")
    iam.create_service_linked_role(AWSServiceName="autoscaling.amazonaws.com")


def _providers(iam: Any) -> None:
    metadata = f'<EntityDescriptor entityID="https://id.example/">{"&amp; " * 300}</EntityDescriptor>'
    iam.create_saml_provider(Name="estate", SAMLMetadataDocument=metadata, Tags=pairs(PLAIN_TAGS))
    iam.create_open_id_connect_provider(
        Url="https://token.actions.example.org",
        ClientIDList=["sts.amazonaws.com"],
        ThumbprintList=["a" * 40],
        Tags=pairs(PLAIN_TAGS),
    )
