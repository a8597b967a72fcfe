"""Asks by its header for what people ask by what it is to them: ``what do we charge for X``, of its price.

Which column is meant follows from the table of the thing asked about. Where two of its headers would do as
well, nothing is said otherwise.
"""

import re
from collections.abc import Iterator, Sequence

from services.agent.question.composing.graphs import graph_of
from services.agent.question.language.roles import LOOKUP, PLAIN, Role, RoleTurn, Rule, roles_in
from services.agent.question.language.vocabulary import LABEL_WORDS, PERSONS
from services.agent.question.language.words import stem
from services.agent.question.linking.items import NAMES, Item
from services.agent.question.linking.linker import link
from services.agent.question.linking.parlance import tables_called
from services.agent.question.rewording.headers.keys import say_numbers
from services.agent.question.rolecolumns import column_of_role, fits_unit, has_role
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog, Table
from services.agent.question.tables.selling import is_price_of_one

_SENTENCE = re.compile(r"^(?P<main>[^?!]*?(?:\?|!|(?<=[\w)]{4})\.(?=\s+[A-Z])|$))(?P<tail>.*)$", re.DOTALL)
_ASKING = re.compile(
    r"^(?:please\s+)?(?:tell\s+me|show\s+me|show|give\s+me|say|name|find\s+out|find|list|state)\s+"
    r"(?=(?:who|which|what|where|when|how|in|on|at|by|to|from)\b)",
    re.IGNORECASE,
)
_MEAN = re.compile(
    r",?\s*\b(?:on\s+(?:an\s+)?average|in\s+average|averaged|usually|typically|normally|as\s+a\s+rule)\b,?",
    re.IGNORECASE,
)
_TYPICAL = re.compile(r"\b(?P<the>an?|the)\s+(?:average|typical|usual)\s+", re.IGNORECASE)
_TOTAL = re.compile(
    r",?\s+(?:altogether|all\s+together|in\s+total|together|combined|in\s+all|all\s+in\s+all|in\s+sum|"
    r"taken\s+together)\b(?=\s*$|\s+(?:in|at|on|of)\b)",
    re.IGNORECASE,
)
_EACH = re.compile(r"^(?:(?:in|on|at|of|for)\s+)?(?:each|every)\b(?:\s+of\s+(?:the|our))?", re.IGNORECASE)
_OWNING = re.compile(r"['\u2019]s?$")
_ROW = re.compile(r"^(?:the\s+)?(?P<rows>[^\W\d_]+)\s+(?:(?:number|no)\b\.?\s+)?(?P<n>\d+)$", re.IGNORECASE)
_STRAY_END = re.compile(
    r"\s+(?:is|are|was|were|that|which|who|do|does|did|can|could|have|has|in|to)$", re.IGNORECASE
)
_SURE = 0.9
"""Strength from which a word is a header."""


def say_by_role(
    question: str, catalog: Catalog, book: str = PLAIN, turn: RoleTurn | None = None
) -> Iterator[str]:
    """Yield the question in the words of the catalogue's headers, once for each role it may ask for.

    Args:
        question: What is asked.
        catalog: Whose headers are meant.
        book: The file of the rules.
        turn: Of which turn the rules are; None for all.
    """
    parts = _SENTENCE.match(question)
    main, tail = (parts["main"], parts["tail"]) if parts else (question, "")
    plain, figure = _without_figure(_ASKING.sub("", main.strip(" ?.!")))
    for found, rule in roles_in(plain, book, turn):
        said = _said(found, rule, figure, catalog)
        if said:
            said = say_numbers(said, catalog)
            yield f"{said}?{tail}" if tail.strip() else said


def _without_figure(question: str) -> tuple[str, str]:
    """Take out the word for the mean or the sum of several rows; return it as a header has it before it."""
    ways = ((_MEAN, "average ", ""), (_TYPICAL, "average ", r"\g<the> "), (_TOTAL, "total ", ""))
    for pattern, figure, kept in ways:
        said, times = pattern.subn(kept, question)
        if times:
            return " ".join(said.split()).strip(" ,"), figure
    return question, ""


def _said(found: re.Match[str], rule: Rule, figure: str, catalog: Catalog) -> str | None:
    """Return the question that a rule makes, where the catalogue has a column for it."""
    if not has_role(role := rule.role, catalog):
        return None  # Before anything is linked: that takes most of a question's time.
    groups = {name: (text or "").strip(" ,") for name, text in found.groupdict().items()}
    told = {name: groups.get(name, "") for name in ("noun", "q", "cmp", "n", "mid", "rest", "unit")}
    thing = _by_number(_OWNING.sub("", groups.get("thing", "")), catalog)
    items = link(thing, catalog) if thing else []
    own = {hit.column for item in items for hit in item.values} if rule.template == LOOKUP else set()
    column = column_of_role(role, [thing, told["noun"], told["q"], told["rest"]], catalog, own)
    if column is None or not _tells(figure, rule) or not fits_unit(told["unit"], column):
        return None
    nouns = link(told["noun"], catalog) if told["noun"] else []
    if _are_figures(nouns) or _name_own(nouns, found, column, catalog):
        return None  # "The highest annual salary" is no row with the highest rate.
    if "{noun}" not in rule.template and any(item.values and not item.is_noun for item in nouns):
        return None  # "The eldest woman" is not the eldest of all.
    table = catalog.by_name[column.table]
    if thing and not (_is_about(items, column, table, rule, figure) and _leads(items, column, catalog)):
        return None
    each = _EACH.match(thing)
    if not each and _adds_prices(items, column, rule, figure):
        return None
    return rule.template.format(
        fig=_figure(figure, items, role, each=bool(each)),
        c=column.name,
        of=f" for {_EACH.sub('each', thing)}" if each else f" of {thing}",
        thing=thing,
        noun=_noun(told["noun"], nouns, table),
        q=_query(told["q"]),
        cmp=told["cmp"],
        n=told["n"],
        mid=told["mid"],
        way=_way(rule, column, most=bool(groups.get("most"))),
        row=_row(table),
        rows=" ".join(table.words),
        rest=f" {told['rest']}" if told["rest"] else "",
    )


