"""Says which place is meant, under the header that the only table has for it: "topped the UK chart"."""

import re
from collections.abc import Callable, Mapping, Sequence

from services.agent.question.language.shorthand import shortening
from services.agent.question.language.vocabulary import NUMBER_WORDS
from services.agent.question.language.words import name_words, stem
from services.agent.question.rewording.ends.ordinals import ORDINAL, place_of
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog

_PLACE = ("position", "pos", "place", "finish", "rank", "placing", "standing", "finishing position")
_GRID = ("grid", "grid position", "starting position", "start position", "start")
_PEAK = ("peak", "peak position", "chart position", "highest position", *_PLACE)
_NUMBER = rf"(?P<number>[0-9]{{1,3}}|one|{'|'.join(NUMBER_WORDS)})"
_CHART = r"(?:of|on|in)\s+(?:the\s+)?(?P<chart>[\w ]+?)(?:\s+(?:singles?|albums?))?\s+(?:charts?|list)"
_IN = r"(?:got|went|broke|came|finished|ended(?:\s+up)?|landed|was|were|placed)\s+(?:in(?:to|side)?|within)"
_REACHED = (
    r"(?:made(?:\s+it\s+(?:to|in(?:to)?))?|hit|reached|cracked|entered|climbed\s+to|got\s+to|peaked\s+at)"
)
_HEADED = (
    r"(?:on|in|of)\s+(?:the\s+)?(?P<head>\w[\w .'-]*?)(?:\s+(?:singles?|albums?))?(?:\s+charts?)?(?=\W*$|,)"
)
_CHARTED = (
    rf"(?:{_REACHED}|(?:charted|debuted|got|went|rose|was|were|placed|landed|came\s+in)(?:\s+(?:at|to))?)"
)
_RACE = r"(?:race|event|rally|final|heat|tournament|competition|contest|title|championship)"
_FIRST = r"(?:came|finished|placed|ended(?:\s+up)?)\s+(?:in\s+)?(?:first|1st|top|number\s+one)(?:\s+place)?"


def _figure(found: re.Match[str]) -> str:
    return "1" if found["number"].casefold() == "one" else found["number"]


def _at_most(found: re.Match[str]) -> str:
    return f"at most {_figure(found)}"


def _exactly(found: re.Match[str]) -> str:
    return _figure(found)


def _ordinal(found: re.Match[str]) -> str:
    return str(place_of(found["place"]))


def _first(_: re.Match[str]) -> str:
    return "1"


_RULES: tuple[tuple[re.Pattern[str], Sequence[str], Callable[[re.Match[str]], str]], ...] = tuple(
    (re.compile(rf"\b{pattern}(?=\W|$)", re.IGNORECASE), names, says)
    for pattern, names, says in (
        (rf"(?:{_REACHED}|{_IN})\s+the\s+top\s+{_NUMBER}\s+{_CHART}", _PEAK, _at_most),
        (rf"(?:{_REACHED}|{_IN})\s+the\s+top\s+{_NUMBER}\s+{_HEADED}", _PEAK, _at_most),
        (rf"(?:{_REACHED}|{_IN})\s+the\s+top\s+{_NUMBER}", _PEAK, _at_most),
        (rf"(?:{_REACHED}\s+)?(?:number|no\.?|#)\s*{_NUMBER}\s+{_CHART}", _PEAK, _exactly),
        (rf"{_CHARTED}\s+(?:(?:number|no\.?|#)\s*)?{_NUMBER}\s+{_HEADED}", _PEAK, _exactly),
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
        if found and "head" not in pattern.groupindex and _is_header(found.group(), catalog):
            continue
        column = _column(names, found.groupdict(), catalog) if found else None
        if found and column:
            with_it = f"with {column.name} {says(found)}"
            return f"{question[: found.start()]}{with_it}{question[found.end() :]}"
    return question


def _is_header(said: str, catalog: Catalog) -> bool:
    """Whether the words are those of a header of several, which tells what it says: ``Pole Position``."""
    words = set(map(stem, name_words(said)))
    return any(len(each.words) > 1 and words.issuperset(each.words) for each in catalog.columns)


def _column(names: Sequence[str], said: Mapping[str, str | None], catalog: Catalog) -> Column | None:
    """Return the one column of numbers that is called so, or that has the name of a chart."""
    ranked = [each for each in catalog.columns if each.is_number or each.looks_counted]
    if head := said.get("head"):
        return _only([each for each in ranked if _is_called(each, head)])
    if chart := frozenset(map(stem, name_words(said.get("chart") or ""))):
        return _only([each for each in ranked if chart <= set(each.words)])
    for name in names:
        words = tuple(map(stem, name.split()))
        found = [each for each in ranked if words in (each.core, each.plain)]
        if found:
            return _only(found)
    return None


def _is_called(column: Column, said: str) -> bool:
    """Whether a column's whole header is said, or written out: ``Australia`` of ``AUS``."""
    words, name = name_words(said), name_words(column.name)
    short = len(words) == len(name) == 1 and shortening(name[0], words[0]) > 0
    return short or words == name or tuple(map(stem, words)) in (column.words, column.core)


def _only(found: Sequence[Column]) -> Column | None:
    return found[0] if len(found) == 1 else None
