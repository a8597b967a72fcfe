"""Leaves out what says that all who share a place are wanted: "including ties", "all tied for first place".

Whoever shares the first or the last place is listed anyway.
"""

import re

_ENDS = re.compile(r"\b(?:most|least|top|best|worst|[a-z]{2,}est|maximum|minimum)\b", re.IGNORECASE)
_PLACE = r"(?:(?:the\s+)?(?:first|last|top)(?:\s+(?:place|position|rank|spot))?|it|that)"
_TIED = re.compile(
    r"[,;]?\s*[(]?\b(?:and\s+)?(?:includ(?:e|ing)|with|count(?:ing)?|keep(?:ing)?|show(?:ing)?|list(?:ing)?|allowing)\s+"
    r"(?:for\s+)?(?:all\s+|any\s+|the\s+|possible\s+)*ties\b[)]?"
    r"|[,;.]?\s*[(]?\b(?:(?:give|show|list|return|include|name)\s+)?(?:(?:the\s+)?names?\s+of\s+)?(?:all|both|every\s+one|any)(?:\s+of\s+them)?\s+"
    r"(?:[a-z]+\s+)?(?:if|in\s+case|when|where|should)\s+(?:of\s+)?(?:there\s+(?:is|are|be)\s+)?(?:(?:they|several|some|any)\s+(?:are\s+)?)?"
    r"(?:an?\s+)?(?:tied?|ties)\b[)]?"
    rf"|[,;.]?\s*\b(?:give|show|list|return|include|name)\s+(?:(?:the\s+)?names?\s+of\s+)?(?:all|every)(?:\s+[a-z]+)?\s+"
    rf"(?:(?:that|which|who)\s+(?:are\s+)?)?(?:tied?|tying)(?:\s+for\s+{_PLACE})?",
    re.IGNORECASE,
)


def without_ties(question: str) -> str:
    """Leave out that ties are listed, of a question that asks for the first or the last of something."""
    return _TIED.sub("", question) if " ti" in question and _ENDS.search(question) else question
