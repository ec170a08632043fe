"""Finding time zones by what people call them."""

import itertools
import zoneinfo
from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.schedule import (
    is_zone,
    zone_in_words,
    zone_named,
    zone_with_offset,
    zones_matching,
)
from bot.domain.schedule.offsets import offset_at
from bot.domain.schedule.places import COUNTRIES, OTHER_NAMES
from bot.domain.schedule.zones import CONTINENTS
from tests.domain.schedule_kit import ZONES, leaps, local, moments, utc


def search(text: str, limit: int = 100) -> Sequence[str]:
    return zones_matching(text, now=utc("2026-11-24 09:00"), limit=limit)


def test_every_zone_is_found_by_its_name_in_any_case() -> None:
    for zone in ZONES:
        assert zone_named(zone) == zone
        assert zone_named(zone.lower()) == zone
        assert search(zone)[0] == zone


def test_every_city_is_found_by_its_name_alone() -> None:
    """Where two zones share the city, they also share their clocks."""
    for zone in ZONES:
        area, _, city = zone.rpartition("/")
        if area.startswith(("Africa", "America", "Asia", "Atlantic", "Europe", "Pacific")):
            found = zone_named(city.replace("_", " "))
            assert found
            assert all(local(leap, found) == local(leap, zone) for _, leap in leaps()[::20])


def test_other_names_lead_to_zones_that_exist() -> None:
    for zone, names in OTHER_NAMES.items():
        assert is_zone(zone)
        assert all(zone_named(name) == zone for name in names.split(", "))


def test_other_names_take_no_city_from_another_zone() -> None:
    cities = {zone.rpartition("/")[2].replace("_", " ").lower() for zone in ZONES if "/" in zone}
    others = {name for names in OTHER_NAMES.values() for name in names.split(", ")}
    assert cities & others <= {"eastern", "central", "mountain", "pacific"}  # US/ and Canada/


@pytest.mark.parametrize(
    ("words", "zone"),
    [
        ("berln", "Europe/Berlin"),
        ("Europ/Berln", "Europe/Berlin"),
        ("amstedram", "Europe/Amsterdam"),
        ("new yrok", "America/New_York"),
        ("sidney", "Australia/Sydney"),
        ("singapur", "Asia/Singapore"),
        ("istanbul", "Europe/Istanbul"),
        ("bangalor", "Asia/Kolkata"),
    ],
)
def test_typos_are_forgiven(words: str, zone: str) -> None:
    assert zone_named(words) == zone


@pytest.mark.parametrize(
    "words", ["", "cst", "ist", "bari", "localtime", "utc+5:30", "utc+99", "gmt 7", "???"]
)
def test_what_could_be_several_places_or_none_is_not_guessed(words: str) -> None:
    assert zone_named(words) is None


def test_names_that_mislead_are_not_offered() -> None:
    assert not any(is_zone(name) for name in ("localtime", "Factory", "EST"))
    assert is_zone("Europe/Berlin")
    assert not is_zone("europe/berlin")


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("berl", "Europe/Berlin"),
        ("york", "America/New_York"),
        ("germ", "Europe/Berlin"),
        ("tokio", "Asia/Tokyo"),
        ("est", "America/New_York"),
        ("pacif", "America/Los_Angeles"),
        ("utc", "UTC"),
        ("+2", "Europe/Kyiv"),
        ("UTC+5:30", "Asia/Kolkata"),
        ("gmt -3", "America/Sao_Paulo"),
        ("+14", "Pacific/Kiritimati"),
        ("-12", "Etc/GMT+12"),
        ("+0", "UTC"),
        ("são", "America/Sao_Paulo"),
        ("SÃO PAULO", "America/Sao_Paulo"),
        ("zür", "Europe/Zurich"),
        ("usa", "America/New_York"),
        ("us", "America/New_York"),
        ("uk", "Europe/London"),
        ("canad", "America/Toronto"),
        ("argentina bue", "America/Argentina/Buenos_Aires"),
        ("", "UTC"),
    ],
)
def test_the_search_gives_the_best_first(text: str, first: str) -> None:
    assert search(text)[0] == first


def test_a_country_gives_its_zones_and_no_place_whose_name_contains_it() -> None:
    for name in ("usa", "United States"):
        assert list(search(name)) == [
            *("America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles"),
            *("America/Anchorage", "America/Phoenix", "Pacific/Honolulu"),
        ]
    assert all(map(is_zone, itertools.chain(*COUNTRIES.values())))


@given(st.sampled_from(ZONES), moments)
def test_an_offset_gives_all_the_places_that_have_it_then_and_no_others(
    zone: str, now: datetime
) -> None:
    minutes = round(offset_at(zone, now) / timedelta(minutes=1))
    typed = f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60}:{abs(minutes) % 60:02}"
    found = zones_matching(typed, now=now, limit=len(ZONES))
    assert {offset_at(one, now) for one in found} == {offset_at(zone, now)}
    assert zone in found or not zone.startswith(CONTINENTS)


@given(st.sampled_from(ZONES))
def test_a_zone_in_words_is_read_as_the_same_clocks(zone: str) -> None:
    assert zone_named(zone_in_words(zone)) == zone


@pytest.mark.parametrize(
    ("zone", "said"),
    [
        ("Europe/Berlin", "Europe/Berlin, UTC+01:00"),
        ("America/St_Johns", "America/St_Johns, UTC-03:30"),
        ("Etc/GMT+5", "UTC-5"),
        ("UTC", "UTC"),
    ],
)
def test_a_zone_is_said_with_its_present_offset(zone: str, said: str) -> None:
    assert zone_with_offset(zone, now=utc("2026-11-24 09:00")) == said


def test_the_search_gives_nothing_for_what_is_like_no_zone() -> None:
    assert search("xqzv") == []


@given(st.text(max_size=12), st.integers(1, 120))
def test_the_search_gives_different_zones_within_the_limit(text: str, limit: int) -> None:
    found = search(text, limit=limit)
    assert len(found) == len(set(found)) <= limit
    assert all(map(is_zone, found))


@given(st.sampled_from(ZONES), st.data())
def test_the_beginning_of_a_name_finds_the_zone(zone: str, data: st.DataObject) -> None:
    beginning = zone[: data.draw(st.integers(1, len(zone)))]
    if "/" in zone and any(map(str.isalpha, beginning)):
        assert zone in search(beginning, limit=len(ZONES))


def test_all_zones_of_the_machine_but_a_few_are_offered() -> None:
    assert len(zoneinfo.available_timezones()) - len(ZONES) <= 4
