# What the agent may do in Vault, and nothing else. "demo" is the environment: put yours in its place.
# The mount is a KV version 2 at "secret/". For version 1, leave out "data/".

# The cloud key that the agent starts from; it may do nothing but assume the reader role.
path "secret/data/cloud-extractor/demo/aws" { capabilities = ["read"] }

# The key ring that seals snapshots and opens them again.
path "secret/data/cloud-extractor/demo/fernet" { capabilities = ["read"] }

# The key that signs snapshots and the audit log.
path "secret/data/cloud-extractor/demo/audit" { capabilities = ["read"] }

# Asking which KV version serves each of those three secrets. Vault answers this to every token that may do something
# in the mount; the lines say what is asked all the same.
path "sys/internal/ui/mounts/secret/cloud-extractor/demo/aws"    { capabilities = ["read"] }
path "sys/internal/ui/mounts/secret/cloud-extractor/demo/fernet" { capabilities = ["read"] }
path "sys/internal/ui/mounts/secret/cloud-extractor/demo/audit"  { capabilities = ["read"] }

# Its own token: how long it still lives, living longer (up to token_max_ttl), and giving it back at the end.
path "auth/token/lookup-self" { capabilities = ["read"] }
path "auth/token/renew-self"  { capabilities = ["update"] }
path "auth/token/revoke-self" { capabilities = ["update"] }
