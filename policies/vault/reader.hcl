# What taking snapshots needs in Vault, and nothing else.

# The cloud key that the agent starts from; all that it may do is assume a role.
path "secret/data/cloud-extractor/prod/aws" {
  capabilities = ["read"]
}

# The key ring that seals snapshots.
path "secret/data/cloud-extractor/prod/fernet" {
  capabilities = ["read"]
}

# The key that signs snapshots and the audit log.
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

# Asking what it may do, so that cloud-extractor doctor can warn of more.
path "sys/capabilities-self" {
  capabilities = ["update"]
}
