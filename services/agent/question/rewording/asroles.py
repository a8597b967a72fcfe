"""Says beside the rows who has a part in them: "flats that have Ada Frost as their agent"."""

import re

_AS = re.compile(
    r"\b(?:(?:who|that|which)\s+)?(?:have|has|had)\s+(?P<name>[A-Z][\w.'-]*(?:\s+[A-Z][\w.'-]*)+)\s+as\s+"
    r"(?:their|its|his|her|an?|the)\s+(?P<part>[a-z]+(?:\s+[a-z]+)?)(?=[?.!,]|$)"
)


def say_as_part(question: str) -> str:
    """Say "with agent Ada Frost" for who have a named person as their agent; others stay as they are."""
    return _AS.sub(r"with \g<part> \g<name>", question)
