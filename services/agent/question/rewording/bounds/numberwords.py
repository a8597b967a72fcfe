"""Writes numbers in digits that a question compares with in words: "over a hundred", "half a million".

Only what stands behind a comparison is a number for sure: "a thousand" may be part of a name.
"""

import re

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_VALUES: dict[str, float] = {
    **{word: number for number, word in enumerate(_SMALL.split())},
    **{word: 10 * number for number, word in enumerate(_TENS.split(), 2)},
    "a": 1,
    "an": 1,
}
_LARGE = "thousand|million|billion"
_PARTS = {"half": 0.5, "quarter": 0.25, "three quarters": 0.75, "third": 1 / 3}
_BEHIND = (
    r"than|over|under|above|below|least|most|exactly|about|around|nearly|almost|exceed(?:s|ed|ing)?|"
    r"reach(?:es|ed|ing)?|beyond|to"
)
_ONES = "|".join(_SMALL.split()[1:10])
_WORD = rf"(?:{'|'.join(sorted(_VALUES, key=len, reverse=True))}|\d[\d,.]*)"
_BELOW = rf"{_WORD}(?:[\s-]+(?:{_ONES})\b)?"
_NUMBER = re.compile(
    rf"(?P<behind>\b(?:{_BEHIND})\s+)(?:"
    rf"(?P<part>(?:a\s+)?(?:half|quarter|third)|three\s+quarters)\s+(?:of\s+)?an?\s+(?P<of>{_LARGE})"
    rf"|(?P<hundreds>{_WORD})\s+hundred(?:\s+(?:and\s+)?(?P<more>{_BELOW}))?(?:\s+(?P<times>{_LARGE}))?"
    rf"|(?P<some>{_BELOW})\s+(?P<large>{_LARGE})"
    rf"|(?:a\s+)?(?P<dozen>dozen)"
    rf"|(?P<plain>(?:{'|'.join((*_SMALL.split()[2:], *_TENS.split()))})(?:-(?:{_ONES}))?)"
    r")(?![\w-])(?!\s+(?:dozen|hundred|times\s+as)\b)",
    re.IGNORECASE,
)


_PLAIN = rf"(?:(?:{'|'.join(_TENS.split())})(?:[\s-](?:{_ONES}))?|{'|'.join(_SMALL.split()[1:])})"
_RANGE = re.compile(
    rf"\b(?P<lead>(?:between|from|aged|for)\s+)?(?P<low>{_PLAIN})\s+(?P<and>and|to)\s+(?P<high>{_PLAIN})\b"
    r"(?P<large>\s+(?:hundred|thousand)\b)?(?![\w-])",
    re.IGNORECASE,
)
"""``Between twenty and thirty``, ``eight to ten thousand``: two limits, which name nothing else."""


def say_figures(question: str) -> str:
    """Write the numbers behind comparisons in digits; thousands and millions stay words for a header's."""
    return _NUMBER.sub(_figure, _RANGE.sub(_range, question))


def _range(found: re.Match[str]) -> str:
    lead, low, high = found["lead"] or "", _value(found["low"]), _value(found["high"])
    if low >= high or (found["and"].casefold() == "and" and not lead.casefold().startswith("between")):
        return found.group()
    times = 1 if not found["large"] else 100 if "hundred" in found["large"].casefold() else 1000
    return f"{lead}{times * low:g} {found['and']} {times * high:g}"


def _figure(found: re.Match[str]) -> str:
    behind = found["behind"]
    if found["part"]:
        part = " ".join(found["part"].casefold().removeprefix("a ").split())
        return f"{behind}{_PARTS[part]:.4g} {found['of']}"
    if found["hundreds"]:
        number = 100 * _value(found["hundreds"]) + _value(found["more"] or "zero")
        return f"{behind}{number:g}{' ' + found['times'] if found['times'] else ''}"
    if found["dozen"]:
        return f"{behind}12"
    if found["large"]:
        return f"{behind}{_written(found['some'])} {found['large']}"
    return f"{behind}{_value(found['plain']):g}"


def _written(words: str) -> str:
    return words if words[0].isdigit() else f"{_value(words):g}"


def _value(words: str) -> float:
    if words[0].isdigit():
        return float(words.replace(",", ""))
    return sum(_VALUES[word] for word in re.split(r"[\s-]+", words.casefold()))
