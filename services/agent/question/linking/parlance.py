"""Which columns and tables people mean by words that no header has: ``odometer reading``, of the mileage.

The lexicon says what may stand for what. A word counts only as much as it tells: every column that it may
mean is returned, and two of the same strength are told apart by the rest of the question or not at all.
"""

from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import replace
from functools import lru_cache

from services.agent.question.language.everyday.concepts import (
    CONCEPTS,
    LONGEST_NAME,
    NAMES,
    Phrase,
    plain_words,
)
from services.agent.question.language.everyday.doing import ASKED, without_idioms
from services.agent.question.language.lexicon import SENSES, Sense
from services.agent.question.language.money import BACK_WORDS
from services.agent.question.language.units import without_unit
from services.agent.question.language.vocabulary import GENERIC_NAME_WORDS, KEY_WORDS, LABEL_WORDS
from services.agent.question.language.words import Token, name_words, stem, tokenise
from services.agent.question.linking.headers import is_given_back
from services.agent.question.linking.items import ColumnHit, Item, TableHit
from services.agent.question.tables.columns import Column
from services.agent.question.tables.remembered import remembered
from services.agent.question.tables.schema import Catalog, Table

_WHOLE = 0.85
"""Of a link by another name for all that a header says."""
_HEAD = 0.78
"""Of one by another name for its last word: ``nation``, of a home country."""
_ROWS = 0.95
"""Of another name for the rows of the only table, where no header may be meant."""
_ONLY_SAID = 0.97
"""What remains where headers are hardly ever called so."""
_PLAIN_WORDS = """
    total overall current annual yearly monthly daily weekly average avg mean base gross net main primary full
    official actual final estimated approximate recorded
"""
_PLAIN = frozenset(map(stem, _PLAIN_WORDS.split()))
"""Words of a header that hardly tell it from others."""
_EDGES = "the a an of in at on by for from with to and or is are was were do does did has have had"
_BEFORE = frozenset(_EDGES.split())
"""Words that no name begins or ends with."""
_FIGURES = frozenset(
    [
        Sense.SUM, Sense.AVERAGE, Sense.MEDIAN, Sense.MINIMUM, Sense.MAXIMUM, Sense.HOW_MANY, Sense.HOW_MUCH,
        Sense.HIGHEST, Sense.LOWEST, Sense.SHARE, Sense.DISTINCT, Sense.NOT, Sense.HOW,
    ]
)  # fmt: skip
"""Senses of a first word that asks for a figure, where no header has that word."""
_TOLD = 0.75
"""Strength from which what a header says itself is believed before everyday words for it."""
Span = tuple[float, Item]
"""A piece of the question, with its weight."""
_NAMING = KEY_WORDS | LABEL_WORDS

_AMOUNT = (stem("amount"),)
_PIECES = frozenset(["item", "piece", "unit", "copy", "quantity", "qty", "number", "of", "count"])
"""Words for how many there are of a thing."""


def _core(stems: Phrase) -> Phrase:
    """Return the stems that say what a header is about: ``check date``, of a check-in date."""
    return tuple(word for word in stems if word not in GENERIC_NAME_WORDS) or stems


_HEADERS: dict[Phrase, set[int]] = {}
"""The core of a name -> the concepts that have it."""
for _words, _concepts in NAMES.items():
    _HEADERS.setdefault(_core(tuple(map(stem, _words))), set()).update(_concepts)


class _Named:
    """The columns and tables of a catalogue by the concepts that their names are of."""

    def __init__(self, catalog: Catalog) -> None:
        self.columns: dict[int, list[ColumnHit]] = {}
        self.tables: dict[int, list[TableHit]] = {}
        for table in catalog.tables:
            for concept, strength in _concepts_of(table.words).items():
                if not CONCEPTS[concept].is_figure:
                    self.tables.setdefault(concept, []).append(TableHit(table, strength))
            for column in table.columns:
                for concept, strength in _concepts_of_column(table, column).items():
                    self.columns.setdefault(concept, []).append(ColumnHit(column, strength))


_named_in = remembered(_Named)


def is_everyday(question: str, catalog: Catalog) -> bool:
    """Whether an everyday word of a question may stand for something in the data."""
    named = _named_in(catalog)
    known = named.columns.keys() | named.tables.keys()
    words = [token.normal for token in tokenise(question)]
    runs = (words[at : at + size] for at in range(len(words)) for size in range(1, LONGEST_NAME))
    if without_idioms(question) != question or any(
        _asks_for_column(Item(word, word, 0, 1, stems=(stem(word),)), catalog) for word in words
    ):
        return True
    return any(not known.isdisjoint(NAMES.get(plain_words(" ".join(run)), ())) for run in runs)


