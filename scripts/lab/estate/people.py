"""Directories of people: user pools, identity pools, single sign-on, organisations, shares."""

from typing import Any

from .material import (
    ACCOUNT,
    ASCII_TAGS,
    AWKWARD,
    FOREIGN,
    PLAIN_TAGS,
    ROLE,
    TAGS,
    Client,
    default_subnets,
    pairs,
    policy,
)


def seed(client: Client) -> None:
    _pools(client("cognito-idp"), client("cognito-identity"))
    _organization(client("organizations"))
    _sign_on(client("sso-admin"), client("identitystore"))
    vpc, subnets = default_subnets(client)
    directory = _directory(client("ds"), vpc, subnets)
    _desks(client("workspaces"), directory, subnets)
    client("ram").create_resource_share(
        name="estate & more",
        allowExternalPrincipals=False,
        tags=[{"key": k, "value": v} for k, v in TAGS.items()],
        resourceArns=["arn:aws:ec2:us-east-1:123456789012:transit-gateway/tgw-1"],
    )
    for kind in ("BILLING", "OPERATIONS", "SECURITY"):
        client("account").put_alternate_contact(
            AlternateContactType=kind,
            Name=FOREIGN,
            Title="CISO",
            EmailAddress="ciso@example.org",
            PhoneNumber="+41 44 000",
        )


def _pools(users: Any, identities: Any) -> None:
    pool = users.create_user_pool(
        PoolName="estate",
        MfaConfiguration="OPTIONAL",
        UserPoolTags=TAGS,
        DeletionProtection="ACTIVE",
        Policies={"PasswordPolicy": {"MinimumLength": 12, "RequireSymbols": True}},
        AutoVerifiedAttributes=["email"],
        EmailVerificationSubject=AWKWARD,
    )["UserPool"]["Id"]
    app = users.create_user_pool_client(UserPoolId=pool, ClientName="web & more", GenerateSecret=True)
    users.create_user_pool_domain(UserPoolId=pool, Domain="estate")
    users.create_group(UserPoolId=pool, GroupName="auditors", Description=AWKWARD)
    users.create_identity_provider(
        UserPoolId=pool,
        ProviderName="corp",
        ProviderType="OIDC",
        AttributeMapping={"email": "email"},
        ProviderDetails={"client_id": "x", "client_secret": "hunter2", "oidc_issuer": "https://id.example.org"},
    )
    users.create_resource_server(
        UserPoolId=pool, Identifier="estate", Name=AWKWARD, Scopes=[{"ScopeName": "read", "ScopeDescription": "a & b"}]
    )
    users.admin_create_user(
        UserPoolId=pool, Username="anna", UserAttributes=[{"Name": "email", "Value": "anna@example.org"}]
    )
    identities.create_identity_pool(
        IdentityPoolName="estate",
        AllowUnauthenticatedIdentities=True,
        IdentityPoolTags=TAGS,
        CognitoIdentityProviders=[
            {
                "ProviderName": f"cognito-idp.us-east-1.amazonaws.com/{pool}",
                "ClientId": app["UserPoolClient"]["ClientId"],
            }
        ],
    )


def _organization(organizations: Any) -> None:
    organizations.create_organization(FeatureSet="ALL")
    root = organizations.list_roots()["Roots"][0]["Id"]
    unit = organizations.create_organizational_unit(ParentId=root, Name=AWKWARD, Tags=pairs(TAGS))["OrganizationalUnit"]
    parent = unit["Id"]
    for level in range(2, 6):
        inner = organizations.create_organizational_unit(ParentId=parent, Name=f"level {level}")
        parent = inner["OrganizationalUnit"]["Id"]
    for number in range(2):
        organizations.create_account(
            Email=f"estate-{number}@example.org", AccountName=f"{FOREIGN} {number}", Tags=pairs(TAGS)
        )
    organizations.enable_policy_type(RootId=root, PolicyType="SERVICE_CONTROL_POLICY")
    rule = organizations.create_policy(
        Name="estate", Description=AWKWARD, Type="SERVICE_CONTROL_POLICY", Content=policy(), Tags=pairs(TAGS)
    )["Policy"]["PolicySummary"]["Id"]
    for kind in ("TAG_POLICY", "AISERVICES_OPT_OUT_POLICY"):
        organizations.enable_policy_type(RootId=root, PolicyType=kind)
        organizations.create_policy(Name=kind, Description=AWKWARD, Type=kind, Content="{}")
    organizations.attach_policy(PolicyId=rule, TargetId=unit["Id"])
    organizations.enable_aws_service_access(ServicePrincipal="config.amazonaws.com")
    member = next(each["Id"] for each in organizations.list_accounts()["Accounts"] if each["Id"] != ACCOUNT)
    organizations.register_delegated_administrator(AccountId=member, ServicePrincipal="ssm.amazonaws.com")


def _sign_on(admin: Any, store: Any) -> None:
    instance = admin.list_instances()["Instances"][0]
    permissions = admin.create_permission_set(
        InstanceArn=instance["InstanceArn"],
        Name="estate",
        Description="a & b",
        SessionDuration="PT2H",
        Tags=pairs(PLAIN_TAGS),
    )["PermissionSet"]["PermissionSetArn"]
    where = {"InstanceArn": instance["InstanceArn"], "PermissionSetArn": permissions}
    admin.put_inline_policy_to_permission_set(**where, InlinePolicy=policy())
    admin.attach_managed_policy_to_permission_set(**where, ManagedPolicyArn="arn:aws:iam::aws:policy/ReadOnlyAccess")
    admin.provision_permission_set(**where, TargetType="ALL_PROVISIONED_ACCOUNTS")
    user = store.create_user(
        IdentityStoreId=instance["IdentityStoreId"],
        UserName="anna",
        DisplayName=FOREIGN,
        Name={"GivenName": "Anna", "FamilyName": "O'Hara & Söhne"},
        Emails=[{"Value": "anna@example.org", "Type": "work", "Primary": True}],
    )["UserId"]
    group = store.create_group(
        IdentityStoreId=instance["IdentityStoreId"], DisplayName="auditors", Description="a & b"
    )["GroupId"]
    store.create_group_membership(IdentityStoreId=instance["IdentityStoreId"], GroupId=group, MemberId={"UserId": user})
    admin.create_account_assignment(
        **where, TargetId=ACCOUNT, TargetType="AWS_ACCOUNT", PrincipalType="USER", PrincipalId=user
    )


def _directory(directories: Any, vpc: str, subnets: list[str]) -> str:
    directories.create_microsoft_ad(
        Name="corp.example.org",
        Password="Hunter2hunter2!",
        Edition="Standard",
        Description="a & b",
        VpcSettings={"VpcId": vpc, "SubnetIds": subnets},
        Tags=pairs(ASCII_TAGS),
    )
    return directories.create_directory(
        Name="simple.example.org",
        Password="Hunter2hunter2!",
        Size="Small",
        Tags=pairs(ASCII_TAGS),
        VpcSettings={"VpcId": vpc, "SubnetIds": subnets},
    )["DirectoryId"]


def _desks(workspaces: Any, directory: str, subnets: list[str]) -> None:
    workspaces.register_workspace_directory(DirectoryId=directory, SubnetIds=subnets, Tags=pairs(ASCII_TAGS))
    workspaces.create_workspaces(
        Workspaces=[
            {
                "DirectoryId": directory,
                "UserName": "anna",
                "BundleId": "wsb-0123456789",
                "RootVolumeEncryptionEnabled": True,
                "VolumeEncryptionKey": ROLE,
                "Tags": pairs(ASCII_TAGS),
            }
        ]
    )
