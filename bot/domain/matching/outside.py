"""Names in a question that are none of our business, by the knowledge's list of them."""

from collections.abc import Iterable, Iterator, Sequence

from bot.domain.matching.text import words

Name = tuple[str, ...]


class OutsideNames:
    """Finds names of other vendors' products, of services without a topic, and the like."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = {tuple(words(name)) for name in names}
        self._longest = max(map(len, self._names), default=0)

    def found_in(self, typed: Sequence[str]) -> Iterator[Name]:
        """Every such name in the words of a question, the longest at each place."""
        place = 0
        while place < len(typed):
            name = self._at(typed, place)
            if name:
                yield name
            place += max(1, len(name))

    def _at(self, typed: Sequence[str], place: int) -> Name:
        for size in range(self._longest, 0, -1):
            name = tuple(typed[place : place + size])
            if name in self._names:
                return name
        return ()
