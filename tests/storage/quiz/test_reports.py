from bot.storage.quiz.reports import Report
from tests.storage.quiz.kit import DAY, NOW


def report(store, user, question_id="waf/rules", team="T1", now=NOW):
    store.reports.add(team, channel="C1", user=user, question_id=question_id, now=now)


def test_a_question_is_reported_once_by_a_person(store):
    report(store, "U1")
    report(store, "U1", now=NOW + DAY)
    assert store.reports.listed("T1") == [Report("waf/rules", 1, NOW, 1)]


def test_the_most_reported_questions_come_first(store):
    report(store, "U1", "kms/keys")
    report(store, "U1")
    report(store, "U2", now=NOW + DAY)
    report(store, "U1", team="T2")
    assert store.reports.listed(None) == [
        Report("waf/rules", 3, NOW + DAY, 2),
        Report("kms/keys", 1, NOW, 1),
    ]
    assert store.reports.listed("T2") == [Report("waf/rules", 1, NOW, 1)]
    assert store.reports.listed("T3") == []
