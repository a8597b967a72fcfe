"""Says each part of a name as one: "first, middle and last names" are three names."""

import re

_PARTS = re.compile(
    r"\b(?P<one>first|given),\s+(?P<two>middle),?\s+(?:and\s+)?(?P<three>last|family)\s+(?P<name>names?)\b",
    re.IGNORECASE,
)


_BOTH = re.compile(r"\b(?P<one>first|given)\s+and\s+(?P<two>last|family)\s+(?P<name>names?)\b", re.IGNORECASE)


def say_name_parts(question: str) -> str:
    """Say the word behind each of three parts of a name; a question without them stays as it is."""
    question = _PARTS.sub(r"\g<one> \g<name>, \g<two> \g<name> and \g<three> \g<name>", question)
    return _BOTH.sub(r"\g<one> \g<name> and \g<two> \g<name>", question)
