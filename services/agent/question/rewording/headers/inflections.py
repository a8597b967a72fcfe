"""Brings odd forms of words to the headers' own: "plans of meals", "whose fares were maximal", "in kms".

People who put a question together from headers bend and turn their words: a header of two words is said as
its second of its first, in the plural, and what a cell holds as being of that kind.
"""

import re

from services.agent.question.language.units import SHORT_UNITS, without_unit
from services.agent.question.language.words import name_words, root, stem
from services.agent.question.rewording.rules import compile_rules, put_plainly
from services.agent.question.tables.calling import is_called
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog

_BE = r"(?:is|was|are|were|had\s+been|has\s+been|have\s+been)"
_MOST = (
    r"(?:maximal|maximum|max|highest|greatest|largest|biggest|at\s+(?:the|its|their)\s+(?:maximum|highest))"
)
_LEAST = r"(?:minimal|minimum|min|lowest|smallest|at\s+(?:the|its|their)\s+(?:minimum|lowest))"
_END = r"(?:\s+of\s+(?:them\s+)?all)?(?=\s*(?:[?.!,]|$))"
_WORDS = r"[^\W\d_]+(?:\s+[^\W\d_]+){0,3}"
_WHOSE = rf"\b(?:whose|where(?:\s+the)?)\s+(?P<what>{_WORDS}?)\s+"
_COMPARED = r"high|low|great|small|long|short|old|young|larg|bigg|tall|fast|slow|cheap|late"
_RULES = compile_rules(
    (
        # "Where the age is the maximum, what is the name of the guest?"
        (rf"^where\s+(?:the\s+)?(?P<what>{_WORDS}?)\s+{_BE}\s+(?:the\s+)?(?P<way>{_MOST}|{_LEAST})\s*,\s+"
         r"(?P<ask>[^?]*[^?\s])\s*\?*$", r"\g<ask> where \g<what> is the \g<way>?"),
        # "The ship whose days of sailing were maximal", "the guest where age is the maximum".
        (rf"{_WHOSE}{_BE}\s+(?:the\s+)?{_MOST}{_END}", r"with the highest \g<what>"),
        (rf"{_WHOSE}{_BE}\s+(?:the\s+)?{_LEAST}{_END}", r"with the lowest \g<what>"),
        # "Having the higher fare of all": of all, it is the highest.
        (rf"\bthe\s+(?P<way>{_COMPARED})er\s+(?P<what>[^\W\d_]+(?:\s+[^\W\d_]+)?)\s+of\s+(?:them\s+)?all{_END}",
         r"the \g<way>est \g<what>"),
        (r"\baveraged\s+(?=[a-z])", "average "),
        (r"\blesser\s+than\b", "less than"),
        # "Who is the oldest guest, by first and last name?"
        (rf"^(?P<ask>who\s+(?:is|was|are|were)\s+[^?]*),\s+by\s+(?P<names>{_WORDS})\s*\?*$",
         r"\g<ask>? Return the \g<names>."),
        # "What are the counts of guests", "the day counts of keeping".
        (r"^(?P<ask>what|which)\s+(?:are|were)\s+(?P<the>the\s+)?counts\s+of\s+",
         r"\g<ask> is \g<the>number of "),
        (r"\b(?P<unit>second|minute|hour|day|night|week|month|year)\s+counts?\s+of\s+(?=[a-z]+ing\b)",
         r"number of \g<unit>s of "),
        (r"\b(?:are|is|were|was)\s+having\b", "having"),
        (r"\bequall?ed\s+(?:to\s+)?(?=\S)", "is "),
    )
)  # fmt: skip
_UNITS = re.compile(r"(?<=\bin )(?P<unit>[a-z]{2,4})s\b|(?<=\d )(?P<behind>[a-z]{2,4})s\b", re.IGNORECASE)
"""Short units are not bent: "in kms"."""
_SQUARE = re.compile(r"\s+in\s+(?P<unit>[a-z]{1,2})(?P<power>[23])\b(?=\s+[a-z])", re.IGNORECASE)
_KIND = re.compile(
    rf"\b(?P<what>[^\W\d_]+)\s+{_BE}\s+of\s+(?:the\s+|an?\s+)?(?P<value>[^\W\d_]+(?:[\s-][^\W\d_]+)?)\s+"
    r"(?P<kind>types?|kinds?|sorts?|class|classes|categor(?:y|ies))\b",
    re.IGNORECASE,
)
_FIGURES = frozenset(
    map(
        stem,
        [
            "number",
            "count",
            "total",
            "sum",
            "amount",
            "average",
            "mean",
            "maximum",
            "minimum",
            "rate",
            "share",
        ],
    )
)
"""Heads that ask a figure of what follows them."""
_OF = re.compile(r"\b(?P<head>[^\W\d_]+)\s+(?:of|for)\s+(?:the\s+)?(?P<what>[^\W\d_]+)\b(?!-)", re.IGNORECASE)
_OF_ROWS = re.compile(
    r"(?P<type>\b(?:type|kind|category|class|status)\s+of)\s+(?P<before>[^\W\d_]+)\s+(?P<what>[^\W\d_]+)\b(?!-)",
    re.I,
)
"""A kind of rows that are called by two words: ``type of boat trip``."""
_BY_ROWS = re.compile(
    r"(?<=ed )by\s+(?=(?:the\s+)?(?P<rows>[^\W\d_]+s)\s+(?:whose|who|that|with|where|in|from|on|at|aged)\b)",
    re.IGNORECASE,
)
"""Who did it, of rows that are these: ``the minutes waited by guests whose ...`` are no groups."""
_BARE = re.compile(
    r"^(?P<many>how\s+many)\s+(?=(?:over|above|below|under|beyond|at\s+(?:least|most)|(?:more|less|fewer)\s+than)\s+"
    r"[$€£]?\d)",
    re.IGNORECASE,
)


