"""Scheduled and queued work. Every process may take part; each job is done once.

`due` finds what is due and `queue` keeps it; `workflows` are the jobs, `sending` is their way to
Slack, and `rounds` what a worker does besides.
"""

from bot.jobs.due import post_now
from bot.jobs.jobs import Jobs
from bot.jobs.queue import JobQueue

__all__ = ["JobQueue", "Jobs", "post_now"]
