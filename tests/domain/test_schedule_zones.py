"""Finding time zones by what people call them."""

import zoneinfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.schedule import is_zone, zone_named, zones_matching
from bot.domain.schedule.places import OTHER_NAMES
from tests.domain.schedule_kit import ZONES, leaps, local


def test_every_zone_is_found_by_its_name_in_any_case() -> None:
    for zone in ZONES:
        assert zone_named(zone) == zone
        assert zone_named(zone.lower()) == zone
        assert zones_matching(zone)[0] == zone


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
        ("+2", "Etc/GMT-2"),
        ("argentina bue", "America/Argentina/Buenos_Aires"),
        ("", "UTC"),
    ],
)
def test_the_search_gives_the_best_first(text: str, first: str) -> None:
    assert zones_matching(text)[0] == first


def test_the_search_gives_nothing_for_what_is_like_no_zone() -> None:
    assert zones_matching("xqzv") == []


@given(st.text(max_size=12), st.integers(1, 120))
def test_the_search_gives_different_zones_within_the_limit(text: str, limit: int) -> None:
    found = zones_matching(text, limit=limit)
    assert len(found) == len(set(found)) <= limit
    assert all(map(is_zone, found))


@given(st.sampled_from(ZONES), st.data())
def test_the_beginning_of_a_name_finds_the_zone(zone: str, data: st.DataObject) -> None:
    beginning = zone[: data.draw(st.integers(1, len(zone)))]
    if "/" in zone and any(map(str.isalpha, beginning)):
        assert zone in zones_matching(beginning, limit=len(ZONES))


def test_all_zones_of_the_machine_but_a_few_are_offered() -> None:
    assert len(zoneinfo.available_timezones()) - len(ZONES) <= 4
