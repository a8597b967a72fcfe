"""Joins numbers whose headers say what was done: ``supplied_by``, ``published_in``, ``cited_paper``."""

from collections.abc import Iterator, Sequence, Set

from services.agent.question.language.vocabulary import PLACE_WORDS
from services.agent.question.language.words import name_words, stem, word_root
from services.agent.question.tables.barenumbers import lies_within, of_bare_numbers, of_compound_names
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog, Table

_LINKS = frozenset(["by", "in", "at", "to", "on", "for", "from", "with"])
_DONE = frozenset(
    ["made", "held", "sold", "sent", "given", "taken", "taught", "built", "kept", "run", "led", "shown"]
)
"""Participles that do not end in "ed"."""
_BELONGING = frozenset(["affiliation", "employer", "membership"])
"""Nouns for what somebody belongs to."""
_COVERED = 0.8
"""Share of a table's keys that the numbers of a header without its name have at least."""
_FEWEST = 3
"""Keys below which numbers lie within them by chance."""


def barely_told(catalog: Catalog, joins: Sequence[tuple[Column, Column]]) -> Iterator[tuple[Column, Column]]:
    """Yield the numbers whose headers hardly say of what they are, with the keys that are meant.

    Args:
        catalog: Whose tables may be joined.
        joins: What is joined by what headers say, each from the many to the one.
    """
    if len(catalog.tables) < 2:
        return
    joined = {many for many, _ in joins}
    bare = [*of_bare_numbers(catalog, joined), *of_compound_names(catalog, joined)]
    yield from bare
    linked = {side.table for pair in (*joins, *bare) for side in pair}
    yield from _of_deeds(catalog, joined | {many for many, _ in bare}, linked)


def _of_deeds(catalog: Catalog, joined: Set[Column], linked: Set[str]) -> Iterator[tuple[Column, Column]]:
    """Yield each number told by what was done, with the key of the table that is meant.

    It is the table called after the verb, or the word behind the participle; else the only one that nothing
    joins, where nearly all of its keys stand under the only such header.
    """
    free = [
        each for each in catalog.columns if each not in joined and each.type == "BIGINT" and not each.unique
    ]
    told = {each: words for each in free if _says_deed(words := name_words(each.name))}
    known = {each: key for each, words in told.items() if (key := _named(each, words, catalog))}
    yield from known.items()
    alone = [
        each for each in catalog.tables if each.name not in linked | {key.table for key in known.values()}
    ]
    for key in (each.key for each in alone if each.key and each.key.distinct >= _FEWEST):
        fits = [each for each in told if each not in known and _fits(each, key)]
        if len(fits) == 1:
            yield fits[0], key


def _says_deed(words: tuple[str, ...]) -> bool:
    """Whether a header is a participle with a small word behind it, or before what it was done to."""
    if len(words) == 1:
        return words[0] in _BELONGING or stem(words[0]) in PLACE_WORDS
    done = [word.endswith(("ed", "ing")) or word in _DONE for word in words]
    return len(words) > 1 and done[-2] and not done[-1]


def _named(column: Column, words: tuple[str, ...], catalog: Catalog) -> Column | None:
    """Return the key of the only table that is called after a header's verb, or by its last word."""
    if len(words) < 2:
        return None
    by_verb = words[-1] in _LINKS
    others = [each for each in catalog.tables if each.name != column.table and each.key]
    named = [each for each in others if _is_after(each, words[-2] if by_verb else words[-1], by_verb=by_verb)]
    key = named[0].key if len(named) == 1 else None
    return key if key and lies_within(column, key) else None


def _is_after(table: Table, word: str, *, by_verb: bool) -> bool:
    last = name_words(table.name)[-1]
    return word_root(last.removesuffix("s")) == word_root(word) if by_verb else last.removesuffix("s") == word


def _fits(many: Column, one: Column) -> bool:
    """Whether nearly all keys of another table stand in a column, and nothing else."""
    return many.table != one.table and lies_within(many, one) and many.distinct >= _COVERED * one.distinct
