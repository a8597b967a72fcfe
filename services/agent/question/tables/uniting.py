"""The catalogue in which tables that are pieces of one are a single table, with a column that says which.

It is made when the first question is asked of tables of which some are alike; of all others nothing is made.
"""

from dataclasses import dataclass, replace
from itertools import chain, pairwise
from typing import Any

from services.agent.question.language.periods import MONTH_NAMES
from services.agent.question.language.words import name_words, stem
from services.agent.question.tables.columns import Column
from services.agent.question.tables.families import ALONE, Family, aligned, find_families, headers, is_empty
from services.agent.question.tables.leading import leading_numbers
from services.agent.question.tables.remembered import remembered
from services.agent.question.tables.schema import Catalog, Table
from services.agent.question.tables.sources import Part, Source
from services.agent.question.tables.tellers import read_teller
from services.agent.question.tables.verdicts import JoinVerdict

SHEET = "sheet"
"""What the column of labels is called where a header says month, or a date says it better."""
_NUMBERS = ("year", "week", "day")
"""Kinds of labels that are numbers and are compared as such."""
_MOST_CHARACTERS = 60_000
"""Letters of all headers of all pieces, which a statement of every column lists: a longer is refused."""
_FEWEST_KINDS, _LARGEST_SHARE = 50, 2
"""Different texts up to which they tell kinds apart: so many, or one of so many rows."""
_DIVIDED = frozenset(
    word
    for words in (
        "month months monthly year years yearly annual annually quarter quarters quarterly week weeks weekly",
        "region regions regional country countries by per all and for of the in",
    )
    for word in words.split()
)
"""Words by which a file is called after how its sheets divide it: the sales of "sales by month"."""


@dataclass(frozen=True)
class United:
    """A catalogue with families read as one table each, and which families these are."""

    catalog: Catalog
    families: dict[str, Family]
    """By the name of the table that stands for each."""


@remembered
def unite(catalog: Catalog) -> United | None:
    """Read tables together that are pieces of one; None where no tables are."""
    families = find_families(catalog)
    taken = {table.name.casefold() for table in catalog.tables}
    made: dict[str, tuple[Table, Family]] = {}
    for family in families:
        title = _title(family, catalog)
        table = _table(family, _name(title, taken), title)
        if table:
            taken.add(table.name.casefold())
            made[family.tables[0].name] = (table, family)
    if not made:
        return None
    home = {
        part.name: table.name for table, family in made.values() for part in (*family.tables, *family.empty)
    }
    kept = [table for table in catalog.tables if table.name not in home or table.name in made]
    tables = [made[table.name][0] if table.name in made else table for table in kept]
    verdicts = [moved for verdict in catalog.verdicts if (moved := _moved(verdict, home))]
    return United(Catalog(tables, verdicts), {table.name: family for table, family in made.values()})


def _moved(verdict: JoinVerdict, home: dict[str, str]) -> JoinVerdict | None:
    """Forbid of all what is forbidden of a piece; what is confirmed of one is not confirmed of all."""
    if not any(table in home for table, _ in verdict.ends):
        return verdict
    (one, its), (other, own) = verdict.ends
    ends = ((home.get(one, one), its), (home.get(other, other), own))
    return None if verdict.is_confirmed else JoinVerdict(ends, is_confirmed=False)


def _title(family: Family, catalog: Catalog) -> list[str]:
    """Return the words for what all pieces are: what their names share, else the name of their file.

    A file that is called as one of its columns says nothing of the rows: "revenue" is what they come to. Nor
    is a file's name theirs that has more such sheets: of the head office, beside those of the regions.
    """
    shared = [word for word in family.teller.frame if word != "*" and not word.isdigit()]
    file = family.tables[0].source.file.rpartition("/")[2].rpartition(".")[0]
    if shared or not file or _has_more(family, catalog):
        return shared
    words = [
        word for word in name_words(file) if not (word.isdigit() or word in _DIVIDED or read_teller(word))
    ]
    stems = {stem(word) for word in words}
    return [] if any(stems == set(column.words) for column in family.tables[0].columns) else words


def _has_more(family: Family, catalog: Catalog) -> bool:
    """Whether the file has more tables with the headers of its pieces."""
    pieces = {table.name for table in (*family.tables, *family.empty)}
    first = family.tables[0]
    others = [each for each in catalog.tables if each.name not in pieces]
    return any(each.source.file == first.source.file and headers(each) == headers(first) for each in others)


def _name(title: list[str], taken: set[str]) -> str:
    base = "_".join(title) or "all_sheets"
    names = chain([base, f"all_{base}"], (f"all_{base}_{number}" for number in range(2, len(taken) + 3)))
    return next(name for name in names if name not in taken)


