"""What a question says by the way: politeness, and words that change nothing of what is asked."""

import re

_LEAD = re.compile(
    r"^\s*(?:(?:please|kindly|hi|hello|hey)\b[\s,]*|"
    r"(?:could|can|would|will) you (?:please )?(?=(?:show|tell|give|list|find|get|count|name|say)\b)|"
    r"i(?:'d| would)? (?:like|want|need)(?: to (?:know|see|have)\b| (?=(?:the|a|all)\b))[\s,]*|"
    r"(?:work out|compute|calculate|determine|figure out)\b(?= (?:the|how|what|for)\b)[\s,]*)+",
    re.IGNORECASE,
)
_OF_ALL = re.compile(
    r"^(?:looking at|considering|across|taking|over|for) all (?:of )?(?:the |our )?\w+,\s*", re.IGNORECASE
)
"""How a question begins that is about all rows: it says no more than the question does."""
_BREAK = re.compile(r"^\s*break\s+down\s+(?=(?:the|our|all)\b)", re.IGNORECASE)
_ASIDES = re.compile(
    r"\b(?:on file|on record|on (?:the|our) books|in our (?:files|records|books))\b"
    r"|[,(]+\s*(?:whatever|regardless of|no matter) (?:the|their|its) [\w ]*?\b"
    r"(?:status(?:es)?|state|kind|type)\b\)?"
    r"|[,(]+\s*all (?:status(?:es)?|states|kinds|types) (?:included|count)\b\)?"
    r"|,\s*please(?=[\s.?!]*$)"
    r"|[,(]*\s*\beach (?:\w+ )?(?:only |just )?once\b[.)]*"
    r"|[,(]*\s*\b(?:across|among|over) all (?:of )?(?:the |our )?(?=\w+[\s?.!]*$)\w+",
    re.IGNORECASE,
)


def without_asides(question: str) -> str:
    """Take out what only dresses a question up; a question of nothing else stays as it is."""
    said = _LEAD.sub("", question)
    said = _BREAK.sub("number of ", _OF_ALL.sub("", said))
    said = " ".join(_ASIDES.sub(" ", said).split()) if _ASIDES.search(said) else said
    return said if said.strip(" ?.!") else question
