"""A question once it is closed: the key, the reasons, how answers were spread, who was right."""

from bot.domain.quiz import Count, Spread, bar, solve
from bot.domain.quiz.posts import Closing
from bot.views.blocks import Block, Reply, actions, context, header, line, rich, stacked, words
from bot.views.post import TITLE, report
from bot.views.solution import card_button, choice_in_words, labelled, reasons
from bot.views.wording import joined, people, were


def closed_post(closing: Closing) -> Reply:
    """What the open post turns into."""
    solution = solve(closing.question, closing.post.order)
    key = _key(closing)
    blocks = [
        header(f"{TITLE}: closed"),
        rich(line(words(closing.question.stem))),
        *labelled(closing.question, closing.post.order),
        rich(line(words(key, bold=True))),
        reasons(closing.question, solution),
        *_spread(closing),
        context(_who_was_right(closing)),
        *actions([card_button(closing.topic), report(closing.post.key.day)]),
    ]
    return Reply(f"{TITLE}, closed: {closing.question.stem} {key}", blocks)


def discussion(closing: Closing) -> Reply:
    """The first message of the thread under a closed post."""
    text = f"{_key(closing)} {_share(closing.spread)} Discuss it here."
    return Reply(text, [rich(line(words(text)))])


def correction(closing: Closing) -> Reply:
    """What the thread is told once a wrong key has been put right."""
    text = (
        f"Correction: this question had a wrong key. {_key(closing)} All answers have been graded "
        f"again and the boards are up to date. {_share(closing.spread)}"
    )
    return Reply(text, [rich(line(words(text)))])


def _key(closing: Closing) -> str:
    key = solve(closing.question, closing.post.order).key
    return f"The answer is {choice_in_words(closing.question, key)}."


def _share(spread: Spread) -> str:
    if not spread.people:
        return "Nobody answered in time."
    return f"{spread.right} of {spread.people} {were(spread.right)} right."


def _spread(closing: Closing) -> list[Block]:
    spread = closing.spread
    if not spread.people:
        return []
    bars = [_bar(choice_in_words(closing.question, count.choice), count) for count in spread.counts]
    title = line(words(f"What {people(spread.people)} answered", bold=True))
    shown = [rich(title, stacked([*bars, *_others(spread)]))]
    if spread.mistake:
        wrong = choice_in_words(closing.question, spread.mistake.choice)
        shown.append(
            context(f"Most common wrong answer: {wrong} ({people(spread.mistake.people)}).")
        )
    return shown


def _bar(chosen: str, count: Count) -> Block:
    said = f" {count.people} of {count.everybody}" + (", right" if count.right else "")
    return line(words(f"{chosen} "), words(count.bar), words(said))


def _others(spread: Spread) -> list[Block]:
    if not spread.others:
        return []
    said = f" {spread.others} of {spread.people}"
    return [line(words("Others "), words(bar(spread.others, spread.people)), words(said))]


def _who_was_right(closing: Closing) -> str:
    if not closing.spread.people:
        return "Nobody answered in time."
    more = closing.right_unnamed
    if not closing.right_names:
        return f"{people(more)} {were(more)} right." if more else "Nobody was right this time."
    return f"Right: {joined([*closing.right_names, *([f'{more} more'] if more else [])])}."
