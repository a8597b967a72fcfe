"""Says plainly what is put another way: ``more than 150 metres in length``, ``the number enrolled``."""

import re

from services.agent.question.language.periods import MONTH_NAMES
from services.agent.question.language.units import LONG_UNITS, say_short
from services.agent.question.language.vocabulary import NUMBER_WORDS
from services.agent.question.language.words import stem
from services.agent.question.rewording.rules import compile_rules, put_plainly
from services.agent.question.tables.schema import Catalog

_MEASURES = (
    r"length|width|height|depth|weight|size|diameter|breadth|thickness|area|elevation|altitude|volume|duration|"
    r"distance|age|capacity|mass|value|price|cost|speed|span"
)
_LIMIT = (
    r"(?:more|less|fewer|greater|higher|lower|larger|longer|shorter|taller|heavier|older|younger|smaller|bigger)\s+than|"
    r"over|under|above|below|at\s+least|at\s+most|exactly|up\s+to|no\s+(?:more|less)\s+than"
)
_NUMBER = rf"[$€£]?\d[\d.,]*(?:\s*(?:k|m|bn|thousand|million|billion)\b)?|{'|'.join(NUMBER_WORDS)}"
_RULES = compile_rules(
    (
        # "With more than 150 metres in length": with a length of more than that.
        (rf"\b(?P<with>with|having|(?:that|which|who)\s+(?:have|has|are|is|measure|measures)|have|has|are|is)\s+(?P<way>{_LIMIT})\s+"
         rf"(?P<n>(?:{_NUMBER})(?:\s+[^\W\d_]+(?:\s+(?!in\b)[^\W\d_]+)?)?)\s+in\s+(?:total\s+)?(?P<what>{_MEASURES})\b(?!\s+of\b)",
         r"with \g<what> \g<way> \g<n>"),
        (rf"\b(?P<way>(?:longer|taller|higher|wider|heavier|deeper|shorter|larger|bigger|thicker|older)\s+than\s+(?:{_NUMBER})(?:\s+[^\W\d_]+)?)\s+"
         rf"in\s+(?:{_MEASURES})\b(?!\s+of\b)",
         r"\g<way>"),
        # "With X as coach, show the names": show the names with the coach X.
        (r"^with\s+(?P<value>[^,?]+?)\s+as\s+(?:(?:the|their|its|his|her|an?)\s+)?(?P<header>[\w-]+(?:\s+[\w-]+)?),\s+"
         r"(?P<ask>(?:show|list|give|name|find|tell|display|return|count|what|which|who|how)\b[^?]*?)(?P<end>\s*[?.!]*)$",
         r"\g<ask> with the \g<header> \g<value>\g<end>"),
        # "Of all courses, show the title of the one with the most …": of the courses with the most.
        (r"^(?:of|among|out\s+of)\s+(?:all\s+)?(?:(?:of\s+)?(?:the|our|these)\s+)?(?P<rows>[\w-]+(?:\s+[\w-]+)?s),\s+"
         r"(?P<ask>(?:show|list|give|name|find|tell|display|return|what)\b[^?,]*?)\s+of\s+the\s+one\s+"
         r"(?=(?:with|whose|that|which|having)\b)",
         r"\g<ask> of the \g<rows> "),
        # "Which client placed the most orders": has the most.
        (r"^(?P<who>who|(?:which|what)\s+[a-z]+)\s+(?:has\s+|have\s+)?placed\s+(?=(?:the\s+)?(?:most|fewest)\s+[a-z]+s\b)",
         r"\g<who> has "),
        # "By the number of clients they manage": of which whose they are says as much.
        (r"\bby\s+(?P<the>the\s+)?(?P<total>total\s+)?number\s+of\s+(?P<what>[a-z]+(?:\s+[a-z]+)?)\s+(?:that\s+)?they\s+"
         r"(?:have\s+)?(?:manage|own|have|had|handle|supply|teach|run|hold|offer|serve|lead|supervise|carry|write|wrote|"
         r"written|make|made|place|placed)d?(?=\s*(?:[?.,;]|$)|\s+in\b)",
         r"by \g<the>number of \g<what>"),
        # "Were already standing in 1950": until then.
        (r"\balready\s+(?P<what>(?:[a-z]+\s+){1,3}?)(?:in|by|at\s+the\s+end\s+of|when)\s+(?:the\s+year\s+)?(?P<year>(?:1[0-9]|20)\d\d)\b",
         r"\g<what>until \g<year>"),
        (r"\balready\s+(?P<what>(?:[a-z]+\s+){1,3}?)by\s+(?:the\s+)?(?=(?:end|start|beginning)\s+of\b|"
         rf"(?:{'|'.join(MONTH_NAMES)})\b|\d)",
         r"\g<what>until "),
        (r"\b(?:have|has|had)\s+(?:their|his|her|its|a)\s+home\s+(?=in\b)", "live "),
        (r"^(?:what|how\s+much)\s+(?:do|does|did)\s+(?P<who>[^?.]+?)\s+weigh\s+on\s+average(?=\s*\??$)",
         r"what is the average weight of \g<who>"),
        # "Which are below 5000? Stock numbers are enough".
        (r"(?P<end>[?.!])\s+(?:just\s+|only\s+)?(?:the\s+|their\s+)?(?P<what>[\w -]+?)\s+"
         r"(?:(?:is|are|will\s+be|would\s+be)\s+(?:enough|sufficient|"
         r"all\s+(?:that\s+)?(?:i|we)\s+need|fine|all)|(?:will|would)\s+(?:do|suffice)|suffices?)\s*[.!]?$",
         r"\g<end> Give me the \g<what>."),
        # "What make and model is the car with the lowest price".
        (r"^(?:what|which)\s+(?P<one>[\w-]+(?:,\s+[\w-]+)*\s+and\s+[\w-]+)\s+(?P<be>is|are|was|were)\s+(?P<rows>the\s+[\w-]+)\s+"
         r"(?=(?:with|that|which|whose|having)\b)",
         r"what \g<be> the \g<one> of \g<rows> "),
        # "Before the war, that is before 1914".
        (r"\b(?:before|after|since|until|in|by)\s+(?!(?:1|2)\d{3})[^,?]+,\s+(?:that\s+is|i\.?e\.?|meaning|so)(?:\s+to\s+say)?,?\s+"
         r"(?=(?:before|after|since|until|in|by)\s+[12]\d{3}\b)",
         ""),
        # "How many, term by term", "all courses taken together".
        (r",?\s+(?P<unit>(?!side\b|one\b|step\b|bit\b|little\b|two\b)[a-z]+)\s+by\s+(?P=unit)(?=\s*[?.!]?$)",
         r" per \g<unit>"),
        (r",?\s+all\s+(?:(?:of\s+)?the\s+)?[a-z]+s\s+(?:taken\s+)?together(?=\s*[?.!,]|$)", " in total"),
    )
)  # fmt: skip
_SIGNS = (
    " in ",
    " placed ",
    "already",
    "home",
    "enough",
    " by ",
    "together",
    "suffic",
    " and ",
    " do",
    "need",
    "all",
    "fine",
)
_THE = r"(?:(?:the|its|their|one)\s+)?"
_SPANS = {
    "length": rf"{_THE}(?:bow|stem|prow|nose|head|tip|snout|end|front)\s+to\s+{_THE}"
    r"(?:stern|tail|tail\s+tip|tail\s+fin|end|other|"
    r"other\s+end|back|rear)|(?:front\s+)?bumper\s+to\s+(?:rear\s+)?bumper",
    "height": rf"{_THE}(?:head|top|tip)\s+to\s+{_THE}(?:toe|toes|foot|feet|bottom|sole|soles|base)|"
    rf"{_THE}(?:ground|base|foot|bottom|floor|street|pavement|keel)\s+(?:up\s+)?to\s+{_THE}(?:roof|top|tip|summit|ceiling|spire|peak)",
    "width": rf"{_THE}(?:side|wall|bank|edge)\s+to\s+{_THE}(?:side|wall|bank|edge|other\s+side)|"
    r"left\s+to\s+right|wingtip\s+to\s+wingtip",
    "duration": rf"{_THE}(?:start|beginning|first\s+\w+)\s+to\s+{_THE}(?:finish|end|last\s+\w+)",
}
_HEADERS = {
    "length": frozenset(map(stem, ["length", "long"])),
    "height": frozenset(map(stem, ["height", "elevation", "altitude", "stature", "tall"])),
    "width": frozenset(map(stem, ["width", "breadth", "beam", "wide", "wingspan"])),
    "duration": frozenset(map(stem, ["duration", "runtime", "length"])),
}
_SPANNED = re.compile(
    rf",?\s+from\s+(?:{'|'.join(f'(?P<{what}>{ends})' for what, ends in _SPANS.items())})(?=[\s,?.!]|$)",
    re.IGNORECASE,
)
"""``From bow to stern`` is a length, ``from head to toe`` a height."""
_BEGUN = ("with ", "of ", "among ", "out of ")
_NUMBERED = re.compile(
    r"\b(?P<the>the\s+|an?\s+)?(?P<way>highest|largest|greatest|biggest|lowest|smallest|total|average|maximum|minimum|mean)\s+"
    r"number\s+(?:of\s+)?(?P<done>[a-z]+(?:ed|en|ld|wn|ost|on|ut))\b",
    re.IGNORECASE,
)


