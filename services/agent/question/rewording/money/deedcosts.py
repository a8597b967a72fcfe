"""What doing something costs, as what the thing itself does: ``how much is it on average to adopt a dog``."""

import re

from services.agent.question.language.words import stem
from services.agent.question.tables.schema import Catalog

_MEAN = r"on\s+average|usually|normally|typically"
_COST = re.compile(
    rf"^(?:how\s+much|what)\s+(?:(?:does|do|did|would|will)\s+it\s+(?:(?:{_MEAN})\s+)?cost(?:\s+(?:me|us|you|one))?|is\s+it)"
    rf"(?:\s+(?:{_MEAN}))?\s+to\s+[a-z]+\s+(?P<what>an?\s+[^,?]+?)(?:\s+(?:{_MEAN}))?(?P<end>\s*[?.!]*)$",
    re.IGNORECASE,
)
_COSTS = frozenset(map(stem, ["cost", "price"]))
_AVERAGED = re.compile(rf"\b(?:{_MEAN})\b", re.IGNORECASE)


_TO_HAVE = re.compile(
    r"(?P<cost>\b(?:costs?)(?:\s+us)?(?:\s+(?:the\s+)?(?:most|least))?)\s+to\s+(?:buy|purchase|acquire)\b",
    re.IGNORECASE,
)
"""What a thing costs that is bought: which of several prices is meant, only a header could say."""


def say_cost_of_buying(question: str, catalog: Catalog) -> str:
    """Leave out that a thing is bought for what it costs, where no header tells buying from other costs."""
    found = _TO_HAVE.search(question)
    costs = [each for each in catalog.columns if each.is_measure and _COSTS & {*each.words}] if found else []
    return (
        _TO_HAVE.sub(r"\g<cost>", question)
        if len({each.table for each in costs}) == len(costs) > 0
        else question
    )


def say_cost_of_doing(question: str) -> str:
    """Ask what a thing costs, where a question asks what it costs to do something with one.

    What is still to be done has been done with no row: ``to adopt`` says nothing of which were adopted.
    """
    found = _COST.match(question) if " to " in question else None
    if found is None:
        return question
    mean = " on average" if _AVERAGED.search(question) else ""
    return f"how much does {found['what']} cost{mean}{found['end']}"
