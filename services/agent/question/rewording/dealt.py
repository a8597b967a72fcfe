"""Says of which kind the rows are in which something was bought or sold, where a column of kinds tells it."""

import re

from services.agent.question.language.words import stem, word_root
from services.agent.question.tables.calling import tables_called
from services.agent.question.tables.columns import Column
from services.agent.question.tables.deedrows import rows_of_deed
from services.agent.question.tables.schema import Catalog

_VERBS = {"bought": "buy", "purchased": "buy", "buy": "buy", "sold": "sell", "sell": "sell"}
_OTHER = {"buy": "sell", "sell": "buy"}
_KINDS = frozenset(["type", "kind", "side", "action", "direct", "oper"])
"""Stems of words of headers that say what is done in a row."""
_SAID = re.compile(
    r"\b(?:(?P<done>bought|purchased|sold)|(?:did|do|does|can|could)\s[^,?.;]*?\b(?P<does>buy|sell)\b(?!-))",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"\b(?P<lead>(?:of|for|all|many|the|each|which|what|average|total|number\s+of)\s+)(?P<done>sold|purchased)\s+"
    r"(?P<things>[a-z]+s)\b(?!\s+(?:in|by)\s+which)",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"^(?P<main>.*?[\w)'\"])(?P<end>[?.!]*)(?P<rest>(?:\s+[A-Z].*)?)$", re.DOTALL)


def say_dealt(question: str, catalog: Catalog) -> str:
    """Name the cell of "buy" for what was bought: else all trades would count; both said are compared."""
    parts = _SENTENCE.match(question)
    if parts is None:
        return question
    main = parts["main"]
    verbs = [(found["done"] or found["does"]).casefold() for found in _SAID.finditer(main)]
    deeds = {_VERBS[verb] for verb in verbs}
    if len(deeds) != 1 or any(catalog.values(verb) for verb in verbs if verb != _VERBS[verb]):
        return question
    deed = deeds.pop()
    told = [(column, cell) for column in catalog.columns if (cell := _cell(deed, column))]
    words = main.casefold().split()
    if len(told) != 1 or _OTHER[deed] in words or (deed in words and deed not in verbs):
        return question
    column, cell = told[0]
    return f"{main}, with {column.name} {cell}{parts['end']}{parts['rest']}"


def say_sold_things(question: str, catalog: Catalog) -> str:
    """Say ``cars that were sold`` for sold cars, where rows of that deed alone tell which these are."""
    return _BEFORE.sub(lambda found: _sold(found, catalog), question)


def _sold(found: re.Match[str], catalog: Catalog) -> str:
    done, thing = found["done"].casefold(), stem(found["things"].casefold())
    named = tables_called(thing, catalog)
    deeds = rows_of_deed(word_root(done), thing, named, catalog) if named else []
    if len(deeds) != 1 or catalog.values(done):
        return found.group()
    return f"{found['lead']}{found['things']} that were {found['done']}"


def _cell(deed: str, column: Column) -> str | None:
    """Return how a column of kinds says one of two opposite deeds: by its word, or its letter."""
    if not column.is_text or not column.values or _KINDS.isdisjoint(column.words):
        return None
    cells = {cell.casefold(): cell for cell in column.values}
    for said, other in ((deed, _OTHER[deed]), (deed[0], _OTHER[deed][0])):
        if said in cells and other in cells:
            return cells[said]
    return None
