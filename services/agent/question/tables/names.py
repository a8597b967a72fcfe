"""What table names and headers say, where they are written in short: ``sbTxCustId``, ``joindate``.

Databases often begin headers with a short form of the table's name, which nobody says: it is left out.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise, takewhile, zip_longest

from services.agent.question.language.shorthand import ABBREVIATIONS, RESULTS, may_shorten, shortens
from services.agent.question.language.words import name_words, stem
from services.agent.question.tables.headerwords import HEADER_WORDS
from services.agent.question.tables.headings import header_words
from services.agent.question.tables.initials import part_key, told_by_letters

Words = tuple[str, ...]

FEWEST_HEADERS = 3
"""Headers of a table from which a beginning that all share is no chance."""
_LONGEST_SHORT = 4
"""Letters up to which a first word that all headers share is a short form, and says nothing by itself."""
_SHORTEST_SPLIT = 5
"""Letters from which a word may be several that are written together."""
_LONGEST_CUT = 4
"""Letters of two words side by side that are too short to be two of those written together."""
_HAVING = frozenset(["has", "have", "had", "owns", "holds"])
_KEYS = ("id", "code", "no", "number", "key", "ref", "nr")
"""Last words of a header that names a row of another table."""
_SHORTEST_NAME = 3
"""Letters of the shortest short form that may stand for a table in the header of a key."""
_NO_SHORT = frozenset(["act", "age", "app", "art", "egg", "ice", "ink", "inn", "old", "one", "use"])
"""Words that look like a short form: an ``age`` is nothing that is arranged."""
_JOINED_MARK = "tbl"
_KINDS = "tbl tab dim fact mst lkp lkup"
_FIRST_MARKS = frozenset([*_KINDS.split(), "t", "tb", "fct", "stg", "lu", "ref", "vw", "src", "raw"])
_LAST_MARKS = frozenset([*_KINDS.split(), "mstr", "mast", "master", "hdr", "hd", "header", "lookup"])
"""First and last words of a table's name by which those who build databases say of which kind it is."""
_PARTS_OF_NAMES = {"f": "first", "l": "last", "m": "middle"}
_AGES = (("years", "old"), ("age", "in", "years"), ("age", "years"), ("age", "yrs"))
"""Ends of headers that are ages with their unit."""
_STEPS = {"d": "day", "w": "week", "wk": "week", "q": "quarter", "v": "visit"}
"""Letters before a number for when a figure was taken: ``score_d7``."""
_LAST_WORDS = "delay duration time length runtime wait call session response stay elapsed"
_LASTS = frozenset(_LAST_WORDS.split())
"""What is measured in minutes where a header ends in ``min``."""


