"""The facts of a channel's weekly recap. It is public, so hidden people are in none of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.domain.scoring.standings import Line, Score, points_of, ranked, visible
from bot.domain.scoring.tally import Tally

PODIUM = 3
"""Ranks that a recap names."""
FEW = 3
"""Answers below which a question is called missed only if nobody was right, and only where no other
can be: with one of two wrong, the recap would point at a person."""


@dataclass(frozen=True, slots=True)
class Improved:
    """Who gained most points against the week before; several if they gained the same."""

    users: tuple[str, ...]
    points: int


@dataclass(frozen=True, slots=True)
class Missed:
    """The question that the largest share of people got wrong."""

    question_id: str
    tally: Tally


@dataclass(frozen=True, slots=True)
class Recap:
    """One week in a channel."""

    top: tuple[Line, ...]
    """The first three ranks: more than three people where they tie, fewer where few have points."""
    improved: Improved | None
    missed: Missed | None
    people: int
    """How many answered, hidden people among them."""


def recap(
    this_week: Iterable[Score],
    last_week: Iterable[Score],
    *,
    questions: Mapping[str, Tally],
    comparable: bool,
) -> Recap:
    """Sum up a week; `questions` are those posted in it, by id, with how they were answered.

    People have improved on the week before only where both had as many questions (`comparable`):
    after a pause or a new schedule, whoever answers most would seem to.
    """
    everybody = list(this_week)
    seen = visible(everybody, reader=None)
    return Recap(
        top=_podium(seen),
        improved=_improved(seen, last_week) if comparable else None,
        missed=_missed(questions),
        people=sum(score.answered > 0 for score in everybody),
    )


def _podium(scores: Sequence[Score]) -> tuple[Line, ...]:
    lines = ranked((score for score in scores if score.points), worth=points_of)
    return tuple(line for line in lines if line.rank <= PODIUM)


def _improved(this_week: Sequence[Score], last_week: Iterable[Score]) -> Improved | None:
    """Only people who answered in both weeks: coming back from a holiday is no improvement."""
    before = {score.user: score.points for score in last_week if score.answered}
    gains = {
        score.user: score.points - before[score.user]
        for score in this_week
        if score.answered and score.user in before
    }
    most = max(gains.values(), default=0)
    if most <= 0:
        return None
    return Improved(tuple(sorted(user for user, gain in gains.items() if gain == most)), most)


def _missed(questions: Mapping[str, Tally]) -> Missed | None:
    missed = {id: tally for id, tally in questions.items() if tally.wrong > 0}
    by_many = [id for id, tally in missed.items() if tally.answered >= FEW]
    by_all = [id for id, tally in missed.items() if tally.wrong == tally.answered > 1]
    ranked_ids = sorted(
        by_many or by_all,
        key=lambda id: (-missed[id].share_wrong(0, 0), -missed[id].wrong, id),
    )
    return Missed(ranked_ids[0], missed[ranked_ids[0]]) if ranked_ids else None
