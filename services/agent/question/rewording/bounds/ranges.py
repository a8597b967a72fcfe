"""Two limits in one breath, written as ``between 5 and 7``: "5-7 nights", "5 up to 7"."""

import re

from services.agent.question.language.periods import MONTH_NAMES
from services.agent.question.language.vocabulary import NUMBER_WORDS
from services.agent.question.language.words import normalise
from services.agent.question.tables.schema import Catalog

_LIMIT = rf"(?:\d+(?:,\d{{3}})*(?:\.\d+)?(?![.,]?\d)|{'|'.join(NUMBER_WORDS)})"
_TO = re.compile(
    rf"(?<![\w\-–—.,:/+$€£=])(?P<lead>(?:from|between)\s+)?(?P<low>{_LIMIT})"
    r"(?:\s*[-–—]\s*|\s+(?P<word>to|through|thru|till|until|up\s+(?:to|until)(?:\s+and\s+including)?)\s+)"
    rf"(?P<high>{_LIMIT})(?![\w\-–—:/=]|[.,]\d)",
    re.IGNORECASE,
)
_OF_WHAT = re.compile(
    rf"\b(?P<link>between|from)\s+(?:the\s+)?(?P<noun>\w+)\s+(?:of\s+)?(?P<low>{_LIMIT})\s+(?P<and>and|to)\s+(?P<high>{_LIMIT})\b",
    re.IGNORECASE,
)
"""Limits behind the noun for what they limit."""
_MONTH = rf"(?:{'|'.join(MONTH_NAMES)})"
_MONTHS = re.compile(
    rf"\b(?:in|for|during|of|over)\s+(?P<low>{_MONTH}(?:\s+\d{{4}})?)\s*(?:\bto\b|\bthrough\b|\btill\b|\buntil\b|[-–—])\s*(?P<high>{_MONTH}\b)",
    re.IGNORECASE,
)
"""``In April to June``: months of one stretch, and no April of any year."""
_FROM_MONTH = re.compile(
    rf"\b(?P<link>from|between)\s+(?P<low>{_MONTH})\s+(?:to|and|through|till|until|up\s+to)\s+(?P<high>{_MONTH})\b"
    r"(?P<year>\s+(?:of\s+)?(?:19|20)\d\d\b)?",
    re.IGNORECASE,
)
"""``From March to May 2024``: the year is that of both."""
_PLACES = {name.casefold(): place for place, name in enumerate(MONTH_NAMES)}
_SCORE = re.compile(r"\d\s*[-–—]\s*\d+[\s,]+\d+\s*[-–—]\s*\d")
_COMPARED = re.compile(
    r"\b(?:ratio|odds|grow|grew|grown|growth|increased?|decreased?|changed?|difference|compare[ds]?|versus|vs)\b",
    re.IGNORECASE,
)
"""Words between whose two numbers there is more than a range."""


def say_ranges(question: str, catalog: Catalog) -> str:
    """Write every range of two limits in the one way that is read everywhere; a value of a cell stays."""
    if _COMPARED.search(question):
        return question
    question = _FROM_MONTH.sub(_of_both_months, question)
    said = _MONTHS.sub(r"from \g<low> to \g<high>", _OF_WHAT.sub(_behind_noun, question))
    return said if _SCORE.search(said) else _TO.sub(lambda found: _between(found, catalog), said)


def _of_both_months(found: re.Match[str]) -> str:
    """Say the year of both months, which for the first is the one before where it is the later in a year."""
    if not found["year"]:
        return f"from {found['low']} to {found['high']}"
    year = int(found["year"].split()[-1])
    before = _PLACES.get(found["low"].casefold(), 0) > _PLACES.get(found["high"].casefold(), 0)
    return f"from {found['low']} {year - before} to {found['high']} {year}"


def _behind_noun(found: re.Match[str]) -> str:
    noun = found["noun"].casefold()
    limits = f"{found['link']} {found['low']} {found['and']} {found['high']}"
    if noun.capitalize() in MONTH_NAMES:
        return found[0]
    return found[0] if noun in NUMBER_WORDS else limits if noun == "years" else f"{found['noun']} {limits}"


def _between(found: re.Match[str], catalog: Catalog) -> str:
    low, high = (_amount(found[name]) for name in ("low", "high"))
    read = found["lead"] and (found["word"] or "").casefold() in ("to", "until", "till", "through")
    if read or low >= high or _is_in_data(found, catalog):
        return found[0]
    return f"between {found['low']} and {found['high']}"


def _is_in_data(found: re.Match[str], catalog: Catalog) -> bool:
    """Whether a header or a cell says just this: ``0-60 time``, a score of ``3-1``, ``1-2 V``."""
    text = normalise(f"{found['low']}-{found['high']}")
    before, after = found.string[: found.start()].split()[-1:], found.string[found.end() :].split()[:1]
    longer = {normalise(" ".join(words)) for words in ((*before, text), (text, *after), (text,))}
    headers = any(f" {text} " in f" {normalise(column.name)} " for column in catalog.columns)
    return headers or bool(catalog.parts(text)) or any(map(catalog.values, longer))


def _amount(limit: str) -> float:
    known = NUMBER_WORDS.get(limit.casefold())
    return float(limit.replace(",", "")) if known is None else float(known)
