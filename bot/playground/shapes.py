"""Checks from which Block Kit's shapes are put together; each yields its faults in Slack's words.

It knows nothing of Slack's blocks: `block_kit` and `block_elements` say what is allowed where.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

Check = Callable[[Any, str], Iterator[str]]
Fields = Mapping[str, Check]


def fault(message: str, pointer: str) -> str:
    return f"{message} [json-pointer:{pointer}]"


def string(least: int = 0, most: int | None = None) -> Check:
    def check(value: Any, at: str) -> Iterator[str]:
        if not isinstance(value, str):
            yield fault("must provide a string", at)
        elif len(value) < least:
            yield fault(f"must be more than {least - 1} characters", at)
        elif most is not None and len(value) > most:
            yield fault(f"must be less than {most + 1} characters", at)

    return check


def one_of(*allowed: str) -> Check:
    def check(value: Any, at: str) -> Iterator[str]:
        if value not in allowed:
            yield fault(f"must be one of: {', '.join(allowed)}", at)

    return check


def integer(least: int, most: int) -> Check:
    def check(value: Any, at: str) -> Iterator[str]:
        if not isinstance(value, int) or isinstance(value, bool):
            yield fault("must provide an integer", at)
        elif not least <= value <= most:
            yield fault(f"must be between {least} and {most}", at)

    return check


def moment(layout: str, form: str) -> Check:
    """A date or a time written as `layout` says, in `strptime`'s letters; `form` names it."""

    def check(value: Any, at: str) -> Iterator[str]:
        if not is_moment(value, layout):
            yield fault(f"must be in the format {form}", at)

    return check


def is_moment(value: Any, layout: str) -> bool:
    """Whether this is a date or a time in exactly this layout, leading zeros included."""
    try:
        written = datetime.strptime(value, layout).strftime(layout)  # noqa: DTZ007
    except (TypeError, ValueError):
        return False
    return written == str(value)


def boolean(value: Any, at: str) -> Iterator[str]:
    if not isinstance(value, bool):
        yield fault("must provide a boolean", at)


def url(value: Any, at: str) -> Iterator[str]:
    yield from (found := list(string(1, 3000)(value, at)))
    if not found and not _is_web_address(value):
        yield fault("invalid URL", at)


def _is_web_address(value: str) -> bool:
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def array(item: Check, least: int = 0, most: int | None = None) -> Check:
    def check(value: Any, at: str) -> Iterator[str]:
        if not isinstance(value, list):
            yield fault("must provide an array", at)
            return
        if len(value) < least:
            yield fault(f"no fewer than {least} items allowed", at)
        if most is not None and len(value) > most:
            yield fault(f"no more than {most} items allowed", at)
        for number, entry in enumerate(value):
            yield from item(entry, f"{at}/{number}")

    return check


def mapping(required: Fields, optional: Fields) -> Check:
    """An object with these fields and no others."""
    fields = {**required, **optional}

    def check(value: Any, at: str) -> Iterator[str]:
        if not isinstance(value, dict):
            yield fault("must provide an object", at)
            return
        for name in required:
            if name not in value:
                yield fault(f"missing required field: {name}", at)
        for name, entry in value.items():
            if name in fields:
                yield from fields[name](entry, f"{at}/{name}")
            else:
                yield fault(f"invalid additional property: {name}", at)

    return check


def any_value(_value: Any, _at: str) -> Iterator[str]:
    return iter(())


def typed(shapes: Mapping[str, Check], allowed: Iterable[str] | None = None) -> Check:
    """An object whose `type` decides its shape."""
    names = frozenset(shapes if allowed is None else allowed)

    def check(value: Any, at: str) -> Iterator[str]:
        if not isinstance(value, dict):
            yield fault("must provide an object", at)
        elif "type" not in value:
            yield fault("missing required field: type", at)
        elif not isinstance(value["type"], str) or value["type"] not in names:
            yield fault(f"unsupported type: {value['type']}", f"{at}/type")
        else:
            yield from shapes[value["type"]](value, at)

    return check


def also(check: Check, *more: Check) -> Check:
    """Further rules for a value that has passed the first check."""

    def checked(value: Any, at: str) -> Iterator[str]:
        yield from (found := list(check(value, at)))
        if not found:
            for rule in more:
                yield from rule(value, at)

    return checked
