from hypothesis import given
from hypothesis import strategies as st

from bot.domain.gaps import Gap, merge
from bot.storage.store import AskedInVain


def asked(question, count=1, last=0, topic_id=None):
    return AskedInVain(question, count, last, topic_id)


def test_gaps_come_most_asked_first_then_latest_first():
    gaps = merge([asked("rare"), asked("old", 3, 10), asked("often", 5), asked("new", 3, 20)])
    assert [gap.question for gap in gaps] == ["often", "new", "old", "rare"]


def test_a_typo_another_case_or_word_order_is_the_same_question():
    gaps = merge(
        [
            asked("price of quantum vault", 4, 10),
            asked("Price of quantum vualt?", 1, 30),
            asked("quantum vault price of", 2, 20),
        ]
    )
    assert gaps == [
        Gap(
            "price of quantum vault",
            7,
            30,
            None,
            ("quantum vault price of", "Price of quantum vualt?"),
        )
    ]


def test_merged_questions_move_up_the_list():
    gaps = merge([asked("cook pasta", 3), asked("quantum vault", 2), asked("quantum vualt", 2)])
    assert [(gap.question, gap.count) for gap in gaps] == [("quantum vault", 4), ("cook pasta", 3)]


def test_different_questions_stay_apart():
    questions = ["how to rotate kms keys", "how to rotate pasta", "quantum vault", "vault"]
    assert len(merge(map(asked, questions))) == len(questions)


def test_the_same_question_about_two_cards_or_none_is_several_gaps():
    gaps = merge([asked("ddos"), asked("ddos", topic_id="shield"), asked("ddos", topic_id="waf")])
    assert {gap.topic_id for gap in gaps} == {None, "shield", "waf"}


def test_the_same_words_in_two_workspaces_are_not_listed_as_another_wording():
    [gap] = merge([asked("quantum vault", 2), asked("quantum vault", 3)])
    assert (gap.count, gap.also_asked_as) == (5, ())


def test_a_question_without_letters_is_kept():
    assert merge([asked("???")]) == [Gap("???", 1, 0, None)]


questions = st.text("abc ?é", max_size=8)
rows = st.builds(
    AskedInVain,
    questions,
    st.integers(1, 9),
    st.integers(0, 9),
    st.sampled_from([None, "waf"]),
)


@given(st.lists(rows), st.randoms(use_true_random=False))
def test_nothing_is_lost_and_the_order_of_the_rows_does_not_matter(rows, rng):
    gaps = merge(rows)
    assert sum(gap.count for gap in gaps) == sum(row.count for row in rows)
    told = {(gap.topic_id, words) for gap in gaps for words in (gap.question, *gap.also_asked_as)}
    assert told == {(row.topic_id, row.question) for row in rows}
    assert merge(rng.sample(rows, len(rows))) == gaps
