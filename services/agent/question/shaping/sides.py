"""Compares groups by their means: "do men or women stay longer", "which job pays best on average"."""

import re

from services.agent.question.language.doings import VERB_HINTS
from services.agent.question.language.everyday.degrees import DOWN
from services.agent.question.language.superlatives import EST, is_largest, superlative_of
from services.agent.question.language.vocabulary import ATTRIBUTE_HINTS, SIZE_HINTS, SIZE_WORDS
from services.agent.question.language.words import spoken, stem
from services.agent.question.linking.linker import link
from services.agent.question.shaping.frequencies import kind_of
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog, Table

_MEAN = r"\bon\s+(?:the\s+)?average\b|\btypically\b|\busually\b"
_AVERAGED = re.compile(rf"^(?:{_MEAN}),?\s*|,?\s*(?:{_MEAN})", re.IGNORECASE)
_EACH = re.compile(
    r"^(?:(?:in|at|on|for|with|from|of)\s+)?(?:which|what)\s+(?P<kind>[a-z-]+)\s+(?P<rest>(?!of\b)[^?.!,]+?)(?P<end>[\s?.!]*)$",
    re.IGNORECASE,
)
_SIDE = r"(?:the\s+)?(?P<one>[\w-]+)\s+or\s+(?:the\s+)?(?P<other>[\w-]+)"
_SIDES = (
    re.compile(
        rf"^(?:do|does|did|are|is|were|was|have|has)\s+{_SIDE}\s+(?P<rest>[^?.!,]+?)(?P<end>[\s?.!]*)$",
        re.IGNORECASE,
    ),
    re.compile(rf"^(?:who|which|what)\s+(?P<rest>[^?.!,]+?)[,:]\s*{_SIDE}(?P<end>[\s?.!]*)$", re.IGNORECASE),
)
_MORE_OF = re.compile(
    rf"^(?:are|were)\s+there\s+(?P<way>more|fewer|less)\s+{_SIDE}(?P<rest>\s+(?:in|at|on|from|with|among)\s+[^?.!,]+?)?(?P<end>[\s?.!]*)$",
    re.IGNORECASE,
)
_ENDS = re.compile(
    rf"\b(?P<word>most|least|more|less|best|worst|better|{EST}|[a-z]{{3,}}er)\b", re.IGNORECASE
)
_WHERE = re.compile(
    r"\s+(?:in|at|on|with|from|among|for|during|of|by|who|that|since|after|before)\s.*$", re.IGNORECASE
)
_LAST_END = re.compile(rf"\s+(?:the\s+)?(?:{_ENDS.pattern})(?:\s+[a-z]+)?$", re.IGNORECASE)
_PLAIN = frozenset(["most", "least", "best", "worst"])
_LENGTH = tuple(map(stem, ["duration", "length", "stay", "time"]))


def say_sides(question: str, catalog: Catalog) -> str:
    """Ask which group has the highest average of a figure, or the most rows; all else stays as it is."""
    if len(catalog.tables) != 1:
        return question
    (table,) = catalog.tables
    if more := _MORE_OF.match(question):
        column = side_column(more["one"], more["other"], catalog)
        way = "most" if more["way"].lower() == "more" else "fewest"
        rows = f"{spoken(table.name)}{more['rest'] or ''}"
        return f"{_among(column, more)} has the {way} {rows}{more['end']}" if column else question
    plain = _AVERAGED.sub(" ", question).strip()
    if plain == question.strip():
        return question
    plain = " ".join(plain.split()).replace(" ?", "?")
    for pattern in _SIDES:
        found = pattern.match(plain)
        column = side_column(found["one"], found["other"], catalog) if found else None
        best = _best_mean(found["rest"], table, catalog) if found and column else None
        if found and column and best:
            return f"{_among(column, found)} {best}{found['end']}"
    each = _EACH.match(plain)
    kind = kind_of(each["kind"], table, catalog) if each else None
    best = _best_mean(each["rest"], table, catalog) if each and kind else None
    return f"which {spoken(kind.name)} {best}{each['end']}" if each and kind and best else question


def _best_mean(said: str, table: Table, catalog: Catalog) -> str | None:
    """Ask for the end of a mean, of the rows that are described: ``has the highest average wage in Oslo``."""
    found = _WHERE.search(said)
    plain = _figure(said[: found.start()], table) if found else None
    if found and plain and _described(said[: found.start()], catalog) is not None:
        return f"has the {plain[1]} average {spoken(plain[0].name)}{found.group()}"
    figure, where = _figure(said, table), _described(said, catalog)
    return (
        f"has the {figure[1]} average {spoken(figure[0].name)}{where}"
        if figure and where is not None
        else None
    )


def _described(said: str, catalog: Catalog) -> str | None:
    """Return which rows are meant, from a preposition on; None where that is said in another way."""
    found = _WHERE.search(said)
    head, tail = (said[: found.start()], _LAST_END.sub("", found.group())) if found else (said, "")
    told = any(item.values or item.number is not None or item.period for item in link(head, catalog))
    return None if told or _ENDS.search(tail) else tail


def _among(column: Column, found: re.Match[str]) -> str:
    return f"which {spoken(column.name)} among {found['one']} and {found['other']}"


def side_column(one: str, other: str, catalog: Catalog) -> Column | None:
    """Return the only column of repeated cells that two words name two cells of."""
    named = [
        {hit.column: hit.values for hit in items[0].values if hit.column.repeats} if len(items) == 1 else {}
        for items in (link(one, catalog), link(other, catalog))
    ]
    if not all(named):
        return None
    shared = [each for each in named[0] if each in named[1] and named[0][each] != named[1][each]]
    return shared[0] if len(shared) == 1 else None


def _figure(said: str, table: Table) -> tuple[Column, str] | None:
    """Return the figure that is compared, by its verb or its adjective, and which end is asked for."""
    found = list(_ENDS.finditer(said))
    if len(found) != 1:
        return None
    word = found[0]["word"].casefold()
    best = superlative_of(word) or word
    words = re.findall(r"[a-z-]+", said.casefold())
    following = words[words.index(word) + 1 :][:1]
    adjective = following[0] if best in _PLAIN and following and following[0] in ATTRIBUTE_HINTS else ""
    up = is_largest(best)
    if up is None or (best == word and word.endswith("er")):
        return None
    up = not up if adjective in DOWN else up
    verbs = [] if adjective else [stem(each) for each in words if each != word]
    own = [each for each in table.columns if each.is_measure and set(verbs) & set(each.words)]
    hints = ATTRIBUTE_HINTS.get(adjective or best, SIZE_HINTS if best in SIZE_WORDS else ())
    if best in _PLAIN and not adjective:
        hints = tuple(hint for verb in verbs for hint in VERB_HINTS.get(verb, ()))
    column = own[0] if len(own) == 1 else hinted(hints, table)
    if column is None and best in ("longest", "shortest"):
        column = hinted(_LENGTH, table)
    return (column, "highest" if up else "lowest") if column else None


def hinted(hints: tuple[str, ...], table: Table) -> Column | None:
    """Return the only figure for the first of some words that any header of a figure has."""
    for hint in hints:
        named = [each for each in table.columns if each.is_measure and hint in each.words]
        if named:
            return named[0] if len(named) == 1 else None
    return None
