"""Reads what a question says that its own words mean: "revenue is the sum of fees", "late means over 3 days".

The sentence that explains a word is taken out, and what it says is put in the word's place.
"""

import re
from dataclasses import dataclass

_MEANS = (
    r"(?:refers?\s+to|(?:is|are)\s+(?:defined|calculated|computed|measured|considered|given|counted|understood)\s+"
    r"(?:as|by|to\s+be)|means?|stands?\s+for|denotes?|equals?|is\s+equal\s+to|here\s+is|is|are|=)"
)
_TERM = r"(?P<term>[\w%$'-]+(?:\s+[\w%$'-]+){0,3}?)"
_SENTENCE = re.compile(
    r"[.?!;]\s+(?:note\s+that\s+|please\s+note\s+that\s+|here,?\s+|where\s+|by\s+)?(?:an?\s+|the\s+|your\s+)?"
    rf"[\"'“]?{_TERM}[\"'”]?\s*,?\s+(?:(?:in\s+this\s+case|here)\s+)?{_MEANS}\s+(?P<says>[^.?!;]+)(?=[.?!;]|$)",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    rf"(?:\s*,\s*|\s*\(\s*)(?:where|with|and)\s+(?:an?\s+|the\s+)?[\"'“]?{_TERM}[\"'”]?\s+{_MEANS}\s+"
    r"(?P<says>[^.?!;()]+?)\s*(?:\)|(?=[.?!;]|$))",
    re.IGNORECASE,
)
_ARTICLES = re.compile(r"^(?:(?:the|a|an|that|those|their|its|when|where|if|whose)\s+)+", re.IGNORECASE)
_IN_TABLE = re.compile(
    r"\s+(?:column\s+)?(?:in|from|of|on)\s+(?:the\s+)?(?:(?!(?:in|from|of|on|the)\b)\w+\s+){1,3}tables?\b"
    r"|\s+columns?\b",
    re.IGNORECASE,
)
_SUM = re.compile(
    r"^(?:sum|total|overall\s+sum)\s+(?:of\s+)?(?:all\s+)?(?:the\s+)?(?P<what>.+)$", re.IGNORECASE
)
_TOTAL = r"(?:(?:total|overall|sum\s+of(?:\s+the)?)\s+)?"
_FIGURED = re.compile(
    r"^(?:sum|total|number|count|average|mean|ratio|percentage|share|difference)\b|"
    r"\b(?:times|multiplied\s+by|divided\s+by|minus|plus)\b|[*/+]",
    re.IGNORECASE,
)
_STATE = re.compile(
    r"^(?:(?:with|having|without|has|have|had)\s+.+|"
    r"[\w ]+?\s+(?:is|are|was|were|=|equals|exceeds?|above|below|over|under|"
    r"(?:more|less|fewer|higher|lower|later|earlier)\s+than|at\s+(?:least|most)|after|before)\s+.+)$",
    re.IGNORECASE,
)
_THINGS = re.compile(r"^(?:\w+\s+){1,2}(?:with|without|who|that|which|whose|having)\s", re.IGNORECASE)
_OWN = re.compile(r"^(?:has|have|had)\s+", re.IGNORECASE)


@dataclass(frozen=True)
class _Definition:
    term: str
    says: str


def explain(question: str) -> str:
    """Put what a question explains in the place of its words; most questions explain nothing."""
    for pattern in (_SENTENCE, _CLAUSE):
        for found in pattern.finditer(question):
            rest = f"{question[: found.start()]}{question[found.end() :]}"
            definition = _Definition(found["term"].strip(), _ARTICLES.sub("", found["says"].strip(" ,")))
            told = _put(definition, rest)
            if told:
                return told
    return question


def _put(definition: _Definition, text: str) -> str | None:
    """Put a meaning in the place of a word; None where the word is not there or nothing can be made of it."""
    says = _IN_TABLE.sub("", definition.says).replace("_", " ").strip(" ,")
    word = _word(definition.term)
    if not re.search(rf"\b{word}\b", text, re.IGNORECASE):
        return None
    summed = _SUM.match(says)
    if summed:
        return re.sub(rf"\b{_TOTAL}{word}\b", f"total {summed['what']}", text, flags=re.IGNORECASE)
    if _FIGURED.search(says) or _THINGS.match(says):
        return re.sub(rf"\b{_TOTAL}{word}\b", says, text, flags=re.IGNORECASE)
    return _described(word, says, text) if _STATE.match(says) else None


def _described(word: str, says: str, text: str) -> str | None:
    """Say ``clients whose status is active`` for ``active clients``."""
    found = re.search(rf"\b{word}\s+(?P<noun>\w+)", text, re.IGNORECASE)
    if found is None:
        return None
    said = _OWN.sub("with ", says)
    link = "" if said.lower().startswith(("with", "without")) else "whose "
    return f"{text[: found.start()]}{found['noun']} {link}{said}{text[found.end() :]}"


def _word(term: str) -> str:
    """Match a term in the singular and in the plural."""
    escaped = re.escape(term.removesuffix("s") if len(term) > 3 else term).replace(r"\ ", r"\s+")
    return f"{escaped}s?"
