"""Ranks by what rows are worth: "gave the most in donations" is of amounts, not of how many there are."""

import re

from services.agent.question.language.words import normalise, spoken, stem
from services.agent.question.tables.schema import Catalog, Table
from services.agent.question.tables.worth import worth_of

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
    r"(?:(?P<each>each|every) )?(?P<who>\S+(?: \S+){0,2}?) (?P<noun>spen[dt])\b",
    re.IGNORECASE,
)
_TOTAL = re.compile(
    r"\b(?:(?:grand |overall )?total|(?:the )?sum of(?: all| the| our)*|combined"
    r"|(?P<every>daily|weekly|monthly|quarterly|yearly|annual)"
    r"|(?P<own>ha(?:s|ve|d)|with) (?:the )?(?P<end>highest|lowest|largest|smallest|most|biggest|least))"
    rf"\s+(?P<noun>{_SPENT})"
    r"(?=$|[?.!,]|\s+(?:per|by|for|in|of|on|from|since|between|during|each|over|last|this|before|after|until)\b)",
    re.IGNORECASE,
)
_OUTSPENDS = re.compile(
    r"\b(?P<who>[^\W\d_]+)\s+(?P<link>(?:who|that|which)\s+)?(?:(?:has|have|had)\s+)?spen(?:t|ds?)\s+(?:the\s+)?"
    r"(?P<most>most|least)(?:\s+(?:money|overall|of\s+all|in\s+total))?"
    r"(?=\s*(?:[?.!,]|$)|\s+(?:for|in|of|on|since|between|during|over|last|this|before|after|until)\b)",
    re.IGNORECASE,
)
"""``Which employee spent the most``, ``the team that has spent the least on travel``."""
_LIMITED = re.compile(
    r"\b(?:with|whose|(?:(?:who|that|which)\s+)?ha(?:ve|d|s))\s+(?:(?:an?|the|their)\s+)?total\s+"
    r"(?:amount\s+of\s+)?(?P<rows>[^\W\d_]+s)\s+(?:(?:is|are|was|were)\s+)?"
    r"(?P<limit>more\s+than|over|above|greater\s+than|less\s+than|under|below|at\s+least|at\s+most)\b",
    re.IGNORECASE,
)
"""``Whose total expenses are more than``, where the rows are expenses: what each is worth is added up."""
_OF_KIND = re.compile(
    rf"\b(?P<end>highest|lowest|largest|smallest|biggest|most|least)\s+(?:total\s+)?(?P<kind>[\w-]+)\s+{_SPENT}"
    r"(?=$|[?.!,]|\s+(?:for|in|of|from|since|between|during|over|last|this|before|after|until)\b)",
    re.IGNORECASE,
)
"""``The highest travel spending``, where expenses are of kinds."""
_STRETCHES = {
    "daily": "day",
    "annual": "year",
    **{f"{each}ly": each for each in ("week", "month", "quarter", "year")},
}


def say_worths(question: str, catalog: Catalog) -> str:
    """Say which column is added up where rows are spoken of by what they are worth."""
    question = _say_kind(
        _say_outspending(_say_spending(_say_limited(question, catalog), catalog), catalog), catalog
    )
    found = _MOST.search(question)
    worth = worth_of(stem(found["rows"].casefold()), catalog) if found else None
    if found is None or worth is None:
        return question
    end = "highest" if found["most"].casefold() == "most" else "lowest"
    said = f"has the {end} total {worth.name} of {found['rows']}"
    return f"{question[: found.start()]}{said}{question[found.end() :]}"


def _say_limited(question: str, catalog: Catalog) -> str:
    """Say which column is added up where a total of rows is limited, and is no header itself."""
    found = _LIMITED.search(question) if " total " in question else None
    worth = worth_of(stem(found["rows"].casefold()), catalog) if found else None
    if found is None or worth is None or _is_measured(found["rows"], catalog):
        return question
    said = f"with a total {spoken(worth.name)} {found['limit']}"
    return f"{question[: found.start()]}{said}{question[found.end() :]}"


