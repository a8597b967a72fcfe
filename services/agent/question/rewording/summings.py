"""Figures that are said as what is done with numbers: "totalled over the regions", "averaged by kind"."""

import re

from services.agent.question.language.nouns import COUNTED_NOUNS
from services.agent.question.language.words import root, stem, word_root
from services.agent.question.tables.columns import Column
from services.agent.question.tables.remembered import remembered
from services.agent.question.tables.schema import Catalog

_SAID = {"averaged": "on average", "counted": "counted"}
_VERB = r"(?P<done>totall?ed|summed|added|averaged|counted)(?:\s+up)?"
_LAST = re.compile(r",?\s+(?P<done>totall?ed|summed|averaged)(?:\s+up)?\s*(?=$|[.?!])", re.IGNORECASE)
_OVER = re.compile(
    rf",?\s+{_VERB}\s+(?:over|across|by|per|for)\s+(?:(?:all|each|every|the|of|our)\s+)*"
    r"(?P<what>[\w-]+(?:\s+[\w-]+)?)\s*(?=$|[.?!,])",
    re.IGNORECASE,
)
_BY = re.compile(rf",?\s+{_VERB}\s+by\b", re.IGNORECASE)
"""Behind which may stand who did it: "parcels added by Ana"."""
_EACH = re.compile(
    rf"(?:,?\s+{_VERB})?\s+(?P<what>[^\W\d_]{{3,}}(?:\s+[^\W\d_]{{3,}})?)\s+by\s+(?P=what)\b", re.IGNORECASE
)


_TIMES = re.compile(
    r"(?:(?:what\s+(?:is|was)\s+)?the\s+(?:total\s+)?number\s+of\s+(?P<of>\w+)|how\s+(?:often|many\s+(?P<many>\w+)))"
    r"\s+(?P<rest>.+)$",
    re.IGNORECASE,
)

_MOST = re.compile(
    r"\b(?P<done>[^\W\d_]{3,})\s+the\s+(?P<most>most|fewest|least)\s+(?P<noun>[^\W\d_]+)", re.IGNORECASE
)
_TIME = stem("times")
_NOUNS = "games matches fixtures bouts fights races innings rounds contests legs frames"
_PLAYED = frozenset(map(stem, _NOUNS.split()))
"""What is won, lost and played."""
_FIGURED = re.compile(
    r"\b(?:averag\w+|mean|median|most|least|fewest|at\s+(?:most|least)|more|less|fewer)\b", re.IGNORECASE
)


def say_summings(question: str, catalog: Catalog) -> str:
    """Say as a figure what is summed, averaged or counted, and for each of what; rows are all one."""
    said = _EACH.sub(lambda found: _each(found, catalog), question)
    said = _OVER.sub(lambda found: _each(found, catalog), said)
    return _LAST.sub(lambda found: f" {_figure(found)}", said)


def say_times(question: str, catalog: Catalog) -> str:
    """Ask for the column that counts what was done, where one of the only table does.

    "How many times was it performed" of a column for performances, "how many games did they win" of wins.
    """
    found = _TIMES.match(question) if len(catalog.tables) == 1 else None
    noun = stem(((found["of"] or found["many"]) or "times").casefold()) if found else ""
    if found is None or not (noun == _TIME or _is_counted(noun, catalog)):
        return _say_most(question, catalog)
    counts, rest = _counts(catalog, noun), found["rest"]
    done = [
        (verb, each) for verb in re.finditer(r"[^\W\d_]{3,}", rest) for each in counts if _does(verb[0], each)
    ]
    if len(done) == 1 and (noun != _TIME or done[0][0][0].endswith(("ed", "t", "n"))):
        asks = "how many" if _FIGURED.search(rest) else "what is the total"
        verb, column = done[0]
        return f"{asks} {column.name} {rest[: verb.start()].rstrip()}{rest[verb.end() :]}"
    return question


def _say_most(question: str, catalog: Catalog) -> str:
    """Rank by the column that counts what was done: "won the most games", of one for wins."""
    found = _MOST.search(question) if len(catalog.tables) == 1 else None
    noun = stem(found["noun"].casefold()) if found else ""
    if found is None or not _is_counted(noun, catalog):
        return question
    done = [each for each in _counts(catalog, noun) if _does(found["done"], each)]
    if len(done) != 1:
        return question
    return f"{question[: found.start()]}has the {found['most']} {done[0].name}{question[found.end() :]}"


def _is_counted(noun: str, catalog: Catalog) -> bool:
    """Whether a noun is for what cells count, and neither a header nor a word for the rows."""
    return noun in COUNTED_NOUNS | _PLAYED and not any(noun in names for names in _names(catalog))


def _does(verb: str, column: Column) -> bool:
    return root(column.core[-1]) == word_root(verb.casefold())


def _counts(catalog: Catalog, noun: str) -> list[Column]:
    """Return the columns that may count it: of a noun those that say only what was done, ``Won``."""
    numbers = [each for each in catalog.columns if each.is_number and not each.is_year]
    return [each for each in numbers if noun == _TIME or len(each.words) == 1]


def _each(found: re.Match[str], catalog: Catalog) -> str:
    words = {stem(word) for word in found["what"].casefold().split()}
    rows, headers = _names(catalog)
    figure = f" {_figure(found)}" if found["done"] else ""
    if _BY.match(found.group()) and not words <= rows | headers:
        return found.group()
    if words <= rows and not words <= headers:
        return figure or found.group()
    if len(catalog.tables) > 1 and not words <= headers:
        return found.group()  # "Summed over kept visits": some of the rows of one of several tables.
    return f"{figure} per {found['what']}" if figure or words <= headers else found.group()


def _figure(found: re.Match[str]) -> str:
    return _SAID.get(found["done"].casefold(), "in total")


@remembered
def _names(catalog: Catalog) -> tuple[frozenset[str], frozenset[str]]:
    """Return the words for the rows of the only table, and those of all headers."""
    tables = catalog.tables if len(catalog.tables) == 1 else ()
    rows = {word for table in tables for word in (*table.words, *table.row_words)}
    return frozenset(rows), frozenset(word for column in catalog.columns for word in column.words)
