"""The rules of the study assistant: what it knows, how it finds an answer. No Slack, no SQL, no files."""
