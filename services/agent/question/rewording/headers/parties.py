"""Says by which header rows are of one kind of party: "messages sent by trainers", "paid to merchants".

Where rows name parties of several tables in one column, a column beside it says of which table each is.
"""

import re

from services.agent.question.language.parts import verb_root
from services.agent.question.language.words import name_words, stem, word_root
from services.agent.question.tables.calling import is_called
from services.agent.question.tables.columns import Column
from services.agent.question.tables.polymorphic import kind_columns
from services.agent.question.tables.schema import Catalog

_KIND = (
    r"(?:the\s+|all\s+|any\s+)?(?P<kind>[a-z]+s)\b"
    r"(?!['\u2019]|\s+(?:who|that|whose|with|in\s+[a-z]|from\s+[a-z]))"
)
_BY = re.compile(rf"\b(?P<verb>[a-z]+)\s+(?P<way>by|from)\s+{_KIND}", re.IGNORECASE)
_DID = re.compile(rf"\b(?:did|do|have|has)\s+{_KIND}\s+(?P<verb>[a-z]+)\b", re.IGNORECASE)
_TO = re.compile(rf"\s+(?P<way>to)\s+{_KIND}", re.IGNORECASE)
_TAKERS = frozenset(map(stem, ["recipient", "receiver", "payee", "addressee", "target", "beneficiary", "to"]))
_EACH = re.compile(r"\b(?:each|every|per)\b", re.IGNORECASE)


def say_parties(question: str, catalog: Catalog) -> str:
    """Name the header of the kind in the place of who did it, or for whom it was; the verb is kept."""
    kinds = kind_columns(catalog)
    if not kinds or _EACH.search(question):
        return question
    said = list[str]()
    for pattern in (_BY, _DID, _TO):
        found = pattern.search(question)
        column = _column(found, question, kinds, catalog) if found else None
        if found and column:
            verb = found.groupdict().get("verb")
            done = {_BY: verb, _DID: f"were {_done(verb or '')}", _TO: ""}[pattern] or ""
            question = f"{question[: found.start()]}{done}{question[found.end() :]}"
            said.append(f"{column.name} {_cell(found['kind'], column)}")
    plain = question.rstrip(" ?.!")
    return f"{plain}, with {' and '.join(said)}?" if said else question


def _column(found: re.Match[str], question: str, kinds: frozenset[Column], catalog: Catalog) -> Column | None:
    """Return the only column of kinds that the words fit, of rows that are named before."""
    words = list(map(stem, name_words(question[: found.start()])))
    fitting = [
        column
        for column in kinds
        if _cell(found["kind"], column)
        and any(is_called(catalog.by_name[column.table], word) for word in words)
        if _is_taker(column) == (found.re is _TO) and (found.re is _TO or _does(column, found["verb"]))
    ]
    return fitting[0] if len(fitting) == 1 else None


def _is_taker(column: Column) -> bool:
    return bool(_TAKERS & {*column.words})


def _does(column: Column, verb: str) -> bool:
    """Whether a header is of who does what a verb says: a sender, of what was sent."""
    does = verb_root(verb.casefold())
    return any(
        word_root(word).startswith(does) or does == word_root(word) for word in name_words(column.name)
    )


def _done(verb: str) -> str:
    return {"send": "sent", "make": "made", "pay": "paid", "write": "written"}.get(
        verb.casefold(), verb if verb.endswith("ed") else f"{verb.removesuffix('e')}ed"
    )


def _cell(kind: str, column: Column) -> str | None:
    said = stem(kind.casefold())
    return next((cell for cell in column.values or () if stem(cell.casefold()) == said), None)