def _with_short_units(question: str, catalog: Catalog) -> str:
    """Say a unit of several words in one where some header is measured in it: ``over 100 square metres``."""
    said = say_short(question)
    if said == question:
        return question
    units = LONG_UNITS.intersection(said.casefold().strip(" ?.!,").split())
    return said if any(not each.units.isdisjoint(units) for each in catalog.columns) else question


_PAID_PER = re.compile(
    r"\b(?P<paid>(?:costs?|pays?|charges?|earns?|makes?|brings?)\b[^?.,]{0,40}?)\s+(?:each|every|per|a)\s+(?P<unit>month|year|week)\b",
    re.IGNORECASE,
)


def _paid_per(found: re.Match[str], catalog: Catalog) -> str:
    """Leave out for what time is paid where a header of money says it itself: ``monthly rent``."""
    unit = found["unit"].casefold()
    said = {stem(unit), stem(f"{unit}ly"), stem("annual" if unit == "year" else unit)}
    told = [each for each in catalog.columns if each.is_measure and not said.isdisjoint(each.words)]
    return found["paid"] if len(told) == 1 else found.group()


_RELATED = re.compile(
    r"\b(?P<how>affiliated|associated|corresponding|respective|accompanying|matching)\s+(?P<rows>[a-z]+)\b(?!\s+with\b)",
    re.IGNORECASE,
)
"""Words that say no more than that some rows are those of others."""


