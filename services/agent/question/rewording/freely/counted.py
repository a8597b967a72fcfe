"""Names the header that counts people where it is said what they did: ``how many people finished``."""

import re

from services.agent.question.language.words import spoken, stem
from services.agent.question.rewording.rules import compile_rules, put_plainly
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog

_PEOPLE = (
    r"(?:people|persons|runners|athletes|students|pupils|visitors|guests|fans|spectators|passengers|tourists|"
    r"participants|members|customers|readers|viewers|learners|men\s+and\s+women|folk|folks)"
)
_IDIOMS = compile_rules(
    (
        (r"\b(?:make|makes|made)\s+it\s+to\s+the\s+(?:end|finish)(?:\s+line)?\b|\b(?:cross|crosses|crossed|reach|reached)\s+the\s+"
         r"(?:finish(?:ing)?\s+)?line\b|\b(?:get|gets|got|come|came)\s+(?:through\s+)?to\s+the\s+(?:end|finish)\b",
         "finished"),
        (r"\bcompleted?\b", "finished"),
        (r"\b(?:sign|signs|signed|signing)\s+up\b", "enrolled"),
        (r"\bgo(?:es)?\s+up\b|\bwent\s+up\b", "climb"),
    )
)  # fmt: skip
_HOW_MANY = re.compile(
    rf"^how\s+many\s+(?P<who>{_PEOPLE})\s+(?P<mean>(?:typically|usually|normally|on\s+average)\s+)?(?:(?:have|has|had|are|were|is|was)\s+)?"
    r"(?P<verb>[a-z]+)(?:\s+(?:up|for|in|on|at|to|of|through))?(?:\s+(?P<rest>[^?]+?))?\s*\?*$",
    re.IGNORECASE,
)
_MOST = re.compile(
    rf"^(?P<ask>(?:which|what)\s+[\w-]+(?:\s+[\w-]+)?)\s+(?:had|has|have|did|do|does|was|were|is)\s+(?:the\s+)?(?P<way>most|fewest|least)\s+{_PEOPLE}\s+"
    r"(?P<verb>[a-z]+)(?:\s+(?:up|for|in|on|at|to|it|them))*\s*\?*$",
    re.IGNORECASE,
)
_BY_MOST = re.compile(
    rf"\b(?:(?:that|which)\s+)?(?:was|were|is|are)\s+(?P<verb>[a-z]+)\s+by\s+the\s+(?P<way>most|fewest)\s+{_PEOPLE}",
    re.IGNORECASE,
)
_BY_NUMBER = re.compile(
    rf",?\s+by\s+the\s+number\s+of\s+{_PEOPLE}\s+(?:that\s+|who\s+)?(?:have\s+|had\s+|are\s+|were\s+)?(?P<verb>[a-z]+)(?=\s*[?.!]*$)",
    re.IGNORECASE,
)
_OFTEN = re.compile(
    r"\b(?:has|have|had|is|was|are|were|gets?|got)\s+(?:been\s+)?(?P<verb>[a-z]+)\s+(?:the\s+)?(?P<way>most|least|fewest)\s+"
    r"(?:often|frequently|times)\b",
    re.IGNORECASE,
)
_EACH_YEAR = re.compile(r",?\s+(?:each|every|a|per)\s+(?P<unit>year|month|week|day|night)\b", re.IGNORECASE)
_MEAN = re.compile(r",?\s*\b(?:on\s+average|typically|usually|normally)\b,?", re.IGNORECASE)
_SUM = re.compile(r",?\s*\b(?:in\s+total|in\s+all|altogether|all\s+told|together)\b,?", re.IGNORECASE)
_ENDINGS = ("ers", "er", "ors", "or", "ants", "ees", "ances", "ance", "ings", "s", "ed", "ment", "ments", "")
_SHORTEST = 4
"""Letters that a verb and a noun must share to be of one stem."""


def say_counted_people(question: str, catalog: Catalog) -> str:
    """Name the header that counts those who did something, where only one may be meant."""
    said = put_plainly(question, _IDIOMS)
    if found := _HOW_MANY.match(said):
        column = _counting(found["verb"], catalog)
        return _figure(found, column) if column else question
    if found := _MOST.match(said):
        column = _counting(found["verb"], catalog)
        return f"{found['ask']} has the {_way(found)} {spoken(column.name)}?" if column else question
    for pattern in (_BY_MOST, _BY_NUMBER):
        found = pattern.search(said)
        column = _counting(found["verb"], catalog) if found else None
        if found and column:
            told = f" with the {_way(found)} {spoken(column.name)}" if pattern is _BY_MOST else ""
            head = said[: found.start()].rstrip()
            if not told:
                head = re.sub(r"\bmost\s+popular\b", f"with the highest {spoken(column.name)}", head)
            return f"{head}{told}{said[found.end() :]}"
    return question


def say_finished(question: str, catalog: Catalog) -> str:
    """Say that people finished who made it to the end: none of their names ends in anything."""
    if len(catalog.tables) > 1 or not _IDIOMS[0][0].search(question):
        return question
    figures = [each for each in catalog.columns if each.is_measure]
    counted = any(_is_doer("finish", word) for each in figures for word in each.spelt)
    return put_plainly(question, _IDIOMS[:1]) if counted else question


def say_counted_deeds(question: str, catalog: Catalog) -> str:
    """Name the header that counts what was done to rows most often: ``has been reviewed most often``."""
    found = _OFTEN.search(question)
    column = _counting(found["verb"], catalog) if found else None
    if found is None or column is None:
        return question
    told = f"has the {_way(found)} {spoken(column.name)}"
    return f"{question[: found.start()]}{told}{question[found.end() :]}"


def _way(found: re.Match[str]) -> str:
    return "highest" if found["way"].casefold() == "most" else "lowest"


def _figure(found: re.Match[str], column: Column) -> str:
    """Ask for the mean where one is said, and else for the sum: of one row it is its own figure."""
    rest = found["rest"] or ""
    plain = _MEAN.sub("", rest)
    figure = "average" if found["mean"] or plain != rest else "total"
    timely = {"year", "yearly", "annual", "month", "monthly", "week", "weekly", "day", "daily"} & {
        *column.spelt
    }
    plain = _SUM.sub("", _EACH_YEAR.sub("", plain) if timely else plain).strip(" ,")
    plain = re.sub(r"^(?:in|of|at|for|on|up|to)\s+", "", plain)
    return f"what is the {figure} {spoken(column.name)}{f' of {plain}' if plain else ''}?"


def _counting(verb: str, catalog: Catalog) -> Column | None:
    """Return the only figure whose header is of one stem with a verb: climbers climb."""
    said = stem(verb.casefold())
    named = [
        each
        for each in catalog.columns
        if each.is_measure and any(_is_doer(said, word) for word in each.spelt)
    ]
    return named[0] if len(named) == 1 else None


def _is_doer(verb: str, noun: str) -> bool:
    if len(verb) < _SHORTEST:
        return False
    return any(
        stem(noun.removesuffix(end)) == verb or noun.removesuffix(end) == verb
        for end in _ENDINGS
        if noun.endswith(end)
    )
