from concurrent.futures import ThreadPoolExecutor

from bot.domain.scoring.tally import Tally
from bot.storage.quiz.answers import Outcome
from bot.storage.quiz.posts import Ending
from tests.storage.quiz.kit import DAY, HOUR, KEY, NOW, TODAY, answer, asked, key, post


def test_a_post_comes_back_as_it_was_added(store):
    assert store.posts.add(post()) == post() == store.posts.get(key())


def test_a_day_that_is_taken_keeps_its_question(store):
    store.posts.add(post())
    assert store.posts.add(post(question_id="kms/keys")) == post()


def test_of_many_who_add_a_post_for_the_day_all_get_the_same(store):
    with ThreadPoolExecutor(8) as pool:
        got = list(pool.map(lambda n: store.posts.add(post(question_id=f"q/{n}")), range(8)))
    assert len({one.question_id for one in got}) == 1


def test_what_slack_took_stays_and_what_it_refused_is_discarded(store):
    sent = asked(store)
    unsent = store.posts.add(post(key("C2"))).key
    store.posts.discard(sent)
    store.posts.discard(unsent)
    assert store.posts.get(sent).ts == "1764000000.000100"
    assert store.posts.get(unsent) is None


def test_a_new_question_closes_the_channels_open_ones_and_no_other(store):
    open_one = asked(store, key(day=TODAY - DAY))
    ending = asked(store, key(day=TODAY - 2 * DAY), closes_at=NOW - HOUR)
    elsewhere = asked(store, key("C2"))
    coming = store.posts.add(post()).key
    store.posts.close_earlier("T1", "C1", NOW)
    ends = [store.posts.get(one).closes_at for one in (open_one, ending, elsewhere, coming)]
    assert ends == [NOW, NOW - HOUR, NOW + DAY, NOW + DAY]


def test_open_posts_are_due_to_close_once_their_time_is_up(store):
    later = asked(store, key("C2"), closes_at=NOW)
    sooner = asked(store, key("C1"), closes_at=NOW - HOUR)
    asked(store, key("C3"), closes_at=NOW + HOUR)
    store.posts.add(post(key("unsent"), closes_at=NOW - HOUR))
    assert store.posts.due_to_close(NOW) == [Ending(NOW - HOUR, sooner), Ending(NOW, later)]
    store.posts.close(sooner, KEY)
    assert store.posts.due_to_close(NOW) == [Ending(NOW, later)]


def test_what_is_due_to_close_comes_in_pages_that_leave_nothing_out(store):
    ends = (NOW - HOUR, NOW)
    keys = [
        asked(store, key(channel, team, day), closes_at=end)
        for end, day in zip(ends, (TODAY - DAY, TODAY), strict=True)
        for team in ("T1", "T2")
        for channel in ("C1", "C2")
    ]
    pages, last = [], None
    while page := store.posts.due_to_close(NOW, last, limit=3):
        pages.append(page)
        last = page[-1]
    assert [len(page) for page in pages] == [3, 3, 2]
    assert [one.key for page in pages for one in page] == keys


def test_closing_counts_the_answers_for_good(store):
    where = asked(store)
    answer(store, where, "U1")
    answer(store, where, "U2", right=False, points=0)
    assert store.posts.get(where).answered == 2
    closed = store.posts.close(where, KEY)
    assert (closed.closed, closed.answered, closed.right) == (True, 2, 1)
    store.people.forget("T1", "U1")
    assert store.posts.close(where, KEY) == closed == store.posts.get(where)


def test_posts_that_people_still_see_as_open_are_known_by_channel(store):
    days = [asked(store, key(day=TODAY - n * DAY)) for n in (2, 1, 0)]
    store.posts.set_unseen(asked(store, key("C2")), True)
    for one in days[:2]:
        store.posts.set_unseen(one, True)
    assert store.posts.unseen("T1", "C1") == days[:2]
    store.posts.set_unseen(days[0], False)
    assert store.posts.unseen("T1", "C1") == [days[1]]


def test_a_post_that_is_gone_cannot_be_closed(store):
    assert store.posts.close(key(), KEY) is None


def test_every_answer_that_counts_is_in_the_count_of_a_post_closed_meanwhile(store):
    where = asked(store)

    def do(number):
        if number == 20:
            return store.posts.close(where, KEY)
        return answer(store, where, f"U{number}")

    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(do, range(40)))
    counted = results.count(Outcome.FIRST)
    assert results[20].answered == results[20].right == counted
    assert store.posts.get(where).answered == counted == len(store.answers.of_post(where))


