"""What a question says of sheets that are pieces of one table: which of them it names, or all."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from services.agent.question.language.words import fold, name_words
from services.agent.question.tables.families import Family
from services.agent.question.tables.schema import Table
from services.agent.question.tables.uniting import SHEET, United

_KINDS = r"(?:sheet|tab|worksheet|spreadsheet)s?"
_ALL = re.compile(
    rf"\s*(?:\b(?:over|across|in|from|of|for|on|through)\s+)?\ball\s+(?:of\s+)?(?:the\s+|our\s+|my\s+)?"
    rf"(?:\w+\s+)?{_KINDS}\b(?:\s+(?:taken\s+|put\s+)?(?:together|combined))?",
    re.IGNORECASE,
)
_DIVIDING = re.compile(
    r"\b(?:appear\w*|occur\w*|found|present|listed|repeat\w*|both|every|each|only|same)\b", re.IGNORECASE
)
"""Words of a question for what is in each of all sheets: something else than what is in them together."""
_CHOOSING = re.compile(r"\b(?:who|whose|that|which|are|is there|does|do|did)\b", re.IGNORECASE)
_FIGURE = re.compile(
    r"\b(?:total|sum|average|mean|median|how (?:many|much)|number|count|most|least|fewest|top|bottom|best|"
    r"worst|(?:high|low|larg|bigg|small|great)est|maximum|minimum)\b",
    re.IGNORECASE,
)
_OUTSIDE = re.compile(r"\boutside\s+(?:of\s+)?(?=\w)", re.IGNORECASE)
_PERMISSION = re.compile(r"\bmay(?=\s+(?:i|we|you)\b)", re.IGNORECASE)
_SHEETS = re.compile(
    rf"(?P<led>\b(?:per|by|each|every|which|what|how\s+many)\s+(?:different\s+|single\s+)?)(?P<kind>{_KINDS})\b",
    re.IGNORECASE,
)
_FURTHER = re.compile(
    r"\b(?:since|after|before|until|till|up\s+to|onwards?|later|earlier|not|except|excluding|without|others?|rest|"
    r"outside|besides|apart|but)\b",
    re.IGNORECASE,
)
"""Words beside the name of one sheet by which others are meant."""
_SHARE = re.compile(r"\b(?:share|proportion|percent|percentage|fraction)\b|%", re.IGNORECASE)
_SEVERALLY = re.compile(r"\b(?:each|every|per|by)\b", re.IGNORECASE)
_AGAINST = re.compile(
    r"\b(?:differ\w*|gr[eo]w\w*|chang\w*|compar\w*|increas\w*|decreas\w*|r[io]se|f[ae]ll|drop\w*|declin\w*|ratio|"
    r"more|less|fewer|higher|lower)\b",
    re.IGNORECASE,
)
"""Words by which the two ends of a range are set against each other, and nothing between them is meant."""
_OPENS = re.compile(r"\b(?P<word>from|between|in|for)\s+(?:the\s+)?$", re.IGNORECASE)
_LINKS = re.compile(r"\s*(?:\b(?P<word>to|and|till|until|through)\b|[-–])\s*", re.IGNORECASE)
_SIDE = re.compile(r"\b(?P<word>since|after|before|until|till|up\s+to|through|from)\s+$", re.IGNORECASE)
_ONWARDS = re.compile(r"\s+(?:onwards?\b|on(?=\s*(?:[?.,!]|$)))", re.IGNORECASE)
_WORDS = re.compile(r"[^\W\d_]+|\d+")
_NOT_ALONE = frozenset(["may"])
"""Months that are other words too, and are months only behind such as lead to one."""
_PERSONS = frozenset(["i", "we", "you", "be", "have"])
"""Words behind those that then are no months."""
_LEADING = "in of for from to and or since before after until till through between during per than vs"
_LEADS = frozenset(_LEADING.split())


@dataclass(frozen=True)
class Named:
    """A table that a question names, among those that are read together."""

    table: str
    family: str
    place: int
    """Which of the family it is."""
    has_turn: bool
    """Whether others come before and after it."""
    start: int
    end: int
    """Where in the question."""


def named_parts(question: str, united: United) -> list[Named]:
    """Return the tables that a question names by what tells them from the others, in its order."""
    said = [(match, fold(match[0])) for match in _WORDS.finditer(question)]
    found = [
        each for name, family in united.families.items() for each in _named(question, said, name, family)
    ]
    longest = sorted(found, key=lambda each: (each.start, -each.end))
    kept: list[Named] = []
    for each in longest:
        inside = any(other.start <= each.start and each.end < other.end for other in kept)
        if not inside and each not in kept:
            kept.append(each)
    return kept


def _named(
    question: str, said: Sequence[tuple[re.Match[str], str]], name: str, family: Family
) -> Iterator[Named]:
    words = [word for _, word in said]
    for place, (table, teller) in enumerate(family.members):
        for phrase in {*teller.said, name_words(teller.word), name_words(table.name)}:
            size = len(phrase)
            for at in range(len(words) - size + 1):
                if tuple(words[at : at + size]) != phrase or _is_no_month(question, said, at, phrase):
                    continue
                yield Named(
                    table.name,
                    name,
                    place,
                    teller.has_turn,
                    said[at][0].start(),
                    said[at + size - 1][0].end(),
                )


def _is_no_month(
    question: str, said: Sequence[tuple[re.Match[str], str]], at: int, phrase: Sequence[str]
) -> bool:
    if phrase[0] not in _NOT_ALONE:
        return False
    behind = said[at + 1][1] if at + 1 < len(said) else ""
    led = at > 0 and said[at - 1][1] in _LEADS
    return behind in _PERSONS or not (led or question[said[at][0].start()].isupper())


def reaches_further(question: str, named: Sequence[Named]) -> bool:
    """Whether more sheets are meant than those that are named: since March, from March to May."""
    if _FURTHER.search(question):
        return True
    if any(_SIDE.search(question[: one.start]) and _ONWARDS.match(question, one.end) for one in named):
        return True
    if _SHARE.search(question) and not _SEVERALLY.search(question):
        return True
    return any(_is_range(question, one, other) for one, other in pairwise(named))


def _is_range(question: str, one: Named, other: Named) -> bool:
    link = _LINKS.fullmatch(question[one.end : other.start])
    opened = _OPENS.search(question[: one.start])
    apart = link and (link["word"] or "").casefold() == "and"
    between = opened and opened["word"].casefold() == "between"
    turns = one.has_turn and one.family == other.family
    return bool(turns and link and (between or not apart)) and not _AGAINST.search(question)


def say_of_sheets(question: str, united: United) -> str | None:
    """Say of the column of labels what a question says of sheets; None where that cannot be said.

    ``The total over all sheets`` is the total, ``per sheet`` is per month, and ``from March to May`` is in
    March, April or May: the names of months have no order that could be compared.
    """
    if _ALL.search(question):
        if _divides(question):
            return None
        question = _ALL.sub("", question)
    question = _OUTSIDE.sub("not in ", _PERMISSION.sub("can", question))
    headers = {table.source.teller for table in _tables(united)}
    if len(headers) == 1:
        question = _SHEETS.sub(lambda match: match["led"] + _as_said(match["kind"], *headers), question)
    for header in headers:  # "By month in March" is read as "in March", "per month" never is.
        question = re.sub(rf"(?<!ed )\bby(?=\s+{header}\b)", "per", question, flags=re.IGNORECASE)
    spans = [span for table in _tables(united) for span in _spans(question, table, united)]
    if any(one[1] > other[0] for one, other in pairwise(sorted(spans))):
        return None
    for start, end, text in sorted(spans, reverse=True):
        question = question[:start] + text + question[end:]
    return None if _is_unsaid(question, united) else question


def _is_unsaid(question: str, united: United) -> bool:
    """Whether "since March" may be of this year or the one before: the labels say both, and no date does."""
    named = named_parts(question, united)
    tellers = {table.name: table.source.teller for table in _tables(united)}
    years = [
        each
        for each in named
        if united.families[each.family].teller.kind.endswith("of a year") and tellers[each.family] != SHEET
    ]
    return bool(years) and reaches_further(question, years)


def asks_for_each(question: str, table: Table) -> bool:
    """Whether something is asked of each of the sheets that make a table."""
    each = rf"\b(?:by|per|each|every)\s+(?:{table.source.teller}|{_KINDS})\b"
    return bool(re.search(each, question, re.IGNORECASE))


def _divides(question: str) -> bool:
    """Whether what is asked for is in each of all sheets, and not in any of them."""
    chosen = _CHOOSING.search(question) and not _FIGURE.search(question)
    return bool(chosen or _DIVIDING.search(question))


def _tables(united: United) -> list[Table]:
    return [united.catalog.by_name[name] for name in united.families]


def _as_said(kind: str, header: str) -> str:
    return f"{header}s" if kind.endswith("s") else header


def _spans(question: str, table: Table, united: United) -> Iterator[tuple[int, int, str]]:
    """Yield the places where a question says which sheets, with what says it by their labels."""
    kind = united.families[table.name].teller.kind
    if kind.endswith("of a year") or (table.source.is_numbered and kind != "year"):
        return
    labels = [part.label for part in table.source.parts]
    dated = table.source.teller == SHEET
    named = [each for each in named_parts(question, united) if each.family == table.name]
    position = 0
    while position < len(named):
        one, *rest = named[position:]
        if rest and _is_range(question, one, rest[0]):
            opened = _OPENS.search(question[: one.start])
            places = range(one.place, rest[0].place + 1)
            yield opened.start() if opened else one.start, rest[0].end, _in(places, labels)
            position += 2
            continue
        side = _beside(question, one, labels)
        if side or not dated:  # A single month is one of its dates, too.
            yield side or (one.start, one.end, str(labels[one.place]))
        position += 1


def _beside(question: str, named: Named, labels: Sequence[str | int]) -> tuple[int, int, str] | None:
    """Say the sheets on a side of one; None where it is not the end of any."""
    side = _SIDE.search(question[: named.start])
    onwards = _ONWARDS.match(question, named.end)
    word = " ".join(side["word"].casefold().split()) if side else ""
    last = len(labels)
    places = {
        "since": range(named.place, last),
        "after": range(named.place + 1, last),
        "before": range(named.place),
        **dict.fromkeys(("until", "till", "up to", "through"), range(named.place + 1)),
        **({"from": range(named.place, last)} if onwards else {}),
    }.get(word)
    if side is None or places is None or not named.has_turn:
        return None
    return side.start(), onwards.end() if onwards else named.end, _in(places, labels)


def _in(places: range, labels: Sequence[str | int]) -> str:
    """List labels; a side on which there are none stays unknown."""
    names = [str(labels[place]) for place in places]
    if not names:
        return "in no such sheet"
    return "in " + " or ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
