"""Finds the phrases of a question among the values of a column, without an index of all values.

A question has some hundred phrases and a column up to a million values: one pass over the values with a
look-up among the phrases costs a fraction of an index that would be built for one question.
"""

from collections.abc import Sequence, Set
from functools import cached_property

from services.agent.question.words import normalise


class Values:
    """The distinct values of one column, in the form in which they are compared."""

    def __init__(self, values: Sequence[str]) -> None:
        self._values = values

    @cached_property
    def _flat(self) -> Sequence[str]:
        joined = "\n".join(self._values)
        if joined.count("\n") == len(self._values) - 1:
            return self._values
        return [value.replace("\n", " ") for value in self._values]

    @cached_property
    def normals(self) -> list[str]:
        """The normal form of each value."""
        # One pass over the joined text is several times faster than one call for each value.
        return normalise("\n".join(self._flat)).split("\n")

    @cached_property
    def _short(self) -> list[tuple[str, str]]:
        """Values without what stands in brackets after them, and without a leading ``the``."""
        found: list[tuple[str, str]] = []
        for flat, normal, value in zip(self._flat, self.normals, self._values, strict=True):
            bracketed = flat.endswith(")") and " (" in flat
            if not bracketed and not normal.startswith("the "):
                continue
            keys = [normalise(flat[: flat.index(" (")])] if bracketed else []
            keys += [key[4:] for key in (normal, *keys) if key.startswith("the ") and len(key) > 6]
            found += [(key, value) for key in keys]
        return found

    def find(self, phrases: Set[str]) -> dict[str, tuple[str, ...]]:
        """Return the phrases that are values, each with all its spellings in the data."""
        found: dict[str, list[str]] = {}
        for place, normal in enumerate(self.normals):
            if normal in phrases:
                found.setdefault(normal, []).append(self._values[place])
        for key, value in self._short:
            if key in phrases and value not in found.get(key, ()):
                found.setdefault(key, []).append(value)
        return {key: tuple(sorted(values)) for key, values in found.items() if key}
