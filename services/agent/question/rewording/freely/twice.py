"""Asks once what is asked in two steps: ``Do we have any sweet reds? Which?``."""

import re

from services.agent.question.language.words import spoken
from services.agent.question.tables.schema import Catalog

_ANY = re.compile(
    r"^(?:(?:do|does|have|has)\s+(?:we|you|they)\s+(?:have\s+|got\s+|sell\s+|stock\s+|own\s+)?|(?:is|are)\s+there\s+)"
    r"(?:any(?P<body>one|body)?|some)\s+(?P<what>[^?]+)\?\s*(?:and\s+|if\s+so,?\s+)?(?P<ask>which|who|what|how\s+many)"
    r"(?:\s+(?:ones?|are\s+they|is\s+it|of\s+them|are\s+there|exactly))*\s*\??$",
    re.IGNORECASE,
)
_ANYONE = re.compile(
    r"^(?:does|did|has|is|was|do)\s+any(?:one|body)\s+(?P<scope>(?:with|in|from|at|of|on)\s+(?:[\w-]+\s+)+?)?(?P<does>[a-z]+)\s*(?P<rest>[^?]*)\?\s*"
    r"(?:and\s+|if\s+so,?\s+)?(?P<ask>who|which|how\s+many)(?:\s+(?:ones?|is\s+it|are\s+they|exactly))*\s*\??$",
    re.IGNORECASE,
)


def ask_once(question: str, catalog: Catalog) -> str:
    """Ask which or how many there are, and not first whether there are any."""
    rows = spoken(catalog.tables[0].name)
    if found := _ANY.match(question):
        what = f"people {found['what']}" if found["body"] else found["what"].strip()
        counted = found["ask"].casefold().startswith("how")
        return f"how many {what} are there?" if counted else f"list the {what}"
    if found := _ANYONE.match(question):
        what = " ".join(f"{found['scope'] or ''}{found['does']} {found['rest']}".split())
        return (
            f"how many {rows} {what}?"
            if found["ask"].casefold().startswith("how")
            else f"which {rows} {what}?"
        )
    return question