def _say_spending(question: str, catalog: Catalog) -> str:
    """Say which column is added up for the total spend, and for what is spent, where rows are expenses."""
    found = _TOTAL.search(question) or _SPENDING.search(question)
    worth = worth_of(_EXPENSE, catalog) if found else None
    if found is None or worth is None or _is_measured(found["noun"], catalog):
        return question
    said, told = f"total {spoken(worth.name)} of expenses", found.groupdict()
    rest = question[found.end() :]
    if told.get("each"):
        if not _tells(catalog.by_name[worth.table], stem(found["who"].casefold()), catalog):
            return question
        rest = f"{_ON.sub(' for ', rest).rstrip(' ?.!')} per {found['who']}"
    elif told.get("who") and not _WE.fullmatch(found["who"]):
        own = _words_of(catalog.by_name[worth.table])
        hits = catalog.values(normalise(found["who"].strip('"')))
        homes = [catalog.by_name[hit.column.table] for hit in hits]
        if all(home.name != worth.table and own.isdisjoint(home.words) for home in homes):
            return question
        said = f"{said} of {found['who']}"
    if told.get("own") and stem(found["noun"].casefold()) == _EXPENSE and not found["noun"].endswith("s"):
        return question  # "Who had the largest expense": one of them, and no sum.
    if told.get("every"):
        said = f"{said} by {_STRETCHES[found['every'].casefold()]}"
    elif told.get("end"):
        low = found["end"].casefold() in ("lowest", "smallest", "least")
        said = f"has the {'lowest' if low else 'highest'} {said}"
    return f"{question[: found.start()]}{said}{_ON.sub(' for ', rest) if told.get('who') else rest}"


def _say_outspending(question: str, catalog: Catalog) -> str:
    """Say that all is added up that those spent who did so the most, where expenses tell who it was."""
    found = _OUTSPENDS.search(question)
    worth = worth_of(_EXPENSE, catalog) if found else None
    if found is None or worth is None or _is_measured("spent", catalog):
        return question
    if not _tells(catalog.by_name[worth.table], stem(found["who"].casefold()), catalog):
        return question
    end = "highest" if found["most"].casefold() == "most" else "lowest"
    said = f"has the {end} total {spoken(worth.name)} of expenses"
    rest = _ON.sub(" for ", question[found.end() :])
    return f"{question[: found.start()]}{found['who']} {found['link'] or ''}{said}{rest}"


def _say_kind(question: str, catalog: Catalog) -> str:
    """Say that all expenses of a kind are added up, where the highest sum of them is asked for."""
    found = _OF_KIND.search(question)
    worth = worth_of(_EXPENSE, catalog) if found else None
    if found is None or worth is None or _is_measured(found.group().split()[-1], catalog):
        return question
    hits = catalog.values(normalise(found["kind"]))
    if not any(hit.column.table == worth.table for hit in hits):
        return question
    low = found["end"].casefold() in ("lowest", "smallest", "least")
    said = f"{'lowest' if low else 'highest'} total {found['kind']} {spoken(worth.name)}"
    return f"{question[: found.start()]}{said}{question[found.end() :]}"


def _tells(rows: Table, who: str, catalog: Catalog) -> bool:
    """Whether rows say who it was: in a header of their own, or in one of those whom they refer to."""
    own = _words_of(rows)
    referred = (each for each in catalog.tables if each != rows and not own.isdisjoint(each.words))
    return who in own or any(who in column.words for each in referred for column in each.columns)


def _words_of(table: Table) -> set[str]:
    return {word for column in table.columns for word in column.words}


def _is_measured(said: str, catalog: Catalog) -> bool:
    """Whether a figure is called so itself."""
    last = stem(said.casefold())
    return any(column.is_measure and last in column.words for column in catalog.columns)