def say_inflected(question: str, catalog: Catalog) -> str:
    """Say headers and values in their own forms, where words of the question are those of one header."""
    said = put_plainly(_UNITS.sub(_unit, question), _RULES)
    said = _SQUARE.sub(lambda found: _in_square(found, catalog), said)
    said = _KIND.sub(lambda found: _of_kind(found, catalog), said)
    said = _OF_ROWS.sub(lambda found: _last_of_rows(found, catalog), said)
    said = _OF.sub(lambda found: _headed(found, catalog), said)
    only = catalog.tables[0] if len(catalog.tables) == 1 else None
    if only is None:
        return said
    said = _BY_ROWS.sub(lambda found: "of " if is_called(only, stem(found["rows"])) else found.group(), said)
    return _BARE.sub(rf"\g<many> {only.name.replace('_', ' ')} ", said)


def _unit(found: re.Match[str]) -> str:
    unit = found["unit"] or found["behind"]
    return unit if unit.casefold() in SHORT_UNITS else found.group()


def _in_square(found: re.Match[str], catalog: Catalog) -> str:
    """Leave the unit of a header out behind its name, where the unit is written in two: "in m2"."""
    ends = (found["unit"].casefold(), found["power"])
    before = stem(found.string[: found.start()].split()[-1].casefold()) if found.start() else ""
    held = any(each.spelt[-2:] == ends and before in each.spelt for each in catalog.columns)
    return "" if held else found.group()


def _of_kind(found: re.Match[str], catalog: Catalog) -> str:
    """Write "rooms were of single type" as what the header of room types holds."""
    what, kind = stem(found["what"].casefold()), stem(found["kind"].casefold())
    fits = [each for each in catalog.columns if each.is_text and set(each.spelt) == {what, kind}]
    if len(fits) != 1:
        return found.group()
    return f"{_spoken(fits[0])} is {found['value']}"


def _headed(found: re.Match[str], catalog: Catalog) -> str:
    """Write "plans of meals" as the header "meal plan", where just one header is of these two words."""
    head, what = found["head"].casefold(), found["what"].casefold()
    if stem(head) in _FIGURES and not (head == "numbers" and what == what.removesuffix("s")):
        return found.group()  # "The number of orders" counts them, the "numbers of order" are in a column.
    before = stem((found.string[: found.start()].split() or [""])[-1].casefold())
    if before == stem(what) or (before, stem(head)) in catalog.headers:
        return found.group()  # "The ticket price of tickets".
    fits = [each for each in catalog.columns if _is_both(each, head, what)]
    if len(fits) != 1 or (stem(head), stem(what)) in catalog.headers or _is_of_rows(what, fits[0], catalog):
        return found.group()
    return _spoken(fits[0])


def _is_of_rows(what: str, column: Column, catalog: Catalog) -> bool:
    """Whether rows are called by a word, and a header of two is not theirs: singers' names, no songs'."""
    tables = [each.name for each in catalog.tables if each.words == (stem(what),)]
    own = column.table in tables and column.spelt[:1] == (stem(what),)
    return bool(tables) and len(catalog.tables) > 1 and not own


def _last_of_rows(found: re.Match[str], catalog: Catalog) -> str:
    """Leave out the first word of the name of rows whose kind is meant."""
    words = (stem(found["before"].casefold()), stem(found["what"].casefold()))
    rows = any(table.words == words for table in catalog.tables)
    return f"{found['type']} {found['what']}" if rows else found.group()


def _is_both(column: Column, head: str, what: str) -> bool:
    """Whether a header says what it is of and then what it is, in these words or their forms."""
    words = without_unit(column.spelt)
    if len(words) != 2:
        return False
    first, last = words
    return (first == stem(what) or root(first) == root(stem(what))) and last == stem(head)


def _spoken(column: Column) -> str:
    """Return a header as it is said, without its unit, which may be said behind it."""
    return " ".join(name_words(column.name)[: len(without_unit(column.spelt))])
