# What opening snapshots needs in Vault, and nothing else.

# The key ring that opens snapshots.
path "secret/data/cloud-extractor/prod/fernet" {
  capabilities = ["read"]
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
