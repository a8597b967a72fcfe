"""Tables and columns by the words of their names."""

from collections.abc import Iterable, Sequence, Set
from functools import lru_cache

from services.agent.question.language.aliases import DENIED_BY
from services.agent.question.language.money import BACK_WORDS, INCOME_WORDS, WORTH_SAID
from services.agent.question.language.thesaurus import OF_ROOT, SYNONYMS
from services.agent.question.language.units import COUNTED_TIME
from services.agent.question.language.vocabulary import KEY_WORDS, LABEL_WORDS, PHRASE_WORDS
from services.agent.question.language.words import name_words, root, stem
from services.agent.question.linking.items import ColumnHit, TableHit
from services.agent.question.linking.keys import ARTICLES, PREPOSITIONS, name_keys
from services.agent.question.linking.spelling import (
    TableNames,
    columns_by_words,
    hits_of_tables,
    own_key,
    parted_words,
    tables_by_whole_name,
    unit_stems,
    whole_keys,
)
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog, Table

ROOT_STRENGTH = 0.85
"""What remains of a link whose words only share a root: ``directed`` for ``director``."""
OWNED = 0.97
"""Of a link to a header by it and its table's name."""
_COUNTING = frozenset(["many", "number", "count"])
_LIMITING = frozenset(["self", "auto", "non", "no", "not", "partial"])
"""Words of a yes or no without which it says something else: a paper that was cited is no self-citation."""
_REPEATED = 0.65
"""For the first of several columns of one header, of which any may be meant: what the others keep, too."""
PARTLY = 0.9
"""Of the same by a part of the header."""
NAMED = 0.9
"""Strength from which a table is called by a word, and not only by one like it."""
INCOME = 0.9
"""Of a link to what rows are worth by a word for the money that they bring in."""
_WORDS_BESIDE = 3
"""Articles and words of no weight that are said beside a header: "the name of the"."""
_KINDS = frozenset(map(stem, ["type", "kind", "sort"]))
"""What may be said behind a header of kinds that says no more than it does."""
_BESIDE = frozenset(["in", "name", "year"]).union(ARTICLES, WORTH_SAID, _KINDS)
"""What may be said beside the words of a name."""
_ON = ("on", "at")
"""Ends of headers of days and moments: ``shipped_on`` is the shipped date."""
_DAYS = frozenset(map(stem, ["date", "day", "time", "month", "year", "timestamp", "when"]))
_DENYING = ("non", "not", "in", "un", "dis")
UNIT_STRENGTH = 0.8
"""Of a link by the unit of a header alone."""
_STAND_INS = {stem(word) for phrases in PHRASE_WORDS.values() for each in phrases for word in each.split()}
"""Words that stand for others of the question when it is linked."""


