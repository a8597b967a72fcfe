"""Whole wordings that ask for one thing of a row without naming it: ``what became of`` asks for its fate.

They are the lines of ``sayings.txt``, which says how to write one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from services.agent.question.language.everyday.concepts import read_lines

_FORMS = {
    "BE": "is/are/was/were",
    "DO": "do/does/did",
    "HAVE": "have/has/had",
}
_ARTICLE = r"(?:\s+(?:the|an?|this|that))?"
_HOLE = r"\s+(?P<thing>\S.*?)"
_REST = r"(?P<rest>(?:\s+.+)?)$"
_ALL_REST = r"(?P<rest>\s+.+)$"


@dataclass(frozen=True)
class Saying:
    """One thing that a row may have, and how people ask for it."""

    headers: tuple[str, ...]
    """What headers call it, the likeliest first."""
    wordings: tuple[str, ...]


def _alternatives(word: str) -> str:
    told = _FORMS.get(word, word)
    return "(?:" + "|".join(r"\s+".join(map(re.escape, each.split("+"))) for each in told.split("/")) + ")"


def pattern_of(wording: str) -> re.Pattern[str]:
    """Compile a wording: its group ``thing`` is what stands in a hole within it, ``rest`` what follows."""
    said = ""
    words = wording.split()
    open_ended = words[-1] == "_"
    for word in words[:-1] if open_ended else words:
        optional, word = word.endswith("?"), word.removesuffix("?")
        if "_" in word.split("/"):
            said += _HOLE
        elif word == "THE":
            said += _ARTICLE
        else:
            said += rf"(?:\s+{_alternatives(word)})?" if optional else rf"\s+{_alternatives(word)}"
    return re.compile(f"^{said}{_ALL_REST if open_ended else _REST}", re.IGNORECASE)


def _first_words(wording: str) -> Iterator[str]:
    for word in wording.split():
        yield from _FORMS.get(word, word).removesuffix("?").split("/")
        if not word.endswith("?"):
            return


def read_saying(line: str) -> Saying:
    """Read one line of the file."""
    headers, *wordings = (part.strip() for part in line.split("|"))
    return Saying(tuple(name.strip() for name in headers.split(",")), tuple(wordings))


@cache
def _by_first_word() -> dict[str, tuple[tuple[re.Pattern[str], Saying], ...]]:
    found: dict[str, list[tuple[re.Pattern[str], Saying]]] = {}
    for line in read_lines("sayings.txt"):
        saying = read_saying(line)
        for wording in saying.wordings:
            for word in _first_words(wording):
                found.setdefault(word, []).append((pattern_of(wording), saying))
    return {word: tuple(each) for word, each in found.items()}


def sayings_in(question: str) -> Iterator[tuple[re.Match[str], Saying]]:
    """Yield the sayings that a question may be, in the order of the file."""
    words = question.strip(" ?.!").split()
    for pattern, saying in _by_first_word().get(words[0].casefold(), ()) if words else ():
        found = pattern.match(" " + " ".join(words))
        if found:
            yield found, saying
