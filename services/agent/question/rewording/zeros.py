"""Divides by all things where those with none count: "repairs per van, counting vans with none as zero"."""

import re

from services.agent.question.language.words import plural, stem

_THING = r"[a-z][\w'-]*"
_THINGS = rf"{_THING}(?:\s+{_THING}){{0,2}}?"
_COUNTED = re.compile(
    r"\s*[,;.?(]\s*(?:and\s+|but\s+)?(?:please\s+)?(?:also\s+)?(?:count|includ|consider|keep)(?:e|ing)?\s+(?:also\s+)?"
    rf"(?:the\s+|those\s+|all\s+)?(?P<of>{_THING})\s+(?:without\s+(?:an?\s+|any\s+)?|(?:with|(?:that|who)\s+(?:have|had))\s+"
    rf"(?:no|not\s+any|zero)\s+)(?P<none>{_THINGS})\s+(?:as\s+(?:a\s+)?(?:zero|0|none)|too|as\s+well|also)"
    r"(?P<end>\s+and\s+(?=\w)|\s*[).]+\s*|(?=\s*[;,?])|\s*$)",
    re.IGNORECASE,
)
_MEANS = (
    re.compile(
        rf"\b(?:the\s+)?(?:average|mean)\s+number\s+of\s+(?P<one>{_THINGS})\s+(?:per|for\s+each|of\s+(?:an?|each))\s+"
        rf"(?P<of>{_THING})",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:on\s+average,?\s+)?how\s+many\s+(?P<one>{_THINGS})\s+does\s+(?:an?|each|the\s+average|a\s+typical)\s+"
        rf"(?P<of>{_THING})\s+{_THING}(?:\s+on\s+average)?",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:how\s+many\s+|(?:the\s+)?number\s+of\s+)?(?P<one>{_THINGS})(?:\s+(?:do|did)\s+(?:we|they)\s+{_THING})?\s+per\s+"
        rf"(?P<of>{_THING})(?:,?\s+on\s+average)?",
        re.IGNORECASE,
    ),
)


def say_zeros(question: str) -> str:
    """Divide the number of what things have by that of all these things; most questions stay as they are."""
    found = _COUNTED.search(question)
    if found is None:
        return question
    end = " " if found["end"].strip() in ("", ")") else ". "
    rest = question[found.end() :].strip()
    text = (
        f"{question[: found.start()]}{end}{rest[:1].upper()}{rest[1:]}" if rest else question[: found.start()]
    )
    for pattern in _MEANS:
        mean = pattern.search(text)
        if mean and stem(mean["of"].casefold()) == stem(found["of"].casefold()):
            ratio = f"number of {mean['one']} divided by number of {plural(mean['of'])}"
            return f"{text[: mean.start()]}{ratio}{text[mean.end() :]}"
    return question
