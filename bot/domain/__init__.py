"""The rules: what awssec knows and how it finds an answer. No Slack, no SQL, no files."""
