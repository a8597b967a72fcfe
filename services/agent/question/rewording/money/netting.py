"""Says revenue net of discounts in one way: "sales by region, taking the discount into account"."""

import re

_ANY = r"(?:(?:the|any|all|their|its|our|given|line|item|order|customer)\s+)*discounts?"
_AFTER = re.compile(
    rf"[,(]*\s*\b(?:(?:after|net\s+of|less|minus|considering|including|applying|accounting\s+for|allowing\s+for|"
    rf"factoring\s+in|subtracting|deducting|with)\s+(?:(?:applying|taking\s+off|deducting|subtracting)\s+)?{_ANY}"
    r"(?:\s+(?:applied|taken\s+off|deducted|given|subtracted|included))?|"
    rf"(?:taking|when\s+you\s+take)\s+{_ANY}\s+into\s+account|taking\s+into\s+account\s+{_ANY}|"
    rf"once\s+{_ANY}\s+(?:is|are)\s+\w+)\s*[)]?,?",
    re.IGNORECASE,
)
_BEFORE = re.compile(rf"[,(]*\s*\b(?:before|without|ignoring|excluding)\s+{_ANY}\s*[)]?,?", re.IGNORECASE)
_EARNED = re.compile(
    r"\b(?:net\s+|gross\s+)?(?:revenues?|turnover|takings|sales\s+(?:value|amount|revenue|volume)|"
    r"(?<=total\s)sales|sales(?=\s+(?:by|per|for\s+each|of\s+each)\b))\b",
    re.IGNORECASE,
)


def say_netted(question: str) -> str:
    """Ask for ``revenue after discounts``, wherever the discounts are spoken of; most stay as they are."""
    if "discount" not in question.casefold():
        return question
    for aside, said in ((_AFTER, "revenue after discounts"), (_BEFORE, "revenue")):
        rest = aside.sub(" ", question, count=1)
        if rest != question and _EARNED.search(rest):
            return " ".join(_EARNED.sub(said, rest, count=1).split())
    return question
