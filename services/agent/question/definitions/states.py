"""Words for things of a kind: "late receipts", "loyal customers", "products that need reordering"."""

import re

from services.agent.question.language.words import in_either_number

_WORD = (
    r"[\"'\u201c\u2018]?(?P<word>[\w-]+(?:\s+[\w-]+){0,2}?)[\"'\u201d\u2019]?"
    r"(?:\s+(?:in|at|on|for)\s+(?:an?|the)\s+[\w-]+)?"
)
_WHEN = r",?\s+(?:if|when|once|where|whenever)\s+(?P<says>.+?)[\s.;!]*$"
_IS = (
    r"(?:is|are|was|counts?\s+as|is\s+(?:said|considered|called|classed|counted)(?:\s+(?:to\s+be|as))?|gets?|"
    r"becomes?|needs?)"
)
_TOLD = (
    re.compile(
        r"^(?:an?|the|every|each|any)\s+(?P<noun>[\w-]+(?:\s+[\w-]+){0,2}?)\s+"
        rf"{_IS}\s+{_WORD}{_WHEN}",
        re.IGNORECASE,
    ),
    re.compile(
        r"^(?:(?:we|let's|please|i)\s+)?(?:call|treat|count|consider|regard|label|flag)\s+"
        rf"(?:an?|the|every|each|any)\s+(?P<noun>[\w-]+)\s+(?:as\s+(?:being\s+)?)?{_WORD}{_WHEN}",
        re.IGNORECASE,
    ),
)
"""``A receipt is late when …``, ``we call a booking 'at risk' if …``."""
_ONE = re.compile(
    r"^(?!.*\b(?:divided|multiplied)\s+by\b)(?:one|those|someone|anyone|any\s+\w+|\w+s|the\s+ones?)\s+"
    r"(?=(?:with|without|who|that|which|whose|having|where|[a-z]+ed|made|sold|bought|paid|held)\b)",
    re.IGNORECASE,
)
_OWNED = re.compile(r"^(?:its|their|his|her|the)\s+", re.IGNORECASE)
_OWN = re.compile(r"^(?:has|have|had|holds?|having)\s+", re.IGNORECASE)
_DONE = re.compile(
    r"^(?:has|have|had)\s+(?:been|\w+ed|bought|sold|paid|made|taken|had|spent|left|won|lost|sent|got)\b",
    re.IGNORECASE,
)
_WHERE = re.compile(r"^where\s+(?:the\s+|its\s+)?", re.IGNORECASE)
_LINKED = re.compile(r"(?:with|without|who|that|which|whose|having)\b", re.IGNORECASE)


def is_one(says: str) -> bool:
    """Whether words describe one of the things that the term is about: "one with …", "those that …"."""
    return bool(_ONE.match(says))


def read_state(sentence: str, rest: str) -> str | None:
    """Put a state in the place of its word: "call a customer loyal if they have bought two cars".

    Args:
        sentence: What may explain a state.
        rest: The other sentences, in which the word is used.

    Returns:
        The rest in plain words; None where the sentence explains nothing of it.
    """
    found = next(filter(None, (pattern.match(sentence) for pattern in _TOLD)), None)
    if not found:
        return None
    noun, word = in_either_number(found["noun"].split()[-1]), re.escape(found["word"])
    first = re.escape(found["word"].split()[0])
    state = _state(found["says"], noun)
    bare = re.sub(r"^(?:that|whose)\s+", "", state)

    def behind_noun(match: re.Match[str]) -> str:
        return f"{match[1]} {state}"

    for pattern, put in (
        (rf"\b({noun})\s+(?:(?:that|which|who)\s+)?(?:are|is|was|were)\s+{word}\b", behind_noun),
        (rf"\b(\w+)\s+(?:(?:that|which|who)\s+)?need(?:s|ing)?\s+{word}\b", behind_noun),
        (rf"\b{word}\s+({noun})\b", behind_noun),
        (rf"\b(?:was|were|is|are)\s+{word}\b", lambda _: bare),
        (
            rf"\b(?:the\s+)?(?:ones|those)\s+(?:that|which|who)\s+(?:are|is|was|were)\s+{first}\b",
            lambda _: f"{found['noun']}s {state}",
        ),
    ):
        told = re.sub(pattern, put, rest, flags=re.IGNORECASE)
        if told != rest:
            return told
    return None


def _state(says: str, noun: str) -> str:
    """Say a condition so that it may follow its noun: "that was paid late", "whose stock is below 5"."""
    subject = re.match(rf"^(?:it|they|he|she|one|(?:the|that)\s+{noun})\s+", says, re.IGNORECASE)
    if subject:
        said = says[subject.end() :]
        return f"that {said}" if _DONE.match(said) or not _OWN.match(said) else f"with {_OWN.sub('', said)}"
    return f"whose {_OWNED.sub('', says)}"


def describe(word: str, says: str, text: str) -> str | None:
    """Say ``clients whose status is active`` for ``active clients``, or where these were explained.

    Args:
        word: A pattern of the term as it is used.
        says: What the term means.
        text: Where it is used.
    """
    found = re.search(rf"\b{word}\b", text, re.IGNORECASE)
    if found is None:
        return None
    noun, end = found.group().split()[-1], found.end()
    if len(found.group().split()) == 1:
        after = re.match(r"\s+(?P<noun>\w+)", text[end:])
        if after is None:
            return None
        noun, end = after["noun"], end + after.end()
    said = _OWN.sub("with ", _WHERE.sub("whose ", _ONE.sub("", says)))
    link = "" if _LINKED.match(said) else "whose "
    return f"{text[: found.start()]}{noun} {link}{said}{text[end:]}"
