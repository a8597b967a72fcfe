"""Asks for the column that counts what was done: "how many games did they win", "won the most games"."""

import re

from services.agent.question.language.nouns import COUNTED_NOUNS, PLAYED_NOUNS
from services.agent.question.language.words import root, stem, word_root
from services.agent.question.rewording.summings import rows_and_headers
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog

_TIMES = re.compile(
    r"(?:(?:what\s+(?:is|was)\s+)?the\s+(?:total\s+)?number\s+of\s+(?P<of>\w+)|how\s+(?:often|many\s+(?P<many>\w+)))"
    r"\s+(?P<rest>.+)$",
    re.IGNORECASE,
)
_MOST = re.compile(
    r"\b(?P<done>[^\W\d_]{3,})\s+the\s+(?P<most>most|fewest|least)\s+(?P<noun>[^\W\d_]+)", re.IGNORECASE
)
_TIME = stem("times")
_FIGURED = re.compile(
    r"\b(?:averag\w+|mean|median|most|least|fewest|at\s+(?:most|least)|more|less|fewer)\b", re.IGNORECASE
)


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
    return noun in COUNTED_NOUNS | PLAYED_NOUNS and not any(
        noun in names for names in rows_and_headers(catalog)
    )


def _does(verb: str, column: Column) -> bool:
    return root(column.core[-1]) == word_root(verb.casefold())


def _counts(catalog: Catalog, noun: str) -> list[Column]:
    """Return the columns that may count it: of a noun those that say only what was done, ``Won``."""
    numbers = [each for each in catalog.columns if each.is_number and not (each.is_year or each.is_place)]
    return [each for each in numbers if noun == _TIME or len(each.words) == 1]
