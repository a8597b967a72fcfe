"""Text into comparable words: tokens, normal forms and stems."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer

_STEMMER = snowballstemmer.stemmer("english")
_IRREGULAR = {
    "them": "they",  # The stemmer makes it a theme,
    "done": "do",  # and this the root of a donor.
    "far": "afar",  # Nor is it a fare.
    "people": "person",
    "persons": "person",
    "men": "man",
    "women": "woman",
    "children": "child",
    "feet": "foot",
    "criteria": "criterion",
    "indices": "index",
    "staff": "staff",
    "sales": "sale",
    "news": "news",
    "%": "percent",
    "#": "number",
    "percentage": "percent",
    "percentages": "percent",
    "salaries": "salary",
    "expensive": "pricey",  # The stemmer makes expenses of it.
}
"""Plurals (and near plurals) that the stemmer does not bring together."""

_SES = re.compile(r"(noses|lyses|theses|crises|oases|bases|prognoses|synopses|ellipses)$")
"""Plurals of words in ``-sis``."""
_TOKEN = re.compile(
    r"""(?P<quoted>"[^"]*"|“[^”]*”|\u2018[^\u2019]*\u2019|(?<![\w])'[^']*'(?![\w]))
      | (?P<date>\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[/.]\d{1,2}[/.]\d{4})
      | (?P<number>[-+]?[$€£]?\d{1,3}(?:,\d{3})+(?:\.\d+)?(?:k|m|bn)?%?(?!\w)
          |(?:(?<![\w\d])[-+])?[$€£]?(?:\d+(?:\.\d+)?|(?<!\w)\.\d+)(?:k|m|bn)?%?(?!\w))
      | (?P<word>[^\W_]+(?:[.'\u2019][^\W_]+)*|[<>=!]+|\#|%|&)""",
    re.VERBOSE | re.IGNORECASE,
)
_NUMBERS = re.compile(r"\.\s*[^\s?.!]")
"""After ``no``: the short form of a number, and no denial."""
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])")
_GAP = re.compile(r"[^\w\n]|_")
_SPACES = re.compile(r" {2,}")
_ASCII_GAPS = {code: " " for code in range(128) if not chr(code).isalnum() and chr(code) != "\n"}
"""For ``str.translate``, which is many times faster on long texts than a regular expression."""


@dataclass(frozen=True)
class Token:
    """One word, number, date or quoted text of a question."""

    text: str
    kind: str
    """``word``, ``number``, ``date`` or ``quoted``."""
    normal: str
    stem: str
    start: int
    end: int


def fold(text: str) -> str:
    """Lower-case the text and strip accents."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def normalise(text: str) -> str:
    """Bring a value or a phrase to the form in which both are compared; lines stay lines."""
    folded = fold(text)
    spaced = folded.translate(_ASCII_GAPS) if folded.isascii() else _GAP.sub(" ", folded)
    if "  " in spaced:
        spaced = _SPACES.sub(" ", spaced)
    return spaced.replace(" \n", "\n").replace("\n ", "\n").strip(" ")


def in_lines(texts: Sequence[str]) -> Sequence[str]:
    """Return texts, each in one line."""
    several = "\n".join(texts).count("\n") != len(texts) - 1
    return [text.replace("\n", " ") for text in texts] if several else texts


def normalise_each(texts: Sequence[str]) -> list[str]:
    """Return the normal form of each text."""
    joined = "\n".join(texts)
    if joined.count("\n") != len(texts) - 1:
        return [normalise(text) for text in texts]
    # One pass over the joined text is several times faster than one call for each.
    return normalise(joined).split("\n")


_BRITISH = (
    "honour colour labour favour harbour neighbour flavour humour rumour vapour armour behaviour endeavour"
)
_AMERICAN = {
    **{word: word.replace("our", "or") for word in _BRITISH.split()},
    "centre": "center",
    "theatre": "theater",
    "metre": "meter",
    "kilometre": "kilometer",
    "litre": "liter",
    "programme": "program",
    "catalogue": "catalog",
    "licence": "license",
    "defence": "defense",
    "offence": "offense",
    "cheque": "check",
    "tyre": "tire",
    "jewellery": "jewelry",
    "organisation": "organization",
}
"""How the British spell a word -> how the Americans do: a header and a question may be of either."""


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Reduce a folded word to what its singular, plural and verb forms share."""
    known = _AMERICAN.get(word.removesuffix("s"), _IRREGULAR.get(word, word))
    if known.endswith("people"):
        known = known.removesuffix("people") + "person"
    if _SES.search(known):
        known = known[:-2] + "is"
    return str(_STEMMER.stemWord(known)) if known.isascii() else known


