import threading

import pytest

from bot.errors import KnowledgeError
from bot.storage.knowledge_watch import Watched
from tests import small

PATIENCE = 10
"""Seconds after which a test gives up; nothing waits that long when all is well."""


def ids(knowledge):
    return sorted(knowledge.topics)


@pytest.fixture
def watched(knowledge_dir):
    """The ids of the topics in the folder, kept up to date."""
    return Watched(knowledge_dir, ids)


def test_nothing_is_prepared_anew_while_nothing_changes(knowledge_dir):
    prepared = []
    watched = Watched(knowledge_dir, prepared.append)
    assert not watched.refresh()
    assert len(prepared) == 1


def test_a_new_a_changed_and_a_removed_file_are_taken_over(knowledge_dir):
    watched = Watched(knowledge_dir, lambda k: [topic.title for topic in k.topics.values()])
    path = small.write(knowledge_dir, small.document("macie", title="Macie"))
    assert watched.refresh()
    assert "Macie" in watched.value
    small.write(knowledge_dir, small.document("macie", title="Amazon Macie"))
    assert watched.refresh()
    assert "Amazon Macie" in watched.value
    path.unlink()
    assert watched.refresh()
    assert watched.value == ["AWS Shield", "AWS Waf"]


def test_a_change_of_the_vocabulary_is_taken_over(knowledge_dir):
    watched = Watched(knowledge_dir, lambda k: [term.canonical for term in k.vocabulary])
    terms = [{"canonical": "bucket", "variants": ["store"], "why": "People say so."}]
    (knowledge_dir / "vocabulary.yaml").write_text(small.as_yaml({"terms": terms}))
    assert watched.refresh()
    assert watched.value == ["bucket"]


def test_a_broken_edit_is_reported_once_and_keeps_the_last_good_knowledge(
    watched, knowledge_dir, caplog
):
    path = small.write(knowledge_dir, small.document("macie", title=""))
    assert not watched.refresh()
    assert not watched.refresh()
    assert watched.value == ["shield", "waf"]
    [report] = [record for record in caplog.records if record.levelname == "ERROR"]
    assert f"{path}:2: `title` is empty" in report.getMessage()


def test_the_repair_of_a_broken_edit_is_taken_over(watched, knowledge_dir):
    path = small.write(knowledge_dir, small.document("macie"))
    whole = path.read_text()
    path.write_text(whole[: len(whole) // 2])
    assert not watched.refresh()
    path.write_text(whole)
    assert watched.refresh()
    assert watched.value == ["macie", "shield", "waf"]


def test_a_folder_that_goes_away_leaves_the_last_good_knowledge(watched, knowledge_dir, caplog):
    away = knowledge_dir.rename(knowledge_dir.with_name("away"))
    assert not watched.refresh()
    assert watched.value == ["shield", "waf"]
    assert "no such folder" in caplog.text
    away.rename(knowledge_dir)
    assert watched.refresh()


def test_a_start_with_a_fault_is_refused(knowledge_dir):
    small.write(knowledge_dir, small.document("macie", title=""))
    with pytest.raises(KnowledgeError):
        Watched(knowledge_dir, ids)


def test_changes_are_taken_over_in_the_background_until_it_is_stopped(knowledge_dir):
    seen, stop = threading.Event(), threading.Event()

    def prepare(knowledge):
        if "macie" in knowledge.topics:
            seen.set()
        return ids(knowledge)

    thread = Watched(knowledge_dir, prepare).watch(0.01, stop)
    small.write(knowledge_dir, small.document("macie"))
    assert seen.wait(PATIENCE)
    stop.set()
    thread.join(PATIENCE)
    assert not thread.is_alive()


def test_a_failure_of_ours_does_not_end_the_watching(knowledge_dir):
    failing = threading.Event()
    prepared = threading.Event()

    def prepare(knowledge):
        if failing.is_set():
            failing.clear()
            raise RuntimeError("a bug of ours")
        prepared.set()
        return len(knowledge.topics)

    watched = Watched(knowledge_dir, prepare)
    stop = threading.Event()
    failing.set()
    prepared.clear()
    path = next(knowledge_dir.glob("*/waf.yaml"))
    path.write_text(path.read_text("utf-8") + "# changed\n", "utf-8")
    thread = watched.watch(0.01, stop)
    try:
        assert prepared.wait(10)
    finally:
        stop.set()
        thread.join(10)
