"""Links the words of a question to tables, columns, values, numbers, dates and operators.

Every run of words is looked up; the best cover of the whole question by pieces that do not overlap wins.
"""

from collections.abc import Callable, Sequence, Set
from dataclasses import replace

from services.agent.question.items import ColumnHit, Item, TableHit
from services.agent.question.lexicon import LONGEST_PHRASE, SENSES, Sense
from services.agent.question.periods import find_period
from services.agent.question.schema import Catalog, ValueHit
from services.agent.question.vocabulary import (
    ALIASES,
    ATTRIBUTE_HINTS,
    GENERIC_NAME_WORDS,
    LABEL_WORDS,
    SUPERLATIVES,
    SYNONYMS,
)
from services.agent.question.words import Token, stem, tokenise

LONGEST_SPAN = 12
"""Most words of a value or header that are looked up as one piece."""

_ALIASES = {name: tuple(other for other in names if other != name) for names in ALIASES for name in names}
_PREPOSITIONS = frozenset(["per", "of", "at", "in", "by", "for", "from", "with", "on", "to", "as"])
_WEAK_SENSES = {Sense.LIGHT, Sense.FILLER}
_DENYING = ("non", "not", "in", "un", "dis")
_MULTIPLIERS = {"k": 1_000, "m": 1_000_000, "bn": 1_000_000_000}


def link(question: str, catalog: Catalog) -> list[Item]:
    """Cut the question into linked pieces, in order."""
    tokens = tokenise(question)
    index = _HeaderIndex(catalog, {word for token in tokens for word in token.normal.split()})
    spans = [_spans_at(tokens, start, catalog, index) for start in range(len(tokens))]
    return _best_cover(tokens, spans)


def _best_cover(tokens: Sequence[Token], spans: Sequence[Sequence[tuple[float, Item]]]) -> list[Item]:
    best: list[tuple[float, Item | None]] = [(0.0, None)] * (len(tokens) + 1)
    for start in range(len(tokens) - 1, -1, -1):
        best[start] = max(
            ((weight + best[item.end][0], item) for weight, item in spans[start]), key=lambda pair: pair[0]
        )
    items, position = [], 0
    while position < len(tokens):
        item = best[position][1]
        assert item is not None
        items.append(item)
        position = item.end
    return items


def _spans_at(
    tokens: Sequence[Token], start: int, catalog: Catalog, index: "_HeaderIndex"
) -> list[tuple[float, Item]]:
    token = tokens[start]
    unknown = Item(token.text, token.normal, start, start + 1, stems=(token.stem,))
    if token.kind == "quoted":
        values = tuple(catalog.values(token.normal))
        return [(2.0, Item(token.text, token.normal, start, start + 1, values=values, quoted=True))]
    spans = [(0.0, unknown)]
    period = find_period(tokens, start)
    for end in range(start + 1, min(len(tokens), start + LONGEST_SPAN) + 1):
        if end > start + 1 and tokens[end - 1].kind == "quoted":
            break
        item = _piece(tokens, start, end, catalog, index)
        if period and period[1] == end:
            item = replace(item, period=period[0])
        if end > start + 1 and _is_named_thing(tokens, start, end, item, catalog, index):
            continue
        weight = _weight(item)
        if weight > 0:
            spans.append((weight, item))
    return spans


def _is_named_thing(
    tokens: Sequence[Token], start: int, end: int, item: Item, catalog: Catalog, index: "_HeaderIndex"
) -> bool:
    """Whether a value ends in the name of a table: ``X river`` is better read as the river X."""
    if not item.values or item.tables or item.columns:
        return False
    before = " ".join(token.normal for token in tokens[start : end - 1])
    return bool(index.tables((tokens[end - 1].stem,)) and catalog.values(before))


def _piece(tokens: Sequence[Token], start: int, end: int, catalog: Catalog, index: "_HeaderIndex") -> Item:
    words = [token.normal for token in tokens[start:end]]
    normal = " ".join(words)
    senses = SENSES.get(tuple(words), ()) if end - start <= LONGEST_PHRASE else ()
    if end - start == 1 and (words[0] in SUPERLATIVES or words[0] in ATTRIBUTE_HINTS):
        senses = (*senses, *_adjective(words[0]))
    stems = tuple(stem(word) for token in tokens[start:end] for word in token.normal.split())
    opposite = index.flags(words[0]) if end - start == 1 and not senses else ()
    senses = (Sense.NOT,) if opposite else senses
    number = _number(tokens[start]) if end - start == 1 else None
    values = () if set(senses) - {Sense.LIGHT} else _values(normal, catalog)
    return Item(
        text=" ".join(token.text for token in tokens[start:end]),
        normal=normal,
        start=start,
        end=end,
        senses=senses,
        tables=index.tables(stems),
        columns=opposite or index.columns(stems),
        values=values,
        number=number,
        stems=stems,
    )


