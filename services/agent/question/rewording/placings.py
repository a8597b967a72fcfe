"""Says which place is meant, under the header that the only table has for it: "topped the UK chart"."""

import re
from collections.abc import Callable, Sequence

from services.agent.question.language.vocabulary import NUMBER_WORDS
from services.agent.question.language.words import name_words, stem
from services.agent.question.rewording.ordinals import ORDINAL, place_of
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog

_PLACE = ("position", "pos", "place", "finish", "rank", "placing", "standing", "finishing position")
_GRID = ("grid", "grid position", "starting position", "start position", "start")
_PEAK = ("peak", "peak position", "chart position", "highest position", *_PLACE)
_NUMBER = rf"(?P<number>[0-9]{{1,3}}|{'|'.join(NUMBER_WORDS)})"
_CHART = r"(?:of|on|in)\s+(?:the\s+)?(?P<chart>[\w ]+?)(?:\s+(?:singles?|albums?))?\s+(?:charts?|list)"
_IN = r"(?:got|went|broke|came|finished|ended(?:\s+up)?|landed|was|were|placed)\s+(?:in(?:to|side)?|within)"
_REACHED = (
    r"(?:made(?:\s+it\s+(?:to|in(?:to)?))?|hit|reached|cracked|entered|climbed\s+to|got\s+to|peaked\s+at)"
)
_RACE = r"(?:race|event|rally|final|heat|tournament|competition|contest|title|championship)"
_FIRST = r"(?:came|finished|placed|ended(?:\s+up)?)\s+(?:in\s+)?(?:first|1st|top|number\s+one)(?:\s+place)?"


def _at_most(found: re.Match[str]) -> str:
    return f"at most {found['number']}"


def _exactly(found: re.Match[str]) -> str:
    return f"{found['number']}"


def _ordinal(found: re.Match[str]) -> str:
    return str(place_of(found["place"]))


def _first(_: re.Match[str]) -> str:
    return "1"


_RULES: tuple[tuple[re.Pattern[str], Sequence[str], Callable[[re.Match[str]], str]], ...] = tuple(
    (re.compile(rf"\b{pattern}(?=\W|$)", re.IGNORECASE), names, says)
    for pattern, names, says in (
        (rf"(?:{_REACHED}|{_IN})\s+the\s+top\s+{_NUMBER}\s+{_CHART}", _PEAK, _at_most),
        (rf"(?:{_REACHED}|{_IN})\s+the\s+top\s+{_NUMBER}", _PEAK, _at_most),
        (rf"(?:{_REACHED}\s+)?(?:number|no\.?|#)\s*{_NUMBER}\s+{_CHART}", _PEAK, _exactly),
        (r"(?:topped|headed)\s+the\s+(?P<chart>[\w ]+?)\s+charts?", _PEAK, _first),
        (r"(?:started|qualified|lined\s+up|was|were|sat)\s+(?:from|on|in)\s+(?:the\s+)?pole(?:\s+position)?",
         _GRID, _first),
        (r"(?:started|qualified|lined\s+up)\s+(?:from\s+|in\s+)?(?:first|1st)(?:\s+(?:place|on\s+the\s+grid))?",
         _GRID, _first),
        (r"(?:took|had|got|won|claimed|grabbed)\s+pole(?:\s+position)?", _GRID, _first),
        (rf"(?:won|took)\s+the\s+{_RACE}", _PLACE, _first),
        (rf"(?:came|finished|placed|ended(?:\s+up)?|wound\s+up)\s+(?:in\s+)?{ORDINAL}(?:\s+place)?(?=\W*$)",
         _PLACE, _ordinal),
        (rf"{_FIRST}", _PLACE, _first),
        (r"(?<=^who )(?:won|triumphed)(?=\W*$)", _PLACE, _first),
    )
)  # fmt: skip


def say_placings(question: str, catalog: Catalog) -> str:
    """Put a header and its number in the place of the words for a place, where one column can be meant."""
    if len(catalog.tables) != 1:
        return question
    for pattern, names, says in _RULES:
        found = pattern.search(question)
        if found and _is_header(found.group(), catalog):
            continue
        column = _column(names, found.groupdict().get("chart") or "", catalog) if found else None
        if found and column:
            with_it = f"with {column.name} {says(found)}"
            return f"{question[: found.start()]}{with_it}{question[found.end() :]}"
    return question


def _is_header(said: str, catalog: Catalog) -> bool:
    """Whether the words are those of a header of several, which tells what it says: ``Pole Position``."""
    words = set(map(stem, name_words(said)))
    return any(len(each.words) > 1 and words.issuperset(each.words) for each in catalog.columns)


def _column(names: Sequence[str], chart: str, catalog: Catalog) -> Column | None:
    """Return the one column of numbers that is called so, or that says the name of a chart."""
    said = frozenset(map(stem, name_words(chart)))
    ranked = [each for each in catalog.columns if each.is_number or each.looks_counted]
    if said:
        found = [each for each in ranked if said <= set(each.words)]
        return found[0] if len(found) == 1 else None
    for name in names:
        words = tuple(map(stem, name.split()))
        found = [each for each in ranked if words in (each.core, each.plain)]
        if found:
            return found[0] if len(found) == 1 else None
    return None