def with_everyday(
    spans: Sequence[list[Span]], tokens: Sequence[Token], catalog: Catalog, weigh: Callable[[Item], float]
) -> list[list[Span]]:
    """Link pieces by everyday words too, where the data says nothing itself.

    What stands inside a longer name or value of the data is a part of that, and no word for itself.
    """
    long = [item for found in spans for _, item in found if item.end - item.start > 1 and _is_told(item)]
    told = {at for item in long for at in range(item.start, item.end)}
    alone = {
        item.start for found in spans for _, item in found if item.end - item.start == 1 and _is_told(item)
    }
    linked = []
    for start, found in enumerate(spans):
        pieces = {item.end: item for _, item in found}
        new = {}
        for end in range(start + 1, min(start + LONGEST_NAME, len(spans)) + 1):
            if end - 1 in told:
                break
            if alone.issuperset(range(start, end)):
                continue  # "Active users": the data has a word for each.
            item = _linked(pieces.get(end) or _piece(tokens, start, end), tokens[start:end], catalog)
            if item is not None and not _passes_header(item, spans[end - 1]):
                new[end] = (weigh(item), item)
        kept = [(weight, item) for weight, item in found if item.end not in new or not item.is_known]
        linked.append([*kept, *new.values()])
    return linked


def _passes_header(item: Item, last: Sequence[Span]) -> bool:
    """Whether the last word of a phrase is a header itself: ``kind of animal`` is no breed beside one."""
    called = {hit.column for hit in item.columns}
    one = [each for _, each in last if each.end == item.end and item.end - item.start > 1]
    own = {hit.column for each in one for hit in each.columns if hit.strength == 1.0}
    return bool(called and own) and called.isdisjoint(own)


def _piece(tokens: Sequence[Token], start: int, end: int) -> Item:
    text, normal, stems = zip(
        *((each.text, each.normal, each.stem) for each in tokens[start:end]), strict=True
    )
    return Item(" ".join(text), " ".join(normal), start, end, stems=stems)


def _is_told(item: Item) -> bool:
    """Whether a piece is plainly what the data says: no everyday word counts beside it."""
    links = [hit.strength for hit in item.tables] + [hit.strength for hit in item.columns]
    named = any(strength >= _TOLD for strength in links)
    return named or item.quoted or any(not hit.is_part for hit in item.values)


def _linked(item: Item, tokens: Sequence[Token], catalog: Catalog) -> Item | None:
    """Link a piece by everyday words; None where it means something without them, or they name nothing."""
    spoken = [set(SENSES.get((token.normal,), ())) for token in tokens]
    edges = tokens[0].normal in _BEFORE or tokens[-1].normal in _BEFORE
    if _is_told(item) or edges or any(token.kind != "word" for token in tokens):
        return None
    if set(item.senses) - {Sense.LIGHT} or item.period or item.number is not None:
        return None
    if not item.is_known and _asks_for_column(item, catalog):
        return replace(item, senses=(Sense.LIGHT,))
    rows, cells = tables_called(item.normal, catalog), columns_called(item.normal, catalog)
    if len(tokens) > 1 and spoken[0] & _FIGURES:
        rows = ()  # "Total cost" is a sum, but of a header that has the word itself.
        cells = tuple(hit for hit in cells if tokens[0].stem in hit.column.words)
    labels = {hit.table.label for hit in rows}
    figures = rows and max(hit.strength for hit in rows) >= max((hit.strength for hit in cells), default=0.0)
    # "Places to let" are the flats, and no number of rooms.
    cells = tuple(
        hit for hit in cells if hit.column not in labels and not (figures and hit.column.is_measure)
    )
    if _prefers_one({hit.column for hit in cells}, item.columns):
        cells = ()
    if len(catalog.tables) == 1 and not cells:
        rows = tuple(replace(hit, strength=max(hit.strength, _ROWS)) for hit in rows)
    return replace(item, tables=rows, columns=cells) if rows or cells else None


def _prefers_one(called: Set[Column], own: Sequence[ColumnHit]) -> bool:
    """Whether a name for one header is a word of several: ``units``, of units sold and units returned."""
    best = max((hit.strength for hit in own), default=0.0)
    rivals = {hit.column for hit in own if hit.strength == best}
    return bool(called & rivals) and not rivals <= called


