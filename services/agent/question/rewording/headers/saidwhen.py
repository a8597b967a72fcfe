"""Puts the day, week or visit of a figure where its header has it: "lesion count on day 7"."""

import re

from services.agent.question.language.words import stem
from services.agent.question.tables.schema import Catalog

_STEPS = "day|week|month|quarter|year|hour|visit|round|lap|stage|period|wave|session|step"
_SAID = re.compile(
    rf"\b(?P<what>[a-z]+(?:\s+[a-z]+)?)\s+(?:on|at|in|after|for)\s+(?P<when>(?:{_STEPS})\s+\d+)\b",
    re.IGNORECASE,
)


def say_when_first(question: str, catalog: Catalog) -> str:
    """Say ``day 7 lesion count``, where a header is made of just these words."""
    if not _SAID.search(question):
        return question  # Most: before the headers are looked through.
    headers = [{*column.words} for column in catalog.columns]

    def turned(found: re.Match[str]) -> str:
        words = found["what"].split()
        when = {stem(word) for word in found["when"].casefold().split()}
        for first in range(len(words)):
            if {*map(stem, map(str.casefold, words[first:]))} | when in headers:
                return " ".join([*words[:first], found["when"], *words[first:]])
        return found.group()

    return _SAID.sub(turned, question)
