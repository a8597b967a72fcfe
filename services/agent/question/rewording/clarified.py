"""Sentences and clauses that say what is done anyway: of any state, "ties go to the first name", "the site of …".

Nothing is ever left out that a question does not say, and what ties is told by name. So who says it once more
says nothing of which rows are meant. Of whom a header is meant is said with the header itself.
"""

import re

_END = r"(?=\s*(?:[,.?!;)]|$))"
_TIES = re.compile(
    r"(?<=[.?!])\s+(?:break\s+)?ties?\b[^.?!]*\b(?:names?|alphabetical(?:ly)?)\b[^.?!]*[.!]?(?=\s|$)", re.IGNORECASE
)
_STATES = re.compile(
    r"(?<=[.?!])\s+(?:please\s+)?(?:count|consider|include|use|take|look\s+at|cover)\s+(?:[\w-]+\s+){1,4}"
    r"(?:of|in|with)\s+(?:every|any|all)\s+(?:status|state|type|kind|outcome)(?:es|s)?[.!]?(?=\s|$)",
    re.IGNORECASE,
)
_INCLUDED = re.compile(
    r"(?:,\s*(?:and\s+)?|\s+and\s+|(?<=[.?!])\s+|\s*\(\s*)(?:please\s+)?(?:also\s+)?(?:include|including|counting)\s+"
    r"(?:also\s+)?(?:the\s+)?(?P<kind>[a-z]+ed|inactive|past|former|old|open|void)\s+(?:ones|[a-z]+s)"
    rf"(?:\s+(?:too|as\s+well))?\)?{_END}",
    re.IGNORECASE,
)
_WHETHER = re.compile(
    rf",?\s+whether\s+(?:(?:they|it)\s+(?:is|are|was|were)\s+)?(?:still\s+)?(?!or\b)[a-z]+\s+or\s+(?:not|[a-z]+)(?:,|{_END})",
    re.IGNORECASE,
)
_OF_WHOM = re.compile(
    r"(?<=[.?!])\s+(?:use|take)\s+the\s+(?P<header>[a-z]+)\s+of\s+the\s+(?P<owner>[a-z]+)(?:\s+(?:sold|[a-z]+ed))?[.!]?"
    r"(?=\s|$)",
    re.IGNORECASE,
)


def without_clarifying(question: str) -> str:
    """Leave out what says that is done which is done anyway; name a header with whose it is said to be."""
    said = _TIES.sub("", _STATES.sub("", question))
    said = _WHETHER.sub("", _INCLUDED.sub("", said))
    found = _OF_WHOM.search(said)
    if not found:
        return said
    asked, rest = said[: found.start()], said[found.end() :]
    named = re.sub(rf"\b(?=(?:{found['header']})\b)", f"{found['owner']} ", asked, flags=re.IGNORECASE)
    return f"{named}{rest}" if named != asked else question
