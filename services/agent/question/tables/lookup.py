"""Finds the phrases of a question among the values of many columns.

A question has some hundred phrases and a column up to a million values: one pass over the values with a
look-up among the phrases costs a fraction of an index that would be built for one question. Where more is
asked of the same values, an index is built, and a look-up takes microseconds from then on: one index of all
columns, as most phrases are a value of none, and those of the few columns that hold one.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain

from services.agent.question.language.words import in_lines, normalise, normalise_each

MOST_OTHERS = 4
"""Other words of a value for each word of the phrase that stands for it."""


class Values:
    """The distinct values of one column, in the form in which they are compared."""

    def __init__(self, values: Sequence[str]) -> None:
        self._values = values

    @cached_property
    def _flat(self) -> Sequence[str]:
        return in_lines(self._values)

    @cached_property
    def normals(self) -> list[str]:
        """The normal form of each value."""
        return normalise_each(self._flat)

    @cached_property
    def _short(self) -> list[tuple[str, str]]:
        """Values without what stands in brackets after them, and without a leading ``the``."""
        found: list[tuple[str, str]] = []
        if " (" not in "\n".join(self._flat) and "\nthe " not in "\n".join(["", *self.normals]):
            return found  # As in most columns, which one test of all their text tells.
        for flat, normal, value in zip(self._flat, self.normals, self._values, strict=True):
            bracketed = flat.endswith(")") and " (" in flat
            if not bracketed and not normal.startswith("the "):
                continue
            keys = [normalise(flat[: flat.index(" (")])] if bracketed else []
            keys += [key[4:] for key in (normal, *keys) if key.startswith("the ") and len(key) > 6]
            found += [(key, value) for key in keys]
        return found

    @cached_property
    def _index(self) -> dict[str, tuple[str, ...]]:
        """All spellings of each normal form, and of the short ones."""
        single = dict(zip(self.normals, self._values, strict=True))
        index: dict[str, tuple[str, ...]] = {normal: (value,) for normal, value in single.items()}
        if len(single) < len(self.normals):
            index |= self._spellings(zip(self.normals, self._values, strict=True))
        for key, value in self._short:
            index[key] = tuple(sorted({*index.get(key, ()), value}))
        return index

    @staticmethod
    def _spellings(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for normal, value in pairs:
            found.setdefault(normal, []).append(value)
        return {normal: tuple(sorted(values)) for normal, values in found.items() if len(values) > 1}

    def keys(self) -> Iterator[str]:
        """Return everything by which a value is found."""
        return chain(self.normals, (key for key, _ in self._short))

    def spellings(self, key: str) -> tuple[str, ...]:
        """Return how the data spells a value that the column has."""
        return self._index[key]

    def search(self, phrases: set[str]) -> dict[str, tuple[str, ...]]:
        """Return the phrases that are values, each with all its spellings in the data; no index is built."""
        found: dict[str, list[str]] = {key: [] for key in phrases.intersection(self.normals)}
        for normal, value in zip(self.normals, self._values, strict=True) if found else ():
            if normal in found:
                found[normal].append(value)
        for key, value in self._short:
            if key in phrases and value not in found.get(key, ()):
                found.setdefault(key, []).append(value)
        return {key: tuple(sorted(values)) for key, values in found.items() if key}

    def holding(self, phrase: str) -> tuple[str, ...]:
        """Return the values in which the phrase stands among other words."""
        inside = f" {phrase} "
        most = (phrase.count(" ") + 1) * MOST_OTHERS
        pairs = zip(self.normals, self._values, strict=True)
        found = (pair for pair in pairs if pair[0] != phrase and inside in f" {pair[0]} ")
        return tuple(value for normal, value in found if normal.count(" ") <= most)


class Cells:
    """The values of several columns, searched together."""

    def __init__(self, columns: Sequence[Values]) -> None:
        self._columns = columns
        self._was_searched = False

    @cached_property
    def _places(self) -> dict[str, tuple[int, ...]]:
        """The columns that hold a value, by everything by which it is found."""
        places: dict[str, tuple[int, ...]] = {}
        for place, column in enumerate(self._columns):
            own: dict[str, tuple[int, ...]] = dict.fromkeys(column.keys(), (place,))
            own |= {key: (*places[key], place) for key in own.keys() & places.keys()}
            places |= own
        places.pop("", None)
        return places

    def find(self, phrases: set[str]) -> Iterator[tuple[int, str, tuple[str, ...]]]:
        """Yield the columns that hold a phrase, by their places, in order, each with all its spellings."""
        if not self._was_searched:
            self._was_searched = True
            for place, column in enumerate(self._columns):
                yield from ((place, key, spelt) for key, spelt in column.search(phrases).items())
            return
        for key in self._places.keys() & phrases:
            yield from ((place, key, self._columns[place].spellings(key)) for place in self._places[key])
