"""Times of the day as a question has them once `say_clocks` wrote them: ``18h00``, and parts of the day."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time

from services.agent.question.language.words import Token

MIDNIGHT = "24h00"
"""How midnight is written: whether it begins the day or ends it, nobody says."""
NOON = time(12)
PARTS = {"morning": (None, NOON), "afternoon": (NOON, time(18)), "evening": (time(18), None)}
"""Parts of the day -> from when until when they last, where all agree on that: nobody does of the night."""
_WRITTEN = re.compile(r"(\d{1,2})h(\d\d)(?:s(\d\d))?")
_OF_SOME_DAY = ("this", "last", "next", "tomorrow", "every", "each", "early", "late", "mid")
"""Words that make a part of the day one of some days, or less than the whole of it."""


@dataclass(frozen=True)
class Clock:
    """A time of the day, or a part of it."""

    start: time | None
    end: time | None
    label: str
    is_part: bool = False
    """Whether it is all from its start to its end; else it is its start alone."""
    is_loose: bool = False
    """Whether it may be of the morning or of the evening: ``8:30``."""

    @property
    def is_midnight(self) -> bool:
        """Whether it may be the beginning of the day, or its end."""
        return self.label == "midnight"


def find_clock(tokens: Sequence[Token], index: int) -> Clock | None:
    """Read the time of the day that a token is."""
    word = tokens[index].normal
    if not word[0].isdigit():
        return _part(tokens, index)
    found = _WRITTEN.fullmatch(word)
    if found is None:
        return None
    if word == MIDNIGHT:
        return Clock(time(0), None, "midnight")
    hour, minute, second = (int(each or 0) for each in found.groups())
    label = f"{hour:02}:{minute:02}" + (f":{second:02}" if second else "")
    return Clock(time(hour, minute, second), None, label, is_loose=len(found[1]) == 1)


def _part(tokens: Sequence[Token], index: int) -> Clock | None:
    word = tokens[index].normal
    part = PARTS.get(word.removesuffix("s"))
    if part is None or (index and tokens[index - 1].normal in _OF_SOME_DAY):
        return None
    start, end = part
    ends = [f"from {start:%H:%M}" if start else "", f"before {end:%H:%M}" if end else ""]
    label = f"in the {word.removesuffix('s')} ({' to '.join(filter(None, ends))})"
    return Clock(start, end, label, is_part=True)
