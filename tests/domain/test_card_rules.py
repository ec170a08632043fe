"""How long a card may be."""

from dataclasses import replace
from pathlib import Path

from bot.domain.card_rules import MOST_WORDS, card_faults, words_of
from bot.domain.knowledge import Change
from bot.storage import knowledge_files

TOPICS = knowledge_files.load(Path("knowledge")).topics


def test_every_card_is_read_in_half_a_minute():
    assert card_faults(TOPICS.values()) == {}


def test_a_card_with_one_word_too_many_is_named():
    shield = TOPICS["shield"]
    long = replace(shield, answer="word " * (MOST_WORDS - words_of(shield) + 1) + shield.answer)
    fits = replace(shield, answer="word " * (MOST_WORDS - words_of(shield)) + shield.answer)
    assert words_of(fits) == MOST_WORDS
    assert card_faults([fits]) == {}
    assert "131 words" in card_faults([long])["shield"]


def test_what_has_changed_is_read_too():
    shield = TOPICS["shield"]
    more = replace(shield, changed=(*shield.changed, Change("2026-01", "Three words more.")))
    assert words_of(more) == words_of(shield) + 3
