"""A bracket or a sentence that says several things by the way: each is said by itself, or not at all.

"(net of tax only, by due date, every status)" says of which rows, by which day, and nothing.
"""

import re

_STATUS = r"(?:status|state|outcome)(?:es|s)?"
_EVERY = rf"(?:\w+\s+(?:of|in|with)\s+)?(?:every|any|all|whatever)\s+(?:\w+\s+)?{_STATUS}"
_END = r"(?=\s*(?:[,.?!;)]|$))"
_ANY_STATE = re.compile(
    rf"(?:\s*\(\s*{_EVERY}\s*\)|(?:,\s*(?:and\s+)?|\s+and\s+|;\s*){_EVERY}(?:\s+(?:included|count)\b)?{_END})",
    re.IGNORECASE,
)
"""Rows of every state are what is meant where nothing is said."""
_WHOLE_DAYS = re.compile(
    r"(?:,\s*(?:and\s+)?|\s+and\s+|\s*\(\s*)(?:in\s+)?(?:whole\s+(?:calendar\s+)?|calendar\s+)days\s*\)?"
    r"(?=\s*(?:[,.?!;)]|and\b|$))",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"\s*\((?P<says>[^()]*,[^()]*)\)")
_DATED = re.compile(
    r"^(?:going\s+by|based\s+on|using|by)\s+(?:the\s+)?[\w-]+(?:\s+[\w-]+){0,3}$", re.IGNORECASE
)
_ONLY = re.compile(r"^(?:only\s+[\w-]+(?:\s+[\w-]+){0,3}|[\w-]+(?:\s+[\w-]+){0,3}\s+only)$", re.IGNORECASE)
_FORMULA = re.compile(r"\b(?:minus|plus|less|times|divided\s+by)\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?=[?.!](?:\s|$)|$)")


_MADE_UP = re.compile(
    r"\b(?:how\s+many|(?:total\s+)?number\s+of)\s+(?P<noun>[a-z]+)\s+"
    r"\((?P<says>[\w ]+?\s+(?:plus|\+|and)\s+[\w ]+?)\)",
    re.IGNORECASE,
)


def say_made_up(question: str) -> str:
    """Add up what is counted, where a bracket says of which headers: ``how many riders (men plus women)``."""
    found = _MADE_UP.search(question)
    if found is None:
        return question
    opening = "what is the total of" if found.group()[:3].lower() == "how" else "total of"
    says = re.sub(r"\s+(?:\+|and)\s+", " plus ", found["says"])
    rest = re.sub(rf"\bnumber\s+of\s+{found['noun']}\b", "total", question[found.end() :], flags=re.I)
    return f"{question[: found.start()]}{opening} {says}{rest}"


def say_apart(question: str) -> str:
    """Put what a bracket says of days and rows behind the sentence; leave out that any state will do."""
    found = _BRACKET.search(question)
    question = _apart(question, found) if found else question
    return _WHOLE_DAYS.sub("", _ANY_STATE.sub("", question))


def _apart(question: str, found: re.Match[str]) -> str:
    """Take a bracket to pieces; leave it as it is where one of them is of no known kind."""
    kept, behind = list[str](), list[str]()
    for part in re.split(r"\s*,\s*(?:and\s+)?", found["says"].strip()):
        if re.fullmatch(_EVERY, part, re.IGNORECASE):
            continue
        if _FORMULA.search(part):
            kept.append(part)
        elif _DATED.match(part) or _ONLY.match(part):
            behind.append(part)
        else:
            return question
    behind.sort(key=lambda part: bool(_ONLY.match(part)))
    bracket = f" ({', '.join(kept)})" if kept else ""
    end = _SENTENCE_END.search(question, found.end())
    at = end.start() if end else len(question)
    rest = "".join(f", {part}" for part in behind)
    return f"{question[: found.start()]}{bracket}{question[found.end() : at]}{rest}{question[at:]}"
