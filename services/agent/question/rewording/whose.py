"""Asks which rows, or who of persons, for ``whose``: "whose stay was longer than the average"."""

import re

from services.agent.question.language.superlatives import EST
from services.agent.question.language.words import name_words, normalise, spoken, stem
from services.agent.question.rewording.rules import BE
from services.agent.question.tables.calling import is_called
from services.agent.question.tables.columns import Column
from services.agent.question.tables.persons import sole_person
from services.agent.question.tables.schema import Catalog, Table

_MORE = "longer|higher|greater|larger|bigger|more|heavier|taller|better|above|over"
_LESS = "shorter|lower|smaller|less|lighter|fewer|worse|below|under"
_MEAN = re.compile(
    rf"^whose\s+(?P<what>[\w -]+?)\s+(?:{BE}|lasts?|lasted)\s+(?:(?P<more>{_MORE})|(?P<less>{_LESS}))"
    r"(?:\s+than)?\s+(?:the\s+|an\s+)?(?:average|mean)(?:\s+(?:one|[\w-]+))?(?P<end>[\s?.!]*)$",
    re.IGNORECASE,
)
_MOST = re.compile(
    rf"^whose\s+(?P<what>[\w -]+?)\s+{BE}\s+(?:the\s+)?(?P<most>{EST}|most\s+[\w-]+)(?P<end>[\s?.!]*)$",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    rf"^whose\s+(?P<what>[\w -]+?)\s+{BE}\s+(?P<n>\d[\d.,]*)(?P<end>[\s?.!]*)$", re.IGNORECASE
)
_LIMITED = re.compile(
    rf"^whose\s+(?P<what>[\w -]+?)\s+{BE}\s+(?P<limit>(?:above|over|below|under|between|at\s+least|at\s+most|"
    r"(?:more|less|greater|higher|lower|longer|shorter|larger|smaller)\s+than)\s+.*)$",
    re.IGNORECASE | re.DOTALL,
)
"""``Whose age is above 80``."""
_OWN = re.compile(
    rf"^(?P<who>(?:which|what)\s+[\w -]*?[\w-]+?)(?:['\u2019]s|(?<=s)['\u2019])\s+"
    rf"(?P<what>[\w-]+(?:\s+[\w-]+){{0,2}}?)\s+"
    rf"{BE}\s+(?:the\s+)?(?P<most>{EST}|most\s+[\w-]+|least\s+[\w-]+)(?P<end>[\s?.!]*)$",
    re.IGNORECASE,
)
"""``Which teacher's salary is the highest``."""
_ROWS = re.compile(rf"^whose\s+(?P<what>[\w-]+)\s+{BE}\s+(?=\w)", re.IGNORECASE)
_CELL = re.compile(
    rf"\b(?:whose|where\s+(?:the|its|their))\s+(?P<what>[\w-]+(?:\s+[\w-]+)?)\s+{BE}\s+(?=(?P<cell>[\w-]+(?:\s[\w-]+)?))",
    re.IGNORECASE,
)


def say_with_cell(question: str, catalog: Catalog) -> str:
    """Say "with status active" for "whose status is active", where another header is "is active"."""
    return _CELL.sub(lambda found: _with(found, catalog), question)


def _with(found: re.Match[str], catalog: Catalog) -> str:
    words = {stem(word.casefold()) for word in found["what"].split()}
    cell = found["cell"].split()
    runs = (" ".join(cell[:size]) for size in range(len(cell), 0, -1))
    held = {hit.column for run in runs for hit in catalog.values(normalise(run))}
    mistaken = any(name_words(column.name) == ("is", cell[0].casefold()) for column in catalog.columns)
    meant = mistaken and any(words <= {*column.words} for column in held)
    return f"with {found['what']} " if meant else found.group()


def say_whose(question: str, catalog: Catalog) -> str:
    """Ask for those who have what is said; nothing changes where no header tells who that is."""
    if own := _OWN.match(question):
        return f"{own['who']} has the {own['most']} {own['what']}{own['end']}"
    if question[:6].casefold() != "whose ":
        return question
    limited = _LIMITED.match(question)
    if limited and any(_figure(limited["what"], each) for each in catalog.tables):
        return f"who has a {limited['what']} {limited['limit']}"
    if len(catalog.tables) != 1:
        return question
    table, person = catalog.tables[0], sole_person(catalog)
    who = spoken(person.name if person else table.name)
    found = _MEAN.match(question)
    column = _figure(found["what"], table) if found else None
    if found and column:
        way = "above" if found["more"] else "below"
        return f"which {who} have a {spoken(column.name)} {way} average{found['end']}"
    if number := _NUMBER.match(question):
        return f"{f'which {who}' if person else 'who'} has {number['what']} {number['n']}{number['end']}"
    if (most := _MOST.match(question)) and (person or _figure(most["what"], table)):
        whom = f"which {who}" if person else "who"
        return f"{whom} has the {most['most']} {most['what']}{most['end']}"
    rows = _ROWS.match(question) if person else None
    if rows and is_called(table, stem(rows["what"].casefold())):
        return f"which {who} has a {rows['what']} that is {question[rows.end() :]}"
    return question


def _figure(said: str, table: Table) -> Column | None:
    """Return the only figure whose header is said, in whole or by one of its words."""
    words = tuple(stem(word) for word in said.casefold().split())
    figures = [each for each in table.columns if each.is_measure]
    whole = [each for each in figures if each.words == words]
    parts = whole or [each for each in figures if len(words) == 1 and words[0] in each.words]
    return parts[0] if len(parts) == 1 else None
