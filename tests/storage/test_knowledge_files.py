import pytest

from bot.domain.knowledge import Change, Confusion, Domain, Kind, Option, Source
from bot.errors import KnowledgeError
from bot.storage.knowledge_files import inspect, load
from tests import small


def changed(folder, old, new):
    """Change the text of shield's file; the file."""
    path = folder / "infrastructure-security/shield.yaml"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    return path


def line_of(path, fragment):
    """The line on which `fragment` starts."""
    text = path.read_text()
    return text[: text.index(fragment.strip("\n"))].count("\n") + 1


def test_a_topic_is_read_with_all_it_says(tmp_path):
    shield = small.document(
        "shield",
        aliases=["Shield", "DDoS protection"],
        answer="Two  lines\nof text.",
        changed=[{"date": "2026-03", "what": "It got cheaper."}],
        confused_with=small.confused("waf", "One filters."),
    )
    waf = small.document("waf", confused_with=small.confused("shield", "One filters."))
    small.write(tmp_path, shield, waf, domain="governance")
    topic = load(tmp_path).topics["shield"]
    assert (topic.id, topic.domain) == ("shield", Domain.GOVERNANCE)
    assert topic.aliases == ("Shield", "DDoS protection")
    assert topic.answer == "Two lines of text."
    assert topic.changed == (Change("2026-03", "It got cheaper."),)
    assert topic.confused_with == (Confusion("waf", "One filters."),)
    assert topic.sources == (Source("A page", "https://aws.example", "2026-11-24"),)
    assert [question.kind for question in topic.questions] == list(Kind)
    assert topic.questions[0].options[0] == Option("Option 0", "Because.", correct=True)
    assert not topic.questions[0].options[1].correct


def test_the_shared_vocabulary_is_read(knowledge_dir):
    terms = [{"canonical": "bucket", "variants": ["file store"], "why": "People say so."}]
    (knowledge_dir / "vocabulary.yaml").write_text(small.as_yaml({"terms": terms}))
    [term] = load(knowledge_dir).vocabulary
    assert (term.canonical, term.variants) == ("bucket", ("file store",))


def test_names_that_are_none_of_our_business_are_read(knowledge_dir):
    clouds = {"why": "Other clouds.", "names": ["Azure", "GCP"]}
    places = {"why": "Other things.", "names": ["pizza"]}
    (knowledge_dir / "outside.yaml").write_text(small.as_yaml({"outside": [clouds, places]}))
    assert load(knowledge_dir).outside == ("Azure", "GCP", "pizza")


def test_a_fault_in_the_vocabulary_has_its_line(knowledge_dir):
    path = knowledge_dir / "vocabulary.yaml"
    path.write_text('terms:\n  - canonical: "bucket"\n    variants: ["a"]\n    wy: "x"\n')
    assert f"{path}:4: unknown field `wy`; did you mean `why`?" in inspect(knowledge_dir).faults


LONG = "x" * 5000

FAULTS = [
    # a field that is unknown, missing or doubled
    ('exam_trap: "', 'exam_trp: "', "exam_trp", "unknown field `exam_trp`; did you mean `exam_t"),
    ('title: "AWS Shield"\n', "", "id:", "`shield` has no `title`"),
    ('  difficulty: "easy"\n', "", 'id: "shield/single', "`questions` has no `difficulty`"),
    ('    why: "Because."\n', "", 'text: "Option 0', "`options` has no `why`"),
    ('answer: "', 'title: "again"\nanswer: "', 'title: "again', "`title` stands twice"),
    # YAML's traps and wrong types
    ('"AWS Shield"', "yes", "title: yes", "is yes, which YAML reads as true or false"),
    ('"AWS Shield"', "2026", "title: 2026", "is 2026, which YAML reads as a number"),
    ('"AWS Shield"', "~", "title: ~", "is ~, which YAML reads as nothing"),
    ('"AWS Shield"', "AWS Shield # WAF", "title: AWS", "`title` is not quoted"),
    ('"AWS Shield"', "", "title:", "`title` is empty"),
    ('"AWS Shield"', '" "', "title:", "`title` is empty"),
    ('"AWS Shield"', '["AWS Shield"]', "title:", "`title` is a list or a mapping"),
    ('aliases:\n- "shield"', 'aliases: "shield"', "aliases:", "`aliases` must be a list"),
    ('- "waf"', "- no", "- no", "is no, which YAML reads as true or false"),
    ('"2026-11-24"', "2026-11-24", "checked:", "2026-11-24, which YAML reads as a date object"),
    ("correct: true", "correct: yes", "correct: yes", "must be the bare word true"),
    ("correct: true", "correct: false", "correct: false", "must be the bare word true"),
    (
        '- text: "Option 0"',
        '- "Option 0"\n  - text: "Option 0"',
        '- "Option 0',
        "must be a mapping",
    ),
    # words of a fixed form
    ('"2026-11-24"', '"24.11.2026"', "checked:", "must be a day such as"),
    ("https://aws.example", "http://aws.example", "url:", "must be an address that starts with h"),
    ("https://aws.example", "ftp://aws.example", "url:", "must be an address that starts with h"),
    ("https://aws.example", "https://a b.example", "url:", "must be an address that starts with"),
    ('"shield/single"', '"shield-single"', "shield-single", "it must be `<topic-id>/<slug>`"),
    ('- "waf"', '- "AWS WAF"', '"AWS WAF', "it must be a topic id"),
    ('"easy"', '"trivial"', "trivial", "choose one of easy, medium, hard"),
    ('"single"', '"truefalse"', "truefalse", "must be one of single, multiple, ordering, matching"),
    # lengths
    ("What shield is.", LONG, "answer:", "`answer` has 5000 characters; at most 600"),
    ("Step 0", "x" * 76, "xxx", "`text` has 76 characters; at most 75"),
    ('- "shield is two."\n- "shield is three."\n', "", '"shield is one', "has 1 entries; it must"),
    # keys of questions
    ("    correct: true\n", "", 'id: "shield/single', "0 options are marked `correct: true`"),
    ('"single"', '"multiple"', '- text: "Option 0', "has 4 entries; it must have 5 to 6"),
    ('text: "Option 1"', 'text: "OPTION 0"', 'id: "shield/single', "stands twice in one question"),
]