def _tells(figure: str, rule: Rule) -> bool:
    """Whether what a rule makes says that a mean or a sum is asked for, where one is."""
    return not figure or "{fig}" in rule.template or figure in rule.template


def _way(rule: Rule, column: Column, *, most: bool) -> str:
    up = most if rule.up is None else rule.up
    ways = ("latest", "earliest") if column.is_date else ("highest", "lowest")
    return ways[0] if up else ways[1]


def _by_number(thing: str, catalog: Catalog) -> str:
    """Name the key of a row that is told by its number beside another word for the rows: ``flat 115``."""
    found = _ROW.match(thing)
    tables = tables_called(found["rows"].casefold(), catalog) if found else ()
    key = tables[0].table.key if len(tables) == 1 else None
    if (
        found is None
        or key is None
        or not key.is_number
        or catalog.values(f"{found['rows']} {found['n']}".casefold())
    ):
        return thing
    return f"{' '.join(tables[0].table.words)} with {key.name} {found['n']}"


def _query(query: str) -> str:
    """Leave out the verb at the end of how a question for rows begins: ``which towns are``."""
    while _STRAY_END.search(query):
        query = _STRAY_END.sub("", query)
    return query


def _row(table: Table) -> str:
    """Return what one row is called: by its header, unless that is only ``name``."""
    label = table.label or table.key
    return label.name if label and set(label.words) - LABEL_WORDS else " ".join(table.words) or table.name


def _noun(noun: str, items: Sequence[Item], table: Table) -> str:
    """Return a noun for the rows as the data have it: a customer is the owner, where no header says so."""
    label = table.label
    if not noun or label is None or not {*label.words} & PERSONS:
        return noun
    known = any(item.is_link for item in items)
    return label.name if stem(noun.casefold()) in label.words or not known else noun


def _figure(figure: str, items: Sequence[Item], role: Role, *, each: bool) -> str:
    """Return what is asked of the figures of several rows: their sum, where they add up."""
    single = any(item.number is not None or any(hit.column.unique for hit in item.values) for item in items)
    return figure or ("total " if role.adds and (each or not single) else "")


def _is_about(items: Sequence[Item], column: Column, table: Table, rule: Rule, figure: str) -> bool:
    """Whether a thing is one that the data know, and nothing that has a figure of its own."""
    values = [hit for item in items for hit in item.values]
    if "{c} {thing}" in rule.template:
        return any(hit.column == column for hit in values)
    if any(each != column for each in _figures(_unlimited(items))):
        return False
    if rule.template == LOOKUP and rule.role.kind != "p":
        values = [hit for hit in values if hit.column.table == table.name]
    if rule.role.kind == "t":  # Where one row is: its name says which.
        values = [hit for hit in values if hit.column in (*table.names, table.label) or hit.column.unique]
    each = bool(items) and items[0].normal.endswith(("each", "every"))
    numbered = any(item.number is not None for item in items)
    rows = any(item.tables for item in items)
    return bool(values or numbered or (each and rule.role.adds) or (figure and (rows or each)))


def _leads(items: Sequence[Item], column: Column, catalog: Catalog) -> bool:
    """Whether each row of the one is of one row of the other: no visitor is of a clerk with a salary."""
    named = {hit.table.name for item in items for hit in item.tables if hit.strength >= NAMES}
    graph = graph_of(catalog)
    ways = [(one, column.table) for one in named] + [(column.table, one) for one in named]
    return not named or column.table in named or any(graph.path(*way, to_one=True) for way in ways)


def _adds_prices(items: Sequence[Item], column: Column, rule: Rule, figure: str) -> bool:
    """Whether a price of one piece is asked of several rows: ``what do I have to pay for a lamp``."""
    priced = rule.template == LOOKUP and not figure and is_price_of_one(column)
    return priced and not any(hit.column.unique for item in items for hit in item.values)


def _are_figures(nouns: Sequence[Item]) -> bool:
    """Whether nouns name columns of numbers or days alone: what is ranked, and not what has a rank."""
    named = [hit.column for item in nouns for hit in item.columns if hit.strength >= _SURE]
    plain = bool(named) and not any(item.tables for item in nouns)
    return plain and all(column.is_measure or column.is_date for column in named)


def _name_own(nouns: Sequence[Item], found: re.Match[str], column: Column, catalog: Catalog) -> bool:
    """Whether the rows asked for have a header that is said, and the column is of another table."""
    homes = {hit.table.name for item in nouns for hit in item.tables if hit.strength >= _SURE}
    if not homes or column.table in homes:
        return False
    said = [hit for item in link(found.string, catalog) for hit in item.columns if hit.strength == 1.0]
    return any(hit.column.table in homes for hit in said)


def _unlimited(items: Sequence[Item]) -> list[Item]:
    """Return the items that no number stands right before: ``a 3-room flat`` says what it is of."""
    return [item for at, item in enumerate(items) if at == 0 or items[at - 1].number is None]


def _figures(items: Sequence[Item]) -> list[Column]:
    """Return the figures and days that a thing names by their headers: ``the tax of order 12``."""
    named = [hit for item in items if not (item.tables or item.values) for hit in item.columns]
    return [
        hit.column for hit in named if hit.strength >= _SURE and (hit.column.is_measure or hit.column.is_date)
    ]
