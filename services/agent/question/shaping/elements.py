"""What an answer is to show, one thing after another: "the first name, the number of orders, the total"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from services.agent.question.composing.grouping import BUCKETS
from services.agent.question.composing.joins import known_joins
from services.agent.question.language.doings import VERB_HINTS
from services.agent.question.language.lexicon import Sense
from services.agent.question.language.superlatives import EST
from services.agent.question.linking.happenings import events_of
from services.agent.question.linking.items import ColumnHit, Item
from services.agent.question.linking.linker import covers, link
from services.agent.question.plans.plan import Bucket, Function
from services.agent.question.rewording.ends.extents import both_ends
from services.agent.question.shaping.measures import Measure, bare_measure, read_measure
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog, Table, ValueHit


class Part(StrEnum):
    """One kind of thing that an answer is to show."""

    NAME = "name"
    FIGURE = "figure"
    """What was computed, or what the rows were ranked by."""
    COLUMN = "column"
    KEY = "key"
    """What numbers the rows."""
    RANK = "rank"
    """At which place something stands in the order that is asked for."""
    DAY = "day"
    """The day that the question is about, or on which something happened."""
    LEFT = "left"
    """The only figure that the other things on the list leave."""


@dataclass(frozen=True)
class Element:
    """One thing that an answer is to show."""

    part: Part
    columns: tuple[ColumnHit, ...] = ()
    table: Table | None = None
    """Whose name it is, where that is said."""
    hints: tuple[str, ...] = ()
    """Words of the header, where a verb stands for it."""
    measure: Measure | None = None
    """The figure, where it is said in full."""
    days: tuple[Column, ...] = ()
    """The days that a verb names: ``the date they joined``."""
    bucket: Bucket | None = None
    """The stretch of time that the groups are, if they are one."""
    values: tuple[ValueHit, ...] = ()
    """What is said of the rows of a figure that is not said in full: ``how many failed``."""
    is_number: bool = False
    """Whether it is called a number: how many, or where nothing is counted what numbers the rows."""

    @property
    def is_cell(self) -> bool:
        """Whether what is called a figure may be what a row says itself: its amount."""
        return bool(self.columns) and self.measure is None


FIGURES = (
    r"(?:numbers?|counts?|totals?|amounts?|sums?|averages?|means?|figures?|values?|percent(?:ages?)?|rates?|"
    r"head\s?counts?|tally|how\s+many|how\s+much)"
)
_OWNER = r"(?:the|their|its|his|her|that|this|those|each|respective|of|them|they|it)"
LISTED = re.compile(
    r"\s*,\s*(?:and\s+)?|\s+and\s+|\s*&\s*|\s+\+\s+|\s+plus\s+|\s+(?:(?:together|along)\s+)?with\s+(?=the|their|its)"
)
_KEYS = re.compile(r"^(?:ids?|identifiers?)$", re.IGNORECASE)
_FIRST_AND_LAST = re.compile(
    r"\b(first)\s*(?:\s+and|&|\+)\s+(last)\s+names?\b|\bnames?\s*\(\s*(first)\s*(?:,|and|&|\+)\s*(last)\s*\)",
    re.IGNORECASE,
)
_FIGURE = re.compile(
    rf"^(?:{_OWNER}\s+)*[\w-]+\s+(?:totals?|counts?)$|^(?:{_OWNER}\s+)*(?:overall\s+)?{FIGURES}(?:\s+(?:that\s+)?(?:of\s+)?(?:\w+\s+){{0,3}}\w+)?$|^(?:it|that|this|they)$",
    re.IGNORECASE,
)
_RANK = re.compile(rf"^(?:{_OWNER}\s+)*(?:rank(?:ing)?|position|place)(?:\s+number)?$", re.IGNORECASE)
_DAYS = frozenset(["date", "dates", "day", "days", "when"])
_SAYING = frozenset(["they", "it", "he", "she", "that", "which", "each", "on", "of", "the", "at"])
_STRETCH = re.compile(
    r"^(?:(?:calendar|name\s+of\s+the|number\s+of\s+the)\s+)*(?P<unit>day\s+of\s+the\s+week|weekday|month|quarter|year|week|day)s?"
    r"(?:\s+(?:numbers?|names?))?$",
    re.IGNORECASE,
)
OWNED = re.compile(rf"^(?:{_OWNER}\s+)+", re.IGNORECASE)
RANKS = re.compile(rf"\b(?:{EST}|most|least|top|bottom|first|last)\b(?!\s+names?\b)", re.IGNORECASE)
"""Words that pick rows, and no columns."""
_ASKED = re.compile(
    r"^what\s+(?:(?P<what>.+?)\s+(?:is|are|was|were)|(?:it|they|that|he|she)\s+(?P<verb>\w+))$", re.IGNORECASE
)
"""``What that rent is``, ``what it cost``."""
_OF_OWNER = re.compile(
    r"^(?P<what>[\w ]+?)\s+of\s+(?:(?:the|their|its|each|that)\s+)+(?P<owner>[\w]+)$", re.IGNORECASE
)
_SAYS_WHICH = re.compile(r"\b(?:who|whose|which|still|never|not)\b", re.IGNORECASE)
"""Words that say of which rows."""
_OWNS = 0.85
"""Strength from which a word names the table whose column is shown."""
_COMPUTED = re.compile(
    r"\b(?:divided|multiplied|minus|times|plus(?!\s+(?:the|their|its|how)\b))\b", re.IGNORECASE
)
"""Words of a formula, which says what a figure means, and is no column of that name."""
_DONE = re.compile(r"(?<=s)\s+(?:sold|made|paid|given|spent|held|taken|\w+ed)$", re.IGNORECASE)
"""What was done with things that are listed by their number: ``tickets sold``."""
_OF_THEM = re.compile(
    r"^how\s+many\s+of\s+(?:them|these|those)\s+(?:(?:are|is|were|was|have|has|had|got)\s+)?"
    r"(?:(?:since|already|later|eventually|actually|now|currently|then|ever)\s+)?(?:been\s+|being\s+)?(?P<kind>.+)$",
    re.IGNORECASE,
)
"""Of what is counted, how many are of a kind: ``how many of them have since been closed``."""
_THERE = re.compile(r"\s+(?:there\s+)?(?:are|were|is|was)(?:\s+there)?$", re.IGNORECASE)
"""``How many visits there were``."""
MOST_PARTS = 6
"""Columns that are listed; of more it is hardly a list of columns."""


def read_elements(text: str, catalog: Catalog) -> tuple[Element, ...]:
    """Read a list of columns; nothing where a part of it is none."""
    parts = [part for part in LISTED.split(both_ends(written_out(text))) if part.strip()]
    if _COMPUTED.search(text):
        return ()
    said = [part.strip(" .?!):") for part in parts]
    found = [_element(part, catalog) or _element(_DONE.sub("", part), catalog) for part in said]
    if not found or len(found) > MOST_PARTS or None in found or _SAYS_WHICH.search(text):
        return ()
    return _of_the_same([each for each in found if each])


def _of_the_same(elements: Sequence[Element]) -> tuple[Element, ...]:
    """Say of what a figure is that only the one behind it says: ``the average and the highest price``."""
    told: list[Element] = []
    for each in reversed(elements):
        after = told[-1].measure if told else None
        if each.measure and each.measure.is_bare and after and after.function is not Function.COUNT:
            same = replace(after, function=each.measure.function)
            each = replace(each, columns=same.columns, measure=same)
        told.append(each)
    return tuple(reversed(told))


def _element(text: str, catalog: Catalog) -> Element | None:
    text = _ASKED.sub(lambda asked: asked["what"] or asked["verb"], text)
    of_them = _OF_THEM.match(text)
    if of_them and (part := _of_kind(of_them["kind"], catalog)):
        return part
    text = _THERE.sub("", text)
    if _RANK.match(text):
        return Element(Part.RANK, _columns_of(text, catalog))
    items = _pieces(OWNED.sub("", text), catalog)
    measure = read_measure(items) or _count_of_kind(items, catalog)
    if measure:
        return Element(Part.FIGURE, measure.columns, measure=measure)
    owned = _owned_column(text, catalog)
    if owned:
        return owned
    if not text or RANKS.search(text):
        return None
    if _KEYS.match(OWNED.sub("", text)):
        return Element(Part.KEY)
    plain = _is_bare_day(items)
    if len(items) == 1 and _names_column(items[0]) and not plain:
        figure = bool(_FIGURE.match(text))
        return Element(Part.FIGURE if figure else Part.COLUMN, items[0].columns, bucket=_stretch(text))
    return _time(text, items, catalog) or _other(text, items, catalog)


def _count_of_kind(items: Sequence[Item], catalog: Catalog) -> Measure | None:
    """Read ``number of fails``: how many rows are of the kind that a value says."""
    if len(items) != 2 or not items[0].has(Sense.HOW_MANY) or items[1].is_noun or not items[1].values:
        return None
    return _counted(items[1].values, catalog)


def _of_kind(kind: str, catalog: Catalog) -> Element | None:
    """Count the rows that are of a kind, which a value or a header of yes and no says by itself."""
    items = [item for item in link(kind, catalog) if not _is_small(item)]
    if len(items) != 1:
        return None
    flags = {hit.column for hit in items[0].columns if hit.column.is_flag}
    if items[0].values or len(flags) != 1:
        return Element(Part.FIGURE, measure=_counted(items[0].values, catalog)) if items[0].values else None
    flag = flags.pop()
    table = catalog.by_name[flag.table]
    return Element(Part.FIGURE, measure=Measure(Function.COUNT, tables=(table,), flag=flag))


def _counted(hits: Sequence[ValueHit], catalog: Catalog) -> Measure:
    """Count the rows that a value says."""
    tables = dict.fromkeys(catalog.by_name[hit.column.table] for hit in hits)
    return Measure(Function.COUNT, tables=tuple(tables), values=(tuple(hits),))


def _pieces(text: str, catalog: Catalog) -> list[Item]:
    """Cut a text into linked pieces; a verb may say of which kind the rows are: ``how many passed``."""
    items = link(text, catalog)
    if any(not item.is_link and (item.has(Sense.LIGHT) or not item.senses) for item in items):
        items = covers(text, catalog, most=1)[0]
    return [item for item in items if not _is_small(item)]


def _columns_of(text: str, catalog: Catalog) -> tuple[ColumnHit, ...]:
    """Return the columns that a whole text may name."""
    items = [item for item in link(OWNED.sub("", text), catalog) if not _is_small(item)]
    return items[0].columns if len(items) == 1 else ()


def _other(text: str, items: Sequence[Item], catalog: Catalog) -> Element | None:
    """Read a figure, a name, a column with its owner, a thing, or a verb that stands for a header."""
    if _FIGURE.match(text):
        if not (all(item.is_known for item in items[1:]) or any(item.is_noun for item in items)):
            return None  # "How many failed", where nothing says what that means.
        values = tuple(hit for item in items if not item.is_noun for hit in item.values)
        if len(items) == 1 and (bare := bare_measure(items[0])):
            return Element(Part.FIGURE, measure=bare)
        return Element(
            Part.FIGURE, is_number=OWNED.sub("", text).lower() in ("number", "numbers"), values=values
        )
    if items and _is_name(items[-1]):
        owner = next((hit.table for item in items[:-1] for hit in item.tables if hit.strength >= 0.9), None)
        if len(items) == 2 and not owner and _names_column(items[0]):
            named = tuple(hit for hit in items[0].columns if has_names(hit.column, catalog))
            return Element(Part.COLUMN, named) if named else None  # "Driver name", of the header of a role.
        return Element(Part.NAME, table=owner) if len(items) == 1 + bool(owner) else None
    tables = [hit.table for item in items for hit in item.tables if hit.strength >= 0.85]
    rest = [item for item in items if not item.tables and not item.has(Sense.LIGHT, Sense.DO)]
    if tables and not rest:
        return Element(Part.NAME, table=tables[0])
    if len(items) == 1 and items[0].stems and items[0].stems[0] in VERB_HINTS:
        return Element(Part.COLUMN, hints=VERB_HINTS[items[0].stems[0]])
    return None


def has_names(column: Column, catalog: Catalog) -> bool:
    """Whether the cells of a column are names, or number rows of a table that has them."""
    numbers = column.role == "id" or (column.is_number and "id" in column.words)
    return not numbers or any(edge.many == column for edge in known_joins(catalog))


def _time(text: str, items: Sequence[Item], catalog: Catalog) -> Element | None:
    """Read ``quarter number``, ``the date``, ``joining date``, ``the day they left``."""
    bucket = _stretch(text)
    if bucket and not _is_bare_day(items):
        return Element(Part.COLUMN, bucket=bucket)
    rest = [item for item in items if item.normal not in _DAYS | _SAYING]
    if len(rest) > 1 or not any(item.normal in _DAYS for item in items):
        return None
    days = tuple(event.date for item in rest for event in events_of(item, catalog) if event.date)
    columns = () if rest else items[0].columns
    return Element(Part.DAY, columns, days=tuple(dict.fromkeys(days))) if days or not rest else None


def _is_bare_day(items: Sequence[Item]) -> bool:
    return bool(items) and all(item.normal in _DAYS for item in items)


def _stretch(text: str) -> Bucket | None:
    found = _STRETCH.match(OWNED.sub("", text))
    unit = re.sub(r"\s+", " ", found["unit"].lower()) if found else ""
    return BUCKETS.get("weekday" if unit == "day of the week" else unit)


def _names_column(item: Item) -> bool:
    """Whether a piece is a header's word, and not more surely a table's or that for a name."""
    best, rival = (max((hit.strength for hit in hits), default=0.0) for hits in (item.columns, item.tables))
    return bool(item.columns) and best >= rival and not item.has(Sense.HOW_MANY) and not _is_name(item)


def _owned_column(text: str, catalog: Catalog) -> Element | None:
    """Read ``the customer's last name``, ``payment amount``, ``the city of the branch``."""
    turned = _OF_OWNER.sub(r"\g<owner> \g<what>", OWNED.sub("", text))
    items = [item for item in link(turned, catalog) if not _is_small(item)]
    if len(items) != 2:
        return None
    owner, said = items
    tables = {hit.table.name for hit in owner.tables if hit.strength >= _OWNS}
    found = tuple(hit for hit in said.columns if hit.column.table in tables)
    return Element(Part.COLUMN, found) if found and not said.tables else None


def _is_name(item: Item) -> bool:
    return item.normal in ("name", "names")


def _is_small(item: Item) -> bool:
    return (not item.is_link or item.normal in ("s",)) and item.has(
        Sense.FILLER, Sense.DO, Sense.BE, Sense.OF, Sense.ALL, Sense.BY
    )


def written_out(text: str) -> str:
    """Say ``first and last name`` and ``names (first, last)`` as two headers."""
    return _FIRST_AND_LAST.sub("first name, last name", text)
