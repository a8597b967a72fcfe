"""Which of the one-byte encodings a text is in: the one under which its letters are those of one language.

Detectors that only compare frequencies say cp775 about a short Western file. The letters that a language
has beyond ASCII are few, and bytes read in the wrong encoding become letters of no language, signs inside
words, or capitals after small letters.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

QUOTES = "\u00ab\u00bb\u2039\u203a\u201c\u201d\u201e\u2018\u2019\u201a"
PUNCTUATION = "\u00a0\u2013\u2014…•·§°€£¥¢©®™±×÷ªº²³¹½¼¾µ¿¡†‡\u2032\u2033№" + QUOTES
"""Signs that occur in texts of any language."""
INSIDE_WORDS = "\u2019\u2018·\u2013\u2014\u00a0"
"""Signs that may stand between two letters."""
BEHIND = "©®™°²³¹½¼¾"
"""Signs that stand behind a word or number, never before a word; but 5 °C."""
LAST_LATIN = 0x24F

# Without the õ of Portuguese, which is how Hungarian's ő looks in the wrong encoding.
_WESTERN = {
    "German": "äöüß",
    "French": "àâæçéèêëîïôœùûüÿ",
    "Spanish": "áéíñóúü",
    "Portuguese": "àáâãçéêíóôúü",
    "Italian": "àèéìíîòóùú",
    "Nordic": "åäöæøé",
    "Icelandic": "áðéíóúýþæö",
    "Catalan": "àçèéíïòóúü",
}
_CENTRAL = {
    "Polish": "ąćęłńóśźż",
    "Czech": "áčďéěíňóřšťúůýž",
    "Slovak": "áäčďéíĺľňóôŕšťúýž",
    "Hungarian": "áéíóöőúüű",
    "Romanian": "ăâîşţșț",
    "Croatian": "čćđšž",
}
_TURKISH = {"Turkish": "âçğ\u0131îöşüi\u0307"}
_BALTIC = {"Lithuanian": "ąčęėįšųūž", "Latvian": "āčēģīķļņšūž", "Estonian": "äõöüšž"}
_CYRILLIC = {
    "Russian": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "Ukrainian": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
}
_GREEK = {"Greek": "αβγδεζηθικλμνξοπρστυφχψωςάέήίόύώϊϋΐΰ"}
_HEBREW = {"Hebrew": "אבגדהוזחטיךכלםמןנסעףפץצקרשת"}
_ARABIC = {"Arabic": "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي"}
_THAI = {"Thai": "".join(map(chr, range(0x0E01, 0x0E3B))) + "".join(map(chr, range(0x0E40, 0x0E5A)))}

CHARSETS: tuple[tuple[str, dict[str, str]], ...] = (
    ("cp1252", _WESTERN),
    ("iso8859-15", _WESTERN),
    ("cp1250", _CENTRAL),
    ("iso8859-2", _CENTRAL),
    ("cp1255", _HEBREW),  # no capitals, and none of the last Cyrillic letters: seldom so by chance
    ("cp1251", _CYRILLIC),
    ("koi8-u", _CYRILLIC),
    ("iso8859-5", _CYRILLIC),
    ("cp866", _CYRILLIC),
    ("cp1253", _GREEK),
    ("iso8859-7", _GREEK),
    ("cp1254", _TURKISH),
    ("iso8859-9", _TURKISH),
    ("cp1257", _BALTIC),
    ("iso8859-13", _BALTIC),
    ("cp1256", _ARABIC),
    ("cp874", _THAI),
    ("mac-roman", _WESTERN),
    ("cp850", _WESTERN),
)
"""Encodings in order of preference, each with the letters of the languages that are written in it."""

MIXED_COST = 0.02
"""What it costs a text to need all of an encoding's languages, as a list of places may."""

WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class _Reading:
    """A text under one encoding."""

    foreign: list[str]
    """Its letters beyond ASCII, in lower case."""
    odd: int
    """Signs where none belong, and letters whose case does not fit."""


def guess_charset(sample: bytes) -> str:
    """Name the encoding that explains a text best; cp1252 where nothing speaks against it.

    Args:
        sample: Lines that hold bytes beyond ASCII.
    """
    best, cost = "cp1252", 2.0
    for encoding, languages in CHARSETS:
        try:
            reading = _read(sample.decode(encoding))
        except UnicodeDecodeError:
            continue
        found = _cost(reading, languages)
        if found < cost - 1e-9:
            best, cost = encoding, found
    return best


def _read(text: str) -> _Reading:
    odd = sum(_is_odd_sign(text, place) for place, char in enumerate(text) if ord(char) > 127)
    foreign: list[str] = []
    for word in WORD.findall(text):
        letters = [char for char in word if ord(char) > 127 and char.isalpha() and char not in "ªºµ"]
        foreign += [char.lower() for char in letters]
        if letters and (_is_swapped(word) or _mixes_scripts(word)):
            odd += len(letters)
    return _Reading(foreign, odd)


def _is_swapped(word: str) -> bool:
    """Tell whether a small letter is followed by a capital."""
    return any(left.islower() and right.isupper() for left, right in pairwise(word))


def _mixes_scripts(word: str) -> bool:
    """Tell whether a word has Latin letters and others."""
    return len({ord(char) > LAST_LATIN for char in word}) > 1


def _is_odd_sign(text: str, place: int) -> bool:
    """Tell whether a character beyond ASCII is a sign where a letter should be, or one that nobody types."""
    char = text[place]
    if char.isalpha() and char not in "ªºµ":
        return False
    before = text[place - 1] if place else " "
    after = text[place + 1] if place + 1 < len(text) else " "
    if char in _THAI["Thai"]:  # a digit, or a vowel above a letter
        return any(near.isascii() and near.isalpha() for near in (before, after))
    if char not in PUNCTUATION or (char in BEHIND and after.isalpha() and after not in "CF"):
        return True
    if char in "²³" and before.isalpha():
        return len(WORD.findall(text[max(place - 3, 0) : place])[-1]) > 2
    return before.isalpha() and after.isalpha() and char not in INSIDE_WORDS


def _cost(reading: _Reading, languages: dict[str, str]) -> float:
    """Return the share of characters that the best of the languages does not explain."""
    total = max(len(reading.foreign) + reading.odd, 1)
    costs = [
        sum(char not in letters for char in reading.foreign) + reading.odd for letters in languages.values()
    ]
    every = set("".join(languages.values()))
    mixed = sum(char not in every for char in reading.foreign) + reading.odd + MIXED_COST * total
    return min(*costs, mixed) / total
