"""The words of a header, without what nobody says of it."""

import re

from services.agent.question.language.words import name_words

BRACKETS = re.compile(r"\([^)]*\)|\[[^]]*\]")
"""What a header says in brackets: units and remarks."""
_SIGNS = {"#": ("number",), "№": ("number",), "%": ("percent",), "$": ("dollar",), "€": ("euro",)}
"""Headers of a single sign, as words."""
KEY_ENDS = (("id",), ("code",), ("key",), ("no",), ("nr",), ("number",), ("uid",), ("uuid",), ("guid",))
"""Last words of headers of keys, however they are written: ``custId``."""
ISSUED = (("ssn",), ("isbn",), ("ean",))
"""Headers of numbers that somebody else gave to each row, and never twice."""
_KEY_MARKS = frozenset(["pk", "fk"])
"""Words of a header by which those who build databases mark keys: ``fk_customer``, ``customer_fk``."""


def header_words(name: str) -> tuple[str, ...]:
    """Return the words of a header, but not what stands in brackets: units and remarks nobody says."""
    spelt = name.replace("%", " percent ") if len(name) > 1 else name
    words = name_words(BRACKETS.sub(" ", spelt)) or name_words(spelt) or _SIGNS.get(name.strip(), ())
    if _KEY_MARKS.isdisjoint(words):
        return words
    named = tuple(word for word in words if word not in _KEY_MARKS)
    return named if named[-1:] in KEY_ENDS else (*named, "id")
