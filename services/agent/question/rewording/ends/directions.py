"""How a list is sorted, with its way said before what it is sorted by: "in descending order of age"."""

import re

from services.agent.question.language.superlatives import EST, is_largest
from services.agent.question.language.vocabulary import AGE_SUPERLATIVES

_SIGN = re.compile(r"\b(?:orders?|ordered|ordering|sort(?:ed)?|alphabetical|from)\b", re.IGNORECASE)
"""A word without which nothing here can be said."""
_BY = (
    r"(?P<by>(?!(?:the\s+|their\s+|its\s+)?(?:numbers?|counts?|total|sum|average|mean|how|amount)\b)"
    r"[\w'-]+(?:\s+(?!(?:and|in|from|the|for|with|where|that|who|which|whose)\b)[\w'-]+){0,4}?)"
)
"""What a list is sorted by: no figure, which would be asked for each."""
_ORDERS = r"(?:(?:sort|order|rank|list|arrange)(?:ed|s)?(?:\s+(?:them|it|the\s+(?:results?|list|rows?)))?)"
_LEAD = rf"\s*,?\s+(?:and\s+)?(?:{_ORDERS}\s+)?(?:by\s+)?in\s+(?:an?\s+|the\s+)?"
_WAY = r"(?P<way>ascending|increasing|descending|decreasing|reverse)"
_KIND = r"(?:(?:alphabetical|alphabetic|lexicographical|lexicographic|numerical|numeric)\s+)"
_END = r"(?=\s*(?:[,.;?!]|$))"
_WAY_FIRST = re.compile(
    rf"{_LEAD}(?:{_KIND}?{_WAY}\s+{_KIND}?|{_KIND})order(?:s)?\s+(?:of|by|for)\s+(?:(?:the|their|its)\s+)?{_BY}{_END}",
    re.IGNORECASE,
)
"""``In descending order of age``, ``in alphabetical order of name``."""
_ORDER_OF = re.compile(
    rf"(?<=\w)\s*,?\s+(?:{_ORDERS}\s+)?in\s+(?:the\s+)?order\s+of\s+(?:(?:the|their|its)\s+)?{_BY}{_END}",
    re.IGNORECASE,
)
_THEN = re.compile(
    r"\s*,?\s+(?:and|then)\s+(?:sort|order|rank|arrange)\s+(?:(?:them|it|the\s+(?:results?|list|rows?))\s+)?by\s+"
    r"(?:(?:the|their|its)\s+)?",
    re.IGNORECASE,
)
"""``And order the results by …``, in a sentence of its own."""
_FROM_TO = re.compile(
    rf"\b(?P<sorts>(?:sort|order|rank|arrange)(?:ed)?(?:\s+(?!by\b)[\w-]+){{0,4}}?\s+by)\s+(?:(?:the|their|its)\s+)?{_BY},?\s+from\s+(?:the\s+)?"
    rf"(?P<one>{EST}|high|low|large|small|long|short|old|young|new|big)\s+to\s+(?:the\s+)?"
    rf"(?P<other>{EST}|high|low|large|small|long|short|old|young|new|big)(?:\s+(?:ones?|\w+s))?{_END}",
    re.IGNORECASE,
)
"""``Ordered by age from the oldest to the youngest``."""
_IN_TIME = re.compile(r"\s+in\s+(?:calendar|chronological)\s+order(?=\s*(?:[,.;?!]|$))", re.IGNORECASE)
_TIMES = re.compile(r"\b(?:\w*date|day|birth\w*|born|year|time|built|founded)\b", re.IGNORECASE)
_BEST_FIRST = re.compile(
    r"^(?P<asked>(?:who\s+are\s+)?(?:the\s+)?top\s+\w+\s+[^?.;]*?\bby\b[^?.;]*[?.]\s[^?.;]*?),?\s+"
    r"(?:with\s+the\s+)?(?:highest|largest|biggest|most)\s+first(?P<end>[\s.?!]*)$",
    re.IGNORECASE,
)
"""The top ones are the highest first anyway."""
_DOWN = ("descending", "decreasing", "reverse")


def say_sorted(question: str) -> str:
    """Say what a list is sorted by, and then which way; most questions say nothing of it and stay."""
    question = _BEST_FIRST.sub(r"\g<asked>\g<end>", question)
    if not _SIGN.search(question):
        return question
    question = _IN_TIME.sub(" in order", _THEN.sub(", sorted by ", question))
    question = _WAY_FIRST.sub(_way_last, question)
    question = _ORDER_OF.sub(r" sorted by \g<by>", question)
    return _FROM_TO.sub(_one_way, question)


def _way_last(found: re.Match[str]) -> str:
    way = "descending" if (found["way"] or "").lower() in _DOWN else "ascending"
    return f" sorted by {found['by']}, {way}"


def _one_way(found: re.Match[str]) -> str:
    """Say which way the first end goes: the oldest have the highest age, and the earliest day."""
    one = found["one"].lower()
    word = one if one.endswith("est") else f"{one.removesuffix('e')}est".replace("bigest", "biggest")
    largest = is_largest(word)
    if largest is None:
        return found.group()
    if any(end.startswith("new") for end in (one, found["other"].lower())):
        # What is new is late, and what is old beside it early.
        return f"{found['sorts']} {found['by']}, {'descending' if one.startswith('new') else 'ascending'}"
    turned = word in AGE_SUPERLATIVES and _TIMES.search(found["by"]) is not None
    return f"{found['sorts']} {found['by']}, {'descending' if largest != turned else 'ascending'}"
