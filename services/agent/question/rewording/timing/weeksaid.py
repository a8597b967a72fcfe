"""Says a stretch of weeks in days, where no header counts weeks: "stayed for more than a week"."""

import re

from services.agent.question.language.words import stem
from services.agent.question.tables.schema import Catalog

_LIMIT = (
    r"more\s+than|longer\s+than|less\s+than|shorter\s+than|over|under|at\s+least|at\s+most|exactly|up\s+to"
)
_COUNTS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "eight": 8}
_WEEKS = re.compile(
    rf"\b(?P<limit>{_LIMIT})\s+(?:(?P<count>{'|'.join(_COUNTS)}|\d{{1,2}})\s+weeks?|a\s+(?P<two>fortnight))\b"
    r"(?!\s+(?:ago|before|after|old|per|each|off)\b|')",
    re.IGNORECASE,
)


def say_weeks_in_days(question: str, catalog: Catalog) -> str:
    """Write the weeks of a limit as seven days each; what is limited per week stays as it is."""
    if not _WEEKS.search(question) or any(stem("week") in column.words for column in catalog.columns):
        return question
    return _WEEKS.sub(_in_days, question)


def _in_days(found: re.Match[str]) -> str:
    said = found["count"] or "two"
    return f"{found['limit']} {7 * (_COUNTS.get(said.casefold()) or int(said))} days"
