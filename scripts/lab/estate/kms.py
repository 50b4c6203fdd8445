"""Keys: turned on and off, rotated, on their way out, and what points at them."""

from .material import AWKWARD, FOREIGN, TAGS, Client, policy, tag_pairs


def seed(client: Client) -> None:
    kms = client("kms")
    first = kms.create_key(
        Description=AWKWARD, Tags=tag_pairs(TAGS), Policy=policy(action="kms:*", principal={"AWS": "*"})
    )["KeyMetadata"]["KeyId"]
    kms.enable_key_rotation(KeyId=first)
    kms.create_alias(AliasName="alias/estate/first", TargetKeyId=first)
    kms.create_grant(
        KeyId=first,
        GranteePrincipal="arn:aws:iam::123456789012:role/estate/worker",
        Operations=["Decrypt"],
        Name="estate",
        Constraints={"EncryptionContextEquals": {"service": "a=b & c"}},
    )
    off = kms.create_key(Description=FOREIGN, KeySpec="RSA_2048", KeyUsage="SIGN_VERIFY")["KeyMetadata"]["KeyId"]
    kms.disable_key(KeyId=off)
    going = kms.create_key()["KeyMetadata"]["KeyId"]
    kms.schedule_key_deletion(KeyId=going, PendingWindowInDays=7)