class Names:
    """The names of the tables of one asker, read together: what all share says nothing of one.

    Args:
        headers: The headers of each table, by its name.
    """

    def __init__(self, headers: Mapping[str, Sequence[str]]) -> None:
        self._headers = {table: [header_words(name) for name in names] for table, names in headers.items()}
        self._mark = _mark(self._headers.values()) or _mark_of_tables([*map(name_words, headers)])
        self._tables = {table: self._table_words(table) for table in headers}
        self._known = frozenset(word for words in self._tables.values() for word in words)
        self._alone = frozenset(words[0] for words in self._tables.values() if len(words) == 1)
        self._stems = {stem(word) for word in self._known}
        self._whole = self._known | {word.removesuffix("s") for word in self._known}
        self._begun = {table: self._beginning(table, names) for table, names in self._headers.items()}
        self._short = self._short_names()
        self._numbers = told_by_letters(self._headers, self._tables)

    def _short_names(self) -> dict[str, str]:
        """Return what the headers of one table alone begin with -> the last word of that table's name."""
        short = [
            (letters or (self._headers[table][0][count - 1] if count else ""), table)
            for table, (count, letters) in self._begun.items()
        ]
        said = Counter(begun for begun, _ in short)
        return {begun: self._tables[table][-1] for begun, table in short if begun and said[begun] == 1}

    @property
    def words(self) -> frozenset[str]:
        """The words of all names."""
        return self._known.union(*(words for table in self._headers for words in self.headers(table)))

    def table(self, name: str) -> Words:
        """Return the words of a table's name."""
        return self._tables[name]

    def headers(self, table: str) -> list[Words]:
        """Return the words of a table's headers without the short form that they begin with."""
        names = self._headers[table]
        if {("w",), ("l",)} <= set(names):
            return [RESULTS.get(" ".join(words), words) for words in names]  # A table of a league.
        begun, short = self._begun[table]
        return [self._header(words[begun:], short) for words in names]

    def _header(self, words: Words, short: str) -> Words:
        if words[-1:] in self._numbers:
            return (*words[:-1], *self._numbers[words[-1:]])  # "Referred by uid", too.
        if words in self._numbers:
            return self._numbers[words]
        kept = (words[0].removeprefix(short), *words[1:]) if short else words
        kept = part_key(kept, self._alone) or part_key(kept, self._known) or kept
        parted = tuple(part for word in kept for part in split_word(word, self._whole))
        full = tuple(self._full(word, parted) for word in parted)
        first = _PARTS_OF_NAMES.get(full[0]) if full[1:] in (("nm",), ("name",)) else None
        if full[-1:] == ("min",) and _LASTS & {ABBREVIATIONS.get(word, word) for word in full}:
            full = (*full[:-1], "minutes")
        full = tuple(
            _STEPS.get(word, word) if after.isdigit() else word
            for word, after in zip_longest(full, full[1:], fillvalue="")
        )
        aged = next((end for end in _AGES if full[-len(end) :] == end), ())
        if aged:
            return (*full[: -len(aged)], "age")
        return (first, *full[1:]) if first else full

    def _full(self, word: str, header: Words) -> str:
        """Write out what stands for a table: ``sec`` of securities before ``id``, ``apt`` of airports.

        So does, before ``id``, what that table's own headers begin with: ``tf`` of tariffs with a ``tfName``.
        """
        whole = word in HEADER_WORDS | _NO_SHORT or word in ABBREVIATIONS or stem(word) in self._stems
        if not whole and may_shorten(word):
            tables = {each for each in self._known if shortens(word, each)}
            if len(tables) == 1:
                return tables.pop()
        if header[-1] not in _KEYS or word == header[-1]:
            return word
        if word in self._short or len(word) < _SHORTEST_NAME or (whole and not self._is_other(word)):
            return self._short.get(word, word)
        found = [each for each in self._known if each.startswith(word)]
        found = found if len(found) == 1 else [each for each in self._alone if each.startswith(word)]
        return found[0] if len(found) == 1 else word

    def _is_other(self, word: str) -> bool:
        """Whether a short form usually stands for what no table is called."""
        return word in ABBREVIATIONS and {stem(word), stem(ABBREVIATIONS[word])}.isdisjoint(self._stems)

    def _table_words(self, table: str) -> Words:
        words = _unmarked(name_words(table))
        if self._mark and len(words[0]) - len(self._mark) >= _SHORTEST_NAME:
            words = (words[0].removeprefix(self._mark), *words[1:])
        elif self._mark and words[0] == self._mark and len(words) > 1:
            words = words[1:]
        parts = (part for word in words for part in split_word(word, frozenset()))
        return tuple(
            ABBREVIATIONS.get(part) or ABBREVIATIONS.get(part.removesuffix("s"), part) for part in parts
        )

    def _beginning(self, table: str, names: Sequence[Words]) -> tuple[int, str]:
        """Return how many first words all headers share that say nothing, and the letters of another."""
        if len(names) < FEWEST_HEADERS:
            return 0, ""
        said = {*self._tables[table], *map(stem, self._tables[table])}
        shared = _shared([words[:-1] for words in names])
        count = 0
        while count < len(shared) and _is_short(shared[count], said):
            count += 1
        if count or any(len(words) != 1 for words in names):
            return count, ""
        letters = "".join(_shared([words[0] for words in names]))
        while letters and any(len(words[0]) == len(letters) for words in names):
            letters = letters[:-1]
        return 0, letters if len(letters) >= _SHORTEST_NAME and _parts_all(
            letters, names, self._known
        ) else ""


