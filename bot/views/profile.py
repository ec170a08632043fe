"""What `/awssec me` shows, and the ways to hide and to be forgotten."""

from bot.domain.schedule import day_in_words
from bot.domain.scoring import Streak, Strength, weakest
from bot.domain.scoring.profile import LastAnswer, Profile
from bot.views import ids
from bot.views.blocks import (
    Block,
    Reply,
    actions,
    bullets,
    button,
    confirmed,
    context,
    header,
    line,
    rich,
    section,
    words,
)
from bot.views.wording import counted

WHAT_GOES = "This deletes your answers, points, streak and name for good."


def profile(profile: Profile, *, whole: bool) -> Reply:
    """One person's figures, for themselves only.

    This week's and the streak are a channel's, or the whole workspace's as all others are.
    """
    figures = _figures(profile, "in this workspace" if whole else "in this channel")
    blocks = [
        header("How you are doing"),
        rich(bullets(line(words(figure)) for figure in figures)),
        rich(line(words("By exam domain", bold=True)), bullets(map(_strength, profile.strengths))),
        *_advice(profile),
        *_last(profile.last),
        *([context("You are hidden from boards.")] if profile.hidden else []),
        *actions([_hiding(profile.hidden), _forget_with_care()]),
    ]
    return Reply(" ".join(f"{figure}." for figure in figures), blocks)


def ask_forget() -> Reply:
    """Asks back before anything is deleted."""
    forget = button("Forget me", ids.FORGET_ME, style="danger")
    choices = actions([forget, button("Cancel", ids.KEEP_ME)])
    return Reply(WHAT_GOES, [section(WHAT_GOES), *choices])


def forgotten() -> Reply:
    """Once it is done."""
    text = "Your answers, points, streak and name are deleted. A new answer starts from nothing."
    return Reply(text, [section(text)])


def _figures(profile: Profile, where: str) -> list[str]:
    week, total = counted(profile.week_points, "point"), counted(profile.all_points, "point")
    rank = f"Rank {profile.rank}" if profile.rank else "Not ranked"
    return [
        f"{week} this week {where}",
        f"{rank} this week {where}",
        *([_streak(profile.streak, where)] if profile.streak else []),
        f"{total} in this workspace since the first answer",
    ]


def _streak(streak: Streak, where: str) -> str:
    days, left = counted(streak.days, "day"), counted(streak.days_off_left, "day")
    return f"Streak {where}: {days} answered, best {streak.best}; {left} off left this month"


def _strength(strength: Strength) -> Block:
    tally = strength.tally
    share = f"{strength.percent}% right ({tally.right} of {tally.answered}), "
    said = f"{share if tally.answered else ''}{strength.grasp}"
    return line(words(f"{strength.domain.full_name}: "), words(said))


def _advice(profile: Profile) -> list[Block]:
    worst = weakest(profile.strengths)
    if not worst:
        return []
    domain = worst.domain
    return [context(f"You gain most in the exam with {domain.full_name}, {domain.weight}% of it.")]


def _last(answers: tuple[LastAnswer, ...]) -> list[Block]:
    if not answers:
        return [context("You have not answered a question of the day yet.")]
    return [rich(line(words("Last answers", bold=True)), bullets(map(_answer, answers)))]


def _answer(answer: LastAnswer) -> Block:
    day = day_in_words(answer.day, today=answer.day)
    outcome = f"right, {counted(answer.points, 'point')}" if answer.right else "wrong"
    stem = answer.stem or "a question that is gone"
    return line(words(f"{day}, {outcome}: ", bold=True), words(stem))


def _hiding(hidden: bool) -> Block:
    if hidden:
        return button("Show me on boards", ids.SHOW_ME)
    return button("Hide me from boards", ids.HIDE_ME)


def _forget_with_care() -> Block:
    forget = button("Forget me", ids.FORGET_ME, style="danger")
    return confirmed(forget, title="Forget you?", text=WHAT_GOES, yes="Forget me")
