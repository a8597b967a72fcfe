"""Everyday turns in the plain words that are read: ``tell me about X``, ``easy to climb``."""

import re

from services.agent.question.language.words import spoken, stem
from services.agent.question.rewording.rules import compile_rules, put_plainly
from services.agent.question.tables.calling import one_row
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog

_ABOUT = re.compile(
    r"^(?:tell\s+(?:me|us)\s+(?:something\s+|all\s+|everything\s+|more\s+)?about|what\s+do\s+(?:we|you)\s+know\s+about|"
    r"(?:give|show)\s+(?:me|us)\s+(?:all\s+)?(?:the\s+)?(?:details|info|information|data)\s+(?:on|about|of|for))\s+"
    r"(?:the\s+)?(?P<row>[^?]+?)\s*[?.!]*$",
    re.IGNORECASE,
)
_TO_DO = re.compile(
    r"\b(?P<cell>[a-z-]+)\s+to\s+(?:climb|play|learn|read|cook|make|walk|hike|do|reach|see|use|ride|ski|drive)\b",
    re.IGNORECASE,
)
_WITHOUT = re.compile(
    r"\b(?:without|with\s+no|have\s+no|has\s+no|lack|lacks|lacking)\s+(?:any\s+|an?\s+)?(?P<what>[a-z]+(?:\s+[a-z]+)?)",
    re.IGNORECASE,
)
_LACKING = frozenset(["none", "no", "nothing", "n/a", "-"])
_HAVING = frozenset(["have", "has"])
_WHAT_HAS = re.compile(
    r"^what\s+(?=(?:has|costs|takes|lasts|weighs)\s+(?:the\s+)?(?:most|least|fewest|longest|highest|lowest)\b)",
    re.I,
)
_QUICKEST = re.compile(
    r"^(?:what|which|who)(?:['\u2019]s|\s+is|\s+are)\s+(?:the|our)\s+(?P<way>quickest|fastest|slowest)\s+(?P<rows>[^?]+?)\s*\?*$",
    re.I,
)
_SPEEDS = frozenset(map(stem, ["speed", "velocity", "pace", "mph", "kmh", "acceleration"]))
_SPELLS = frozenset(map(stem, ["minutes", "duration", "time", "hours", "seconds"]))
_ANYTHING = re.compile(r"^(?:any|some)thing\s+(?:that\s+is\s+)?", re.I)
_THERE_ON = re.compile(
    r"^how\s+many\s+(?P<what>[a-z]+)\s+(?:are|were)\s+there\s+(?:on|in|at|for)\s+(?:the\s+)?(?P<row>[^?]+?)\s*\?*$",
    re.I,
)
_FIRST = (
    re.compile(
        r"^who\s+(?:was|were|is)\s+(?:the\s+)?first\s+(?:person\s+|one\s+|man\s+|woman\s+)?(?:to\s+|who\s+)(?P<verb>[a-z]+)\s+(?P<what>[^?]+)",
        re.IGNORECASE,
    ),
    re.compile(r"^who\s+(?P<verb>[a-z]+ed)\s+(?P<what>[^?]+?)\s+first\s*(?=\?*$)", re.IGNORECASE),
)
_RULES = compile_rules(
    (
        (r"^(?P<how>how\s+(?:many\s+times|often))\s+(?P<did>did|has|have)\s+(?P<who>[^?]+?)\s+(?:come|came|finish|finished|been)\s+first\b",
         r"\g<how> did \g<who> win"),
        (r"^(?P<ask>what|who|which)['\u2019]s\s+", r"\g<ask> is "),
        (r"\bfetch\b", "cost"),
        (r"^(?P<ask>which|what)\s+(?P<what>[a-z]+(?:\s+[a-z]+)?)\s+do\s+we\s+have\s+the\s+(?P<way>most|fewest)\s+(?P<rows>[a-z]+)\s+"
         r"(?:by|of|from|for)(?=\s*\?*$)",
         r"\g<ask> \g<what> has the \g<way> \g<rows>"),
        (r"\bwhat\s+else\s+(?=(?:did|has|have|does|do|is|was)\b)", "what "),
        (r"\s+on\s+(?:our|the)\s+(?:shelves|shelf|menu|market|list|books)(?=\s*[?.!]*$)", ""),
        (r"\b(?P<by>per|by|for\s+each|for\s+every)\s+number\s+of\s+", r"\g<by> "),
        (r"\bhow\s+high\s+up\s+is\s+the\s+(?P<way>highest|topmost|lowest)\b",
         r"what is the \g<way> floor of the"),
        (r"\b(?P<way>most|least)\s+money\b", r"\g<way>"),
        (r"\bhave\s+(?:we|you|they|i)\s+(?:still\s+)?got\s+(?:left\b(?:\s+in\s+stock)?|in\s+stock\b)",
         "are left"),
        (r"\bhave\s+(?P<who>we|you|they|i)\s+(?:still\s+)?got\b", r"do \g<who> have"),
        (r"\b(?:is|are|was|were)\s+grown\s+in\b", "come from"),
        (r"^(?P<ask>what|how\s+much)\s+(?P<do>did|do|does|would|will)\s+all\s+(?:of\s+)?(?:the\s+|our\s+)?(?P<what>[a-z-]+)\s+(?:together|combined)\s+"
         r"(?P<rest>[^?]+)",
         r"\g<ask> \g<do> all \g<what> \g<rest> in total"),
        (r"\b(?:draws?|drew|attracts?|attracted|pulls?\s+in|pulled\s+in|gets?|got|sees?|saw|boasts?|boasted|racked\s+up|collects?|"
         r"collected|receives?|received)\s+(?:the\s+)?(?P<way>most|fewest)\b",
         r"has the \g<way>"),
        (r"\bevery\s+(?P<who>man|woman|child|person|boy|girl)\b(?=\s+(?:from|in|with|who|over|under|aged|of)\b)",
         r"each \g<who>"),
        (r"\bon\s+(?:our|the)\s+wards?\b|\bwho\s+(?:was|were|is|are)\s+on\s+(?:our|the)\s+wards\b", ""),
        (r"\b(?:what|which)\s+(?:kinds?|sorts?|types?)\s+of\s+(?=[a-z]+\s+(?:is|are|was|were|do|does|has|have)\b)",
         "which "),
        (r"\b(?P<out>is|are|was|were)\s+shut\b", r"\g<out> closed"),
    )
)  # fmt: skip


