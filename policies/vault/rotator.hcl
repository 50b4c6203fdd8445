# What replacing cloud credentials needs in Vault, and nothing else.

# A cloud key that is replaced. Its versions cannot be deleted; max_versions says how many are kept.
path "secret/data/cloud-extractor/prod/aws" {
  capabilities = ["read", "patch"]
}

# A cloud key that is replaced. Its versions cannot be deleted; max_versions says how many are kept.
path "secret/data/cloud-extractor/prod/aws-rotator" {
  capabilities = ["read", "patch"]
}

# The key that signs the audit log.
path "secret/data/cloud-extractor/prod/audit" {
  capabilities = ["read"]
}

# The audit log's last checkpoint. Its versions cannot be deleted.
path "secret/data/cloud-extractor/prod/audit-head" {
  capabilities = ["create", "read", "update"]
}

# Its own token: how long it still lives.
path "auth/token/lookup-self" {
  capabilities = ["read"]
}

# Living longer, up to token_max_ttl.
path "auth/token/renew-self" {
  capabilities = ["update"]
}

# Giving the token back at the end.
path "auth/token/revoke-self" {
  capabilities = ["update"]
}