_DERIVED = re.compile(
    r"(?:ation|ition|ion|ment|ance|anc|ence|enc|ality|ity|iti|al|or|er|ist|ing|ed|en|e|s|i|is)$"
)
_DOUBLED = re.compile(r"([bdgklmnprt])\1$")
IRREGULAR_ROOTS = {
    "won": "win",
    "lost": "loss",
    "lose": "loss",
    "loser": "loss",
    "wrote": "write",
    "held": "hold",
    "drew": "draw",
    "drawn": "draw",
    "withdrew": "withdraw",
    "withdrawn": "withdraw",
    "born": "birth",
    "die": "death",
    "dead": "death",
    "absent": "absenc",
    "failur": "fail",
    "built": "build",
    "sold": "sell",
    "sale": "sell",
    "bought": "buy",
    "paid": "pay",
    "spent": "spend",
    "beat": "defeat",
    "sang": "sing",
    "sung": "sing",
    "song": "sing",
    "taught": "teach",
    "led": "lead",
    "began": "begin",
    "went": "go",
    "gave": "give",
    "took": "take",
    "weigh": "weight",
    "flew": "fly",
    "ran": "run",
    "rode": "ride",
    "drove": "drive",
    "begun": "begin",
    "left": "leave",
    "came": "come",
    "made": "make",
    "sent": "send",
    "deliveri": "deliv",
    "closur": "close",
    "decis": "decid",
    "conclus": "conclud",
    "extens": "extend",
    "suspens": "suspend",
    "transmiss": "transmit",
    "signatur": "sign",
    "creation": "creat",
    "subscript": "subscrib",
    "registr": "regist",
    "prescript": "prescrib",
    "receipt": "receiv",
    "resolut": "resolv",
    "submiss": "submit",
    "admiss": "admit",
    "respons": "respond",
    "redempt": "redeem",
    "acquisit": "acquir",
    "recept": "receiv",
    "departur": "depart",
    "diagnosi": "diagnos",
    "swam": "swim",
    "succeed": "success",
    "flown": "fly",
    "flight": "fly",
    "settlement": "settl",
    "movement": "mov",
}
"""Forms of verbs, and nouns of them, that no ending brings together."""


@lru_cache(maxsize=20_000)
def root(word: str) -> str:
    """Reduce a stem to what a verb and the nouns made of it share: ``direct`` for director and directed."""
    known = IRREGULAR_ROOTS.get(word, word)
    short = _DERIVED.sub("", known)
    short = short if len(short) >= 3 else known
    return _DOUBLED.sub(r"\1", short)


def word_root(word: str) -> str:
    """Reduce a folded word to its root."""
    return root(stem(word))


@lru_cache(maxsize=20_000)
def name_words(name: str) -> tuple[str, ...]:
    """Split a header or table name into folded words (snake case, camel case and digits apart)."""
    spaced = " ".join(_CAMEL.split(name))
    return tuple(normalise(spaced).split())


def spoken(name: str) -> str:
    """Return a name of a table or a column as it is said: ``unit price`` of ``UnitPrice``."""
    return " ".join(name_words(name))


def joined_words(name: str) -> dict[str, tuple[str, ...]]:
    """Return what two or three words of a name give with nothing between them: ``sspec``, ``orderid``."""
    words = name_words(name)
    runs = (words[at : at + length] for length in (2, 3) for at in range(len(words) - length + 1))
    return {"".join(run): run for run in runs}


def tokenise(question: str) -> list[Token]:
    """Cut a question into tokens; punctuation that carries no meaning is dropped."""
    return [*_tokens(question)]


@lru_cache(maxsize=64)
def _tokens(question: str) -> tuple[Token, ...]:
    tokens = []
    for match in _TOKEN.finditer(question):
        kind = str(match.lastgroup)
        text = match.group()
        if kind == "quoted":
            text = text[1:-1].strip()
        normal = normalise(text.replace("\n", " ")) if kind != "word" or text[0].isalnum() else text
        normal = normal or text  # Quoted signs, which are cells of their own: '+', '-'.
        if not normal:
            continue
        if normal == "no" and _NUMBERS.match(question, match.end()):
            normal = "number"
        if kind == "word" and normal.endswith((" s", "s ")) and ("'" in text or "\u2019" in text):
            normal = normal[:-2].strip()
        tokens.append(Token(text, kind, normal, stem(normal), match.start(), match.end()))
    return tuple(tokens)


def in_either_number(term: str) -> str:
    """Return a pattern that matches a term in the singular and in the plural."""
    if term.endswith("person"):
        return f"{re.escape(term.removesuffix('person'))}(?:person|persons|people)"
    if re.search(r"[^aeiou](?:y|ies)$", term):
        return f"{re.escape(re.sub(r'(?:y|ies)$', '', term))}(?:y|ies)".replace(r"\ ", r"\s+")
    if re.search(r"(?:ss|x|ch|sh)$", term):
        return re.escape(term).replace(r"\ ", r"\s+") + "(?:es)?"
    escaped = re.escape(term.removesuffix("s") if len(term) > 3 else term).replace(r"\ ", r"\s+")
    return f"{escaped}s?"


def plural(name: str) -> str:
    """Return what several things are called that a header names one of: ``cities`` of ``city``."""
    if name.endswith("y") and name[-2:-1] not in "aeiou":
        return f"{name[:-1]}ies"
    return f"{name}es" if name.endswith(("s", "x", "ch", "sh")) else f"{name}s"