class HeaderIndex:
    """The names of a catalogue, as far as the question has a word of them.

    Args:
        catalog: Whose tables and columns are indexed.
        words: The words of the question.
        loose: Whether parts from the middle of a header and words of the same root count too.
    """

    def __init__(self, catalog: Catalog, words: Set[str], *, loose: bool = False) -> None:
        self._loose = loose
        self.parted = parted_words(catalog, words)
        """Words of the question that headers write in parts, each with its parts."""
        self._words = words
        self._counts = not _COUNTING.isdisjoint(words)
        """Whether rows are counted, which else may be spoken of for the amounts that they are."""
        words = {*words, *(part for parts in self.parted.values() for part in parts)}
        stems = {stem(word) for word in words}
        stems |= {stem(word.removeprefix(prefix)) for word in words for prefix in _DENYING}
        stems |= {stem(DENIED_BY[word]) for word in words & {*DENIED_BY}}
        said = stems.union(*(SYNONYMS.get(each, ()) for each in stems))
        said |= said.union(*(OF_ROOT.get(root(each), ()) for each in stems)) if loose else set()
        roots = {root(each) for each in said | _STAND_INS}
        self._columns: dict[frozenset[str], list[ColumnHit]] = {}
        self._tables: dict[frozenset[str], list[TableHit]] = {}
        self._rows: dict[frozenset[str], list[TableHit]] = {}
        """Tables by what their key numbers, for words that no table is called by."""
        self._exact = tables_by_whole_name(catalog)
        self._by_root: dict[frozenset[str], list[ColumnHit]] = {}
        for names in hits_of_tables(catalog):
            self._add_table(names, said)
        for table, column in columns_by_words(catalog, said, roots):
            self._add_column(table, column, said, roots)
        found = (self._columns, self._by_root, self._tables, self._rows)
        self._longest = max((len(key) for keys in found for key in keys), default=0) + _WORDS_BESIDE
        """Words of the longest run that may be a name: most runs of a question are longer."""
        self._named = _BESIDE.union(*self._columns, *self._tables, *self._rows, *self._exact)
        self._rooted = set().union(*self._by_root)

    def may_name(self, said: str) -> bool:
        """Whether a stem may be a word of a name, or said beside one: a run with others is none."""
        return said in self._named or root(said) in self._rooted

    def _add_table(self, names: TableNames, said: Set[str]) -> None:
        if not said.isdisjoint(names.words):
            for key, hit in (names.counted if self._counts else names.named).items():
                self._tables.setdefault(key, []).append(hit)
        if names.rows and not said.isdisjoint(names.numbered):
            self._rows.setdefault(names.numbered, []).append(names.rows)

    def _add_column(self, table: Table, column: Column, said: Set[str], roots: Set[str]) -> None:
        used = table.word_counts
        rare = frozenset(word for word in column.words if used[word] == 1) if self._loose else None
        keys = {**_keys_of(column, rare), **own_key(table, column)}
        if self._loose and len(set(column.spelt)) == len(column.spelt):
            keys = {**keys, **whole_keys(table, column)}
        if column.is_date and len(column.words) > 1 and column.words[-1] in _ON:
            keys = {**keys, frozenset([*column.words[:-1], "date"]): OWNED}
        if column.is_date and len(column.words) == 1 and column.words[0] not in _DAYS:
            # The "return date" is when it returned.
            keys = {**keys, frozenset([*column.words, "date"]): OWNED}
        if self._loose and column.is_number:
            keys = {**_unit_keys(table, column), **keys}
        if table.repeats_header(column):
            keys = {key: _REPEATED * strength for key, strength in keys.items()}
        for key, strength in keys.items():
            if not said.isdisjoint(key):
                self._columns.setdefault(key, []).append(ColumnHit(column, strength))
            by_root = _roots(key)
            if by_root <= roots:
                self._by_root.setdefault(by_root, []).append(ColumnHit(column, strength * ROOT_STRENGTH))

    def columns(self, stems: Sequence[str], *, exact: bool = False) -> tuple[ColumnHit, ...]:
        """Return the columns that a run of stems may mean; words of grammar mean one only exactly."""
        if len(stems) > self._longest or len(set(stems)) < len(stems):
            return ()
        found = self._columns.get(frozenset(stems))
        if stems[-1] in PREPOSITIONS and len(stems) > 1:
            whole = [hit for hit in found or () if hit.strength == 1.0]
            # "Seats per": what goes on is no header; nor is a "booking on" what was booked on a day.
            found = [hit for hit in whole if self._words >= {*name_words(hit.column.name)}]
        if len(stems) == 1 and stems[0] in INCOME_WORDS:
            found = self._earned(stems[0], found or ())
        if exact and found and len(stems) == 1 and stems[0] not in LABEL_WORDS:
            found = [hit for hit in found if hit.strength >= NAMED]  # "Has" is no header of what one has.
        if found and self._loose and not exact and max(hit.strength for hit in found) < ROOT_STRENGTH:
            found = [*found, *self._by_root.get(frozenset(map(root, stems)), ())]  # "Won": the winner.
        if found or exact or not self._loose or stems[0] in ARTICLES or stems[-1] in ARTICLES:
            return _strongest(found or ())
        kept = [word for word in stems if word not in ARTICLES]
        found = self._columns.get(frozenset(kept))
        if not found and len(kept) > 2 and kept[-2] == "in":
            found = self._columns.get(frozenset([*kept[:-2], kept[-1]]))  # "Distance in km".
        if not found and len(kept) > 1 and kept[-1] == "name":
            found = self._names_of(kept[:-1])
        if not found and len(kept) > 1:
            found = self._of_kind(kept)
        found = found or self._rooted_in(kept)
        income = not INCOME_WORDS.isdisjoint(kept)
        return _strongest(hit for hit in found if not (income and is_given_back(hit.column)))

    def _rooted_in(self, kept: Sequence[str]) -> list[ColumnHit]:
        roots = {root(word) for word in kept}  # Who works with a thing is not that thing: a machinist.
        person = any(word.endswith("ist") and root(word) != word and len(word) > 6 for word in kept)
        return [] if person or len(roots) < len(kept) else self._by_root.get(frozenset(roots), [])

    def _earned(self, word: str, found: Sequence[ColumnHit]) -> list[ColumnHit]:
        """Return what a word for money that comes in means, of the columns that it is a word for."""
        measures = [hit for hit in found if hit.column.is_measure]
        earned = [each for each in measures if not is_given_back(each.column)]
        if not any(hit.strength >= NAMED for hit in earned):
            earned = self._income(word) or earned  # Sales bring it in, before what was paid for them.
        return earned or [hit for hit in found if hit not in measures]

    def _names_of(self, stems: Sequence[str]) -> list[ColumnHit]:
        """Return the columns that ``player name`` means, where no header says so: no number of a player."""
        called = any(hit.table.label for hit in self.tables(stems) if hit.strength >= NAMED)
        hits = (hit for hit in self.columns(stems) if not (called and hit.column.role == "id"))
        return [ColumnHit(hit.column, 0.95 * hit.strength) for hit in hits]

    def _of_kind(self, stems: Sequence[str]) -> list[ColumnHit]:
        """Return the columns of kinds that ``fuel type`` means, of years that ``opened year`` does."""
        if stems[-1] == "year":
            return [hit for hit in self.columns(stems[:-1]) if hit.column.is_year]
        rest = stems[:-1] if stems[-1] in _KINDS else ()
        hits = (*self.columns(rest), *self.owned(rest)) if rest else ()
        texts = (hit for hit in hits if hit.column.is_text and hit.column.repeats)
        kinds = [hit for hit in texts if KEY_WORDS.isdisjoint(hit.column.words)]
        return [ColumnHit(hit.column, OWNED * hit.strength) for hit in kinds]

    def _income(self, word: str) -> list[ColumnHit]:
        """Return what the rows of a table are worth that a word for money coming in is a synonym of."""
        hits = self._tables.get(frozenset([word]), ())
        income = [(hit, hit.table.worth) for hit in hits if _is_income(hit, [word])]
        return [ColumnHit(worth, INCOME) for hit, worth in income if worth]

    def owned(self, stems: Sequence[str]) -> tuple[ColumnHit, ...]:
        """Return the columns that a table's name before a word of their header means: ``booking amount``.

        What a row is called is its table's name column, however that is called: ``hotel name``.
        """
        if len(stems) >= 2 * self._longest:
            return ()
        found: list[ColumnHit] = []
        for cut in range(1, len(stems)):
            tables = [hit.table for hit in self.tables(stems[:cut]) if hit.strength >= NAMED]
            rest = tuple(stems[cut:])
            if not tables or rest[0] in PREPOSITIONS:
                continue
            called = self.columns(rest)
            for table in tables:
                if rest == ("name",) and table.label:
                    found.append(ColumnHit(table.label, OWNED))
                worth = table.worth if set(rest) <= WORTH_SAID else None
                found += [ColumnHit(worth, PARTLY)] if worth else []
                hits = [hit for hit in called if hit.column.table == table.name]
                fits = [hit for hit in hits if hit.strength >= 0.7 and not _is_aside(hit.column)]
                found += [ColumnHit(hit.column, OWNED if hit.strength >= NAMED else PARTLY) for hit in fits]
        return _strongest(found)

    def tables(self, stems: Sequence[str]) -> tuple[TableHit, ...]:
        """Return the tables that a run of stems may mean, the surest first."""
        key = frozenset(stems)
        whole = self._exact.get(tuple(stems))
        if whole:
            return whole
        if len(key) < len(stems):
            return ()
        named = [hit for hit in self._tables.get(key, ()) if not _is_income(hit, stems)]
        named.sort(key=lambda hit: -hit.strength)
        # Where two tables have one key, each row of the smaller is about a row of the larger.
        numbered = max(self._rows.get(key, []), key=lambda hit: hit.table.rows, default=None)
        if numbered is None or any(hit.strength >= NAMED for hit in named):
            return tuple(named)
        return (numbered, *(hit for hit in named if hit.table != numbered.table))

    def flags(self, word: str) -> tuple[ColumnHit, ...]:
        """Return the columns of yes and no that a word denies: ``inactive``, ``unpaid``, ``non-taxable``."""
        whole = DENIED_BY.get(word, "")
        parts = (word.removeprefix(each).lstrip("- ") for each in _DENYING if word.startswith(each))
        rest = next((stem(each) for each in (whole, *parts) if len(each) > 2), "")
        return tuple(hit for hit in self._columns.get(frozenset([rest]), ()) if hit.column.is_flag)


