"""Questions, topics and knowledge for the tests of the quiz: as little as each test is about."""

from hypothesis import strategies as st

from bot.domain.knowledge import (
    Difficulty,
    Domain,
    Kind,
    Knowledge,
    Option,
    Pair,
    Question,
    Step,
    Topic,
)


def question(kind, id="t/q", difficulty=Difficulty.EASY, **parts):
    return Question(id, kind, difficulty, "Which?", **parts)


def with_options(texts, right, id="t/q", **fields):
    """Single choice if one index is `right`, multiple choice otherwise."""
    options = tuple(Option(text, f"About {text}.", n in right) for n, text in enumerate(texts))
    kind = Kind.SINGLE if len(right) == 1 else Kind.MULTIPLE
    return question(kind, id, options=options, **fields)


def with_steps(texts):
    return question(Kind.ORDERING, steps=tuple(Step(text, f"About {text}.") for text in texts))


def with_pairs(pairs):
    made = tuple(Pair(prompt, match, f"About {prompt}.") for prompt, match in pairs)
    return question(Kind.MATCHING, pairs=made)


def topic(id, domain=Domain.DETECTION, count=3, difficulty=Difficulty.EASY):
    asks = tuple(
        with_options("wxyz", {0}, f"{id}/{n}", difficulty=difficulty) for n in range(count)
    )
    return Topic(id, domain, id.upper(), (), (), "", (), "", (), (), asks)


def knowledge(*topics):
    return Knowledge.of(topics)


WORDS = ("apple", "bread", "cider", "donut", "elder", "fudge", "grape")
"""Texts unlike each other, as the options of a question are."""


@st.composite
def questions(draw, kinds=tuple(Kind)):
    """A question of any of these kinds, as the knowledge files allow it."""
    words = draw(st.permutations(WORDS))
    match draw(st.sampled_from(kinds)):
        case Kind.SINGLE:
            return with_options(words[:4], {draw(st.integers(0, 3))})
        case Kind.MULTIPLE:
            count = draw(st.integers(5, 6))
            right = draw(st.sets(st.integers(0, count - 1), min_size=2, max_size=count - 1))
            return with_options(words[:count], right)
        case Kind.ORDERING:
            return with_steps(words[: draw(st.integers(3, 5))])
    count = draw(st.integers(3, 7))
    matches = [draw(st.sampled_from(words[:4])) for _ in range(count - 2)]
    return with_pairs(
        (f"{word} {number}", match)
        for number, (word, match) in enumerate(
            zip(words, [*matches, *words[:2]], strict=False), start=1
        )
    )
