"""Ranks by what rows are worth: "gave the most in donations" is of amounts, not of how many there are."""

import re

from services.agent.question.language.money import kind_of
from services.agent.question.language.words import name_words, normalise, stem
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog

_GIVE = (
    r"(?:gave|given?|gives|spen[dt]|spends|pa(?:y|id|ys)|donated?|donates|contributed?|contributes|brought|brings?|"
    r"raised?|raises|earn(?:ed|s)?|made|took|did)"
)
_MOST = re.compile(
    rf"\b(?:(?:has|have|had)\s+)?{_GIVE}\s+(?:(?:us|in)\s+)?the\s+(?P<most>most|least)\s+in\s+(?P<rows>[^\W\d_]+s)\b",
    re.IGNORECASE,
)
_EXPENSE = stem("expenses")
_SPENT = r"(?:spend|spendings?|spent|costs?|expenditures?|expenses?|outlays?|outgoings?)"
_ON = re.compile(r"^\s+on\s+", re.IGNORECASE)
_WE = re.compile(r"we|the company|our company", re.IGNORECASE)
_SPENDING = re.compile(
    r"^(?:how much(?: money)?|what) (?:did|do|does|have|has) "
    r"(?P<who>\S+|the company|our company) (?P<noun>spen[dt])\b",
    re.IGNORECASE,
)
_TOTAL = re.compile(
    r"\b(?:(?:grand |overall )?total|(?:the )?sum of(?: all| the| our)*|combined"
    r"|(?P<every>daily|weekly|monthly|quarterly|yearly|annual)"
    r"|ha(?:s|ve|d) (?:the )?(?P<end>highest|lowest|largest|smallest|most|biggest|least))"
    rf"\s+(?P<noun>{_SPENT})"
    r"(?=$|[?.!,]|\s+(?:per|by|for|in|of|on|from|since|between|during|each|over|last|this|before|after|until)\b)",
    re.IGNORECASE,
)
_STRETCHES = {
    "daily": "day",
    "annual": "year",
    **{f"{each}ly": each for each in ("week", "month", "quarter", "year")},
}


def say_worths(question: str, catalog: Catalog) -> str:
    """Say which column is added up where rows are spoken of by what they are worth."""
    question = _say_spending(question, catalog)
    found = _MOST.search(question)
    worth = _worth_of(stem(found["rows"].casefold()), catalog) if found else None
    if found is None or worth is None:
        return question
    end = "highest" if found["most"].casefold() == "most" else "lowest"
    said = f"has the {end} total {worth.name} of {found['rows']}"
    return f"{question[: found.start()]}{said}{question[found.end() :]}"


def _say_spending(question: str, catalog: Catalog) -> str:
    """Say which column is added up for the total spend, and for what is spent, where rows are expenses."""
    found = _TOTAL.search(question) or _SPENDING.search(question)
    worth = _worth_of(_EXPENSE, catalog) if found else None
    if found is None or worth is None or _is_measured(found["noun"], catalog):
        return question
    said, told = f"total {' '.join(name_words(worth.name))} of expenses", found.groupdict()
    if told.get("who") and not _WE.fullmatch(found["who"]):
        hits = catalog.values(normalise(found["who"].strip('"')))
        if all(hit.column.table != worth.table for hit in hits):
            return question
        said = f"{said} of {found['who']}"
    if told.get("every"):
        said = f"{said} by {_STRETCHES[found['every'].casefold()]}"
    elif told.get("end"):
        low = found["end"].casefold() in ("lowest", "smallest", "least")
        said = f"has the {'lowest' if low else 'highest'} {said}"
    rest = question[found.end() :]
    return f"{question[: found.start()]}{said}{_ON.sub(' for ', rest) if told.get('who') else rest}"


def _is_measured(said: str, catalog: Catalog) -> bool:
    """Whether a figure is called so itself."""
    last = stem(said.casefold())
    return any(column.is_measure and last in column.words for column in catalog.columns)


def _worth_of(rows: str, catalog: Catalog) -> Column | None:
    """Return the column of what each row is worth, of the only table whose rows are called so."""
    tables = [table for table in catalog.tables if kind_of(table.words) == rows]
    return tables[0].worth if len(tables) == 1 else None
