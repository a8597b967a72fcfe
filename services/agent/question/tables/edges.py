"""Which columns join which tables, inferred from the data alone."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from services.agent.question.language.vocabulary import GENERIC_NAME_WORDS
from services.agent.question.language.words import name_words, stem, word_root
from services.agent.question.tables.barenumbers import tells_which
from services.agent.question.tables.columns import Column
from services.agent.question.tables.copies import without_copies
from services.agent.question.tables.deedkeys import barely_told
from services.agent.question.tables.polymorphic import kinded
from services.agent.question.tables.rolekeys import last_word, of_bare_roles, of_whom
from services.agent.question.tables.schema import Catalog, Table

INCLUSION = 0.95
"""Share of the distinct values of the many side that must be found among the keys."""
FEWEST_BY_VALUES = 5
"""Distinct texts from which a column joins by its values alone: fewer are found elsewhere by chance."""
FEWEST_ALIKE = 10
"""Rows from which two tables of as many, numbered alike, are no chance."""
_COUNTING = frozenset(["num", "number", "no", "nr", "n", "count", "total", "qty", "nb"])
"""Words with which a header begins that says how many there are."""
_END_WORDS = "from to origin destination source target home away departure arrival start end pickup return"
_ENDS = frozenset(map(stem, _END_WORDS.split()))
"""Words before the name of a table by which a number says which of two of its rows is meant."""
_PLACED = frozenset(["in", "at", "by", "on", "during", "for"])
"""Words before the name of a table at the end of a header that says what was done there."""
_PART = 0.76
"""Score of a join that numbers say, and a header only so far that somebody is meant."""
SURE = 0.99
"""Score of an edge for which names speak as a whole: beside it those of half a name mean nothing."""


@dataclass(frozen=True)
class Edge:
    """A many-to-one join: every value of ``many`` names at most one row by ``one``."""

    many: Column
    one: Column
    score: float
    """How sure we are, 0 to 1: values, uniqueness and names together."""
    is_confirmed: bool = False
    """Whether the tenant said that it is right."""


def infer_edges(catalog: Catalog) -> list[Edge]:
    """Find every many-to-one join between two tables, the surest first."""
    columns = catalog.columns
    texts = [column for column in columns if column.is_text and column.values]
    by_word: dict[str, list[Column]] = {}
    for column in columns:
        for word in column.words:
            by_word.setdefault(word, []).append(column)
    edges = []
    for one in columns:
        if not is_key(one):
            continue
        keys = frozenset(one.values or ())
        table = catalog.by_name[one.table]
        # Numbers, and texts without listed values, join only where the names share a word.
        telling = [word for word in (*one.words, *table.words) if word not in GENERIC_NAME_WORDS]
        named = dict.fromkeys(many for word in telling for many in by_word.get(word, ()))
        for many in texts if keys else named:
            score = _score(many, one, keys, table)
            if score > 0:
                edges.append(Edge(many, one, score))
    told = kinded(catalog)
    edges = without_copies(_without_lookalikes(edges, catalog), SURE)
    edges = [edge for edge in edges if edge.many not in told]
    edges += [Edge(part, key, 1.0) for kinds in told.values() for part, key in kinds]
    edges += [edge for edge in _of_parts(edges, catalog) if edge.many not in told]
    edges += _of_one_kind(edges, catalog)
    told_barely = barely_told(catalog, [(edge.many, edge.one) for edge in edges])
    edges += [Edge(many, one, _PART) for many, one in told_barely]
    edges += _of_same_rows(edges, catalog)
    edges.sort(key=lambda edge: (-edge.score, edge.many.table, edge.many.position, edge.one.table))
    return edges


def _of_parts(edges: Sequence[Edge], catalog: Catalog) -> list[Edge]:
    """Join the columns of numbers whose headers say what part a person has, and nothing of the table."""
    joined = {edge.many for edge in edges}
    found = []
    for table in catalog.tables if len(catalog.tables) > 1 else ():
        own = [edge for edge in edges if edge.many.table == table.name]
        taken = {edge.one.table for edge in own if edge.score > _PART}
        left = [each for each in table.columns if each not in joined and each != table.key]
        parts = [Edge(many, one, _PART) for many in left if (one := of_whom(many, catalog, taken=taken))]
        beside = {(edge.one.table, last_word(edge.many)) for edge in parts}
        known = {edge.many for edge in parts}
        for many in left if beside else ():
            one = None if many in known else of_whom(many, catalog, taken=taken, beside=beside)
            parts += [Edge(many, one, _PART)] if one else []
        found += parts
        left = [each for each in left if each not in {edge.many for edge in parts}]
        bare = of_bare_roles(left, [(edge.many, edge.one) for edge in edges], catalog, taken)
        found += [Edge(many, one, _PART) for many, one in bare]
    return found


def _of_one_kind(edges: Sequence[Edge], catalog: Catalog) -> Iterator[Edge]:
    """Join both sides of pairs of one kind, of which headers say no more than who does it: citing, cited."""
    joined = {edge.many for edge in edges}
    for table in catalog.tables:
        sides = [each for each in table.columns if each.is_number and each not in joined]
        said = sorted(word for each in sides for word in name_words(each.name))
        if (
            len(table.columns) != 2
            or len(sides) != 2
            or len(said) != 2
            or word_root(said[0]) != word_root(said[1])
        ):
            continue
        keys = [each.key for each in catalog.tables if each.key and each.key.is_number and each != table]
        fitting = [key for key in keys if all(_in_range(side, key) for side in sides)]
        if len(fitting) == 1:
            yield from (Edge(side, fitting[0], _PART) for side in sides)


def _of_same_rows(edges: Sequence[Edge], catalog: Catalog) -> Iterator[Edge]:
    """Join a table that joins nothing to the one that tells more of its rows: as many, numbered alike.

    The rows of ``boat_data`` are those of ``boat_names``, where both are numbered from 1 to 406.
    """
    joined = {side.table for edge in edges for side in (edge.many, edge.one)}
    for table in catalog.tables:
        key = table.key
        if table.name in joined or key is None or key.words != ("id",):
            continue
        others = [each for each in catalog.tables if each != table and each.words[:1] == table.words[:1]]
        found = [each.key for each in others if each.key and _number_alike(key, each.key)]
        if len(found) == 1 and (found[0].words != key.words or key.table < found[0].table):
            yield Edge(key, found[0], _PART)


def _number_alike(one: Column, other: Column) -> bool:
    """Whether two keys number as many rows from the same number on to the same last."""
    whole = one.type == other.type == "BIGINT" and one.rows >= FEWEST_ALIKE
    same = (one.rows, one.minimum, one.maximum) == (other.rows, other.minimum, other.maximum)
    return whole and same


def _without_lookalikes(edges: Sequence[Edge], catalog: Catalog) -> list[Edge]:
    """Drop what half a name speaks for where the whole name leads elsewhere, or numbers its own rows.

    A payment's ``order_id`` names an order, and no ``order_item_id``, though their numbers are alike.
    """
    tables = catalog.by_name
    sure = {(edge.many, edge.one) for edge in edges if edge.score >= SURE}
    away = {(one, many) for many, one in sure if (one, many) in sure and _leads_home(many, one, tables)}
    edges = _to_homes([edge for edge in edges if (edge.many, edge.one) not in away], catalog)
    own = [edge for edge in edges if edge.score >= SURE and edge.one == tables[edge.one.table].key]
    named = {edge.many for edge in edges if edge.score >= SURE}
    named |= {edge.many for edge in edges if _is_own(edge.many, tables)}
    led = {(edge.many, edge.one) for edge in own}
    # An order line names its item: the item's own number names no order line.
    back = {(one.table, many.table) for many, one in led if many.words == one.words}
    # What a payment and a review say of one booking joins each of them to it, and not to one another.
    beside = {
        (edge.many, edge.one)
        for edge in edges
        if any((edge.many, key) in led and (edge.one, key) in led for _, key in led)
    }
    return [
        edge
        for edge in edges
        if (edge.score >= SURE or edge.many not in named)
        and (edge.many, edge.one) not in beside
        and not (_is_own(edge.many, tables) and (edge.many.table, edge.one.table) in back)
        and not _is_by_the_way(edge, tables[edge.one.table])
    ]


def _leads_home(many: Column, one: Column, tables: Mapping[str, Table]) -> bool:
    """Whether of two tables that each have a row of one number the second is the one that names the rows."""
    here, there = tables[many.table], tables[one.table]
    if many != here.key or one != there.key:
        return False

    def rank(table: Table) -> tuple[bool, int, int, str]:
        return table.label is not None, table.rows, -len(table.words), table.name

    return rank(there) > rank(here)


def _to_homes(edges: Sequence[Edge], catalog: Catalog) -> Sequence[Edge]:
    """Drop those to rows that a number happens to tell, which is the number of another table's rows.

    Where each branch has one district, ``branch_id`` is unique in a table of districts, and numbers branches.
    """
    homes: dict[tuple[str, ...], set[Column]] = {}
    for column in catalog.columns:
        about = set(column.core) - {"id"}
        if is_key(column) and about and about <= set(catalog.by_name[column.table].words):
            homes.setdefault(column.words, set()).add(column)
    sole = {words: keys for words, keys in homes.items() if len({key.table for key in keys}) == 1}
    led = {(edge.many, edge.one) for edge in edges}
    away = {edge.one for edge in edges if any((edge.one, key) in led for key in sole.get(edge.one.words, ()))}
    return [edge for edge in edges if edge.one not in away]


def _is_own(column: Column, tables: Mapping[str, Table]) -> bool:
    """Whether a column numbers the rows of its own table."""
    return column == tables[column.table].key


def _is_by_the_way(edge: Edge, table: Table) -> bool:
    """Whether a text joins numbered rows by what they do not repeat only by chance: the city of a branch."""
    one = edge.one
    if table.key in (None, one) or one.role == "id" or one == table.label:
        return False
    return not set(one.core) <= {*table.words, *table.row_words}


def is_key(column: Column) -> bool:
    """Whether each value stands for exactly one row."""
    if column.is_date or column.type == "BOOLEAN" or column.rows < 2:
        return False
    whole = not column.type.startswith(("DOUBLE", "FLOAT")) or column.words[-1:] == ("id",)
    return column.unique and column.nulls <= 0.05 * column.rows and whole  # "520.101" is a number of its row.


def _score(many: Column, one: Column, keys: Set[str], table: Table) -> float:
    if many.table == one.table:
        return 0.0
    if keys:
        if not _included(many.values or (), keys):
            return 0.0
        affinity = name_affinity(many, one, table)
        return 0.6 + 0.4 * affinity if many.distinct >= FEWEST_BY_VALUES or affinity else 0.0
    affinity = name_affinity(many, one, table)
    if many.is_text and one.is_text:
        return 0.5 * affinity
    # Small integers are included in one another by chance: numbers join only where names say so.
    if not (many.is_number and one.is_number) or not affinity or not _in_range(many, one):
        return 0.0
    if one.role != "id" and not set(one.core) & set(table.words):
        return 0.0
    is_same = many.unique and many.core == one.core  # Each row has the number of one row there.
    said = _is_placed(many) or set(many.core) <= {*table.words, *_ENDS} or tells_which(many, one)
    if many.is_measure and not is_same and not said:
        return 0.0
    return 0.4 + 0.6 * affinity


def name_affinity(many: Column, one: Column, table: Table) -> float:
    """How much the names say that ``many`` refers to ``one``."""
    if set(many.words) <= GENERIC_NAME_WORDS or _says_how_many(many):
        return 0.0  # Every file may have a column called "id", "code" or "number".
    if many.words == one.words:
        return 1.0
    others = (each for each in table.columns if each != one and each.is_number == many.is_number)
    if any(each.words == many.words for each in others):
        return 0.0  # An enrolment's course, and not what numbers the courses of enrolments.
    about = set(many.core) - {"id"}
    # A table's name stands for its key, and not for any other column without repeats (a stock, a price).
    names_rows = (one.role == "id" and table.key in (None, one)) or set(one.core) - {"id"} <= set(table.words)
    # Its last word says what a row is: an order's number is none of an order line.
    names_rows = names_rows and (not table.words or table.words[-1] in about)
    if about and ((names_rows and about <= set(table.words)) or about == set(one.core)):
        return 1.0
    shared = about & (set(one.core) | (set(table.words) if names_rows else set()))
    keyed = {"id", "code", "number", "key"} & set(many.words)
    # "Home depot", of texts that are all depots' codes: which of several depots of a row it is.
    role = names_rows and many.core[-1:] == table.words[-1:] and one.role != "measure"
    which = _is_placed(many) or many.core[0] in _ENDS or tells_which(many, one)
    role = role and (many.is_text or (many.type == "BIGINT" and which))
    return 0.6 if shared and (keyed or role) else 0.0


def _is_placed(column: Column) -> bool:
    """Whether a header says where something was done: ``lost in voyage``."""
    return not _PLACED.isdisjoint(name_words(column.name)[1:-1][-1:])


def _says_how_many(column: Column) -> bool:
    """Whether a header of numbers counts things: ``num_guests`` is no guest."""
    first, *rest = name_words(column.name)
    return first in _COUNTING and bool(rest) and rest[-1].endswith("s") and not rest[-1].endswith("ss")


def _included(values: Sequence[str], keys: Set[str]) -> bool:
    if not values or INCLUSION * len(values) > len(keys):
        return False
    # Most pairs have nothing in common: a few values show it without a look at all of them.
    if len(values) > 10 and not any(value in keys for value in values[:3]):
        return False
    return sum(value in keys for value in values) >= INCLUSION * len(values)


def _in_range(many: Column, one: Column) -> bool:
    """Whether all numbers of one column may be among another's: within its ends, and no more of them."""
    if INCLUSION * many.distinct > one.distinct:
        return False
    try:
        return float(one.minimum) <= float(many.minimum) and float(many.maximum) <= float(one.maximum)
    except (TypeError, ValueError):
        return False
