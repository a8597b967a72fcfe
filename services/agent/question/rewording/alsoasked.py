"""What else is asked of the one that is described, said with it: "the age of the oldest? Give his name"."""

import re

_WHAT = r"(?:what\s+(?:is|was|are|were)|give|show|list|state|tell|indicate|find|name|provide|mention|return)"
_ALSO = re.compile(
    rf"^(?P<ask>{_WHAT}\s+(?:me\s+)?the\s+)(?P<one>[a-z][\w-]*(?:\s+(?!of\b)[a-z][\w-]*){{0,3}})\s+of\s+(?P<whom>the\s+(?:(?!\band\b)[^?,;])+?)"
    rf"(?:[?.]\s*(?:please\s+)?(?:also\s+)?{_WHAT}(?:\s+also)?\s+|,?\s+and\s+(?:also\s+)?(?:{_WHAT}\s+)?)"
    r"(?:his|her|its|their)\s+(?P<other>[a-z][\w-]*(?:\s+[a-z][\w-]*){0,3})\s*[?.]*$",
    re.IGNORECASE,
)
_VERB = re.compile(r"\b(?:is|was|are|were|has|have|had|did|does|do|in|on|at|by|for)\b", re.IGNORECASE)
"""What makes more of the second than a header."""
_COMPARED = re.compile(
    r"^(?P<more>how\s+(?:many|much)\s+(?:more|fewer|less)\s.+?),?\s+(?:(?:as\s+)?compared|in\s+comparison)\s+(?:to|with)\s+"
    r"(?P<other>(?:(?!\bthan\b).)+)$",
    re.IGNORECASE,
)
"""``How many more rooms has the inn compared to the lodge``."""
_AMONG = re.compile(
    r"^(?:among|amongst|of|out\s+of)\s+(?:all\s+)?(?:the\s+)?(?P<whom>[a-z]+s\s[^,?]+),\s+how\s+many\s+(?:of\s+(?:them|these|those)\s+)?"
    r"(?P<did>(?:[a-z]{3,}ed|made|sent|paid|bought|took|came|went|won|lost)\s[^,?]+)\?*$",
    re.IGNORECASE,
)
"""Of some, how many did something: they are counted, and nothing that they did."""
_PLAYED = re.compile(
    r"\b(?P<games>matches|games|fixtures)\s+(?P<be>were|are|was|have\s+been)\s+played\s+"
    r"(?P<at>in|on|at|during|between|by\s+round)\b",
    re.IGNORECASE,
)
"""Games that were played are all games: who played them is not what is asked."""


def say_also_asked(question: str) -> str:
    """Ask for both at once of what is described once; most questions stay as they are."""
    if (found := _COMPARED.match(question)) is not None:
        return f"{found['more']} than {found['other']}"
    question = _AMONG.sub(r"How many \g<whom> \g<did>?", question)
    question = _PLAYED.sub(r"\g<games> \g<be> held \g<at>", question)
    also = _ALSO.match(question)
    if also is None or _VERB.search(also["other"]):
        return question
    return f"{also['ask']}{also['one']} and the {also['other']} of {also['whom']}?"