def _unmarked(words: Words) -> Words:
    """Leave out what says of a name that a table has it, or of which kind: ``tbl_order``, ``ord_hdr``."""
    if len(words[0]) - len(_JOINED_MARK) >= _SHORTEST_NAME:
        words = (words[0].removeprefix(_JOINED_MARK), *words[1:])
    if len(words) > 1 and words[0] in _HAVING:
        return ("".join(words),)  # Who has which: ``has_pet`` is no second table of pets.
    words = words[1:] if len(words) > 1 and words[0] in _FIRST_MARKS else words
    return words[:-1] if len(words) > 1 and words[-1] in _LAST_MARKS else words


def _shared(names: Sequence[Sequence[str]]) -> list[str]:
    """Return what all names begin with."""
    places = takewhile(lambda each: len(set(each)) == 1, zip(*names, strict=False))
    return [each[0] for each in places]


def _parts_all(letters: str, names: Sequence[Words], known: frozenset[str]) -> bool:
    """Whether what follows the shared letters is made of words in most headers."""
    rest = [words[0].removeprefix(letters) for words in names]
    told = [
        each for each in rest if each in HEADER_WORDS or each in _KEYS or len(split_word(each, known)) > 1
    ]
    return 2 * len(told) > len(rest)


def _is_short(word: str, said: Collection[str]) -> bool:
    return len(word) <= _LONGEST_SHORT and word not in said and word not in HEADER_WORDS and word.isalpha()


def numbered(words: Words) -> tuple[Words, str | None]:
    """Part a name from the number that tells it from others of that name: 2, of ``products_2``; no year."""
    if len(words) > 1 and words[-1].isdigit() and int(words[-1]) < 100:
        return words[:-1], words[-1]
    return words, None


def _mark(tables: Iterable[Sequence[Words]]) -> str:
    """Return the first word that every header of every table has: the mark of the database."""
    firsts = {words[:1] for names in tables for words in names if words}
    found = firsts.pop() if len(firsts) == 1 else ("",)
    return found[0] if _is_short(found[0], ()) else ""


def _mark_of_tables(tables: Sequence[Words]) -> str:
    """Return what all tables are called by first that says nothing: ``crm`` of ``crmlead``, ``crm_lead``."""
    firsts = ["".join(words[:1]) for words in tables]
    letters = "".join(_shared(firsts)) if len(tables) >= FEWEST_HEADERS else ""
    for begun in (letters[:count] for count in range(min(len(letters), _LONGEST_SHORT), 1, -1)):
        rest = [(first.removeprefix(begun), *words[1:]) for first, words in zip(firsts, tables, strict=True)]
        plain = [tuple(filter(None, words)) for words in rest]
        alone = {*firsts} == {begun} or _parts_all("", plain, frozenset())
        if _is_short(begun, ()) and all(plain) and alone:
            return begun
    return ""


@lru_cache(maxsize=50_000)
def split_word(word: str, known: frozenset[str]) -> Words:
    """Part words that are written together, where all of it is words: ``joindate``; else leave it whole."""
    if len(word) < _SHORTEST_SPLIT or not word.isalpha() or word in HEADER_WORDS or word in known:
        return (word,)
    best: list[Words | None] = [()] + [None] * len(word)
    for end in range(1, len(word) + 1):
        for start in range(end):
            before, part = best[start], word[start:end]
            if before is None or not (part in HEADER_WORDS or part in known or _is_ending(part, before)):
                continue
            if best[end] is None or len(before) + 1 < len(best[end] or ()):
                best[end] = (*before, part)
    parts = best[-1] or (word,)
    cut = any(len(one) + len(other) <= _LONGEST_CUT for one, other in pairwise(parts))
    return (word,) if cut else parts  # A "cartoon" is no car, to, on.


def _is_ending(part: str, before: Words) -> bool:
    return (bool(before) and part in _KEYS) or (part in ABBREVIATIONS and len(part) >= _SHORTEST_NAME)
