"""Scheduled and queued work. Every process may take part; each job is done once.

`due` finds what is due and `queue` keeps it; `posting` and `closing` are the jobs, `attempts` is
how they are tried, `sending` their way to Slack, and `rounds` what a worker does besides.

Import from the modules: DBOS takes a quarter of a second and 18 MiB to load, which web processes
are spared.
"""
