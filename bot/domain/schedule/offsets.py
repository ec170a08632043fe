"""Offsets from UTC: read as people write them, and said of a zone. Some zones are an offset only,
and IANA writes these the other way round: `Etc/GMT-2` is what people call UTC+2."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

LARGEST = timedelta(hours=14)
"""No clock is further from UTC, ahead of it or behind."""

_OFFSET = re.compile(r"(?:utc|gmt)?\s*([+\N{MINUS SIGN}-])\s*(\d{1,2})(?::?(\d{2}))?")
_FIXED = re.compile(r"Etc/GMT([+-])(\d+)")


def offset_named(words: str) -> timedelta | None:
    """The offset that `words` name (`+2`, `utc-5`, `GMT+05:30`); None if they name none."""
    match = _OFFSET.fullmatch(words.strip().casefold())
    if not match:
        return None
    minutes = int(match[3] or 0)
    offset = timedelta(hours=int(match[2]), minutes=minutes)
    if minutes >= 60 or offset > LARGEST:
        return None
    return offset if match[1] == "+" else -offset


def offset_at(zone: str, moment: datetime) -> timedelta:
    """How far the clocks of `zone` are ahead of UTC at `moment`, which knows its own zone."""
    return moment.astimezone(ZoneInfo(zone)).utcoffset() or timedelta(0)


def fixed_zone(offset: timedelta) -> str:
    """IANA's name for clocks that are always `offset` ahead of UTC; none exists for all offsets."""
    hours = offset / timedelta(hours=1)
    return f"Etc/GMT{-hours:+g}" if offset else "UTC"


def zone_in_words(zone: str) -> str:
    """The zone as people read it: `UTC+2` for `Etc/GMT-2`, every other one by its name."""
    match = _FIXED.fullmatch(zone)
    if not match or match[2] == "0":
        return zone
    return f"UTC{'-' if match[1] == '+' else '+'}{match[2]}"


def zone_with_offset(zone: str, *, now: datetime) -> str:
    """The zone and how far it is ahead of UTC now: `Europe/Berlin, UTC+01:00`."""
    name = zone_in_words(zone)
    if name.startswith("UTC"):
        return name
    minutes = round(offset_at(zone, now) / timedelta(minutes=1))
    hours, rest = divmod(abs(minutes), 60)
    return f"{name}, UTC{'-' if minutes < 0 else '+'}{hours:02}:{rest:02}"
