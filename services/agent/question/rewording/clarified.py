"""Sentences and clauses that say what is done anyway: of any state, "ties go to the first name".

Nothing is ever left out that a question does not say, and what ties is told by name. So who says it once more
says nothing of which rows are meant. Of whom a header is meant is said with the header itself.
"""

import re

from services.agent.question.language.words import word_root

_END = r"(?=\s*(?:[,.?!;)]|$))"
_TIES = re.compile(
    r"(?:(?<=[.?!])\s+|\s*[,;(]\s*(?:and\s+|with\s+)?)(?:(?:break|breaking|resolve|settle|sort|order|list)\s+)?"
    r"(?:(?:in\s+case\s+of|if\s+there\s+(?:is|are)|for)\s+(?:an?\s+|any\s+)?)?(?:ties?\b|tied\b|if\s+(?:tied|level|equal)\b)"
    r"[^.?!;()]*\b(?:names?|alphabetical(?:ly)?)\b[^.?!;()]*\)?(?:[.!](?=\s|$)|(?=[?;.!]|$))",
    re.IGNORECASE,
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
    r"(?<=[.?!])\s+(?:use|take)\s+the\s+(?!(?:year|quarter|month|week|day|date)\b)(?P<header>[a-z]+)\s+of\s+the\s+(?P<owner>[a-z]+)(?:\s+(?:sold|[a-z]+ed))?[.!]?"
    r"(?=\s|$)",
    re.IGNORECASE,
)

_CODED = re.compile(r"\b(?:in|from|of)\s+(?:[A-Z][\w'-]*\s+){1,3}\((?P<told>[a-z][a-z ]*\s[A-Z0-9]{1,5})\)")
"""What a cell calls a place that a question names: ``in Kenya (country code KE)``."""
_MEANT = re.compile(
    r"\b(?P<word>[a-z]+ed)\s+\((?:they|it|these|those)\s+(?:have|has|had)\s+(?:an?|the)\s+"
    r"(?P<noun>[a-z]+)[^()]*\)",
    re.IGNORECASE,
)
_TITLED = re.compile(
    r"^what\s+(?:is|was|are)\s+(?:the|our)\s+[\w -]+?\s(?P<group>(?:by|per|for\s+each)\s+[\w ]+?):\s*"
    r"(?P<formula>[^?:]+?\s+as\s+an?\s+(?:percent(?:age)?|share|fraction|proportion)\s+of\s+[^?:]+?)"
    r"(?:\s+(?:from|in|of|for|at|on|with|through|to)\s+(?:that|the\s+same)\s+\w+)?\?",
    re.IGNORECASE,
)
"""A figure's title before what it is: ``what is the win rate by town: won bids as a percent of all bids``."""
_LASTED = re.compile(
    r"^how\s+long\s+(?:does|do|did)\s+(?:an?|the|our)\s+(?:(?P<done>[a-z]+)\s+)?[a-z]+"
    r"(?:\s+[a-z]+){1,3},?\s+on\s+average,?\s+in\s+days,?\s+(?P<span>from\s+[^?]+)",
    re.IGNORECASE,
)


def _days_between(found: re.Match[str]) -> str:
    """Ask for the days alone, where what is said of the things is said by one of the days as well."""
    roots = set(map(word_root, found["span"].casefold().split()))
    if found["done"] and word_root(found["done"].casefold()) not in roots:
        return found.group()
    return f"what is the average number of days {found['span']}"


def _plain_word(found: re.Match[str]) -> str:
    same = word_root(found["word"].casefold()) == word_root(found["noun"].casefold())
    return found["word"] if same else found.group()


def without_clarifying(question: str) -> str:
    """Leave out what says that is done which is done anyway; name a header with whose it is said to be."""
    said = _TIES.sub("", _STATES.sub("", question))
    said = _WHETHER.sub("", _INCLUDED.sub("", said))
    said = _TITLED.sub(r"\g<formula> \g<group>?", _CODED.sub(r"with \g<told>", said))
    said = _LASTED.sub(_days_between, _MEANT.sub(_plain_word, said))
    found = _OF_WHOM.search(said)
    if not found:
        return said
    asked, rest = said[: found.start()], said[found.end() :]
    named = re.sub(rf"\b(?=(?:{found['header']})\b)", f"{found['owner']} ", asked, flags=re.IGNORECASE)
    return f"{named}{rest}" if named != asked else question