def test_a_channel_knows_when_it_was_asked_what_last(store):
    asked(store, key(day=TODAY - 9 * DAY), "waf/rules")
    asked(store, key(day=TODAY - DAY), "waf/rules")
    store.posts.add(post(key(day=TODAY), "kms/keys"))
    asked(store, key("C2"), "iam/roles")
    today = TODAY.toordinal()
    assert store.posts.asked("T1", "C1", before=TODAY) == {"waf/rules": today - 1}
    asked_by_now = store.posts.asked("T1", "C1", before=TODAY + DAY)
    assert asked_by_now == {"waf/rules": today - 1, "kms/keys": today}


def test_a_workspace_adds_up_how_its_closed_posts_were_answered(store):
    for channel in ("C1", "C2"):
        where = asked(store, key(channel))
        answer(store, where, "U1")
        answer(store, where, "U2", right=False, points=0)
        store.posts.close(where, KEY)
    answer(store, asked(store, key("C3")))
    assert store.posts.tallies("T1") == {"waf/rules": Tally(right=2, answered=4)}
    assert store.posts.tallies("T2") == {}


def test_streaks_get_the_scheduled_days_that_were_sent(store):
    closed = asked(store, key(day=TODAY - 3 * DAY))
    asked(store, key(day=TODAY - 2 * DAY), scheduled=False)
    asked(store, key(day=TODAY))
    store.posts.add(post(key(day=TODAY + DAY)))
    store.posts.close(closed, KEY)
    assert store.posts.days("T1", "C1") == ([TODAY - 3 * DAY, TODAY], [TODAY])


def test_posts_are_found_by_their_days_and_by_their_question(store):
    days = [asked(store, key(day=TODAY - n * DAY)) for n in (3, 2, 1, 0)]
    elsewhere = asked(store, key("C9", "T2"))
    asked(store, key("C2"), "kms/keys")
    store.posts.add(post(key(day=TODAY + DAY)))
    between = store.posts.between("T1", "C1", TODAY - 2 * DAY, TODAY + DAY)
    assert [one.key for one in between] == days[1:]
    assert [one.key for one in store.posts.of_question("waf/rules")] == [*days, elsewhere]


def test_a_post_is_shown_anew_once_however_many_have_answered(store):
    where = asked(store)
    for number in range(3):
        answer(store, where, f"U{number}")
        store.posts.mark_stale(where, NOW + number * HOUR)
    assert store.posts.take_stale(NOW - HOUR, NOW) == []
    [shown] = store.posts.take_stale(NOW, NOW + DAY)
    assert (shown.key, shown.answered) == (where, 3)
    store.posts.refreshed(where, NOW + DAY)
    assert store.posts.take_stale(NOW + DAY, NOW + DAY) == []
    store.posts.mark_stale(where, NOW + HOUR)
    assert [one.key for one in store.posts.take_stale(NOW + HOUR, NOW + DAY)] == [where]


def test_what_is_arranged_while_a_post_is_shown_stays_so(store):
    where = asked(store)
    store.posts.mark_stale(where, NOW)
    store.posts.take_stale(NOW, NOW + DAY)
    store.posts.mark_stale(where, NOW + HOUR)
    store.posts.refreshed(where, NOW + DAY)
    assert len(store.posts.take_stale(NOW + HOUR, NOW + DAY)) == 1
    store.posts.put_off(where, NOW + 2 * DAY)
    store.posts.refreshed(where, NOW + DAY)
    assert len(store.posts.take_stale(NOW + 2 * DAY, NOW + 3 * DAY)) == 1


def test_stale_posts_come_a_page_at_a_time_and_each_to_one_caller(store):
    for number in range(12):
        store.posts.mark_stale(asked(store, key(f"C{number:02}")), NOW)
    with ThreadPoolExecutor(4) as pool:
        pages = list(pool.map(lambda _: store.posts.take_stale(NOW, NOW + DAY, 3), range(4)))
    rest = store.posts.take_stale(NOW, NOW + DAY)
    got = [one.key.channel for page in [*pages, rest] for one in page]
    assert sorted(got) == [f"C{number:02}" for number in range(12)]


def test_a_closed_post_is_not_shown_as_an_open_one_again(store):
    where = asked(store)
    store.posts.mark_stale(where, NOW)
    store.posts.close(where, KEY)
    assert store.posts.take_stale(NOW, NOW + DAY) == []
