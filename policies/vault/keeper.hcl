# What sealing snapshots anew and dropping keys needs in Vault, and nothing else.

# The key ring: keys can be taken out of it, and what it was before stays as a version.
path "secret/data/cloud-extractor/prod/fernet" {
  capabilities = ["read", "patch"]
}

# The key that signs snapshots and the audit log.
path "secret/data/cloud-extractor/prod/audit" {
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
