"""The errors whose text is shown to people; every other exception is a fault of ours."""

from http.client import HTTPException

UNANSWERED = (OSError, HTTPException)
"""What a call to Slack raises where no answer comes, or a part of one."""


class UserError(Exception):
    """Something the person can put right: `str(error)` is one sentence that says how."""


class ConfigError(UserError):
    """The environment or the machine is not set up: for the operator."""


class KnowledgeError(UserError):
    """The knowledge folder cannot be used: for the author.

    `faults` holds one `file:line: what is wrong and what to do` each.
    """

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults
