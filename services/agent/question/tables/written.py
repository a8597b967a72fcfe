"""Headers and names of tables in short, written out with the question's own words: ``spec``, of species.

What a short form stands for is hardly ever told by the data: ``spec`` may be a species, a specialty or a
specification. Whoever asks says which, and so a form is taken for a word of the question where no other word
is as likely, no other form says it better, and no header has that word itself.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, pairwise

from services.agent.question.language.aliases import OTHER_NAMES
from services.agent.question.language.everyday.concepts import NAMES, plain_words
from services.agent.question.language.lexicon import SENSES, Sense
from services.agent.question.language.shorthand import ABBREVIATIONS, shortening
from services.agent.question.language.thesaurus import SYNONYMS
from services.agent.question.language.words import root, stem, tokenise
from services.agent.question.tables.columns import Column
from services.agent.question.tables.headerwords import HEADER_WORDS
from services.agent.question.tables.names import Names
from services.agent.question.tables.remembered import remembered
from services.agent.question.tables.schema import Catalog, Table, ValueHit

_WORDS = HEADER_WORDS | SYNONYMS.keys() | {word for name in NAMES for word in name}
"""Words that stand for themselves in a header: an age is no agent."""
_MOST = 0.6
"""Likeness of a form that ends as a word does, or has most of its letters."""
_MOST_CODES = 20
"""Different codes of one column, of which a word may mean one."""
_LONGEST_CODE = 4
"""Letters of one that is a word in short."""
_DONE = ("ed", "wn", "en")
"""How participles end, for a verb that has another past: ``wdrn`` is of who withdrew."""
_ARRANGED = frozenset(["sorted", "ordered", "ranked", "listed", "grouped", "arranged"])
"""What is done with an answer, and no state of rows that a code may stand for."""
_PAIRS = tuple(
    tuple(words.split())
    for words in (
        "buy sell", "debit credit", "long short", "import export", "active inactive",
        "domestic international", "male female", "inbound outbound", "manual automatic",
        "pass fail", "passed failed", "win loss", "won lost",
    )
)  # fmt: skip
"""Words of which a column may hold the first letters, where it holds just these two."""
_STATES = frozenset(map(stem, ["status", "state", "stage"]))
"""Words of headers of states."""
_STOPS = re.compile(r"[.?!;:,()](?=\s|$)|\s[(=/]")
"""What two words that stand on both sides of it are no name of one thing for."""
_CODE = re.compile(r"[A-Z]+(?:_[A-Z]+)*")


def write_out(question: str, catalog: Catalog) -> Catalog:
    """Return the catalogue with the short forms of its names written out that the question has words for."""
    forms = _forms(catalog)
    meant = _meant(_nouns(question), _by_letter(catalog), catalog) if forms else {}
    told = {forms[form]: words for form, words in _initials(question, forms, catalog).items()}
    told |= {forms[form]: (stem(word),) for form, word in meant.items()}
    if not told:
        return catalog
    return catalog.with_tables([_told(table, told) for table in catalog.tables])


def _initials(question: str, forms: Mapping[str, str], catalog: Catalog) -> dict[str, tuple[str, ...]]:
    """Return the forms that are the first letters of words side by side: ``pm``, of a project manager.

    Words that name a table are none: it is known by them.
    """
    found = dict[str, tuple[str, ...]]()
    words = [token.normal for token in tokenise(question)]
    for pair in _beside(question):
        form = "".join(word[0] for word in pair)
        if form not in forms or form in ABBREVIATIONS:
            continue  # A "dt" is a day, and no drug type.
        said = not any(word.startswith(form) for word in words) and not any(
            SENSES.get((word,), ()) or catalog.values(word) for word in pair
        )
        if said and not _is_named(pair, catalog) and all(word.isalpha() and len(word) > 2 for word in pair):
            found[form] = tuple(map(stem, pair))
    return found


def _beside(question: str) -> Iterator[tuple[str, str]]:
    """Yield the words that stand side by side: none with the first word of what comes behind a stop."""
    for clause in _STOPS.split(question):
        yield from pairwise(token.normal for token in tokenise(clause) if token.normal)


def _is_named(pair: Sequence[str], catalog: Catalog) -> bool:
    """Whether a name of the catalogue has both words written out."""
    said = {*map(stem, pair)}
    names = [*(each.words for each in catalog.tables), *(each.words for each in catalog.columns)]
    return any(said <= {*words} for words in names)


def _told(table: Table, told: Mapping[str, tuple[str, ...]]) -> Table:
    """Write the words of a table's names out; what has none of the forms stays, with what is known of it."""
    if told.keys().isdisjoint(chain(table.words, *(each.words for each in table.columns))):
        return table
    columns = tuple(replace(each, words=_renamed(each.words, told)) for each in table.columns)
    return replace(table, words=_renamed(table.words, told), columns=columns)


def _renamed(words: Sequence[str], told: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(each for word in words for each in told.get(word, (word,)))


@remembered
def _forms(catalog: Catalog) -> dict[str, str]:
    """Return the words of the names that may be short forms, each with the stem that stands for it."""
    names = Names({table.name: [column.name for column in table.columns] for table in catalog.tables})
    short = {form for form in names.words - _WORDS if form.isalpha()}
    return {form: stem(ABBREVIATIONS.get(form, form)) for form in short}


@remembered
def _by_letter(catalog: Catalog) -> dict[str, list[str]]:
    """Return the words that may be short forms by the letter with which they begin."""
    found = defaultdict[str, list[str]](list)
    for form in _forms(catalog):
        found[form[0]].append(form)
    return dict(found)


def _nouns(question: str) -> list[str]:
    """Return the words of a question, in the singular, that may name something: forms are of letters."""
    words = (token.normal for token in tokenise(question) if token.kind == "word")
    plain = dict.fromkeys(word for text in words for word in plain_words(text) if word.isalpha())
    return [word for word in plain if not set(SENSES.get((word,), ())) - {Sense.LIGHT}]


@remembered
def _known(catalog: Catalog) -> set[str]:
    """Return the stems of all names."""
    names = [table.words for table in catalog.tables] + [column.words for column in catalog.columns]
    return {word for words in names for word in words}


def _meant(words: Sequence[str], forms: Mapping[str, Iterable[str]], catalog: Catalog) -> dict[str, str]:
    """Return the forms that are surely one word of the question in short, which no cell is called by.

    The forms are given by their first letter.
    Beside a name that has the word itself, only a form that says most of it is one.
    """
    likely: dict[str, list[tuple[float, str]]] = {}
    stems = {stem(word) for word in words}
    # What the question says in full is meant by no other word of it.
    usual = {form for form, word in ABBREVIATIONS.items() if stem(word) in stems}
    for word in words:
        # Every other is no short form of it.
        begin = [form for form in forms.get(word[0], ()) if len(form) < len(word)]
        begin = [form for form in begin if form not in usual or stem(ABBREVIATIONS[form]) == stem(word)]
        fits = sorted(((_likeness(form, word), form) for form in begin), reverse=True)
        (best, form), (second, _), *_ = [*fits, (0.0, ""), (0.0, "")]
        sure = best > second and (best >= _MOST or stem(word) not in _known(catalog))
        if sure and not catalog.values(word):
            likely.setdefault(form, []).append((best, word))
    found = {}
    for form, fits in likely.items():
        best, word = max(fits)
        rivals = {root(stem(other)) for fit, other in fits if fit == best}
        if len(rivals) == 1:
            found[form] = word
    return found


def _likeness(form: str, word: str) -> float:
    """Return how well a form stands for a word; one with a usual meaning only where it says half of it."""
    near = form not in ABBREVIATIONS or word.startswith(form) or len(word) <= 2 * len(form) + 1
    return shortening(form, word) if near else 0.0


def coded_values(word: str, catalog: Catalog) -> tuple[ValueHit, ...]:
    """Return the codes that a word may be in full, in columns of nothing else: ``CAN``, of cancelled."""
    found = _lettered_values(word, catalog)
    forms = (word, *(each for each in OTHER_NAMES.get(word, ()) if each.endswith(_DONE)))
    for column, codes in _codes(catalog) if word not in _ARRANGED else ():
        meant = [code for code in codes if any(shortening(code.lower(), form) for form in forms)]
        if len(meant) == 1:
            found.append(ValueHit(column, (meant[0],)))
    return tuple(found)


def is_lettered(word: str) -> bool:
    """Whether a word may be meant by a letter of a column that holds it and its opposite: ``buy``."""
    return any(word in pair for pair in _PAIRS)


def holds_letter_of(word: str, column: Column) -> bool:
    """Whether a column holds just the first letters of a word and of its opposite."""
    letters = [{each[0] for each in pair} for pair in _PAIRS if word in pair]
    return column.is_text and {each.casefold() for each in column.values or ()} in letters


def _lettered_values(word: str, catalog: Catalog) -> list[ValueHit]:
    columns = catalog.columns if is_lettered(word) else ()
    return [
        ValueHit(column, tuple(each for each in column.values or () if each.casefold() == word[0]))
        for column in columns
        if holds_letter_of(word, column)
    ]


def _tells_states(column: Column) -> bool:
    """Whether a column of states has all of them in small letters: ``canc``, ``done``."""
    return bool(_STATES & {*column.words}) and all(
        each.islower() and _CODE.fullmatch(each.upper()) for each in column.values or ()
    )


@remembered
def _codes(catalog: Catalog) -> list[tuple[Column, tuple[str, ...]]]:
    """Return the columns of codes, with those of a few letters; longer ones beside them are words."""
    return [
        (column, tuple(each for each in column.values if each.isalpha() and len(each) <= _LONGEST_CODE))
        for column in catalog.columns
        if column.is_text and column.values and len(column.values) <= _MOST_CODES and column.repeats
        if all(_CODE.fullmatch(each) for each in column.values) or _tells_states(column)
    ]
