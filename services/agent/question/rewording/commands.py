"""Says what a question tells one to do as any question does: "write down the ages"."""

import re

_COMMAND = re.compile(
    r"(?P<lead>^|[.?!;]\s+|,\s*)(?:(?:please|kindly|also)\s+)?"
    r"(?:write\s+down|note\s+down|point\s+out|list\s+out|spell\s+out|name\s+out|mention|indicate|tally|enumerate|specify|"
    r"state|describe|do\s+you\s+know|(?:can|could)\s+you\s+(?:state|mention|specify|indicate))\s+"
    r"(?=(?:the|their|its|his|her|all|each|every|any|which|what|how|who|where|when)\s)",
    re.IGNORECASE,
)
_OF_FIGURE = re.compile(
    r"^(?:please\s+)?(?:give|provide|show|find|calculate|compute|determine|identify)\s+(?:me\s+)?"
    r"(?=the\s+(?:percentage|percent|proportion|ratio)\s+of\s)",
    re.IGNORECASE,
)

_FOR_ROWS = re.compile(
    r"^(?:for|of)\s+(?=(?:all\s+)?(?:the\s+)?(?!each\b|every\b)[a-z]+s\s+(?:born|who|that|with|whose|from|made|[a-z]+ed)\s"
    r"[^,?]*,\s*(?:what|give|calculate|compute|find|determine)\b[^,]*\b(?:percentage|proportion|percent)\b)",
    re.IGNORECASE,
)
"""Before the rows of which a part is asked for: it is one of these, and not these one of it."""


def say_commands(question: str) -> str:
    """Ask for what one is told to state; what is asked anyway stays as it is.

    A word that is a command may be a header elsewhere: it is one before an article, or a word that asks.
    """
    question = _COMMAND.sub(r"\g<lead>give ", question)
    return _FOR_ROWS.sub("Among ", _OF_FIGURE.sub("What is ", question))
