"""Which of the East Asian encodings a text is in: the one in which its characters are those in daily use.

Their bytes decode as each other, and western text decodes as some of them. But each puts the characters that
are used most in one place, and the others read that place as what nobody writes.
"""

import itertools
from collections.abc import Callable
from dataclasses import dataclass

SYLLABLES = (
    "이다는의에가을를은시도구동로서대부산인천경기남북전주지사리수원정자고성장상일제한해호번명월년학교관소"
)
KOREAN = frozenset(syllable.encode("euc_kr") for syllable in SYLLABLES)
"""Syllables of which every Korean text has some."""


@dataclass(frozen=True)
class Encoding:
    """An encoding, and what the characters in daily use are in it; each is of two bytes."""

    name: str
    least: float
    """How much a text must look like it, 0 to 1."""
    is_common: Callable[[bytes], bool]
    mark: Callable[[bytes], bool] = lambda pair: True
    """What a text in it has, and one in the others has not."""
    marked: float = 0.0
    """Share of the characters that have the mark."""
    unmarked: float = 0.0
    """What is left of the score of a text without it."""
    wider: tuple[str, ...] = ()
    """The same with more characters, as programs write it."""


ENCODINGS = (
    Encoding(
        "gb18030",
        0.5,
        # Signs, then the ideographs in daily use; Cyrillic letters turn into the rest.
        lambda pair: pair[-1] >= 0xA1 and (0xA1 <= pair[0] <= 0xA3 or 0xB0 <= pair[0] <= 0xD7),
        lambda pair: 0xD0 <= pair[0] <= 0xD7,
        0.03,
        0.8,
    ),
    Encoding(
        "shift_jis",
        0.5,
        # Kana, signs, ideographs; half-width kana, single bytes, are what other encodings turn into.
        lambda pair: (
            len(pair) == 2 and (0x81 <= pair[0] <= 0x83 or 0x88 <= pair[0] <= 0x9F or pair[0] >= 0xE0)
        ),
        wider=("cp932",),
    ),
    Encoding(
        "euc_jp",
        0.75,
        lambda pair: 0xA1 <= pair[0] <= 0xA5 or 0xB0 <= pair[0] <= 0xCF,
        lambda pair: pair[0] in (0xA4, 0xA5),  # kana
        0.03,
    ),
    Encoding(
        "euc_kr",
        0.75,
        lambda pair: 0xA1 <= pair[0] <= 0xA3 or 0xB0 <= pair[0] <= 0xC8,
        KOREAN.__contains__,
        0.1,
        wider=("cp949",),
    ),
    Encoding(
        "big5",
        0.75,
        lambda pair: 0xA1 <= pair[0] <= 0xC6,
        lambda pair: pair[-1] < 0x80,
        0.1,
        wider=("cp950", "big5hkscs"),
    ),
)


def likely_asian(probe: bytes) -> list[str]:
    """List the encodings that a text may be in, the likeliest first."""
    scores = {each: _score(probe, each) for each in ENCODINGS}
    likely = sorted((each for each in ENCODINGS if scores[each] > each.least), key=lambda each: -scores[each])
    return [name for each in likely for name in (each.name, *each.wider)]


def _score(probe: bytes, encoding: Encoding) -> float:
    """Say how much a decoding looks like real text, 0 to 1.

    Western text has single characters beyond ASCII between Latin letters, while real text has them in runs.
    """
    text = probe.decode(encoding.name, errors="replace")
    foreign = [char for char in text if ord(char) > 127]
    if not foreign:
        return 0.0
    pairs = [char.encode(encoding.name) for char in foreign if char != "\ufffd"]
    common = sum(map(encoding.is_common, pairs))
    runs = [len(list(group)) for wide, group in itertools.groupby(text, lambda char: ord(char) > 127) if wide]
    in_runs = sum(length for length in runs if length > 1)
    has_mark = sum(map(encoding.mark, pairs)) >= encoding.marked * len(pairs)
    return (common / len(foreign)) * (in_runs / len(foreign)) * (1 if has_mark else encoding.unmarked)
