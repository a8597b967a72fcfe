"""How an answer is to be ordered, in the words that are read: "dearest at the top", "from the cheapest up".

What things are ranked by is asked for each of them: "rank the makes by average price" wants a price per make.
"""

import re

from services.agent.question.language.lexicon import SENSES
from services.agent.question.language.superlatives import EST, is_largest

_EXTREME = rf"(?:(?P<way>most|least)(?:\s+\w+){{0,3}}?|(?P<word>{EST}|best|worst))(?:\s+(?:one|ones|\w+))?"
_HEAD = r"(?:^|\s*[,;(:]\s*|\s+[-–—]+\s+|\s+with\s+)(?:and\s+)?(?:(?:the|our)\s+)?"
_DIRECTED = (
    re.compile(
        rf"{_HEAD}{_EXTREME}\s+(?:(?:coming|going|listed)\s+)?"
        r"(?:first|(?:at|on|to)\s+(?:the\s+)?top|to\s+(?:start|begin)\s+with)\)?(?=\s*(?:[,.;:?!)]|$|and\b|with\b))",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?:\s*[,(]\s*|\s+)(?:(?:ordered|sorted|ranked|listed|arranged|going|in\s+order)\s+)?(?:starting\s+|going\s+)?"
        rf"from\s+(?:the\s+)?{_EXTREME}\s+(?:up(?:wards?)?|down(?:wards?)?|on(?:wards?)?|"
        rf"to\s+(?:the\s+)?(?:{EST}|most|least|best|worst)(?:\s+\w+)?)\)?(?=\s*(?:[,.;:?!)]|$|[-–—]\s|and\b))",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?:\s*[,(]\s*|\s+)(?:starting|beginning)\s+(?:with|from|at)\s+(?:the\s+)?{_EXTREME}\)?(?=\s*(?:[,.;:?!)]|$))",
        re.IGNORECASE,
    ),
)
"""Which end comes first, said after what is asked."""
_ENDS = re.compile(
    r"\b(?:from\s+)?(?P<one>high|low|larg|small|long|short|old|young|new)(?:e|est|er)?\s+to\s+"
    r"(?P<other>high|low|larg|small|long|short|old|young|new)(?:e|est|er)?\b",
    re.IGNORECASE,
)
"""``From high to low``, ``largest to smallest``."""
_FIGURE = (
    r"(?P<figure>(?:average|mean|median|total|sum\s+of|number\s+of|count\s+of|how\s+many)\b[^,;:.?!(]+?)"
)
_REST = r"(?P<rest>(?:(?:\s*[,;:.?!(]|\s+[-–—]\s).*)?)"
_WHAT = r"(?:all\s+|each\s+|every\s+)?(?:(?:of\s+)?(?:the|our)\s+)?(?P<what>[\w' -]+?)"
_OWN = r"(?:(?:their|its|the)\s+)?"
_BESIDE = re.compile(
    r"^(?:(?:show|list|give|display|print|return)(?:\s+(?:me|us))?\s+)?"
    rf"{_WHAT}\s+(?:along\s+|together\s+)?with\s+(?:their|its|the)\s+"
    rf"(?P<figure>(?:average|mean|median)\b[^,;:.?!(]+?){_REST}$",
    re.IGNORECASE,
)
"""What is only shown beside things, in no order: ``the shops with their average price``."""
_RANKED = (
    re.compile(
        rf"^(?P<rank>rank|order|sort|arrange)\s+{_WHAT}\s+(?:by|on|in\s+(?:the\s+)?order\s+of|according\s+to|based\s+on)\s+"
        rf"{_OWN}{_FIGURE}{_REST}$",
        re.IGNORECASE,
    ),
    re.compile(
        r"^(?:put|(?:show|list|give|display|print|return)(?:\s+(?:me|us))?)\s+"
        rf"{_WHAT}\s+(?:in\s+(?:the\s+)?order\s+of|(?:sorted|ordered|ranked|arranged)\s+by)\s+"
        rf"{_OWN}{_FIGURE}{_REST}$",
        re.IGNORECASE,
    ),
    _BESIDE,
)
_RANKED_ROWS = re.compile(
    rf"^(?P<verb>rank|order|sort|arrange)\s+{_WHAT}\s+(?:by|on|in\s+(?:the\s+)?order\s+of|according\s+to)\s+"
    rf"{_OWN}(?P<by>[\w' -]+?){_REST}$",
    re.IGNORECASE,
)
_SHORT = re.compile(
    r"\b(?P<before>(?!(?:the|an?|each|every|any|which|what|this|that|one|first|last|next|only|"
    rf"most|least|{EST})\b)\w+)\s+(?P<verb>order|sort)\s+by\b",
    re.IGNORECASE,
)
"""The verb in short, "names and ages order by age"; "the last order by Acme" is a noun."""
_ADVERB = re.compile(
    r"\b(?P<verb>ordered|sorted|ranked)\s+(?P<way>ascending|descending)ly\s+by\s+(?P<by>[\w' -]+)",
    re.IGNORECASE,
)
_WITH_FIRST = re.compile(
    r"^(?P<head>(?:please\s+)?(?:list|show|give|display)\b[^,.?]*?)\s+with\s+"
    r"(?P<columns>(?:their|its|the)\s+[\w -]+?),\s*"
    rf"(?:the\s+)?(?P<word>{EST}|most\s+\w+|least\s+\w+)\s+first$",
    re.IGNORECASE,
)
"""What is shown of things that come in an order: "all plans with their price, cheapest first"."""
_WAY = re.compile(
    r"[\s,]+(?:in\s+)?(?:ascending|descending|increasing|decreasing|from\s+\w+\s+to\s+\w+|\w+est\s+to\s+\w+est)"
    r"(?:\s+order)?$",
    re.IGNORECASE,
)
"""Which way an order goes, said right behind what it is by."""
_COUNTED = re.compile(
    r"^how\s+many\s+(?P<what>[\w' -]+?)(?:\s+(?:they|it|each)\b(?:\s+\w+){1,2})?$", re.IGNORECASE
)
_PICKS = re.compile(
    rf"\d|\b(?:top|bottom|first|last|which|what|who|with|whose|most|least|{EST})\b", re.IGNORECASE
)
"""Words that pick some of the things."""
_LISTS = re.compile(r",\s*[\w ]+\s+and\s+[\w ]+$", re.IGNORECASE)
"""A list of columns right before an order: "customer and days, longest first"."""
_FIGURED = re.compile(
    r"\b(?:by|per|each|every|average|mean|median|total|number|count|how many)\b", re.IGNORECASE
)
"""Words that say that there is a figure to order by."""