def _table(family: Family, name: str, title: list[str]) -> Table | None:
    tables = family.tables
    if len(tables) * sum(len(column.name) + 4 for column in tables[0].columns) > _MOST_CHARACTERS:
        return None
    rows = sum(table.rows for table in tables)
    columns = [_column(each, name, rows) for each in aligned(tables)]
    dated = family.teller.is_time and any(column.is_date for column in columns)
    called = {stem(family.teller.column), *([stem("year")] if family.teller.is_time else ())}
    said = any(called & set(column.words) or column.is_year for column in columns)
    header = SHEET if dated or said else family.teller.column
    if header in headers(tables[0]):
        return None
    label, parts = _label(family, name, header, rows)
    source = Source(
        tables[0].source.file,
        tables[0].source.sheet,
        parts,
        header,
        missing=_missing(family),
    )
    words = tuple(map(stem, title)) or (SHEET,)
    return Table(name, rows, (*columns, label), words, source=source)


def _label(family: Family, name: str, header: str, rows: int) -> tuple[Column, tuple[Part, ...]]:
    """Return the column that says of which piece a row is, and the pieces with what it says."""
    number = header in _NUMBERS
    places = [teller.order[-1] if number else 0 for _, teller in family.members]
    called = [table.source.sheet or table.name for table in family.tables]
    alone = family.teller.frame == ALONE and all(table.source.sheet for table in family.tables)
    words = called if alone else [teller.word for _, teller in family.members]
    labels: list[str | int] = [*places] if number else [*words]
    empty = [
        frozenset(column.name for column in table.columns if is_empty(column)) for table in family.tables
    ]
    parts = tuple(map(Part, [table.name for table in family.tables], labels, called, empty))
    column = Column(
        table=name,
        name=header,
        type="BIGINT" if number else "VARCHAR",
        role="category",
        rows=rows,
        distinct=len(labels),
        minimum=min(places) if number else min(words),
        maximum=max(places) if number else max(words),
        values=None if number else tuple(words),
        position=len(family.tables[0].columns),
        words=(stem(header),),
        sequence=() if number else tuple(words),
    )
    return column, parts


def _missing(family: Family) -> tuple[str | int, ...]:
    """Return what lies between the first and the last and has no table."""
    orders = [teller.order for _, teller in family.members]
    if len(orders[0]) != 1 or family.teller.column == "week":
        return ()
    gaps = [n for (one,), (other,) in pairwise(orders) for n in range(one + 1, other)]
    if family.teller.column == "month":
        return tuple(MONTH_NAMES[n - 1][:3] for n in gaps)
    return tuple(f"Q{n}" if family.teller.column == "quarter" else n for n in gaps)


def _column(parts: list[Column], table: str, rows: int) -> Column:
    """Put together what is known of a column in each piece."""
    filled = [column for column in parts if not is_empty(column)] or parts[:1]
    known = [column.values for column in filled]
    listed = None if any(values is None for values in known) else known
    values = tuple(dict.fromkeys(chain.from_iterable(filter(None, listed)))) if listed else None
    nulls = rows - sum(column.rows - column.nulls for column in filled)
    low, high = _range(filled)
    distinct = min(sum(column.distinct for column in filled), rows)
    if values is not None:
        distinct = len(values)
    elif isinstance(low, int) and isinstance(high, int) and _type(filled) == "BIGINT":
        distinct = min(distinct, high - low + 1)
    merged = replace(
        parts[0],
        table=table,
        type=_type(filled),
        rows=rows,
        nulls=nulls,
        distinct=distinct,
        unique=_is_unique(filled, values, nulls, rows),
        minimum=low,
        maximum=high,
        values=values,
        written=filled[0].written if len({column.written for column in filled}) == 1 else None,
        words=filled[0].words,
        leading=filled[0].leading,
    )
    if merged.leading and values is not None:
        merged = replace(merged, leading=leading_numbers(values) or merged.leading)
    return replace(merged, role=_role(filled, merged))


def _type(filled: list[Column]) -> str:
    """Return the type that holds the cells of all: whole numbers and fractions are fractions together."""
    types = {column.type for column in filled}
    wide = [kind for kind in ("DOUBLE", "TIMESTAMP") if kind in types]
    decimals = sorted(kind for kind in types if kind.startswith("DECIMAL"))
    return filled[0].type if len(types) == 1 else [*wide, *decimals, filled[0].type][0]


def _role(filled: list[Column], merged: Column) -> str:
    roles = {column.role for column in filled}
    if len(roles) == 1 or not merged.is_text:
        return filled[0].role
    few = merged.distinct <= max(_FEWEST_KINDS, (merged.rows - merged.nulls) // _LARGEST_SHARE)
    return "category" if few else "text"


def _range(filled: list[Column]) -> tuple[Any, Any]:
    """Return the lowest and the highest cell."""
    lows = [column.minimum for column in filled if column.minimum is not None]
    highs = [column.maximum for column in filled if column.maximum is not None]
    if len({type(end) is str for end in (*lows, *highs)}) != 1:
        return None, None
    return min(lows), max(highs)


def _is_unique(filled: list[Column], values: tuple[str, ...] | None, nulls: int, rows: int) -> bool:
    """Whether no two rows have the same cell: all cells are known, or those of each piece lie apart."""
    if nulls or not all(column.unique for column in filled):
        return False
    if values is not None:
        return len(values) == rows
    ends = sorted(
        (column.minimum, column.maximum) for column in filled if isinstance(column.minimum, int | float)
    )
    apart = all(high < low for (_, high), (low, _) in pairwise(ends))
    return len(ends) == len(filled) and apart
