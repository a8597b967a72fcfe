"""Asks for a price by its header where anybody pays it: ``the least I would have to pay``."""

import re

from services.agent.question.language.words import spoken, stem
from services.agent.question.rewording.freely.persons import ANYBODY
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog

_MONEY = frozenset(
    map(stem, ["price", "cost", "fee", "fare", "rent", "charge", "bill", "toll", "tuition", "premium"])
)
_WAGES = frozenset(map(stem, ["salary", "wage", "pay", "earnings", "income"]))
_PAY = r"(?:pay|spend|lay\s+out|fork\s+out|part\s+with|get\s+away\s+with)"
_MAY = (
    r"(?:['\u2019]d|\s+would|\s+could|\s+can|\s+will|\s+must|\s+should|\s+may|\s+have|\s+has|\s+need|\s+to|"
    r"\s+ever|\s+actually)*"
)
_PER = r"(?:\s+(?:a|per|each|every)\s+(?P<unit>day|night|week|month|year|head|person))?"
_FOR = (
    r"(?:\s+(?:for|on|to\s+(?:buy|get|rent|have|own|enter|run|join|attend|eat\s+at|stay\s+at|stay\s+in|see|visit|do|"
    r"take|book)))?"
)
_LEAST = re.compile(
    rf"^what(?:['\u2019]s|\s+is|\s+was|\s+would\s+be)\s+the\s+(?P<way>least|most|minimum|maximum)(?:\s+(?:money|amount))?(?:\s+that)?\s+"
    rf"{ANYBODY}{_MAY}\s+{_PAY}{_PER}{_FOR}\s+(?P<what>[^?]+?)\s*\?*$",
    re.IGNORECASE,
)
_HOW_LITTLE = re.compile(
    rf"^how\s+(?P<way>little|much\s+at\s+(?:least|most))(?:\s+money)?{_PER}\s+(?:can|could|do|would|must|will|should)\s+{ANYBODY}{_MAY}\s+{_PAY}"
    rf"{_FOR}\s+(?P<what>[^?]+?)\s*\?*$",
    re.IGNORECASE,
)
_AT_LEAST = re.compile(
    rf"^(?:how\s+much|what)(?:\s+money)?\s+(?:can|could|do|would|must|will|should)\s+{ANYBODY}{_MAY}\s+{_PAY}\s+at\s+(?P<way>least|most){_PER}"
    rf"{_FOR}\s+(?P<what>[^?]+?)\s*\?*$",
    re.IGNORECASE,
)
_ALL_OF = re.compile(
    rf"^(?:how\s+much(?:\s+money)?|what)\s+(?:would|will|does|did)\s+(?:it\s+(?:take|cost)|{ANYBODY}\s+(?:need|have\s+to\s+(?:pay|spend)|pay))\s+"
    r"(?:me\s+|us\s+)?(?:to\s+(?:buy|get|have|take|purchase)|for)\s+(?:every(?:\s+single|\s+one\s+of\s+the)?|each|all(?:\s+of)?(?:\s+the|\s+our)?)\s+"
    r"(?P<what>[^?]+?)\s*\?*$",
    re.IGNORECASE,
)
_SPENT_ON = re.compile(
    r"^how\s+much(?:\s+money)?\s+(?:does|do|did)\s+(?P<who>[^?]+?)\s+spend\s+on\s+(?:the\s+|its\s+|their\s+)?"
    rf"(?P<on>wages|salaries|pay|salary){_PER}\s*\?*$",
    re.IGNORECASE,
)
_MORE_THAN_ANY = re.compile(
    rf"^(?P<ask>(?:at|in|for|on|with)?\s*(?:which|what)\s+[\w-]+(?:\s+[\w-]+)?)\s+(?:would|do|does|will|must|could)\s+{ANYBODY}{_MAY}\s+pay"
    rf"{_PER}?\s*(?P<more>more|less){_PER.replace('unit', 'by')}\s+than\s+"
    r"(?:anywhere|anything|any\s+other|everywhere)(?:\s+else)?(?:\s+[\w-]+)?\s*\?*$",
    re.IGNORECASE,
)
_FOR_SO_MUCH = re.compile(
    r",?\s+for\s+(?P<limit>(?:under|below|over|above|less\s+than|more\s+than|no\s+more\s+than|up\s+to|at\s+most)\s+[$\u20ac\u00a3]?\d[\d.,]*)"
    r"(?:\s+(?:a|per|each|every)\s+(?:month|night|day|week|year))?(?=\s*[?.!]*$)",
    re.IGNORECASE,
)
_TAKES_IN = re.compile(
    r"^(?:how\s+much(?:\s+money)?|what)\s+(?:would|does|do|did|will|could)\s+(?P<who>[^?]+?)\s+(?:take\s+in|collect|earn|make|get|bring\s+in|charge)"
    r"(?:\s+in\s+(?:all|total))?\s+(?:every|each|a|per)\s+(?:month|night|day|week|year)\s+(?:from|with|for)\s+all\s+(?:of\s+)?(?:its|his|her|their)\s+"
    r"[\w-]+(?:\s+(?:let|rented(?:\s+out)?|taken))?(?:\s+together)?\s*\?*$",
    re.IGNORECASE,
)
_COMES_IN = re.compile(
    r"^how\s+much(?:\s+money)?\s+(?:comes|came|do\s+we\s+(?:get|take|make|earn))\s+(?:in\s+)?(?:every|each|a|per)\s+(?:month|night|day|week|year)\s+"
    r"(?:from|with)\s+(?P<who>[^?]+?)\s*\?*$",
    re.IGNORECASE,
)
_PAYING = re.compile(
    r"\b(?:pay|pays|paying|cost|costs|costing)\s+(?:exactly\s+)?(?P<n>[$\u20ac\u00a3]?\d[\d.,]*)"
    r"(?:\s+(?:a|per|each|every)\s+(?:month|night|day|week|year))?(?=\s*[?.!]*$)",
    re.IGNORECASE,
)
_LEADING = re.compile(r"^(?:at|in|for|on|with)\s+", re.IGNORECASE)
_HIGHEST = frozenset(["most", "maximum", "much at most"])