@pytest.mark.parametrize(("old", "new", "at", "message"), FAULTS)
def test_a_fault_is_reported_with_its_file_and_line(knowledge_dir, old, new, at, message):
    path = changed(knowledge_dir, old, new)
    at_line = [
        fault
        for fault in inspect(knowledge_dir).faults
        if fault.startswith(f"{path}:{line_of(path, at)}: ")
    ]
    assert any(message in fault for fault in at_line), inspect(knowledge_dir).faults


def test_a_second_right_option_makes_single_choice_faulty(knowledge_dir):
    two = small.single("shield", options=small.options(4, right=2))
    path = whole_set(knowledge_dir, two)
    line = line_of(path, '- id: "shield/single"')
    [fault] = inspect(knowledge_dir).faults
    assert fault.startswith(f"{path}:{line}: 2 options are marked `correct: true`")


@pytest.mark.parametrize("right", [0, 1, 5])
def test_multiple_response_has_two_right_options_or_more_but_not_all(knowledge_dir, right):
    wrong = small.multiple("shield", options=small.options(5, right=right))
    whole_set(knowledge_dir, wrong)
    [fault] = inspect(knowledge_dir).faults
    assert f"{right} options are marked `correct: true`; mark two or more, but not all" in fault


def test_matching_needs_two_different_matches(knowledge_dir):
    same = [{"prompt": f"Need {n}", "match": "Means", "why": "So."} for n in range(3)]
    whole_set(knowledge_dir, small.matching("shield", pairs=same))
    [fault] = inspect(knowledge_dir).faults
    assert "all prompts have the same match" in fault


def whole_set(folder, *first):
    """Shield's file with these questions and enough others."""
    more = [{**small.ordering("shield"), "id": f"shield/more-{n}"} for n in range(3)]
    waf = small.confused("waf")
    document = small.document("shield", questions=[*first, *more], confused_with=waf)
    return small.write(folder, document, domain="infrastructure-security")


def test_all_faults_are_reported_at_once_in_the_order_of_files_and_lines(knowledge_dir):
    shield = changed(knowledge_dir, '"AWS Shield"', "yes")
    changed(knowledge_dir, "https://", "http://")
    waf = shield.with_name("waf.yaml")
    waf.write_text(waf.read_text().replace("answer", "anwser"))
    places = [fault.split(": ")[0] for fault in inspect(knowledge_dir).faults]
    lines = [line_of(shield, "title"), line_of(shield, "url:")]
    assert places == [
        *(f"{shield}:{line}" for line in lines),
        f"{waf}:1",
        f"{waf}:{line_of(waf, 'anwser')}",
    ]


def test_loading_a_folder_with_faults_raises_them_all(knowledge_dir):
    changed(knowledge_dir, '"AWS Shield"', "yes")
    with pytest.raises(KnowledgeError) as refusal:
        load(knowledge_dir)
    assert refusal.value.faults == inspect(knowledge_dir).faults != []


def test_files_of_the_current_folder_are_named_from_there(knowledge_dir, monkeypatch):
    changed(knowledge_dir, '"AWS Shield"', "yes")
    monkeypatch.chdir(knowledge_dir.parent)
    [fault] = inspect(knowledge_dir).faults
    assert fault.startswith("knowledge/infrastructure-security/shield.yaml:2: ")


@pytest.mark.parametrize(
    ("place", "message"),
    [
        ("detection/extra.yml", "rename it to extra.yaml"),
        ("detecton/extra.yaml", "move it into an exam domain's folder: detection, "),
    ],
)
def test_a_file_that_would_be_passed_over_is_reported(knowledge_dir, place, message):
    path = knowledge_dir / place
    path.parent.mkdir()
    path.write_text("id: extra\n")
    [fault] = inspect(knowledge_dir).faults
    assert fault.startswith(f"{path}:1: {message}")


def test_other_files_are_none_of_its_business(knowledge_dir):
    (knowledge_dir / "README.md").write_text("# Writing knowledge")
    (knowledge_dir / "infrastructure-security/.waf.yaml.swp").write_bytes(b"\0")
    assert inspect(knowledge_dir).faults == []


def test_a_folder_that_is_not_there_or_empty_is_reported(tmp_path):
    assert inspect(tmp_path / "no").faults == [
        f"{tmp_path}/no:1: no such folder; set KNOWLEDGE_DIR to the right one"
    ]
    [fault] = inspect(tmp_path).faults
    assert fault.startswith(f"{tmp_path}:1: no topic in it")


@pytest.mark.parametrize("place", ["stray.yaml", "detection/deeper/stray.yaml"])
def test_a_topic_at_the_wrong_depth_is_named(knowledge_dir, place):
    stray = knowledge_dir / place
    stray.parent.mkdir(parents=True, exist_ok=True)
    stray.write_text("id: stray\n", "utf-8")
    [fault] = inspect(knowledge_dir).faults
    assert f"{place}:1: move it into an exam domain's folder" in fault
