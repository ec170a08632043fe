"""Names in a question that are none of our business, by the knowledge's list of them."""

from collections.abc import Iterable, Iterator, Sequence

from bot.domain.matching.text import words

Name = tuple[str, ...]


class OutsideNames:
    """Finds names of other vendors' products, of services without a topic, and the like."""

    def __init__(self, names: Iterable[str]) -> None:
        self._by_first: dict[str, list[Name]] = {}
        cut = {tuple(words(name)) for name in names} - {()}
        for name in sorted(cut, key=len, reverse=True):
            self._by_first.setdefault(name[0], []).append(name)

    def found_in(self, typed: Sequence[str]) -> Iterator[Name]:
        """Every such name in the words of a question, the longest at each place."""
        place = 0
        while place < len(typed):
            name = self._at(typed, place)
            if name:
                yield name
            place += max(1, len(name))

    def _at(self, typed: Sequence[str], place: int) -> Name:
        for name in self._by_first.get(typed[place], ()):
            if tuple(typed[place : place + len(name)]) == name:
                return name
        return ()
