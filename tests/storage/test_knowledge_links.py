import pytest

from bot.storage.knowledge_files import inspect
from tests import small


@pytest.fixture
def faults_of(tmp_path):
    """The faults of a folder with these files, each given as (path, line, message)."""

    def faults_of(**files):
        for name, document in files.items():
            path = tmp_path / "detection" / f"{name}.yaml"
            path.parent.mkdir(exist_ok=True)
            path.write_text(small.as_yaml(document))
        return [read(fault) for fault in inspect(tmp_path).faults]

    def read(fault):
        path, line, message = fault.split(":", 2)
        text = (tmp_path / path).read_text().splitlines()
        return path.rpartition("/")[2], text[int(line) - 1].strip(), message.strip()

    return faults_of


def test_a_file_name_that_is_not_its_id(faults_of):
    assert faults_of(shield=small.document("shield"), firewall=small.document("waf")) == [
        ("firewall.yaml", 'id: "waf"', "id `waf` is not the file's name; make them the same")
    ]


def test_one_id_in_two_domains(tmp_path):
    waf = small.document("waf")
    small.write(tmp_path, small.document("shield"), waf, domain="detection")
    small.write(tmp_path, {**waf, "aliases": ["a"], "asks": list("abcde")}, domain="identity")
    [fault] = inspect(tmp_path).faults
    assert fault == f"{tmp_path}/detection/waf.yaml:1: id `waf` is also in identity; rename one"


def test_an_alias_claimed_by_two_topics_whatever_its_case_and_spaces(faults_of):
    shield = small.document("shield", aliases=["edge", "web  firewall"])
    assert faults_of(shield=shield, waf=small.document("waf", aliases=["waf", "Web Firewall"])) == [
        (
            "waf.yaml",
            '- "Web Firewall"',
            "`Web Firewall` is in aliases of `shield` too; keep it in one",
        )
    ]


def test_a_question_that_two_topics_claim(faults_of):
    asks = small.document("waf")["asks"]
    shield = small.document("shield", asks=[*small.document("shield")["asks"], asks[2]])
    assert faults_of(shield=shield, waf=small.document("waf")) == [
        ("waf.yaml", f'- "{asks[2]}"', f"`{asks[2]}` is in asks of `shield` too; keep it in one")
    ]


def test_links_that_lead_nowhere_or_to_the_topic_itself(faults_of):
    shield = small.document(
        "shield", related=["waf", "wfa", "shield"], confused_with=small.confused("macy")
    )
    assert faults_of(shield=shield, waf=small.document("waf")) == [
        ("shield.yaml", '- "wfa"', "there is no topic `wfa`; correct the id or remove it"),
        ("shield.yaml", '- "shield"', "`shield` names itself; remove it"),
        (
            "shield.yaml",
            '- topic: "macy"',
            "there is no topic `macy`; correct the id or remove it",
        ),
    ]


def test_a_topic_with_a_fault_of_its_own_is_still_a_topic_to_link_to(faults_of):
    shield = small.document("shield", related=["waf"], confused_with=small.confused("waf"))
    waf = small.document("waf", confused_with=small.confused("shield"), title="")
    [(file, _, message)] = faults_of(shield=shield, waf=waf)
    assert (file, message) == ("waf.yaml", "`title` is empty; fill it in or delete the line")


def test_a_confusion_stands_in_both_files_in_the_same_words(faults_of):
    shield = small.document("shield", confused_with=small.confused("waf", "One filters."))
    assert faults_of(shield=shield, waf=small.document("waf")) == [
        (
            "shield.yaml",
            '- topic: "waf"',
            "`waf` does not name this topic back; add it there",
        )
    ]
    waf = small.document("waf", confused_with=small.confused("shield", "One absorbs."))
    assert [message for _, _, message in faults_of(shield=shield, waf=waf)] == [
        "`waf` states another difference; use one sentence in both",
        "`shield` states another difference; use one sentence in both",
    ]


def test_question_ids_belong_to_their_topic_and_come_once(faults_of):
    questions = small.document("shield")["questions"]
    questions[1]["id"] = "waf/multiple"
    questions[3]["id"] = "shield/ordering"
    shield = small.document("shield", questions=questions)
    assert faults_of(shield=shield, waf=small.document("waf")) == [
        ("shield.yaml", '- id: "waf/multiple"', "`waf/multiple` must start with `shield/`"),
        (
            "shield.yaml",
            '- id: "shield/ordering"',
            "question id `shield/ordering` stands twice; rename one",
        ),
    ]