def say_payments(question: str, catalog: Catalog) -> str:
    """Ask for the lowest, the highest or the whole price, where only one header holds one."""
    if found := _SPENT_ON.match(question):
        wages = _only(_WAGES, catalog)
        return f"what is the total {spoken(wages.name)} of {found['who']}?" if wages else question
    price = _only(_MONEY, catalog)
    if price is None:
        return question
    name = spoken(price.name)
    if found := _FOR_SO_MUCH.search(question):
        rest = question[found.end() :]
        return f"{question[: found.start()]} and a {name} {found['limit']}{rest}"
    said = _PAYING.sub(rf"has a {name} of \g<n>", question)
    if said != question:
        return said
    if found := _TAKES_IN.match(question) or _COMES_IN.match(question):
        return f"what is the total {name} of {found['who']}?"
    if found := _MORE_THAN_ANY.match(question):
        way = "highest" if found["more"].casefold() == "more" else "lowest"
        return f"{_LEADING.sub('', found['ask'].strip())} has the {way} {name}?"
    for pattern in (_LEAST, _HOW_LITTLE, _AT_LEAST):
        if found := pattern.match(question):
            way = "highest" if " ".join(found["way"].casefold().split()) in _HIGHEST else "lowest"
            return f"what is the {way} {name} of {found['what']}?"
    return question


def say_whole_price(question: str, catalog: Catalog) -> str:
    """Ask for the sum of the only prices where somebody buys all of some rows: ``to buy every red one``."""
    found = _ALL_OF.match(question) if len(catalog.tables) == 1 else None
    price = _only(_MONEY, catalog) if found else None
    return f"what is the total {spoken(price.name)} of all {found['what']}?" if found and price else question


def _only(words: frozenset[str], catalog: Catalog) -> Column | None:
    """Return the only figure whose header has one of some words."""
    named = [each for each in catalog.columns if each.is_measure and not words.isdisjoint(each.words)]
    return named[0] if len(named) == 1 else None
