import json
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.matching import Compared, DidYouMean, Finder, Found, NotFound
from bot.domain.matching.comparing import two_sides
from bot.domain.matching.explain import explain
from bot.domain.matching.text import stem, words
from bot.storage import knowledge_files

ROOT = Path(__file__).parent.parent.parent
CASES = ROOT / "tests" / "matching"


@cache
def finder() -> Finder:
    return Finder(knowledge_files.load(ROOT / "knowledge"))


def cases(name):
    lines = (CASES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def found_ids(question):
    return [match.topic.id for match in finder().find(question).matches]


def share(hits):
    hits = list(hits)
    return sum(hits) / len(hits)


@pytest.mark.parametrize(("name", "least"), [("asked", 0.92), ("exam", 0.95), ("short", 0.97)])
def test_the_first_match_is_right_for_nearly_all_questions(name, least):
    assert share(bool({*found_ids(c["q"])[:1]} & {*c["ids"]}) for c in cases(name)) >= least


def test_the_right_topic_is_nearly_always_among_the_first_three():
    assert share({*found_ids(c["q"])[:3]} & {*c["ids"]} != set() for c in cases("asked")) >= 0.98


def test_few_questions_get_the_wrong_card():
    findings = [(finder().find(case["q"]), case["ids"]) for case in cases("asked")]
    assert share(isinstance(f, Found) and f.topic.id not in ids for f, ids in findings) <= 0.05


def test_what_is_none_of_our_business_is_hardly_ever_answered():
    findings = [finder().find(case["q"]) for case in cases("none")]
    assert share(isinstance(finding, Found | Compared) for finding in findings) <= 0.03
    assert share(isinstance(finding, NotFound) for finding in findings) >= 0.9


def test_vague_questions_offer_several_of_the_topics_that_fit():
    offered = [len({*found_ids(c["q"])} & {*c["ids"]}) >= 2 for c in cases("ambiguous")]
    assert share(offered) >= 0.85


@pytest.mark.parametrize(
    ("typed", "topic"),
    [
        ("sheild advnaced", "shield-advanced"),
        ("gaurdduty", "guardduty"),
        ("gard duty", "guardduty"),
        ("trustedadvisor", "trusted-advisor"),
        ("gpdr", "gdpr"),
        ("AMAZON WAF", "waf"),
        ("GetCallerIdentity", "sts"),
        ("aws sso", "identity-center"),
        ("idenity federashun", "federation"),
    ],
)
def test_names_are_found_whatever_happens_to_them(typed, topic):
    finding = finder().find(typed)
    assert isinstance(finding, Found)
    assert finding.topic.id == topic


def test_every_title_and_alias_gets_its_own_card():
    topics = finder().knowledge.topics.values()
    names = [(name, topic) for topic in topics for name in (topic.title, *topic.aliases)]
    found = [(name, topic.id, finder().find(name)) for name, topic in names]
    assert [
        (name, id_) for name, id_, f in found if not isinstance(f, Found) or f.topic.id != id_
    ] == []


@pytest.mark.parametrize("question", ["", "???", "who are you", "asdfgh", "AWS RedWeasel"])
def test_nothing_is_made_up(question):
    assert isinstance(finder().find(question), NotFound)


@pytest.mark.parametrize(
    ("question", "topics"),
    [
        ("shield vs waf", {"shield", "waf"}),
        ("difference between a security group and a nacl", {"security-groups", "network-acls"}),
        ("cloudtrail or cloudwatch, which one for what?", {"cloudtrail", "cloudwatch"}),
        ("compare macie with inspector", {"macie", "inspector"}),
    ],
)
def test_two_things_are_compared(question, topics):
    finding = finder().find(question)
    assert isinstance(finding, Compared)
    assert {topic.id for topic in finding.topics} == topics


def test_a_comparison_with_something_unknown_is_none():
    assert not isinstance(finder().find("shield vs tomato soup"), Compared)


def test_a_side_ends_where_the_question_goes_on():
    assert two_sides("kms or cloudhsm, please in simple words") == ("kms", "cloudhsm")
    assert two_sides("what is kms") is None


@given(st.text(max_size=200))
def test_any_text_gets_an_orderly_answer(text):
    finding = finder().find(text)
    scores = [match.score for match in finding.matches]
    assert len(scores) <= 5
    assert all(0 <= score <= 100 for score in scores)
    if isinstance(finding, Found | DidYouMean):
        assert scores == sorted(scores, reverse=True)
        assert len({match.topic.id for match in finding.matches}) == len(scores)


@given(st.sampled_from(cases("asked")), st.sampled_from([str.upper, str.title, "  {}  ??".format]))
def test_case_spaces_and_marks_change_nothing_that_matters(case, change):
    plain = case["q"]
    if plain == plain.lower():
        assert found_ids(change(plain)) == found_ids(plain) or "'" in plain


@pytest.mark.parametrize(
    ("one", "two"),
    [("policies", "policy"), ("rotated", "rotate"), ("logs", "log"), ("keys", "key")],
)
def test_inflected_words_share_a_stem(one, two):
    assert stem(one) == stem(two)


def test_words_are_cut_from_identifiers_but_not_from_names():
    text = "AWSServiceRoleForAutoScaling GuardDuty KMS's café"
    expected = ["aws", "service", "role", "for", "auto", "scaling", "guardduty", "kms", "cafe"]
    assert words(text) == expected


def test_an_explanation_names_the_phrasing_the_correction_and_the_thresholds():
    text = explain(finder(), "sombody comitted our keys to github")
    assert "answer: compromised-access-key" in text
    assert "comitted: committed" in text
    assert "an answer from 0.68" in text
    assert "someone committed our keys to github" in text


@pytest.mark.parametrize("greeting", ["hello", "thanks!", "???", ""])
def test_a_greeting_is_no_question(greeting):
    assert finder().find(greeting) == NotFound((), blank=True)


def test_typos_in_small_words_do_not_matter():
    assert finder().find("what is teh waf").matches[0].topic.id == "waf"
    assert isinstance(finder().find("wht is teh diffrence betwen shield and waf"), Compared)


def test_nothing_is_near_where_no_word_is_known():
    assert finder().find("xyzzyx plugh").matches == ()