def _asks_for_column(item: Item, catalog: Catalog) -> bool:
    """Whether an unknown word is a verb that asks for some column of the data: ``penned``, of an author."""
    keys = ((mark, item.stems[0]) for mark in ("v", "o", "who", "where", "when"))
    concepts = [number for key in keys for number in ASKED.get(key, ())]
    return len(item.stems) == 1 and not _named_in(catalog).columns.keys().isdisjoint(concepts)


def columns_called(phrase: str, catalog: Catalog) -> tuple[ColumnHit, ...]:
    """Return the columns that a phrase may stand for, all as likely; none where no word tells."""
    words = plain_words(phrase)
    if not words or (len(words) == 1 and words[0] in GENERIC_NAME_WORDS):
        return ()
    *rest, last = words
    if rest and last in _NAMING:
        found = columns_called(" ".join(rest), catalog)
        return tuple(hit for hit in found if last in hit.column.words or last == "name")
    known = _named_in(catalog).columns
    whole = [
        ColumnHit(hit.column, hit.strength if named else _ONLY_SAID * hit.strength)
        for concept, named in NAMES.get(words, {}).items()
        for hit in known.get(concept, ())
        if not is_given_back(hit.column) or not BACK_WORDS.isdisjoint(map(stem, words))
        if not (_PIECES.issuperset(words) and _is_money(hit.column))
    ]
    if whole or not rest or len(words) < len(phrase.split()):
        return _surest(whole)
    heads = (hit for concept in NAMES.get((last,), ()) for hit in known.get(concept, ()))
    return _surest([ColumnHit(hit.column, _WHOLE) for hit in heads if _same(rest, hit.column.core[:-1])])


def _is_money(column: Column) -> bool:
    """Whether an amount has parts, as no number of pieces has: it is one of money."""
    return column.words == _AMOUNT and not column.type.removeprefix("U").endswith("INT")


def columns_of(concepts: Iterable[int], catalog: Catalog) -> list[Column]:
    """Return the columns that are surely of one of some concepts."""
    known = _named_in(catalog).columns
    hits = [hit for concept in concepts for hit in known.get(concept, ())]
    return list(dict.fromkeys(hit.column for hit in _surest(hits)))


def tables_called(phrase: str, catalog: Catalog) -> tuple[TableHit, ...]:
    """Return the tables whose rows a phrase may stand for."""
    known = _named_in(catalog).tables
    found = [hit for concept in NAMES.get(plain_words(phrase), ()) for hit in known.get(concept, ())]
    best = max((hit.strength for hit in found), default=0.0)
    return tuple({hit.table.name: hit for hit in found if hit.strength == best}.values())


def _surest(hits: list[ColumnHit]) -> tuple[ColumnHit, ...]:
    best = max((hit.strength for hit in hits), default=0.0)
    return tuple({hit.column.path: hit for hit in hits if hit.strength == best}.values())


def _same(said: Sequence[str], written: Phrase) -> bool:
    """Whether words of a question say the same as the stems of a header, one by one."""
    if len(said) != len(written):
        return False
    pairs = zip(said, written, strict=True)
    return all(
        stem(one) == other or not NAMES.get((one,), {}).keys().isdisjoint(_HEADERS.get((other,), ()))
        for one, other in pairs
    )


def _concepts_of_column(table: Table, column: Column) -> dict[int, float]:
    """Return what a header may mean: of numbers a figure, if it can, so that an area in km is no district."""
    core = without_unit(column.core) if column.is_number else column.core
    found = {} if table.repeats_header(column) else _as_written(_concepts_of(core), column)
    figures = {each: strength for each, strength in found.items() if CONCEPTS[each].is_figure}
    return figures if figures and column.is_measure else found


def _as_written(found: dict[int, float], column: Column) -> dict[int, float]:
    """Keep the concepts that have the very noun of a header, where any has: a rating is no rate."""
    last = name_words(column.name)[-1:]
    if not last or not last[0].rstrip("s").endswith("ing"):
        return found
    noun = plain_words(last[0])[0]
    same = {
        each for each in found if any(plain_words(name)[-1:] == (noun,) for name in CONCEPTS[each].headers)
    }
    return {each: found[each] for each in same} or found


@lru_cache(maxsize=20_000)
def _concepts_of(words: Phrase) -> dict[int, float]:
    """Return the concepts that a header or a table's name is of, each with the strength of that link."""
    core = _core(words)
    plain = (*(word for word in core[:-1] if word not in _PLAIN), *core[-1:])
    found: dict[int, float] = {}
    for name, strength in ((plain[-1:], _HEAD), (plain[-2:], _HEAD), (plain, _WHOLE), (core, _WHOLE)):
        for concept in _HEADERS.get(name, ()):
            found[concept] = max(found.get(concept, 0.0), strength)
    return found
