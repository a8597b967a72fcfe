"""How months, quarters and weeks are to be written: taken out of the question: it says nothing of rows."""

import re
from enum import StrEnum


class Written(StrEnum):
    """How a stretch of time is written where it is not its first day."""

    YEAR_MONTH = "YYYY-MM"
    NUMBER = "number"
    NAME = "name"
    QUARTER = "Q1 to Q4"
    YEAR_QUARTER = "YYYY-Qn"


_LEAD = (
    r"[,(;.:]*\s*(?:\b(?:please|and|with|use|using|give|giving|show|showing|write|writing|report|display|"
    r"where|listing)\s+)*"
)
_AS = (
    r"(?:(?:is\s+|are\s+|be\s+)?(?:written|formatted|shown|given|expressed|displayed|reported)\s+)?"
    r"(?:as|in|like)\s+"
)
_END = r"(?:\s+(?:format|form|style))?\s*\)?[.;]?"
_YEAR_MONTH = re.compile(
    rf"{_LEAD}(?:(?:the|each|every)\s+)?(?:\bmonths?\s+)?{_AS}(?:the\s+|a\s+)?(?:form(?:at)?\s+|text\s+)?"
    rf"(?:YYYY-MM|\d{{4}}-(?:0\d|1[0-2]))(?!-)\b{_END}|\s*\(\s*YYYY-MM\s*\)",
    re.IGNORECASE,
)
_COUNT = r"(?:(?:from\s+)?1\s*(?:-|–|to|through)\s*(?:4|12)\b|between\s+1\s+and\s+(?:4|12)\b)"
_NUMBER = re.compile(
    rf"{_LEAD}(?:\b(?:the|each|its)\s+)?\b(?P<unit>quarters?|months?|years?|weeks?)\s+(?:{_AS}(?:a\s+|an\s+|the\s+|its\s+)?"
    rf"(?:(?:plain|whole|quarter|month|calendar)\s+)*(?:numbers?|integers?|digits?|{_COUNT})|numbers?\b)"
    rf"(?:\s*\(?(?:from\s+)?1\s*(?:-|–|to)\s*(?:4|12)\)?)?{_END}",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    rf"\(\s*(?:as\s+|numbers?\s+)*{_COUNT}\s*\)|(?<=\bquarter)\s+{_COUNT}|(?<=\bmonth)\s+{_COUNT}",
    re.IGNORECASE,
)
_YEAR = r"(?:19|20)\d\d"
_OF_YEAR = re.compile(
    rf"\b(?:per|by)\s+quarter\s+of\s+(?:(?:[a-z_]+\s+){{1,3}}(?:of|in|during|for)\s+)?{_YEAR}\b|"
    rf"\b(?:each|every|which|what)\s+(?:calendar\s+)?quarter\s+(?:of\s+(?:[a-z]+\s+){{1,3}})?(?:of|in|during|for)\s+{_YEAR}\b|"
    rf"\b(?:of|in|during|for)\s+{_YEAR}\b[^?.;:(]*(?:[?.;:(]|\s[-–—])\s*(?:show\s+|give\s+)?(?:the\s+)?"
    r"quarter(?=\s*,|\s+and\b)",
    re.IGNORECASE,
)
"""Quarters of a single year: their first days say no more than 1 to 4."""
_ANY_YEAR = re.compile(rf"\b{_YEAR}\b")
_NAME = re.compile(
    rf"{_LEAD}(?:the\s+)?\b(?P<unit>months?)\s+(?:{_AS}(?:a\s+)?names?|names?\b){_END}", re.IGNORECASE
)
_Q = r"(?:(?P<year>(?:(?:19|20)\d\d|\bYYYY)-)|\b)Q(?:[1-4]|n|#|x)\b"
_QUARTER = re.compile(
    rf"(?:\s[-–—]\s*)?{_LEAD}(?:(?:call|label|name|mark|write)(?:l?(?:ed|ing))?\s+(?:(?:the|each|every|them|all)\s+)*(?:quarters?\s+)?"
    rf"(?:{_AS})?|(?:(?:the|each)\s+)?(?P<unit>quarters?)\s+{_AS}|\bwritten\s+{_AS}|"
    r"\(\s*(?:(?:as|in)\s+)?(?=(?:\b(?:\d{4}-)?Q\d\b|[\s,–-]|\b(?:to|and|so|on|forth|etc)\b)+[.]?\)))"
    r"(?:(?:the|a)\s+)?(?:(?:form(?:at)?|style)\s+)?(?:of\s+)?"
    rf"{_Q}(?:(?:\s*,\s*(?:and\s+)?|\s+and\s+|\s+to\s+|\s*[-–]\s*){_Q.replace('P<year>', ':')})*"
    r"(?:,?\s*(?:and\s+so\s+(?:on|forth)|etc\.?|up\s+to\s+Q4))?[.;)]*",
    re.IGNORECASE,
)
"""``Call the quarters Q1, Q2, Q3, Q4``, ``labelled 2024-Q1 and so on``."""
_MONDAY = re.compile(
    rf"{_LEAD}(?:by\s+|the\s+|date\s+|of\s+|its\s+)*\bMondays?\s+(?:(?:that|on\s+which|when|of|on)\s+)?"
    rf"(?:(?:each|the|every|that)\s+)?week(?:\s+(?:starts?|begins?|starting|beginning)(?:\s+on)?)?{_END}"
    rf"|{_LEAD}(?:the\s+)?weeks?\s+(?:that\s+)?(?:starts?|begins?|starting|beginning|commencing|start)\s+"
    rf"(?:on\s+)?(?:a\s+)?Mondays?{_END}",
    re.IGNORECASE,
)
_EITHER = re.compile(r"[,(]\s*(?:whether\s+)?\w+\s+or\s+not\b\s*\)?", re.IGNORECASE)
_GROUPS = re.compile(r"\b(?:per|by|each|every|which|what)\s*$", re.IGNORECASE)
_RETURNED = re.compile(r"\breturn(?:ing)?\s*$", re.IGNORECASE)
"""What heads a list of columns, of which the month is the first: a list does not begin with a comma."""


