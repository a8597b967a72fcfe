"""Says by the column of results which games were won: ``games they won``, where its cells are W and L."""

import re

from services.agent.question.language.nouns import PLAYED_NOUNS
from services.agent.question.language.words import spoken, stem
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog

_WAYS = (
    ("w", "win", "won"),
    ("l", "loss", "lost", "lose"),
    ("d", "t", "draw", "drew", "drawn", "tie", "tied"),
)
"""What cells say of one way in which a game can end, and the verbs for it."""
_ENDED = r"(?P<verb>won|win|lost|lose|drew|draw|tied|tie)"
_TEAM = r"(?:they|we|the\s+team)"
_GAMES = re.compile(
    rf"\b(?P<rows>[^\W\d_]+)\s+(?:(?:that|which)\s+)?{_TEAM}\s+(?:(?:have|had|has)\s+)?{_ENDED}\b",
    re.IGNORECASE,
)
_ASKED = re.compile(
    rf"^(?P<asked>how\s+many|which|what)\s+(?P<rows>[^\W\d_]+)\s+(?:did|do|have|had|has)\s+{_TEAM}\s+{_ENDED}\b",
    re.IGNORECASE,
)
_BARE = re.compile(
    r"\b(?P<rows>[^\W\d_]+)\s+(?:(?:(?:that|which)\s+)?(?:were|was|have\s+been|are)\s+)?(?P<verb>won|lost|drawn|tied)"
    r"(?=\s*[?.!]*$|\s+(?:with|in|at|on|where|when|during|before|after|since|between|from|per|and)\b)",
    re.IGNORECASE,
)
"""``Games won in May``: who won them is not said, as the whole table is of one team."""
_SAYING = frozenset(["won", "win", "lost", "lose", "drew", "draw", "drawn", "tied", "tie"])
"""Words of which each such question has one."""

_TURN = re.compile(
    r"\b(?:with|had|has|have|having|saw|ended\s+in)\s+(?:(?:an?|the)\s+)?"
    r"(?P<turn>[^\W\d_]+\s+(?:gain|hold|loss|win|victory|defeat))s?\b",
    re.IGNORECASE,
)
"""``With a Labour gain``: how something ended, which cells may say behind other words."""
_STOOD = re.compile(
    r"\b(?P<told>record|standings?|balance|points|total|series|lead|score)\b(?P<then>(?:\s+\w+)?\s+)after"
    r"(?=\s+(?:the|that|this|their|our)\s+(?:\w+\s+){0,2}(?:game|match|fixture|bout|fight|race|round|contest)\b)",
    re.IGNORECASE,
)
"""``The record after the game on 20 July``: what stands in that game's row is what it came to by then."""


def say_outcomes(question: str, catalog: Catalog) -> str:
    """Say which rows ended in a way by the cells that say so: ``games they won``, ``with a Labour gain``."""
    return _say_turn(_say_games(_say_stood(question, catalog), catalog), catalog)


def _say_stood(question: str, catalog: Catalog) -> str:
    """Ask for what a game's own row tells, and not the next one, of what it was after the game."""
    found = _STOOD.search(question) if len(catalog.tables) == 1 else None
    told = stem(found["told"].casefold()) if found else ""
    if found is None or not any(each.words[-1:] == (told,) for each in catalog.columns):
        return question
    return f"{question[: found.end('then')]}of{question[found.end() :]}"


def _say_turn(question: str, catalog: Catalog) -> str:
    """Name the only column whose cells have the words, where no cell is called so as a whole."""
    found = _TURN.search(question)
    said = " ".join(found["turn"].casefold().split()) if found else ""
    if found is None or catalog.values(said):
        return question
    texts = (column for column in catalog.columns if column.is_text)
    held = [each for each in texts if any(said in cell.casefold() for cell in each.values or ())]
    if len(held) != 1:
        return question
    told = f'with {spoken(held[0].name)} containing "{found["turn"]}"'
    return f"{question[: found.start()]}{told}{question[found.end() :]}"


def _say_games(question: str, catalog: Catalog) -> str:
    """Say which games were won, where no header and no cell has the verb itself."""
    words = question.casefold().rstrip(" ?.!").split()
    ways = () if _SAYING.isdisjoint(words) else (_ASKED, _GAMES, _BARE)
    found = next((found for way in ways if (found := way.search(question))), None)
    rows, verb = (stem(found["rows"].casefold()), found["verb"].casefold()) if found else ("", "")
    alone = rows in PLAYED_NOUNS and len(catalog.tables) == 1
    tables = [table for table in catalog.tables if alone or rows in table.words]
    if found is None or len(tables) != 1 or any(stem(verb) in each.words for each in tables[0].columns):
        return question
    table, way = tables[0], next(each for each in _WAYS if verb in each)
    cells = [(column, cell) for column in table.columns for cell in _cells(column, way)]
    if len(cells) != 1:
        return question
    column, cell = cells[0]
    asked = f"{found['asked']} " if found.re is _ASKED else ""
    said = f"{asked}{' '.join(table.words)} with {spoken(column.name)} {cell}"
    return f"{question[: found.start()]}{said}{question[found.end() :]}"


def _cells(column: Column, way: tuple[str, ...]) -> list[str]:
    """Return the cells that say that a game ended so, of a column whose cells all say how one ended."""
    cells = [str(value) for value in column.values or ()] if column.is_text and column.repeats else []
    known = {name for names in _WAYS for name in names}
    if len(cells) < 2 or any(cell.casefold() not in known for cell in cells):
        return []
    return [cell for cell in cells if cell.casefold() in way]
