# What an auditor may see in Vault: versions and their times, the policies, the audit log's anchor. No secret.

# Which versions there are, and since when.
path "secret/metadata/cloud-extractor/prod/aws" {
  capabilities = ["read"]
}

# Which versions there are, and since when.
path "secret/metadata/cloud-extractor/prod/fernet" {
  capabilities = ["read"]
}

# Which versions there are, and since when.
path "secret/metadata/cloud-extractor/prod/audit" {
  capabilities = ["read"]
}

# Which versions there are, and since when.
path "secret/metadata/cloud-extractor/prod/audit-head" {
  capabilities = ["read"]
}

# Signed checkpoints, to hold the audit log to.
path "secret/data/cloud-extractor/prod/audit-head" {
  capabilities = ["read"]
}

# What the agent's roles may do.
path "sys/policies/acl/cloud-extractor*" {
  capabilities = ["read"]
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