def read_written(question: str) -> tuple[str, Written | None]:
    """Take out of a question how its months and the like are to be written, and return that."""
    said, found = _EITHER.sub(" ", question), None
    labelled = _QUARTER.search(said)
    if labelled:
        way = Written.YEAR_QUARTER if labelled["year"] else Written.QUARTER
        before = said[: labelled.start("unit")] if labelled["unit"] else said[: labelled.start()]
        named = " the quarter " if _RETURNED.search(said[: labelled.start()]) else " "
        group = f" {labelled['unit']} " if labelled["unit"] and _GROUPS.search(before) else named
        return f"{said[: labelled.start()]}{group}{said[labelled.end() :]}", way
    forms = ((_YEAR_MONTH, Written.YEAR_MONTH), (_NUMBER, Written.NUMBER), (_NAME, Written.NAME))
    for pattern, written in (*forms, (_COUNTED, Written.NUMBER), (_MONDAY, None)):
        shorter = pattern.sub(_keep_group, said)
        if shorter != said:
            said, found = shorter, written or found
    numbered = _OF_YEAR.search(said) and len(set(_ANY_YEAR.findall(said))) == 1
    return said, found or (Written.NUMBER if numbered else None)


def _keep_group(match: re.Match[str]) -> str:
    """Keep the word that says what is grouped by: ``per quarter number`` groups by quarter."""
    before, unit = match.string[: match.start()], match.groupdict().get("unit")
    if match.re is _YEAR_MONTH and "month" in match.group().casefold():
        unit = unit or "month"
    if unit and _RETURNED.search(before):
        return f" the {unit} "
    start = match.start("unit") if match.groupdict().get("unit") else 0
    named = bool(start) and _GROUPS.search(match.string[:start])
    return f"{match.string[match.start() : start]}{unit} " if named else " "
