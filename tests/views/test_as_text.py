from bot.views.as_text import as_text
from bot.views.card import card
from bot.views.comparison import comparison
from bot.views.ids import CardState
from bot.views.suggestions import did_you_mean


def test_a_card_reads_from_title_to_sources(knowledge):
    shield = knowledge.topics["shield"]
    lines = as_text(card(shield, knowledge, CardState("shield"))).splitlines()
    assert lines[:2] == ["AWS Shield", "=========="]
    wanted = [shield.answer, f"- {shield.key_points[0]}", f"Exam trap: {shield.exam_trap}"]
    places = [lines.index(line) for line in wanted]
    assert places == sorted(places)
    assert any(shield.sources[0].url in line for line in lines)
    assert lines[-1].startswith("Related: ") and "AWS WAF" in lines[-1]


def test_topics_to_open_stand_in_brackets_and_buttons_that_need_slack_are_left_out(knowledge):
    shield, waf = knowledge.topics["shield"], knowledge.topics["waf"]
    assert as_text(comparison(shield, waf, "")).endswith("[AWS Shield]  [AWS WAF]")
    text = as_text(did_you_mean([shield, waf], "wall"))
    assert "[AWS Shield]  [AWS WAF]" in text
    assert "None of these" not in text