def _adjective(word: str) -> tuple[Sense, ...]:
    if word in SUPERLATIVES:
        return (Sense.HIGHEST if SUPERLATIVES[word] else Sense.LOWEST,)
    return (Sense.FILLER,) if word in ("recent", "populous", "populated") else ()


def _number(token: Token) -> int | float | None:
    if token.kind != "number":
        return None
    text = token.text.lower().replace(",", "").lstrip("$€£").rstrip("%")
    factor = 1
    for suffix, multiplier in _MULTIPLIERS.items():
        if text.endswith(suffix):
            text, factor = text.removesuffix(suffix), multiplier
    text = text.replace("$", "").replace("€", "").replace("£", "")
    try:
        return int(text) * factor
    except ValueError:
        return float(text) * factor


def _values(normal: str, catalog: Catalog) -> tuple[ValueHit, ...]:
    hits = catalog.values(normal)
    for alias in _ALIASES.get(normal, ()):
        hits = hits + [hit for hit in catalog.values(alias) if hit.column not in {h.column for h in hits}]
    if not hits and len(normal) > 4 and normal.endswith("s"):
        hits = catalog.values(normal[:-1])
    return tuple(hits)


def _weight(item: Item) -> float:
    """How much a piece explains: longer runs and surer links more, and a bonus for each word taken along."""
    length = item.end - item.start
    strengths = [0.0]
    if item.senses:
        strengths.append(0.75 if set(item.senses) <= _WEAK_SENSES else 1.0)
    if item.period or item.number is not None:
        strengths.append(1.0)
    strengths += [hit.strength for hit in item.tables]
    strengths += [hit.strength for hit in item.columns]
    if item.values:
        strengths.append(0.95)
    best = max(strengths)
    return best * (length + 0.3 * (length - 1))


class _HeaderIndex:
    """Tables and columns by the stems of their names, as far as the question has a word of them."""

    def __init__(self, catalog: Catalog, words: Set[str]) -> None:
        stems = {stem(word) for word in words}
        stems |= {stem(word.removeprefix(prefix)) for word in words for prefix in _DENYING}
        said = stems.union(*(SYNONYMS.get(each, ()) for each in stems))
        self._columns: dict[frozenset[str], list[ColumnHit]] = {}
        self._tables: dict[frozenset[str], list[TableHit]] = {}
        for table in catalog.tables:
            if said.isdisjoint(table.words):
                continue
            for key, strength in _name_keys(table.words).items():
                self._tables.setdefault(key, []).append(TableHit(table, strength))
        for column in catalog.columns:
            if said.isdisjoint(column.words):
                continue
            for key, strength in _name_keys(column.words).items():
                self._columns.setdefault(key, []).append(ColumnHit(column, strength))

    def columns(self, stems: tuple[str, ...]) -> tuple[ColumnHit, ...]:
        return tuple(self._columns.get(frozenset(stems), ())) if len(set(stems)) == len(stems) else ()

    def flags(self, word: str) -> tuple[ColumnHit, ...]:
        """Return the columns of yes and no that a word denies: ``inactive``, ``unpaid``, ``non-taxable``."""
        for prefix in _DENYING:
            rest = stem(word.removeprefix(prefix).lstrip("- "))
            if word.startswith(prefix) and len(rest) > 2:
                return tuple(hit for hit in self._columns.get(frozenset([rest]), ()) if hit.column.is_flag)
        return ()

    def tables(self, stems: tuple[str, ...]) -> tuple[TableHit, ...]:
        return tuple(self._tables.get(frozenset(stems), ())) if len(set(stems)) == len(stems) else ()


def _name_keys(words: tuple[str, ...]) -> dict[frozenset[str], float]:
    """Every set of stems that may mean a name, with its strength."""
    keys: dict[frozenset[str], float] = {}

    def add(some: Sequence[str], strength: float) -> None:
        key = frozenset(some)
        if key:
            keys[key] = max(keys.get(key, 0.0), strength)

    add(words, 1.0)
    core = [word for word in words if word not in GENERIC_NAME_WORDS]
    add(core, 0.95)
    for position, word in enumerate(core):
        for other in SYNONYMS.get(word, ()):
            add([*core[:position], other, *core[position + 1 :]], 0.85)
    cut = next((i for i, word in enumerate(words) if i and word in _PREPOSITIONS), None)
    if cut is not None:
        # "Minutes per game" is about minutes, and never about games.
        add([word for word in words[:cut] if word not in GENERIC_NAME_WORDS], 0.75)
    named = [word for word in words if word in LABEL_WORDS]
    if named and len(words) > 1:
        add(named[-1:], 0.8)
    if len(core) > 1 and cut is None:
        _add_parts(core, add)
    return keys


def _add_parts(core: Sequence[str], add: Callable[[Sequence[str], float], None]) -> None:
    """Add parts of a longer header: the last word is what English says it is."""
    add(core[-1:], 0.7)
    add(core[:-1], 0.65)
    for size in range(2, len(core)):
        add(core[-size:], 0.75)
    for other in SYNONYMS.get(core[-1], ()):
        add([other], 0.6)
