"""Leaves out a last sentence that only repeats what is asked for: "Give the department and the maximum."."""

import re

from services.agent.question.language.superlatives import EST
from services.agent.question.language.words import stem

_CLOSING = re.compile(
    r"^(?P<asked>.{12,}?[?.;])\s+(?:please\s+)?(?:give|giving|list|listing|show|showing|return|report|state|display|"
    r"include|including|provide|output)(?:\s+(?:me|us|both))?\s+(?P<shown>[^?.;,]+?(?:,[^?.;,]+)*)[?.]?$",
    re.IGNORECASE,
)
_ONLY = re.compile(
    r"^(?P<asked>.*[?.!])\s+(?:(?P<what>[a-z]+)\s+only|only\s+(?P<told>[a-z]+)),?\s+(?:and\s+)?(?:not|no)\s+"
    r"[\w -]+[.!]?$",
    re.IGNORECASE,
)
"""``Trainers only, no helpers.``: of what the question asks for anyway."""
_ONE_FIGURE = re.compile(
    r"(?<=[.?!])\s+(?:please\s+)?(?:give|return|report|state|provide|output|show)(?:\s+(?:me|us))?\s+"
    r"(?:just\s+|only\s+)?(?:a|an|one|the)\s+(?:single\s+)?(?:number|figure|value)\s*[.!]?$",
    re.IGNORECASE,
)
"""``Return a single number.``: one figure is what a question for one is answered with."""
_SORTED = re.compile(
    r"^(?P<first>[^.?!]+)(?P<mark>[.?!])(?P<rest>.*\s(?:give|return|show|report|list)\s[^.?!]*?)\s*,\s+(?:and\s+)?"
    r"(?:with\s+)?(?:the\s+)?(?P<end>highest|lowest|largest|smallest|best|worst)\s+(?P<what>[a-z]+)\s+first\s*[.!]?$",
    re.IGNORECASE | re.DOTALL,
)
"""``… Return the type and the rate, highest rate first.``"""
_SHOWN_BY = re.compile(
    r"^(?P<asked>(?:which|who|what|list|show|name|find)\b[^?.;!]+?),\s+by\s+(?P<shown>(?:(?!and\b)[\w'-]+\s+){0,3}"
    r"(?:id|code|name|number|e-?mail|title)s?(?:(?:,|,?\s+and)\s+[\w' -]+?)+)\s*(?=$|[?.!])[?.!]?",
    re.IGNORECASE,
)
"""``Which buyers never paid, by buyer id and name?``: what is to be shown of each."""
_FROM_HIGHEST = re.compile(
    r"\s*[.?;]\s+(?:please\s+)?(?:order|sort|rank|list)(?:\s+(?:it|them|these|the\s+(?:results?|rows)))?\s+from\s+"
    r"(?:the\s+)?(?P<end>highest|largest|biggest|most|best|lowest|smallest|fewest|least|worst)\s+to\s+(?:the\s+)?\w+\s*[.?]*$",
    re.IGNORECASE,
)
"""``… Order from highest to lowest.``"""
_GROUPED = re.compile(r"\b(?:for|per|by|in|at|of|each|every|all)\b", re.IGNORECASE)
_FOR_ALL = re.compile(r"\bfor\s+all\s+(?:of\s+)?(?:the|our)\s+(?=[\w ]+$)", re.IGNORECASE)
"""What could be all of them together, if the groups were not to be shown as well."""
_PERCENT = re.compile(r"\b(?:percent(?:ages?)?|pct)\b", re.IGNORECASE)
_FORM = re.compile(r"\b(?:quarter|month|week|year)\s+(?:numbers?|names?)\b", re.IGNORECASE)
"""What tells how a stretch of time is to be written."""
_EXPLAINED = re.compile(r"[.?!]\s+[^.?!]+\.$")
"""A sentence behind the question, which is none itself."""
_COUNTS = re.compile(
    r"\b(?:number|count)\s+of\b|\bhow\s+many\b|\b(?:and|,)\s+(?:the\s+)?count\b", re.IGNORECASE
)
_LISTS = re.compile(r"(?:which|who|list|show|name|find)\b", re.IGNORECASE)
_FIGURES = re.compile(
    rf"\b(?:each|every|per|by|how\s+many|number\s+of|total|sum|average|mean|most|fewest|{EST})\b",
    re.IGNORECASE,
)
"""Words of figures, which are shown with what they are of."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_NOTHING_WORDS = """
    the a an and with of each every its their both together corresponding respective for per figure maximum
    minimum max min highest lowest top total sum average mean count number amount result
"""
_NOTHING = frozenset(map(stem, _NOTHING_WORDS.split()))
"""Words that say no more than that what was asked for is shown, or which figure it was."""
_END = re.compile(r"\b(?:maximum|minimum|max|min|highest|lowest)\b", re.IGNORECASE)
_ANY_END = re.compile(
    rf"{_END.pattern}|(?<!at )\b(?:most|least)\b|\b(?:top|bottom|extremes?|range|from|{EST})\b", re.IGNORECASE
)
_COUNTED = {"counted": "count", "counts": "count", "averaged": "average", "summed": "sum"}


def without_closing(question: str) -> str:
    """Leave the last sentence out where the one before says all that it names: groups are shown anyway."""
    question = _FROM_HIGHEST.sub(r", \g<end> first?", question)
    question = _SHOWN_BY.sub(r"\g<asked>? Return the \g<shown>.", _ONE_FIGURE.sub("", question))
    only = _ONLY.match(question)
    if only and stem((only["what"] or only["told"]).lower()) in {
        stem(word) for word in re.findall(r"[a-z]+", only["asked"].lower())
    }:
        question = only["asked"]
    question = _SORTED.sub(_sort_first, question)
    found = _CLOSING.match(question)
    if not found or not _GROUPED.search(found["asked"]) or _FORM.search(found["shown"]):
        return question
    if _LISTS.match(found["asked"]) and not _FIGURES.search(found["asked"]):
        return question  # What rows are told by is not shown unless it is asked for.
    if len(set(_YEAR.findall(found["shown"]))) > 1:
        return question  # In which order the years are to stand is said here alone.
    if _COUNTS.search(found["shown"]) and not _COUNTS.search(re.split(r"[.?!]\s", found["asked"])[0]):
        return question  # What only explains the rate counts things as well.
    asked = {stem(word) for word in re.findall(r"[a-z]+", found["asked"].lower())}
    shown = [_COUNTED.get(word, word) for word in re.findall(r"[a-z]+", found["shown"].lower())]
    if not all(stem(word) in asked | _NOTHING for word in shown):
        return question
    if _END.search(found["shown"]) and not _ANY_END.search(found["asked"]):
        return question  # "… over 50? Return the customer and the highest": that is asked for here alone.
    written = ", in percent" if _PERCENT.search(found["shown"]) else ""
    end = "." if _EXPLAINED.search(found["asked"]) else "?"
    return _FOR_ALL.sub("for each ", found["asked"].rstrip(" .;?")) + f"{written}{end}"


def _sort_first(found: re.Match[str]) -> str:
    """Say behind what is asked for which end of it comes first, where the list at the end names it."""
    listed = re.split(r"[.?!]", found["rest"])[-1]
    if not re.search(rf"\b{found['what']}\b", listed, re.IGNORECASE):
        return found.group()
    return f"{found['first']}, {found['end']} first{found['mark']}{found['rest']}."
