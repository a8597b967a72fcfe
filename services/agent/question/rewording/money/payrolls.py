"""Says that wages are added up where a payroll is spoken of, or what all of them cost us."""

import re

from services.agent.question.language.words import spoken, stem
from services.agent.question.tables.schema import Catalog

_WAGES = frozenset(map(stem, ["salary", "wage", "pay"]))
_BILL = r"(?:payroll|(?:salary|wage|wages|salaries)\s+(?:bill|costs?|expenses?|spending))"
_SPOKEN = re.compile(rf"\b(?:(?:total|overall|annual)\s+)?{_BILL}\b", re.IGNORECASE)
_WE_PAY = re.compile(
    r"^how\s+much(?:\s+money)?\s+(?:do|did)\s+(?:we|you|they|the\s+company)\s+(?:pay|spend)\s+(?:in|on|for|out\s+in)\s+"
    r"(?:all\s+)?(?:the\s+)?(?:salary|salaries|wages?)\b",
    re.IGNORECASE,
)
_MOST = re.compile(
    r"\b(?:spends?|spent|pays?|paid)\s+(?:the\s+)?(?P<way>most|least)\s+(?:money\s+)?(?:in|on|for)\s+"
    r"(?:salary|salaries|wages?)\b",
    re.IGNORECASE,
)


def say_payrolls(question: str, catalog: Catalog) -> str:
    """Name the column of wages whose total is meant; a question stays as it is where several may be."""
    if not (_SPOKEN.search(question) or _WE_PAY.search(question) or _MOST.search(question)):
        return question
    wages = [
        column for column in catalog.columns if column.is_measure and not _WAGES.isdisjoint(column.words)
    ]
    if len(wages) != 1 or any(stem("payroll") in column.words for column in catalog.columns):
        return question
    total = f"total {spoken(wages[0].name)}"
    said = _WE_PAY.sub(f"what is the {total}", question)
    said = _MOST.sub(
        lambda found: f"has the {'highest' if found['way'].casefold() == 'most' else 'lowest'} {total}", said
    )
    return _SPOKEN.sub(total, said)
