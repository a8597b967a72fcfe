"""Says what was done in the word of the header that tells when: ``came back after …``, of a day returned."""

import re
from functools import cache

from services.agent.question.language.undone import Deed, deeds
from services.agent.question.language.words import spoken, stem, word_root
from services.agent.question.rolecolumns import columns_with
from services.agent.question.tables.calling import one_row
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog

_TIMED = r"(?=\s+(?:(?:too\s+|\d+\s+\w+\s+)?(?:after|before|late|later|early|earlier)|on\s+time|in\s+time)\b)"
"""What says that the day matters on which it was done."""

_NEVER_OUT = re.compile(
    r"(?P<done>\b(?:never|not|ever)\s+(?:yet\s+)?(?:been\s+)?(?P<verb>[a-z]{3,}))\s+(?:out|off|up)(?=\s*(?:[,.;:?!]|$))",
    re.IGNORECASE,
)

_OF_ROWS = re.compile(
    r"(?P<when>\bwhen\s+did\s+each\s+(?P<each>[a-z]+)\s+(?P<end>first|last)\s+)?(?:\b(?:ever|has|have|had|did)\s+)?"
    r"\b(?P<verb>[a-z]{3,})\s+(?P<way>in|on|out|up|off)\b",
    re.IGNORECASE,
)
"""Verbs of two words that the rows of a table may be called by: ``logged in``, of logins."""


@cache
def _phrases() -> tuple[re.Pattern[str], dict[str, Deed]]:
    """Return a pattern for all deeds of more than one word, and the deed of each."""
    said = {phrase: each for each in reversed(deeds()) for phrase in each.said if " " in phrase}
    longest = sorted(said, key=lambda phrase: (-len(phrase), phrase))
    joined = "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in longest)
    aux = r"(?:(?:was|were|is|are|(?:has|have|had)(?:\s+been)?|got)\s+)?"
    return re.compile(rf"\b{aux}(?P<said>{joined})\b{_TIMED}", re.IGNORECASE), said


def say_phrasal(question: str, catalog: Catalog) -> str:
    """Put the participle of a header in the place of a verb of two words; most questions stay as they are."""
    pattern, said = _phrases()
    question = pattern.sub(lambda found: _plainly(found, said, catalog), question)
    question = _OF_ROWS.sub(lambda found: _had(found, catalog), question)
    return _NEVER_OUT.sub(lambda found: _alone(found, catalog), question)


def _alone(found: re.Match[str], catalog: Catalog) -> str:
    """Leave the particle out of a verb that the rows of a table are called by: ``hired out``, of hires."""
    root = word_root(found["verb"].casefold())
    return found["done"] if any(root in table.roots for table in catalog.tables) else found.group()


def _had(found: re.Match[str], catalog: Catalog) -> str:
    """Say that there were rows, of a verb whose two words they are called by and no header has."""
    noun = stem(f"{word_root(found['verb'].casefold())}{found['way'].casefold()}")
    rows = [table for table in catalog.tables if noun in table.words]
    held = [
        each for each in catalog.columns if noun in each.words and each.table not in {t.name for t in rows}
    ]
    if len(rows) != 1 or held or not found["verb"].casefold().endswith(("ed", "g", "n", "k", "p")):
        return found.group()
    if found["when"]:
        return f"when was the {found['end']} {one_row(rows[0])} of each {found['each']}"
    return f"had {spoken(rows[0].name)}"


def _plainly(found: re.Match[str], said: dict[str, Deed], catalog: Catalog) -> str:
    deed = said[" ".join(found["said"].casefold().split())]
    days = [each for each in columns_with(deed.role, catalog) if each.is_date]
    words = sorted({word for day in days[:1] for word in _participles(deed, day)})
    return f"were {words[0]}" if len(days) == 1 and words else found.group()


def _participles(deed: Deed, day: Column) -> list[str]:
    plain = (word for word in deed.said if " " not in word and word.endswith(("ed", "t", "n", "d")))
    return [word for word in plain if word_root(word) in day.roots and word_root(word) != word]