def _is_income(hit: TableHit, stems: Sequence[str]) -> bool:
    """Whether a table is linked by what its rows bring in: "revenue" is what sales come to, and no sale."""
    income = len(stems) == 1 and stems[0] in INCOME_WORDS and stems[0] not in hit.table.words
    return income and hit.table.worth is not None


def is_given_back(column: Column) -> bool:
    """Whether money leaves, or comes on top: a refund is no revenue, nor are amounts of returns."""
    return bool(column.on_top) or not BACK_WORDS.isdisjoint(
        [*column.words, *map(stem, name_words(column.table))]
    )


def _is_aside(column: Column) -> bool:
    """Whether a table's name before a word for the column hardly means it: a key, a date, a yes or no."""
    return (
        (column.role == "id" and not (column.is_text and column.repeats)) or column.is_date or column.is_flag
    )


def says_head(column: Column, said: Set[str]) -> bool:
    """Whether the last word of a header is said, or one for it: "deals" says less than the deal's value."""
    last = column.core[-1]
    return len(column.core) == 1 or last in said or not said.isdisjoint(SYNONYMS.get(last, ()))


def _unit_keys(table: Table, column: Column) -> dict[frozenset[str], float]:
    """Return the unit behind a header, where no other has it or with its words: ``79 hp``, planned litres."""
    *said, last = column.spelt or ("",)
    whole = {frozenset([*said, each]): OWNED for each in unit_stems(last)} if said else {}
    ends = {each for each in column.spelt[-1:] if len(each) > 1 and each not in PREPOSITIONS}
    units = set(column.spelt) - set(column.words) | {each for each in ends if unit_stems(each)}
    rivals = {word for other in table.columns if other is not column for word in other.spelt}
    words = {each for unit in units - rivals for each in (unit, *unit_stems(unit))}
    return whole | {frozenset([word]): UNIT_STRENGTH for word in words if not word.isdigit()}


@lru_cache(maxsize=50_000)
def _roots(key: frozenset[str]) -> frozenset[str]:
    return frozenset(map(root, key))


def _strongest(hits: Iterable[ColumnHit]) -> tuple[ColumnHit, ...]:
    best: dict[str, ColumnHit] = {}
    for hit in hits:
        known = best.get(hit.column.path)
        if known is None or known.strength < hit.strength:
            best[hit.column.path] = hit
    return tuple(best.values())


def _keys_of(column: Column, rare: frozenset[str] | None) -> dict[frozenset[str], float]:
    """Return what may be said for a header: of a length also the doing, of a yes or no nothing unlimited."""
    keys, said = name_keys(column.words, rare), name_words(column.name)
    if column.is_number and len(said) == 2 and said[0].endswith("ing") and said[1] in COUNTED_TIME:
        return {**keys, frozenset(column.words[:1]): OWNED}  # "Waiting minutes", which a wait is as well.
    limits = _LIMITING.intersection(column.words) if column.is_flag else frozenset()
    return {key: strength for key, strength in keys.items() if limits <= key} if limits else keys
