"""Patterns of whole sentences, and what is put in their place: what turned-round questions share."""

import re
from collections.abc import Callable, Iterable

from services.agent.question.language.superlatives import EST

Plain = str | Callable[[re.Match[str]], str]
"""What is put in a pattern's place."""
Rules = tuple[tuple[re.Pattern[str], Plain], ...]
"""Patterns, each with what is put in its place."""
SUPERLATIVE = rf"(?P<way>{EST}|most|least|best|worst)"
SCOPE = r"(?:(?P<scope>(?:of|for|among|in|within)\s+(?!each\b|every\b)[^,]+),\s+)?"
BE = r"(?:is|was|are|were)"
COUNT = r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten)"
"""How many are wanted, in figures or in words."""
SUBJECT = (
    r"(?P<what>(?!(?:who|whose|what|which|how|where|when|why|list|show|give|name|tell|count|find|is|are|was|were|"
    r"do|does|did|has|have|had)\b)(?:(?!\b(?:what|which|who|whose|whom|how)\b)[^,])+?)"
)
"""What a sentence states something of: no question and no command begins so."""
_NO_SCOPE = re.compile(
    r",?\s*,\s*$|,\s+(?:of|among)\s+(?:all|them)(?:\s+(?:the\s+|our\s+)?\w+)?$", re.IGNORECASE
)
"""Where nothing was said of which rows: "among all players"."""


def compile_rules(rules: Iterable[tuple[str, Plain]]) -> Rules:
    """Compile patterns, to which letter case says nothing, beside what is put in their place."""
    return tuple((re.compile(pattern, re.IGNORECASE), plain) for pattern, plain in rules)


def put_plainly(question: str, rules: Rules) -> str:
    """Apply rules in their order, each to what those before it made."""
    for pattern, plain in rules:
        if pattern.search(question):  # most do not match, and to prepare what takes their place costs more
            question = pattern.sub(plain, question)
    return question


def apply_rules(question: str, rules: Rules) -> str:
    """Apply rules in their order, and leave out what they made of a scope where nothing was said of it."""
    text = question
    for pattern, plain in rules:
        if pattern.search(text):
            text = _NO_SCOPE.sub("", pattern.sub(plain, text))
    return re.sub(r",\s+(?=(?:of|for|among|in|within)\s)", " ", text) if text != question else question
