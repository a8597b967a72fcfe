"""Names the rows of the only table where a question says "us": "how many of us work in IT"."""

import re

from services.agent.question.language.vocabulary import ABOUT_PEOPLE
from services.agent.question.language.words import spoken, stem
from services.agent.question.tables.persons import sole_person
from services.agent.question.tables.schema import Catalog

_OF_US = re.compile(
    r"^(?P<ask>how\s+many|which|who)\s+(?:(?:people|ones?|members?)\s+)?(?:of|among)\s+us\s+(?P<rest>\S)",
    re.IGNORECASE,
)
_SPENT = r"(?:pay|paying|spend|spending|shell\s+out)"
_I = r"(?:i|you|we|one|someone|somebody|people)"
_LEAST = re.compile(
    rf"^(?:what(?:['\u2019]s|\s+is|\s+was)\s+the\s+)(?P<way>least|most)\s+(?:(?:money|that)\s+)*{_I}(?:['\u2019](?:d|ll|ve))?\s+"
    r"(?:(?:would|could|can|must|might|should|will|have|had|need|ever)\s+)*(?:(?:to|get\s+away\s+with|expect\s+to)\s+)*"
    rf"{_SPENT}\b(?P<time>\s+(?:an?|per|each)\s+[a-z]+)?\s+(?:for|on|to\s+(?:get|buy|rent|have|own|adopt|book|hire|join|see|take|drive)(?:\s+(?:away|off|home))?(?:\s+(?:in|with))?)\s+"
    r"(?:an?\s+|the\s+|one\s+of\s+the\s+)?(?P<rows>[^,?]+?)(?P<end>\s*[?.]*)$",
    re.IGNORECASE,
)
_LITTLE = re.compile(
    rf"^how\s+(?:little|cheap(?:ly)?)\s+(?:could|can|would|do|might)\s+{_I}\s+(?:get|buy|rent|have|book|adopt|hire|find)\s+"
    r"(?:an?\s+|the\s+)?(?P<rows>[^,?]+?)(?:\s+for)?(?P<end>\s*[?.]*)$",
    re.IGNORECASE,
)
_FLAGGED = re.compile(
    r"^(?P<ask>which|what|how\s+many|list|show)\s+(?P<kind>[a-z]+)\s+(?P<rows>[a-z]+)\b", re.IGNORECASE
)
_NUMBER_AND = re.compile(
    r"\b(?P<the>the\s+)number\s+and\s+(?=(?:the\s+)?(?P<with>[a-z]+(?:\s+[a-z]+)?)\s+of\s+(?:every|each|all|the)\b)",
    re.IGNORECASE,
)
_MONEY = frozenset(
    ["price", "cost", "fee", "bill", "charg", "fare", "fine", "rent", "amount", "payment", "toll", "premium"]
)
"""Stems of headers of what one pays."""


_FOR_MONEY = re.compile(
    r"(?<!ly)(?<!ing)(?<!ed)\s+for\s+(?P<limit>(?:(?:under|over|below|above|less\s+than|more\s+than|up\s+to|at\s+most)\s+[$€£]?\d[\d.,]*)|"
    r"(?:between\s+)?[$€£]?\d[\d.,]*\s+(?:to|and)\s+[$€£]?\d[\d.,]*)(?=\s*[?.]*$)",
    re.IGNORECASE,
)
"""What one can have for so much, where nothing stands behind the number."""
_LONGEST = re.compile(
    r"^(?:for\s+)?how\s+many\s+(?P<unit>[a-z]+)\s+(?:is|was|does|did)\s+the\s+(?P<way>longest|shortest|quickest|fastest|slowest)\s+"
    r"(?P<rows>[^?]+?)(?:\s+(?:last|take|go\s+on|run|long))?(?P<end>\s*[?.]*)$",
    re.IGNORECASE,
)


def say_of_ours(question: str, catalog: Catalog) -> str:
    """Say of the rows what is said of us, and of what they cost what one pays for them."""
    if len(catalog.tables) != 1:
        return question
    (table,) = catalog.tables
    said = _OF_US.sub(lambda found: _of_rows(found, catalog), question)
    said = _FLAGGED.sub(lambda found: _flagged(found, catalog), said)
    said = _LONGEST.sub(lambda found: _longest(found, catalog), said)
    said = _NUMBER_AND.sub(lambda found: _number_and(found, catalog), said)
    money = [each for each in table.columns if each.is_measure and not _MONEY.isdisjoint(each.spelt)]
    if len(money) == 1:
        said = _FOR_MONEY.sub(lambda found: f" with {spoken(money[0].name)} {_limit(found['limit'])}", said)
    found = _LEAST.match(said) or _LITTLE.match(said)
    if found is None or len(money) != 1:
        return said
    way = "highest" if found.groupdict().get("way", "least").casefold() == "most" else "lowest"
    return f"what is the {way} {spoken(money[0].name)} of {found['rows']}{found['end']}"


def _flagged(found: re.Match[str], catalog: Catalog) -> str:
    """Say which rows have what a yes or no of theirs is called: "smart meters", under "smart meter"."""
    (table,) = catalog.tables
    words = (stem(found["kind"].casefold()), stem(found["rows"].casefold()))
    flags = [each for each in table.columns if each.is_flag and each.spelt == words]
    if len(flags) != 1 or words[1] not in (*table.words, *table.row_words):
        return found.group()
    return f"{found['ask']} {found['rows']} with {spoken(flags[0].name)}"


def _longest(found: re.Match[str], catalog: Catalog) -> str:
    """Ask for the end of the only figure that is told in the unit."""
    unit = stem(found["unit"].casefold())
    told = [each for each in catalog.columns if each.is_measure and unit in each.spelt]
    if len(told) != 1:
        return found.group()
    way = "minimum" if found["way"].casefold() in ("shortest", "quickest", "fastest") else "maximum"
    return f"what is the {way} {spoken(told[0].name)} of {found['rows']}{found['end']}"


def _limit(said: str) -> str:
    """Write two limits as the two that they are."""
    if said.casefold().startswith("between") or not re.match(r"[$€£\d]", said):
        return said
    return "between " + re.sub(r"\s+to\s+", " and ", said)


def _number_and(found: re.Match[str], catalog: Catalog) -> str:
    """Say which number is meant beside a text of each row: how many there are is none of theirs."""
    (table,) = catalog.tables
    texts = [
        each
        for each in table.columns
        if each.is_text and each.spelt == tuple(map(stem, found["with"].casefold().split()))
    ]
    key = table.key
    told = key and not {*key.spelt}.isdisjoint(_NUMBERS)
    return f"{found['the']}{spoken(key.name)} and " if key and told and texts else found.group()


_NUMBERS = frozenset(map(stem, ["no", "number", "nr", "num"]))


def _of_rows(found: re.Match[str], catalog: Catalog) -> str:
    (table,) = catalog.tables
    if not (ABOUT_PEOPLE & {*table.words}) and sole_person(catalog) is None:
        return found.group()
    ask = found["ask"].casefold()
    if ask == "who":
        return f"who {found['rest']}"
    return f"{found['ask']} {spoken(table.name)} {found['rest']}"
