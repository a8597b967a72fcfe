"""The concepts of the text files beside this module, parsed once, and found by what is said."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.resources import files

from services.agent.question.language.words import stem

_FIGURES = frozenset("+-v")
"""Marks of what is compared or added up."""
_MARKS = ("+", "-", "v", "o", "who", "where", "when")
_ARTICLES = frozenset(["the", "a", "an", "of"])
Phrase = tuple[str, ...]


@dataclass(frozen=True)
class Concept:
    """One thing that a header may name, with the ways to speak of it."""

    headers: tuple[str, ...]
    """What headers call it."""
    said: tuple[str, ...]
    """What only people say."""
    ways: dict[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    """Mark -> adjectives or verbs that ask for it."""

    @property
    def is_figure(self) -> bool:
        """Whether it is what a cell counts or measures, and no row: sick days, votes, a weight."""
        return self.headers[0].endswith("s") or not _FIGURES.isdisjoint(self.ways)

    @property
    def words(self) -> tuple[str, ...]:
        """Stems of its headers of one word, the likeliest first: what an adjective or a verb hints at."""
        return tuple(dict.fromkeys(stem(name) for name in self.headers if " " not in name))


def plain_words(phrase: str) -> Phrase:
    """Return the words of a phrase in the singular; articles say nothing in one.

    No stems: what is ``issued`` is no issue, and who is employed has no employment by that.
    """
    words = phrase.replace("-", " ").split()
    return tuple(_singular(word) for word in words if word not in _ARTICLES)


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    return word if word.endswith(("ss", "us", "is")) or len(word) < 4 else word.removesuffix("s")


def lines_of(text: str) -> Iterator[str]:
    """Yield the lines of a file of the lexicon, each with those that go on with it; remarks are left out."""
    whole = ""
    for line in (*text.splitlines(), ""):
        if whole and not line.startswith(" "):
            yield whole
            whole = ""
        if line.strip() and not line.startswith("#"):
            whole = f"{whole} {line.strip()}".strip()


def read_lines(file: str) -> Iterator[str]:
    """Yield the lines of one of the files beside ``lexicon.py``: ``roles.txt``."""
    return lines_of(files("services.agent.question.language").joinpath(file).read_text("utf-8"))


def read_concept(line: str) -> Concept:
    """Read one line; raise ``ValueError`` where a mark is none."""
    names, *rest = (part.strip() for part in line.split(";"))
    headers, _, said = names.partition(":")
    ways: dict[str, tuple[str, ...]] = {}
    for part in rest:
        mark, _, words = part.partition(" ")
        if mark not in _MARKS:
            raise ValueError(f"{mark!r} is no mark, in: {line}")
        ways[mark] = _listed(words) if "," in words else tuple(words.split())
    return Concept(_listed(headers), _listed(said), ways)


def _listed(text: str) -> tuple[str, ...]:
    return tuple(each.strip() for each in text.split(",") if each.strip())


def _read_all() -> tuple[Concept, ...]:
    folder = sorted(files(__package__).iterdir(), key=lambda each: each.name)
    texts = [each.read_text("utf-8") for each in folder if each.name.endswith(".txt")]
    return tuple(read_concept(line) for text in texts for line in lines_of(text))


CONCEPTS = _read_all()
"""Every concept of the lexicon."""

NAMES: dict[Phrase, dict[int, bool]] = {}
"""Plain words of a name for it -> each concept that has it, and whether headers call it so."""
for _number, _concept in enumerate(CONCEPTS):
    for _name in _concept.said:
        NAMES.setdefault(plain_words(_name), {})[_number] = False
    for _name in _concept.headers:
        NAMES.setdefault(plain_words(_name), {})[_number] = True

LONGEST_NAME = 1 + max(map(len, NAMES))
"""Most words of a question that are looked up: one more than a name has, which may stand before it."""
