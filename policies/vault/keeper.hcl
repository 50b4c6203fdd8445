# What keeping the keys and sealing snapshots anew needs in Vault, and nothing else.

# The key ring: keys come into it and go, and what it was before stays as a version.
path "secret/data/cloud-extractor/prod/fernet" {
  capabilities = ["read", "patch"]
}

# The key that signs snapshots and the audit log, which another one can follow.
path "secret/data/cloud-extractor/prod/audit" {
  capabilities = ["read", "patch"]
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
