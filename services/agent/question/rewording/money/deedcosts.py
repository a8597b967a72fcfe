"""What doing something costs, as what the thing itself does: ``how much is it on average to adopt a dog``."""

import re

_MEAN = r"on\s+average|usually|normally|typically"
_COST = re.compile(
    rf"^(?:how\s+much|what)\s+(?:(?:does|do|did|would|will)\s+it\s+(?:(?:{_MEAN})\s+)?cost(?:\s+(?:me|us|you|one))?|is\s+it)"
    rf"(?:\s+(?:{_MEAN}))?\s+to\s+[a-z]+\s+(?P<what>an?\s+[^,?]+?)(?:\s+(?:{_MEAN}))?(?P<end>\s*[?.!]*)$",
    re.IGNORECASE,
)
_AVERAGED = re.compile(rf"\b(?:{_MEAN})\b", re.IGNORECASE)


def say_cost_of_doing(question: str) -> str:
    """Ask what a thing costs, where a question asks what it costs to do something with one.

    What is still to be done has been done with no row: ``to adopt`` says nothing of which were adopted.
    """
    found = _COST.match(question) if " to " in question else None
    if found is None:
        return question
    mean = " on average" if _AVERAGED.search(question) else ""
    return f"how much does {found['what']} cost{mean}{found['end']}"
