"""Headers that call a table by its first letters: ``uid`` of users, ``DNAME`` of departments, ``actid``.

What they stand for is told by the names of all tables together, and the same in each of them.
"""

from collections.abc import Collection, Mapping, Sequence

from services.agent.question.language.shorthand import ABBREVIATIONS
from services.agent.question.language.words import stem
from services.agent.question.tables.headerwords import HEADER_WORDS

Words = tuple[str, ...]

_LONGEST_INITIALS = 2
"""Letters before an ``id`` that may stand for the name of the table whose rows it numbers."""
_WRITTEN_X = {"tx": ("transaction", "treatment"), "rx": ("prescription",)}
"""Words of whose short forms an x is the end."""
_LETTERED = frozenset(["name", "no", "number", "code", "title", "phone", "address", "city", "type"])
"""What a table's first letter stands before: ``CNAME``, ``dphone``."""
_OF_PERSONS = frozenset("flm")
"""Letters before a name that stand for a part of it."""
_SHORTEST_CUT = 3
"""Letters before an ``id`` written with it that may be the beginning of a table's name."""
_NO_KEY_WORDS = """
    acid amid android arid asteroid avoid braid covid fluid grid hybrid invalid lipid liquid maid orchid
    overpaid paid prepaid pyramid raid rapid repaid said solid squid steroid thyroid unpaid valid void
"""
_NO_KEYS = frozenset(_NO_KEY_WORDS.split())
"""Words that end in ``id``, and number nothing."""


def told_by_letters(
    headers: Mapping[str, Sequence[Words]], tables: Mapping[str, Words]
) -> dict[Words, Words]:
    """Return the headers that stand for a table by its first letters, written out.

    Args:
        headers: The words of the headers of each table.
        tables: The words of the name of each table.
    """
    return {**_lettered(headers, tables), **_row_numbers(headers, tables)}


def _row_numbers(headers: Mapping[str, Sequence[Words]], tables: Mapping[str, Words]) -> dict[Words, Words]:
    """Return the headers by which single tables number their rows in short: ``uid`` of users.

    Tables of pairs begin with such headers too: ``film_actor`` is no second table of films.
    """
    claims: dict[Words, set[Words]] = {}
    for table, names in headers.items():
        place = _numbered_in_short(names[0], tables[table]) if names else None
        if place is not None:
            claims.setdefault(names[0], set()).add(tables[table])
    rows = ((words, _numbered_rows(words, claimed)) for words, claimed in claims.items())
    return {words: (said, "id") for words, said in rows if said}


def _lettered(headers: Mapping[str, Sequence[Words]], tables: Mapping[str, Words]) -> dict[Words, Words]:
    """Return the headers of a table of one word that call it by its first letter: ``dname``, ``DNO``."""
    claims: dict[Words, set[tuple[str, str]]] = {}
    for table, names in headers.items():
        word = tables[table][0]
        for words in names if len(tables[table]) == 1 else ():
            if rest := _behind_letter(words, word):
                claims.setdefault(words, set()).add((word, rest))
    return {words: claimed.pop() for words, claimed in claims.items() if len(claimed) == 1}


def _behind_letter(words: Words, table: str) -> str:
    """Return what a header says behind the first letter of its table's name; empty where it is none."""
    joined = "".join(words)
    letter, rest = joined[:1], joined[1:]
    lettered = words in {(joined,), (letter, rest)} and table.startswith(letter) and rest in _LETTERED
    return "" if not lettered or (letter in _OF_PERSONS and rest == "name") else rest


def _numbered_in_short(words: Words, table: Words) -> int | None:
    """Return the place of the word of a table's name for which the letters before an ``id`` stand."""
    letters = " ".join(words).removesuffix("id").strip()
    if words not in {(f"{letters}id",), (letters, "id")} or not 0 < len(letters) <= _LONGEST_INITIALS:
        return None
    if HEADER_WORDS & {*words}:  # "Paid" is no number of anything.
        return None
    whole = (letters, ABBREVIATIONS.get(letters, letters), *_WRITTEN_X.get(letters, ()))
    places = [place for place, word in enumerate(table) if stem(word) in map(stem, whole)]
    places = places or [place for place, word in enumerate(table) if word.startswith(letters)]
    return places[0] if len(places) == 1 else None


def _numbered_rows(words: Words, tables: Collection[Words]) -> str:
    """Return the word for the rows that such a header numbers; empty where that is said of several tables."""
    alone = [table for table in tables if len(table) == 1]
    found = alone if len(alone) == 1 else [*tables]
    place = _numbered_in_short(words, found[0])
    return found[0][place] if len(found) == 1 and place is not None else ""


def part_key(words: Words, tables: Collection[str]) -> Words:
    """Part an ``id`` from the beginning of the only table called so: ``actid`` of activities.

    Nothing where no header is parted so.
    """
    word = words[-1] if words else ""
    cut = word.removesuffix("id")
    if cut == word or len(cut) < _SHORTEST_CUT or word in _NO_KEYS or word in HEADER_WORDS:
        return ()
    begun = {stem(each): each for each in tables if each.startswith(cut)}
    return (*words[:-1], *begun.values(), "id") if len(begun) == 1 else ()
