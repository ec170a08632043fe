from concurrent.futures import ThreadPoolExecutor

from bot.storage.quiz.answers import Outcome
from bot.storage.quiz.people import NEVER, Person
from bot.storage.quiz.reports import Report
from tests.storage.quiz.kit import DAY, NOW, TODAY, all_time, answer, asked, key, setting


def remember(store, user, name, now=NOW, team="T1"):
    store.people.remember(team, user, name=name, zone="Europe/Berlin", now=now)


def test_a_person_is_remembered_as_slack_described_them_last(store):
    assert store.people.get("T1", "U1") is None
    remember(store, "U1", "Ana")
    remember(store, "U1", "Ana <B.> 🔒", NOW + DAY)
    assert store.people.get("T1", "U1") == Person(
        "U1", "Ana <B.> 🔒", "Europe/Berlin", hidden=False, seen_at=NOW + DAY
    )
    assert store.people.get("T2", "U1") is None


def test_who_hides_stays_hidden_when_their_name_is_learnt(store):
    store.people.hide("T1", "U1", True)
    assert store.people.get("T1", "U1") == Person("U1", "", "", hidden=True, seen_at=NEVER)
    remember(store, "U1", "Ana")
    assert store.people.get("T1", "U1").hidden
    store.people.hide("T1", "U1", False)
    assert store.people.get("T1", "U1") == Person("U1", "Ana", "Europe/Berlin", False, NOW)


def test_names_are_given_for_those_who_have_one(store):
    remember(store, "U1", "Ana")
    remember(store, "U2", "Ben")
    remember(store, "U3", "Cem", team="T2")
    store.people.hide("T1", "U4", True)
    assert store.people.names("T1", ["U1", "U3", "U4"]) == {"U1": "Ana"}
    assert store.people.names("T1", []) == {}


def test_names_for_everybody_to_see_leave_out_who_hides(store):
    for user in ("U1", "U2"):
        remember(store, user, user)
    store.people.hide("T1", "U1", True)
    assert store.people.names("T1", ["U1", "U2"], hidden=False) == {"U2": "U2"}
    assert store.people.names("T1", ["U1", "U2"]) == {"U1": "U1", "U2": "U2"}


def test_what_a_person_did_is_deleted_and_nothing_of_others(store):
    where = asked(store)
    for user in ("U1", "U2"):
        remember(store, user, user)
        answer(store, where, user)
        report = {"channel": "C1", "user": user, "question_id": "waf/rules", "now": NOW}
        store.reports.add("T1", **report)
    store.people.forget("T1", "U1")
    assert store.people.get("T1", "U1") is None
    assert store.answers.of_person("T1", "U1") == []
    assert all_time(store) == all_time(store, "C1") == {"U2": (2, 1, 1)}
    assert store.people.get("T1", "U2") is not None
    assert store.reports.listed("T1") == [Report("waf/rules", 2, NOW, 1)]


def test_a_schedule_goes_on_without_the_name_of_who_is_forgotten(store):
    store.schedules.save(setting(set_by="U1"))
    store.schedules.save(setting("C2", set_by="U2"))
    store.people.forget("T1", "U1")
    assert store.schedules.get("T1", "C1") == setting(set_by="")
    assert store.schedules.get("T1", "C2") == setting("C2", set_by="U2")


def test_two_people_who_are_forgotten_leave_two_reports(store):
    for user in ("U1", "U2"):
        for question in ("waf/rules", "kms/keys"):
            store.reports.add("T1", channel="C1", user=user, question_id=question, now=NOW)
        store.people.forget("T1", user)
    assert [one.count for one in store.reports.listed("T1")] == [2, 2]


def test_who_hides_is_hidden_on_every_board_before_and_after(store):
    answer(store, asked(store), "U1")
    store.people.hide("T1", "U1", True)
    answer(store, asked(store, key("C2", day=TODAY + DAY)), "U1")
    answer(store, asked(store, key("C2", team="T2")), "U1")
    assert {line.score.hidden for _, _, line in store.boards.every_line("T1")} == {True}
    assert {line.score.hidden for _, _, line in store.boards.every_line("T2")} == {False}
    store.people.hide("T1", "U1", False)
    assert {line.score.hidden for _, _, line in store.boards.every_line("T1")} == {False}


def test_who_hides_while_answering_is_on_no_board(store):
    keys = [asked(store, key(f"C{n}", day=TODAY + n * DAY)) for n in range(40)]
    with ThreadPoolExecutor(8) as pool:
        given = [pool.submit(answer, store, where) for where in keys[:20]]
        hidden = pool.submit(store.people.hide, "T1", "U1", True)
        given += [pool.submit(answer, store, where) for where in keys[20:]]
    assert {one.result() for one in given} == {Outcome.FIRST}
    assert hidden.result() is None
    assert {line.score.hidden for _, _, line in store.boards.every_line("T1")} == {True}


def test_who_is_forgotten_while_answering_keeps_the_sum_of_what_came_after(store):
    keys = [asked(store, key(f"C{n}")) for n in range(40)]
    with ThreadPoolExecutor(8) as pool:
        given = [pool.submit(answer, store, where) for where in keys[:20]]
        forgotten = pool.submit(store.people.forget, "T1", "U1")
        given += [pool.submit(answer, store, where) for where in keys[20:]]
    assert {one.result() for one in given} == {Outcome.FIRST}
    assert forgotten.result() is None
    left = store.answers.of_person("T1", "U1")
    sums = {"U1": (2 * len(left), len(left), len(left))} if left else {}
    assert all_time(store) == sums