def _related(found: re.Match[str], catalog: Catalog) -> str:
    """Leave out such a word before the noun for rows, where no header, table or cell has it."""
    how, rows = stem(found["how"].casefold()), stem(found["rows"].casefold())
    named = any(rows in table.words for table in catalog.tables)
    names = [table.words for table in catalog.tables] + [column.words for column in catalog.columns]
    taken = any(how in words for words in names)
    return (
        found["rows"]
        if named and not taken and not catalog.values(found["how"].casefold())
        else found.group()
    )


def say_plain_forms(question: str, catalog: Catalog) -> str:
    """Put what is said the other way round in the usual form; most questions stay as they are."""
    lowered = question.casefold()
    question = _RELATED.sub(lambda found: _related(found, catalog), question)
    question = _with_short_units(question, catalog)
    question = _PAID_PER.sub(lambda found: _paid_per(found, catalog), question)
    if " from " in lowered and (found := _SPANNED.search(question)):
        what = found.lastgroup or ""
        if any(not _HEADERS[what].isdisjoint(each.words) for each in catalog.columns):
            question = f"{question[: found.start()]} in {what}{question[found.end() :]}"
            lowered = question.casefold()
    if lowered.startswith(_BEGUN) or any(sign in lowered for sign in _SIGNS):
        question = put_plainly(question, _RULES)
    if "number " in lowered:
        counted = {
            each.words[-1]
            for each in catalog.columns
            if each.is_measure and len(each.words) == 1 and stem("number") not in each.words
        }
        question = _NUMBERED.sub(
            lambda found: (
                f"{found['the'] or ''}{found['way']} {found['done']}"
                if stem(found["done"].casefold()) in counted
                else found.group()
            ),
            question,
        )
    return question
