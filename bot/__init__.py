"""awssec: a Slack study assistant for AWS security."""
