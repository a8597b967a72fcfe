"""Which kinds the values of a column may be: a sample rules kinds out, and decides nothing."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from services.agent.ingest.kind import Kind
from services.agent.ingest.kinds import KINDS, LEADING_ZERO, NULL_WORDS

SAMPLE_SHARE = 0.7
"""A kind that fits fewer of the sampled values cannot win the vote."""
SAMPLE_FAMILIES = 6
"""Kinds counted for one column at most."""
ZERO_CODE = re.compile(LEADING_ZERO)
DOTTED = re.compile(r"-?(?:[1-9]\d{0,2}(?:\.\d{3})*|0)")
"""Whole numbers whose thousands, if there are any, are divided by points."""


ANY_DIGIT = str.maketrans("23456789", "11111111")
"""Ways to write a number tell 0 from other digits and no others apart: a column's numbers have few shapes."""


@dataclass(frozen=True)
class Writing:
    """How a file's values are written, as far as it is known before a column is looked at."""

    spreadsheet: bool
    """Whether dates arrive as a spreadsheet's timestamps, and numbers always with a point."""
    comma: bool = False
    """Whether a comma is more likely the decimal mark than not."""
    mark: str | None = None
    """The decimal mark, where the user named it."""
    comma_seen: bool = False
    """Whether other columns leave no doubt that a comma divides decimals, so that points divide thousands."""

    def allows(self, kind: Kind) -> bool:
        """Tell whether a kind can occur in the file."""
        if kind.only not in ("any", "spreadsheet" if self.spreadsheet else "text"):
            return False
        # A sheet's own numbers are printed with a point, whatever its texts are written with.
        printed = self.spreadsheet and kind.name in ("decimal", "wide_decimal")
        return printed or self.mark is None or kind.mark in (None, self.mark)


def writes_commas(columns: Iterable[Sequence[str]]) -> bool:
    """Tell whether some column can only be read with a decimal comma, and none with a decimal point."""
    seen = set()
    for values in columns:
        for mark in (",", "."):
            if values and all(has_decimals(value, mark) for value in values):
                seen.add(mark)
    return seen == {","}


def has_decimals(text: str, mark: str) -> bool:
    """Tell whether a text has decimals behind a mark that cannot be a group of thousands."""
    whole, found, decimals = text.strip().rpartition(mark)
    return bool(found) and whole[-1:].isdigit() and decimals.isdigit() and len(decimals) != 3


@lru_cache(maxsize=1)
def _compiled() -> tuple[tuple[Kind, re.Pattern[str]], ...]:
    return tuple((kind, re.compile(kind.pattern)) for kind in KINDS)


@lru_cache(maxsize=1)
def _families() -> dict[str, re.Pattern[str]]:
    """For each family what any of its kinds fits: one look where few of the sixty ways of dates could fit."""
    patterns: dict[str, list[str]] = {}
    for kind in KINDS:
        # Python takes flags for a part of a pattern only in brackets.
        scoped = re.sub(r"^\(\?i\)(.*)", r"(?i:\1)", kind.pattern, flags=re.DOTALL)
        patterns.setdefault(kind.family, []).append(scoped)
    return {family: re.compile("|".join(listed)) for family, listed in patterns.items()}


def likely_kinds(values: Iterable[str], writing: Writing) -> list[Kind]:
    """List the kinds that most of the sampled values fit, best first."""
    texts = [text for value in values if (text := value.strip()) and text.lower() not in NULL_WORDS]
    if not texts or (not any(char.isdigit() for text in texts for char in text) and max(map(len, texts)) > 8):
        return []
    comma = writing.comma and any("," in text for text in texts)
    # Where some whole numbers have no point and others three digits behind one, it divides thousands.
    some_bare = writing.comma and any("." not in text and text != "0" for text in texts)
    dotted = (
        (writing.comma_seen or some_bare)
        and any("." in text for text in texts)
        and all(DOTTED.fullmatch(text) for text in texts)
    )
    # No number is written so, and one code makes the whole column codes.
    has_codes = any(ZERO_CODE.fullmatch(text) for text in texts)
    fitting: list[tuple[int, bool, int, Kind]] = []
    written, shapes = Counter(texts), Counter(text.translate(ANY_DIGIT) for text in texts)
    of = {family: shapes if family == "number" else written for family in _families()}
    families = {name for name, pattern in _families().items() if _fits(pattern, of[name]) is not None}
    families -= {"number"} if has_codes else set()
    for place, (kind, pattern) in enumerate(_compiled()):
        if kind.family not in families or not writing.allows(kind):
            continue
        if (fits := _fits(pattern, of[kind.family])) is not None:
            favourite = (comma and kind.name == "comma_decimal") or (dotted and kind.name == "dotted_integer")
            fitting.append((-fits, not favourite, place, kind))
    fitting.sort(key=lambda entry: entry[:3])
    return [entry[3] for entry in fitting[:SAMPLE_FAMILIES]]


def _fits(pattern: re.Pattern[str], texts: Counter[str]) -> int | None:
    """Count the texts that a pattern fits; None once too many do not."""
    misses, total = 0, texts.total()
    most = (1 - SAMPLE_SHARE) * total
    for text, times in texts.items():
        if pattern.fullmatch(text) is None and (misses := misses + times) > most:
            return None
    return total - misses