def say_plainer(question: str, catalog: Catalog) -> str:
    """Say everyday turns of a question in plain words, where the data tell what they are about."""
    if (found := _ABOUT.match(question)) and _names_row(found["row"], catalog):
        return f"show everything about {found['row']}"
    said = _TO_DO.sub(
        lambda each: each["cell"] if catalog.values(each["cell"].casefold()) else each[0], question
    )
    said = _WITHOUT.sub(lambda each: _lacking(each, catalog), said)
    for pattern in _FIRST:
        said = pattern.sub(lambda each: f"who first {_past(each['verb'])} {each['what']}", said)
    rows = spoken(catalog.tables[0].name)
    said = _ANYTHING.sub(f"which {rows} are ", _there_on(said, catalog))
    said = _WHAT_HAS.sub(f"which {one_row(catalog.tables[0])} ", said)
    return put_plainly(_in_time(said, catalog), _RULES)


def _there_on(question: str, catalog: Catalog) -> str:
    """Say of a row that it has what a header counts: ``how many places are there on X``."""
    found = _THERE_ON.match(question)
    if found is None or not _names_row(found["row"], catalog):
        return question
    said = (stem(found["what"].casefold()),)
    counted = any(each.is_measure and each.words == said for each in catalog.columns)
    return f"what is the {found['what']} of {found['row']}?" if counted else question


def _in_time(question: str, catalog: Catalog) -> str:
    """Name the only header of how long something takes, where the quickest is asked for."""
    if any(not _SPEEDS.isdisjoint(each.words) for each in catalog.columns):
        return question
    timed = [each for each in catalog.columns if each.is_measure and not _SPELLS.isdisjoint(each.words)]
    found = _QUICKEST.search(question) if len(timed) == 1 else None
    if found is None:
        return question
    way = "highest" if found["way"].casefold() == "slowest" else "lowest"
    return f"which {found['rows']} has the {way} {spoken(timed[0].name)}?"


def _names_row(row: str, catalog: Catalog) -> bool:
    return any(
        hit.column in catalog.tables[0].names or hit.column.unique for hit in catalog.values(row.casefold())
    )


def _past(verb: str) -> str:
    verb = verb.casefold()
    return verb if verb.endswith("ed") else f"{verb.removesuffix('e')}ed"


def _lacking(found: re.Match[str], catalog: Catalog) -> str:
    """Say of which cell rows are that have none of what a header holds, where a cell says so."""
    said = [stem(word) for word in found["what"].casefold().split()]
    for words in (said, said[:1]):
        named = [each for each in catalog.columns if each.is_text and [*each.words] == words]
        cell = _cell(named[0]) if len(named) == 1 else None
        if cell:
            rest = found["what"].split()[len(words) :]
            has = "have" if found[0].split()[0].casefold() in _HAVING else "with"
            return " ".join([has, spoken(named[0].name), cell, *rest])
    return found[0]


def _cell(column: Column) -> str | None:
    """Return the only cell of a column by which a row has none."""
    cells = [each for each in column.values or () if each.strip().casefold() in _LACKING]
    return cells[0] if len(cells) == 1 and not column.nulls else None
