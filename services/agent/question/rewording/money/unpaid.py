"""Says what is unpaid, overdue or owed: rows whose day of payment is missing, and what they come to."""

import re

from services.agent.question.language.words import normalise, spoken, stem, word_root
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog, Table

_OPEN = r"(?P<adj>unpaid|outstanding|open|overdue|past\s+due)"
_BEFORE = re.compile(rf"\b{_OPEN}\s+(?P<rows>[^\W\d_]+s)\b", re.IGNORECASE)
_BEHIND = re.compile(
    rf"\b(?P<rows>[^\W\d_]+s)\s+(?:(?:that|which)\s+)?(?:are|is|were)\s+(?:still\s+|currently\s+)?{_OPEN}"
    r"(?=\s*[?.!,]|\s*$|\s+(?:by|per|for|from|of|and)\b)",
    re.IGNORECASE,
)
_AMOUNT = re.compile(
    r"^(?:(?:what|how\s+much)\s+is\s+)?(?:the\s+|our\s+)?(?:total\s+(?:of\s+(?:the\s+|all\s+)?)?)?"
    rf"{_OPEN}\s+(?:total|amount|balance|sum|money)(?P<rest>\b.*)$",
    re.IGNORECASE,
)
_MUCH = re.compile(
    rf"^how\s+much\s+(?:money\s+)?is\s+(?:still\s+|currently\s+)?{_OPEN}(?P<rest>(?:\s+(?:by|per|for|from)\b.*)?)[?.!]*$",
    re.IGNORECASE,
)
_SUM = re.compile(
    rf"^(?:what\s+is\s+)?(?:the\s+)?(?:total|sum|value)\s+(?:of\s+)?(?:(?:the|all|our)\s+)*{_OPEN}\s+(?P<rows>[^\W\d_]+s)\b"
    r"(?P<rest>.*)$",
    re.IGNORECASE,
)
_ROWS = (
    r"(?:\s+(?:on|for|in)\s+(?:(?:the|their|our|all)\s+)*(?:(?:unpaid|outstanding|open)\s+(?P<told>[^\W\d_]+s)|(?P<rows>[^\W\d_]+s)\s+"
    r"(?:(?:without|with\s+no|(?:that|which)\s+have\s+no)\s+(?:an?\s+|any\s+)?(?:payment(?:\s+date)?|date\s+of\s+payment|paid\s+date)|"
    r"(?:(?:that|which)\s+)?(?:(?:have|are|were)\s+not\s+(?:yet\s+)?(?:been\s+)?(?:paid|settled)|(?:are|were)\s+unpaid))(?:\s+yet)?))?"
)
"""What only says again of which rows something is owed."""
_OWED = re.compile(
    r"^(?:how\s+much|what)\s+(?:money\s+)?(?:(?:do|does)\s+(?P<who>.+?)\s+(?:still\s+)?owe(?:\s+us)?|(?:is|are)\s+(?:we\s+)?"
    rf"(?:still\s+)?owed(?:\s+to\s+us)?){_ROWS}(?P<rest>(?:,?\s+(?:by|per|for|from)\b.*?)?)"
    r"(?:,?\s+(?:in\s+total|altogether|in\s+all))?\s*\??$",
    re.IGNORECASE,
)
_OWES = re.compile(
    r"^(?P<who>who|(?:which|what)\s+[\w-]+)\s+(?:still\s+)?owes?\s+(?:us\s+)?(?:the\s+)?(?P<way>most|least)"
    r"(?:\s+money)?\s*\??$",
    re.IGNORECASE,
)
_PAY, _DUE = word_root("paid"), word_root("due")
_ALL = frozenset(["customers", "clients", "people", "they", "everyone", "our customers", "our clients"])
_LATE = ("overdue", "past due")
_UNTIL = re.compile(r"\bon or before\b", re.IGNORECASE)


def say_unpaid(question: str, catalog: Catalog) -> str:
    """Say which day is missing of what is unpaid; a question stays as it is where no column says when."""
    ways = (_AMOUNT, _MUCH, _SUM, _OWED, _OWES, _BEHIND, _BEFORE)
    found = next(filter(None, (each.search(question) for each in ways)), None)
    paid = _paid(catalog) if found else None
    if paid is None or found is None:
        return question
    table, adjective = catalog.by_name[paid.table], found.groupdict().get("adj") or ""
    if catalog.values(normalise(adjective)):
        return question  # A cell says it, and does so better.
    if " ".join(adjective.casefold().split()) in _LATE and _UNTIL.search(question):
        return question  # What was overdue then may have been paid since.
    if found.re in (_BEHIND, _BEFORE):
        return _say_rows(found, table)
    rows = found.groupdict().get("told") or found.groupdict().get("rows")
    if rows and found.re in (_SUM, _OWED) and stem(rows.casefold()) not in table.words:
        return question
    return _say_amount(found, table, paid) if table.worth else question


def _say_rows(found: re.Match[str], table: Table) -> str:
    """Say of rows that they have not been paid, and of late ones since when they should be."""
    if stem(found["rows"].casefold()) not in table.words:
        return found.string
    said = f"{found['rows']} {'that ' if found.re is _BEFORE else ''}have not been paid"
    if " ".join(found["adj"].casefold().split()) in _LATE:
        due = [column for column in table.columns if column.is_date and _DUE in map(word_root, column.words)]
        if len(due) != 1:
            return found.string
        said += f" and have a {spoken(due[0].name)} before today"
    return f"{found.string[: found.start()]}{said}{found.string[found.end() :]}"


def _say_amount(found: re.Match[str], table: Table, paid: Column) -> str:
    """Add up what the rows come to that have not been paid."""
    total = f"total {spoken(table.worth.name)}" if table.worth else ""
    open_rows = f"where {spoken(paid.name)} is missing"
    if found.re is _OWES:
        end = "highest" if found["way"].casefold() == "most" else "lowest"
        return f"{found['who']} has the {end} {total} {open_rows}"
    who = (found.groupdict().get("who") or "").strip()
    of = "" if not who or who.casefold() in _ALL else f" for {who}"
    return f"{total} {open_rows}{of}{found['rest']}"


def _paid(catalog: Catalog) -> Column | None:
    """Return the only day of payment that some rows do not have yet."""
    days = [column for column in catalog.columns if column.is_date and column.nulls]
    paid = [column for column in days if _PAY in map(word_root, column.words)]
    return paid[0] if len(paid) == 1 else None
