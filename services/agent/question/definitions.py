"""Reads what a question says that its own words mean: "revenue is the sum of fees", "late means over 3 days".

The sentence that explains a word is taken out, and what it says is put in the word's place.
"""

import re
from dataclasses import dataclass

from services.agent.question.formulas import with_formula, with_revenue
from services.agent.question.schema import Catalog

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
    r"(?P<says>[^.?!;()]+?)\s*(?:\)|(?=[.?!;]|,\s|$))",
    re.IGNORECASE,
)
_FIRST = re.compile(
    r"^(?:(?:please\s+)?(?:define|treat|count|consider|call|regard)\s+)?(?:an?\s+|the\s+|our\s+|your\s+)?"
    rf"{_TERM}(?:\s+(?:on|of|for|from)\s+(?:an?|the|each|every)\s+\w+)?\s+"
    rf"(?:as\s+(?:(?:being|having)\s+)?|{_MEANS}\s+)(?:an?\s+)?(?P<says>[^.?!;]+)[.;]\s+(?=\w)",
    re.IGNORECASE,
)
"""The same before what is asked: ``define the discount as list price minus sale price``."""
_WHEN = re.compile(
    r"(?:^|[.?!;]\s+)(?:treat|count|consider|call|regard)\s+(?:an?|the|every|each)\s+(?P<noun>[\w-]+)\s+(?:as\s+)?"
    r"(?P<word>[\w-]+),?\s+(?:if|when|once|where)\s+(?:it|they|he|she|the\s+\w+)\s+(?P<says>[^.?!;]+)(?:[.?!;]\s*|$)",
    re.IGNORECASE,
)
_ONE = re.compile(
    r"^(?:one|those|someone|anyone|any\s+\w+|\w+s|the\s+ones?)\s+(?=with|without|who|that|which|whose|having)",
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
_LINKED = re.compile(r"(?:with|without|who|that|which|whose|having)\b", re.IGNORECASE)
_OWN = re.compile(r"^(?:has|have|had)\s+", re.IGNORECASE)


@dataclass(frozen=True)
class Explained:
    """A question in the words of the tables, and these with the columns that it computes."""

    question: str
    catalog: Catalog


def explain(question: str, catalog: Catalog) -> Explained:
    """Put what a question explains in the place of its words; most questions explain nothing."""
    told = _adjective(question)
    if told:
        return Explained(told, catalog)
    for pattern in (_FIRST, _SENTENCE, _CLAUSE):
        for found in pattern.finditer(question):
            rest = f"{question[: found.start()]}{question[found.end() :]}"
            says = (
                _IN_TABLE.sub("", _ARTICLES.sub("", found["says"].strip(" ,"))).replace("_", " ").strip(" ,")
            )
            explained = _put(found["term"].strip(), says, rest, catalog)
            if explained:
                return explained
    return Explained(question, with_revenue(catalog, question))


def _adjective(question: str) -> str | None:
    """Read ``count a customer as loyal when they have bought two cars``."""
    found = _WHEN.search(question)
    if not found:
        return None
    rest = f"{question[: found.start()]}{question[found.end() :]}".strip()
    noun, word = rf"{re.escape(found['noun'])}s?", re.escape(found["word"])
    told = re.sub(
        rf"\b({noun})\s+(?:is|are|was|were)\s+{word}\b", rf"\1 {found['says']}", rest, flags=re.IGNORECASE
    )
    told = re.sub(rf"\b{word}\s+({noun})\b", rf"\1 who {found['says']}", told, flags=re.IGNORECASE)
    return told if told != rest else None


def _put(term: str, says: str, text: str, catalog: Catalog) -> Explained | None:
    """Put a meaning in the place of a word; None where the word is not there or nothing can be made of it."""
    word = _word(term)
    if not re.search(rf"\b{word}\b", text, re.IGNORECASE):
        return None
    summed = _SUM.match(says)
    computed = with_formula(catalog, term, summed["what"] if summed else says)
    if computed:
        return Explained(text, computed)
    told: str | None = None
    if summed:
        told = re.sub(rf"\b{_TOTAL}{word}\b", f"total {summed['what']}", text, flags=re.IGNORECASE)
    elif _FIGURED.search(says) or (_THINGS.match(says) and not _ONE.match(says)):
        told = re.sub(rf"\b{_TOTAL}{word}\b", says, text, flags=re.IGNORECASE)
    elif _STATE.match(says) or _ONE.match(says):
        told = _described(word, says, text)
    return Explained(told, catalog) if told else None


def _described(word: str, says: str, text: str) -> str | None:
    """Say ``clients whose status is active`` for ``active clients``, or where these were explained."""
    found = re.search(rf"\b{word}\b", text, re.IGNORECASE)
    if found is None:
        return None
    noun, end = found.group().split()[-1], found.end()
    if len(found.group().split()) == 1:
        after = re.match(r"\s+(?P<noun>\w+)", text[end:])
        if after is None:
            return None
        noun, end = after["noun"], end + after.end()
    said = _OWN.sub("with ", _ONE.sub("", says))
    link = "" if _LINKED.match(said) else "whose "
    return f"{text[: found.start()]}{noun} {link}{said}{text[end:]}"


def _word(term: str) -> str:
    """Match a term in the singular and in the plural."""
    if term.endswith("person"):
        return f"{re.escape(term.removesuffix('person'))}(?:person|persons|people)"
    escaped = re.escape(term.removesuffix("s") if len(term) > 3 else term).replace(r"\ ", r"\s+")
    return f"{escaped}s?"