def order_plainly(question: str) -> str:
    """Say in plain words how an answer is to be ordered; most questions say nothing of it and stay."""
    question = _SHORT.sub(r"\g<before> \g<verb>ed by", question)
    question = _WITH_FIRST.sub(_shown_in_order, question)
    question = _ADVERB.sub(r"\g<verb> by \g<by>, \g<way>", question)
    return _figure_each(_directed(question))


def _shown_in_order(found: re.Match[str]) -> str:
    """Ask for things and their columns; what is cheap or dear is so by the one amount that is shown."""
    word = found["word"].casefold()
    priced = {"cheapest": "lowest", "dearest": "highest", "priciest": "highest", "most expensive": "highest",
              "least expensive": "lowest"}  # fmt: skip
    return f"{found['head']} and {found['columns']}, {priced.get(word, word)} first"


def _directed(question: str) -> str:
    """Name the end that comes first as the highest or the lowest; once is enough where it picks the rows."""
    question = _ENDS.sub(r"from \g<one>est to \g<other>est", question)
    for pattern in _DIRECTED:
        found = pattern.search(question)
        if not found or found.start() == 0:
            continue
        word, before, after = (
            (found["way"] or found["word"]).lower(),
            question[: found.start()],
            question[found.end() :],
        )
        largest = is_largest(word)
        if largest is not None and re.search(rf"\b{word}\b", before, re.IGNORECASE):
            return before + after
        plain = found["way"] is None and (word, "first") in SENSES
        if largest is not None and not plain and (_FIGURED.search(before) or _LISTS.search(before)):
            return f"{before}, {'highest' if largest else 'lowest'} first{after}"
    return question


def _figure_each(question: str) -> str:
    """Ask for the figure that things are ranked by: for each of them, in that order."""
    for pattern in _RANKED:
        found = pattern.match(question)
        if not found or _PICKS.search(found["what"]):
            continue
        figure = _COUNTED.sub(r"number of \g<what>", found["figure"])
        way = _WAY.search(figure)
        figure, said = (figure[: way.start()], f", {way[0].strip(' ,')}") if way else (figure, "")
        ranks = pattern is not _BESIDE and not said and " first" not in found["rest"]
        end = "highest" if found.groupdict().get("rank") else "lowest"
        order = f", {end} first" if ranks else said
        return f"{figure} per {found['what']}{order}{found['rest']}"
    return _order_rows(question)


def _order_rows(question: str) -> str:
    """Ask for the rows in their order, where they are ranked by what each of them says itself."""
    found = _RANKED_ROWS.match(question)
    if not found or _PICKS.search(found["what"]) or _FIGURED.search(found["by"]):
        return question
    if " first" in found["rest"]:
        return f"{found['what']} by {found['by']}{found['rest']}"
    if "rank" in found["verb"].lower():
        return f"{found['what']} by {found['by']}, highest first{found['rest']}"
    return f"{found['what']} sorted by {found['by']}{found['rest']}"
