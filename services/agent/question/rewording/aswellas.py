"""Says "both" for what was done in one way "as well as" in another, and "most often" for "the most times"."""

import re

_WAY = r"(?:by|in|with|on|at|from|for)\s+[\w-]+"
_AS_WELL = re.compile(
    r"(?P<done>\b(?:have|has|had|[a-z]+ed|paid|bought|took|taken|made|sold|gave|given|won|shown)\s+(?:[a-z]+\s+)??)"
    rf"(?P<one>{_WAY})\s+as\s+well\s+as\s+(?P<other>{_WAY})",
    re.IGNORECASE,
)
_TIMES = re.compile(
    r"\b(?:the\s+)?(?P<end>most|fewest|least)\s+(?:number\s+of\s+)?times(?=[\s?.!,]*$)", re.IGNORECASE
)


def say_as_well(question: str) -> str:
    """Say which two ways both hold, and how often something was done; others stay as they are."""
    question = _AS_WELL.sub(r"\g<done>both \g<one> and \g<other>", question)
    return _TIMES.sub(
        lambda found: "most often" if found["end"].lower() == "most" else "least often", question
    )
