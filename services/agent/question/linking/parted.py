"""Headers whose words stand apart: ``lost the most bags``, under ``Bags Lost``; ``first and last names``."""

from collections.abc import Sequence
from dataclasses import replace

from services.agent.question.language.lexicon import SENSES, Sense
from services.agent.question.language.words import Token, name_words, root, word_root
from services.agent.question.linking.fullnames import join_names
from services.agent.question.linking.items import NAMES, ColumnHit, Item
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog
from services.agent.question.tables.written import coded_values

_JOINED = 0.95
"""Strength of a header, both of whose words are said."""
_REACH = 7
"""Pieces between the two within which they are of one clause."""


def spell_out(question: str, tokens: Sequence[Token], catalog: Catalog) -> str:
    """Write ``first and last names`` and ``first + last name`` out, where both are headers."""
    headers = catalog.headers
    for one, link, two, noun in zip(tokens, tokens[1:], tokens[2:], tokens[3:], strict=False):
        both = {(one.stem, noun.stem), (two.stem, noun.stem)} <= headers
        if link.normal in ("and", "or") and both and (one.stem,) not in headers:
            return f"{question[: one.end]} {noun.text}{question[one.end :]}"
    for one, two, noun in zip(tokens, tokens[1:], tokens[2:], strict=False):
        both = {(one.stem, noun.stem), (two.stem, noun.stem)} <= headers
        if both and (one.stem,) not in headers:  # "First + last name".
            return f"{question[: one.end]} {noun.text} and {question[two.start :]}"
    return question


def join_parted(items: Sequence[Item], catalog: Catalog) -> list[Item]:
    """Take a noun and a verb that stand apart for the one header that consists of both, and names for one."""
    if any(item.values for item in items):
        items = [_exactly(each) for each in join_names(items, catalog)]
    joined = list(items)
    for place, noun in enumerate(items):
        if not noun.columns:
            continue
        near = range(max(0, place - _REACH), min(len(items), place + _REACH + 1))
        for at in sorted(near, key=lambda at: abs(at - place)):
            found = _headers_of(noun, items[at]) if at != place else ()
            if found:
                joined[place] = replace(noun, columns=found)
                joined[at] = replace(items[at], senses=(Sense.LIGHT,), columns=(), tables=())
                break
    return [_of_noun(item, following) for item, following in zip(joined, [*joined[1:], None], strict=False)]


def _exactly(item: Item) -> Item:
    """Keep of cells that are alike but for their signs the one that is said: "Mix", and no "Mix +"."""
    kept = [(hit, tuple(cell for cell in hit.values if _is_said(cell, item.text))) for hit in item.values]
    if not any(len(hit.values) > 1 for hit in item.values) or not all(cells for _, cells in kept):
        return item
    return replace(item, values=tuple(replace(hit, values=cells) for hit, cells in kept))


def _is_said(cell: str, text: str) -> bool:
    return cell.strip().casefold() == text.casefold()


def _of_noun(item: Item, following: Item | None) -> Item:
    """Take a state before a noun for one of its rows: an active plan, whatever else may be active."""
    own = () if item.tables or item.senses or item.is_proper else item.describes(following)
    if not own or len(item.stems) > 1:
        return item
    tables = {hit.column.table for hit in own}
    return replace(item, values=own, columns=tuple(hit for hit in item.columns if hit.column.table in tables))


def join_states(items: Sequence[Item], catalog: Catalog) -> list[Item]:
    """Take one of two states for a code of the column that has the other: ``published or rejected``."""
    joined = list(items)
    for at, item in enumerate(items[1:-1], 1):
        pair = (at - 1, at + 1) if item.has(Sense.OR) and items[at - 1].normal.endswith("ed") else ()
        for one, other in (pair, pair[::-1]) if pair else ():
            columns = {hit.column for hit in items[other].values}
            if columns and not items[one].values and items[one].normal.endswith("ed"):
                hits = [hit for hit in coded_values(items[one].normal, catalog) if hit.column in columns]
                joined[one] = replace(items[one], values=tuple(hits)) if hits else items[one]
    return joined


def _headers_of(noun: Item, verb: Item) -> tuple[ColumnHit, ...]:
    """Return the headers that consist of the noun and a participle of the verb, and of nothing else."""
    if len(verb.stems) != 1 or verb.values or verb.number is not None or set(verb.senses) - {Sense.LIGHT}:
        return ()
    named = [hit.strength for hit in (*noun.tables, *verb.tables)]
    if max(named, default=0.0) >= NAMES:
        return ()  # "More than 3 claims" counts claims, whatever was claimed.
    done, said = root(verb.stems[0]), {root(each) for each in noun.stems}
    hits = (hit.column for hit in noun.columns if hit.strength < _JOINED)
    fits = (each for each in hits if done not in said and {*map(root, each.core)} == said | {done})
    return tuple(ColumnHit(column, _JOINED) for column in fits if _ends_with_participle(column, done))


def _ends_with_participle(column: Column, verb: str) -> bool:
    """Whether the header's last word says what was done: ``Units Sold``, but no ``Order Date``."""
    last = name_words(column.name)[-1:]
    return any(word_root(word) == verb and (word.endswith("ed") or (word,) in SENSES) for word in last)
