"""Compares an answer with the gold answer of a question set, as the set's format defines it."""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

DIGITS = 6
"""Digits of a number that have to agree."""

Cell = float | str

_QUOTES = {"'": (0x2018, 0x2019, 0xB4, 0x60), '"': (0x201C, 0x201D)}
_DASHES = (*range(0x2010, 0x2016), 0x2212)
_SIGNS = {code: sign for sign, codes in {**_QUOTES, "-": _DASHES}.items() for code in codes}
"""Quotes and dashes of every kind, as the plain ones."""
_MARKS = re.compile(r"(?:(?<!^)\[[^\]]*\]|\[\d+\]|[•♦†‡*#+])+$")
_REMARK = re.compile(r"(?<!^)(?: \([^)]*\))+$")


def is_right(question: Mapping[str, Any], prediction: Mapping[str, Any]) -> bool | None:
    """Say whether a prediction is the gold answer; None where the question has none.

    ``gold_values`` are cells in any order, ``gold_rows`` rows in any order with their cells in any order.
    """
    if prediction.get("outcome") != "answered":
        return False if _has_gold(question) else None
    keep = prediction.get("answer_columns")
    rows = [row if keep is None else [row[place] for place in keep] for row in prediction.get("rows") or []]
    if "gold_values" in question:
        said = Counter(_cell(cell) for row in rows for cell in row)
        return said == Counter(_cell(value) for value in question["gold_values"])
    if "gold_rows" in question:
        return _table(rows) == _table(question["gold_rows"])
    return None


def _has_gold(question: Mapping[str, Any]) -> bool:
    return "gold_values" in question or "gold_rows" in question


def _table(rows: Sequence[Sequence[Any]]) -> set[tuple[str, ...]]:
    return {tuple(sorted(str(_cell(cell)) for cell in row)) for row in rows}


def _cell(value: Any) -> Cell:
    """Bring a cell to the form in which two are compared: a number, or text without case and accents."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    text = " ".join(_plain(str(value)).split())
    try:
        number = float(text.replace(",", ""))
    except ValueError:
        return text.removesuffix(" 00:00:00")
    return float(f"{number:.{DIGITS}g}") if math.isfinite(number) else text


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    spelt = "".join(c for c in decomposed if not unicodedata.combining(c)).translate(_SIGNS)
    return _without_notes(spelt.strip()).rstrip(".").casefold()


def _without_notes(text: str) -> str:
    """Take footnote marks, remarks in brackets at the end, and quotes around it from a text."""
    while True:
        shorter = _REMARK.sub("", _MARKS.sub("", text).strip()).strip()
        shorter = shorter[1:-1] if re.fullmatch(r'"[^"]*"', shorter) else shorter
        if shorter == text:
            return text
        text = shorter
