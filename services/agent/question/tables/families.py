"""Which tables are one, a piece in each: a sheet for each month, with the same headers and types.

Too few are taken for one rather than too many. All tables whose names are alike but for what tells them apart
must be alike, or none are read together: a total that silently lacks March is worse than none.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from services.agent.question.language.words import name_words
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog, Table
from services.agent.question.tables.tellers import Teller, read_teller

MOST_PARTS = 120
"""Tables that are read together: ten years of months."""
_COPIED = 3
"""Rows from which two tables with the same facts in every column are one that was copied."""
ALONE = ("*",)
"""The frame of a name that is nothing but what tells it."""
_Group = list[tuple[Table, Teller]]


@dataclass(frozen=True)
class Family:
    """Tables that are read together, in their order."""

    members: tuple[tuple[Table, Teller], ...]
    empty: tuple[Table, ...] = ()
    """More of them, which have no rows."""

    @property
    def teller(self) -> Teller:
        """What tells the first from the others."""
        return self.members[0][1]

    @property
    def tables(self) -> list[Table]:
        """The tables alone."""
        return [table for table, _ in self.members]


def find_families(catalog: Catalog) -> list[Family]:
    """Find the tables that are pieces of one, in the order in which the catalogue has them."""
    groups: dict[tuple[str, tuple[str, ...]], dict[str, _Group]] = {}
    for table in catalog.tables:
        teller = _teller_of(table)
        if teller:
            by_file = groups.setdefault((teller.kind, teller.frame), {})
            by_file.setdefault(_file_of(table, teller), []).append((table, teller))
    found = (_family(group) for by_file in groups.values() for group in _whole(by_file) if len(group) > 1)
    return [family for family in found if family]


def _teller_of(table: Table) -> Teller | None:
    """Read the sheet's name where the table is called after it, else the table's; the file's says least."""
    sheet = table.source.sheet
    words = name_words(sheet) if sheet else ()
    named = [word for word in name_words(table.name) if word != "t"]
    if words and named[: len(words)] == list(words):
        return read_teller(sheet or "")
    return read_teller(table.name)


def _file_of(table: Table, teller: Teller) -> str:
    """Return the file to which a name like ``Jan`` is bound: that of another file is of another matter."""
    bound = teller.frame == ALONE or teller.kind == "sheet"
    return table.source.file if bound and table.source.sheet is not None else ""


def _whole(by_file: dict[str, _Group]) -> list[_Group]:
    """Return the groups of tables with names of one kind.

    A table to which rows were added has lost its file: it may be of any file with such tables. Of several
    nobody knows which, and none is whole then.
    """
    free, bound = by_file.get("", []), [group for file, group in by_file.items() if file]
    lost = [each for each in free if not each[0].source.file]
    if not (lost and bound):
        return list(by_file.values())
    return [[*bound[0], *lost]] if len(bound) == 1 and len(lost) == len(free) else []


def _family(group: _Group) -> Family | None:
    """Return a group as a family where nothing speaks against it; it comes in the order of the catalogue."""
    listed, group = group, sorted(group, key=lambda each: (each[1].order, each[1].word))
    tellers = [teller for _, teller in group]
    if len(group) > MOST_PARTS or len({(each.order, each.word) for each in tellers}) < len(group):
        return None
    if tellers[0].kind == "sheet" and [each.order for each in tellers] != [
        (n + 1,) for n in range(len(group))
    ]:
        return None
    filled = [(table, teller) for table, teller in group if table.rows]
    if len({headers(table) for table, _ in group}) > 1 or len(filled) < 2:
        return None
    parts = [table for table, _ in filled]
    columns = aligned(parts)
    if not all(map(_agree, columns)) or _is_copied(parts) or not _fit_dates(filled, columns):
        return None
    turned = _in_turn(filled, [each for each in listed if each[0].rows], columns)
    return Family(tuple(turned), tuple(table for table, _ in group if not table.rows))


def _in_turn(group: _Group, listed: _Group, columns: Sequence[list[Column]]) -> _Group:
    """Begin with the month in which a year begins there, where dates or the order of the sheets say it."""
    if group[0][1].kind != "month":
        return group
    days = next((each for each in columns if all(column.is_date and column.minimum for column in each)), None)
    if days:
        first = {column.table: str(column.minimum) for column in days}
        return sorted(group, key=lambda each: first[each[0].name])
    falls = [one[1].order > other[1].order for one, other in pairwise([*listed, listed[0]])]
    return listed if falls.count(True) == 1 else group


def headers(table: Table) -> frozenset[str]:
    """Return a table's headers, however their letters are written."""
    return frozenset(column.name.casefold() for column in table.columns)


def aligned(tables: Sequence[Table]) -> list[list[Column]]:
    """Return each column of the first table with those of the others that have its header."""
    by_header = [{column.name.casefold(): column for column in table.columns} for table in tables]
    return [[columns[name] for columns in by_header] for name in by_header[0]]


def is_empty(column: Column) -> bool:
    """Whether a column has no cell, and so no type that means anything."""
    return column.nulls >= column.rows


def _agree(columns: Sequence[Column]) -> bool:
    """Whether columns of one header hold the same kind of cells, and say the same by it."""
    filled = [column for column in columns if not is_empty(column)]
    first = filled[0] if filled else columns[0]
    same = {(_kind(column), column.leading is None, column.role == "id") for column in filled}
    units = {column.leading.units for column in filled if column.leading}
    return len(same) < 2 and len(units) < 2 and all(column.words == first.words for column in filled)


def _kind(column: Column) -> str:
    if column.is_number and not column.leading:
        return "number"
    return "date" if column.is_date else column.type


def _is_copied(tables: Sequence[Table]) -> bool:
    """Whether two of the tables are one: every column has the same facts."""
    facts = [(table.rows, tuple(map(_facts, table.columns))) for table in tables if table.rows >= _COPIED]
    return any(one == other for one, other in combinations(facts, 2))


def _facts(column: Column) -> tuple[object, ...]:
    return column.name, column.nulls, column.distinct, column.minimum, column.maximum, column.values


def _fit_dates(group: _Group, columns: Sequence[list[Column]]) -> bool:
    """Whether some date lies in the stretch of time by which each table is called, if there are dates."""
    tellers = [teller for _, teller in group]
    dated = [
        each
        for each in columns
        if all(column.is_date or is_empty(column) for column in each) and not all(map(is_empty, each))
    ]
    fits = (all(map(_lies_in, each, tellers)) for each in dated)
    return not (dated and tellers[0].is_time) or any(fits)


def _lies_in(column: Column, teller: Teller) -> bool:
    if is_empty(column):
        return True
    return {_place(str(day), teller) for day in (column.minimum, column.maximum)} == {teller.order} and (
        len({str(day)[:4] for day in (column.minimum, column.maximum)}) == 1
    )


def _place(day: str, teller: Teller) -> tuple[int, ...]:
    """Return where a day stands among stretches of time as the teller counts them."""
    year, month = int(day[:4]), int(day[5:7])
    number = {"month": month, "quarter": (month + 2) // 3}.get(teller.column)
    if number is None:
        return (year,)
    return (year, number) if teller.kind.endswith("of a year") else (number,)
