"""Amounts for each of what other cells count: "how much fare do we take per passenger"."""

import re
from collections.abc import Iterator

from services.agent.question.contrasts.frames import OPENING, Frame
from services.agent.question.contrasts.phrases import figure_questions, is_averaged, without_mean
from services.agent.question.language.units import UNITS_IN_BRACKETS
from services.agent.question.language.words import plural, spoken, stem
from services.agent.question.linking.headers import NAMED
from services.agent.question.linking.linker import link
from services.agent.question.plans.plan import Combination
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog

_PER = re.compile(
    r"\b(?:how\s+much\s+(?P<asked>[\w -]+?)\s+(?:do|did|does|have|has)\s+(?:we|they|it|you)\s+\w+(?:\s+in)?|"
    r"total\s+(?P<total>[\w-]+(?:\s+[\w-]+)?))\s+(?:per|for\s+(?:each|every))\s+(?:single\s+)?(?P<unit>[\w-]+)",
    re.IGNORECASE,
)
_PLAINLY = re.compile(
    r"^(?:(?:please\s+)?(?:show|give|list)\s+(?:me\s+)?|what\s+(?:is|was)\s+)?(?:the\s+|our\s+)?(?P<total>[\w-]+(?:\s+[\w-]+){0,2})\s+"
    r"per\s+(?P<unit>[\w-]+)(?=\s+(?:in|by|per|for|of|from|since|during)\b|\s*[?(,.]|$)",
    re.IGNORECASE,
)
"""``Fare per kilometre by route``: of a header of money and a unit that another header is in."""
_ALL_BY_ALL = re.compile(
    r"\s*\(\s*(?:i\.?e\.?,?\s+)?(?:all|total|the\s+sum\s+of)\s+(?:the\s+)?[\w ]+?\s+(?:divided\s+by|over)\s+"
    r"(?:all|total|the\s+sum\s+of)\s+(?:the\s+)?[\w ]+?\s*\)",
    re.IGNORECASE,
)
"""What every such quotient is."""
_OF_SOME = re.compile(
    r"\s+(?:for|of|among|from)\s+(?P<some>(?!each\b|every\b)[^.?;:]+?)(?=\s+(?:per|by|(?:for|in)\s+each)\s|[.?;]|$)",
    re.IGNORECASE,
)
_EACH = re.compile(
    rf"^(?:{OPENING}|how many\s+)(?P<left>.+?)(?:\s+(?:do|did)\s+(?:we|they)\s+\w+)?\s+"
    r"(?:per|for (?:each|every))\s+(?P<times>(?:(?:one |a )?hundred|100)\s+)?"
    r"(?P<right>(?!\d)(?:(?!(?:for|of|in|on|from|among|during)\b)[\w'-]+ ?){1,3})"
    r"(?P<some>(?<= )(?:for|of|in|on|from|among|during)\s+(?!each\b|every\b|all\b)[^,?]+)?$",
    re.IGNORECASE,
)
_SOME = 0.6
"""Strength from which a word names the column of the amounts, beside what they are counted by."""


def say_quotients(question: str, catalog: Catalog) -> str:
    """Divide totals where both what is asked and what it is asked for each of are columns of one table."""
    found = _PER.search(question)
    if not found:
        return _say_plain(question, catalog)
    what, unit = found["asked"] or found["total"], link(found["unit"], catalog)[-1]
    amounts = _amounts(what, catalog)
    said = ""
    if any(hit.strength >= NAMED and hit.table.name in amounts for hit in unit.tables):
        said = f"average {what}" if found["asked"] else ""
    elif any(
        hit.strength >= NAMED and hit.column.is_measure and hit.column.table in amounts
        for hit in unit.columns
    ):
        said = f"total {what} divided by total {found['unit']}"
    before, rest = question[: found.start()], question[found.end() :]
    some = _OF_SOME.match(rest) if said.startswith("total") else None
    if some:  # Both totals are of these alone.
        return f"Consider only {some['some']}. {before}{said}{rest[some.end() :]}"
    return before + said + rest if said else question


def per_thing(text: str) -> Iterator[Frame]:
    """Yield ``repairs per machine``, of a question that goes on to say for which groups."""
    found = _EACH.match(text)
    said = without_mean(found["left"]) if found else ""
    if found is None or is_averaged(said):
        return
    unit, some = found["right"].strip(), f" {found['some'] or ''}".rstrip()
    things = plural(unit) if re.match(r".*(?:[^s]|ss)$", unit) else unit
    yield Frame(
        Combination.RATIO,
        figure_questions(f"{said}{some}"),
        (f"how many {things}{some}", f"what is the total {unit}{some}"),
        is_lone=False,
        is_each=True,
        is_mean=said != found["left"],
        is_percent=bool(found["times"]),
    )


def _say_plain(question: str, catalog: Catalog) -> str:
    """Divide the total of a header by that of the only one in a unit, where no header is of both."""
    found = _PLAINLY.match(question)
    asked = _only_measure(found["total"], catalog) if found else None
    unit = found["unit"].casefold() if found else ""
    if asked is None or found is None or stem(unit) in asked.words:
        return question
    units = [each for each in catalog.by_name[asked.table].columns if each.is_measure and _is_in(each, unit)]
    if len(units) != 1 or units[0] == asked or link(unit, catalog)[0].tables:
        return question
    rest = _ALL_BY_ALL.sub("", question[found.end() :])
    return f"total {spoken(asked.name)} divided by total {spoken(units[0].name)}{rest}"


def _only_measure(said: str, catalog: Catalog) -> Column | None:
    """Return the only column of amounts that is called so in full."""
    items = link(said, catalog)
    hits = [hit.column for hit in items[0].columns if hit.strength >= NAMED] if len(items) == 1 else []
    return hits[0] if len(hits) == 1 and hits[0].is_measure and not items[0].tables else None


def _is_in(column: Column, unit: str) -> bool:
    """Whether a header says that its numbers are in a unit: in its last word, or in short."""
    written = column.unit_words
    long = {word for short in written for word in UNITS_IN_BRACKETS.get(short, ())}
    return stem(unit) in {stem(word) for word in written | long}


def _amounts(what: str, catalog: Catalog) -> set[str]:
    """Return the tables that have a column of numbers which words name."""
    hits = [hit for item in link(what, catalog) for hit in item.columns if hit.strength >= _SOME]
    return {hit.column.table for hit in hits if hit.column.is_measure}
