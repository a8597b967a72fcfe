"""Questions that name the things to choose from: ``did X or Y score more``.

Of those that are named, the one with more is the one with the most: so it is asked for.
"""

import re

_OR = re.compile(
    r"\bor\b(?!\s+(?:more|less|fewer|higher|lower|greater|larger|older|younger|above|below|not)\b)", re.I
)
_AUXILIARY = re.compile(r"^(?:did|does|do|is|are|was|were|has|have|had)\s+", re.IGNORECASE)
_FIGURES = re.compile(r"\b(?:than|how (?:many|much|often)|by how|between)\b", re.IGNORECASE)
"""Words of a question that wants a figure, or compares with what is named after them."""
_IRREGULAR = {
    "more": "most", "less": "least", "fewer": "fewest", "bigger": "biggest", "later": "latest",
    "larger": "largest", "better": "best", "worse": "worst",
}  # fmt: skip
_COMPARATIVE = re.compile(
    r"\b(?:(?:the|a|an)\s+)?(?P<word>more|less|fewer|bigger|later|larger|"
    r"(?:high|low|great|small|long|short|tall|old|young|heav|light|fast|slow|cheap|wid|deep|near|"
    r"thick|thin|rich|poor|warm|cold|earl)i?er)\b(?!\s+or\b)",
    re.IGNORECASE,
)


def among_named(question: str) -> str:
    """Ask for the most, where of two things that are named the one with more is asked for."""
    found = list(_COMPARATIVE.finditer(question))
    if len(found) != 1 or not _OR.search(question) or _FIGURES.search(question):
        return question
    word = found[0]["word"].lower()
    superlative = _IRREGULAR.get(word) or f"{word[:-1]}st"
    said = question[: found[0].start()] + f"the {superlative}" + question[found[0].end() :]
    return _AUXILIARY.sub("which ", said)
