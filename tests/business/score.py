"""What an answer to a case is worth: right, wrong, offered among readings, or refused."""

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Any

from tests.business.cases import Case

Rows = Sequence[Sequence[Any]]


class Verdict(StrEnum):
    """What became of a question."""

    RIGHT = "right"
    WRONG = "wrong"
    """Answered, and not with what was asked; or answered although nobody could know."""
    OFFERED = "offered"
    """Not answered: readings were given to pick from."""
    REFUSED = "refused"


def judge(case: Case, answer: Mapping[str, Any], readings: Sequence[Rows]) -> Verdict:
    """Judge an answer; ``readings`` are the rows that its readings give, when it is ambiguous."""
    outcome = answer["outcome"]
    if outcome == "refused":
        return Verdict.RIGHT if case.expect == "refused" else Verdict.REFUSED
    if outcome == "ambiguous":
        fits = any(_is_gold(case, rows) for rows in readings)
        return Verdict.RIGHT if case.expect == "ambiguous" and fits else Verdict.OFFERED
    right = case.expect == "answered" and _is_gold(case, answer["rows"])
    return Verdict.RIGHT if right else Verdict.WRONG


def _is_gold(case: Case, rows: Rows) -> bool:
    variants = (variant for gold in case.gold for variant in _variants(gold, is_share=case.is_share))
    return any(_holds(rows, variant) for variant in variants)


def _variants(gold: Rows, *, is_share: bool) -> Iterator[Rows]:
    """Yield other ways to write the same: percent for a share, ``2024`` for its first day."""
    yield gold
    if is_share:
        yield [[*row[:-1], row[-1] * 100] for row in gold]
    yield [[_shorten(cell, r"(\d{4})-01-01") for cell in row] for row in gold]
    yield [[_shorten(cell, r"(\d{4}-\d{2})-01") for cell in row] for row in gold]


def _shorten(cell: Any, pattern: str) -> Any:
    found = re.fullmatch(pattern, cell) if isinstance(cell, str) else None
    return found[1] if found else cell


def _holds(rows: Rows, gold: Rows) -> bool:
    """Whether some columns of the rows are the gold, in any order; the others are context."""
    if len(rows) != len(gold):
        return False
    if not gold:
        return True
    got, wanted = [[_plain(c) for c in row] for row in rows], [[_plain(c) for c in row] for row in gold]
    columns = [Counter(column) for column in zip(*got, strict=True)]
    fits = [
        [place for place, column in enumerate(columns) if column == Counter(needed)]
        for needed in zip(*wanted, strict=True)
    ]
    expected = Counter(tuple(row) for row in wanted)
    chosen = (places for places in itertools.product(*fits) if len(set(places)) == len(places))
    return any(Counter(tuple(row[p] for p in places) for row in got) == expected for places in chosen)


def _plain(cell: Any) -> str:
    if cell is None:
        return ""
    text = str(cell).strip().lower()
    if re.fullmatch(r"[-+]?\d+(\.\d+)?(e[-+]?\d+)?", text) and not isinstance(cell, bool):
        return f"{float(text):.6g}"
    return re.sub(r"[ t]00:00:00(\.0+)?$", "", text)
