"""Which runs of a question's words may mean anything: most do not, and are looked up no further."""

from collections.abc import Sequence
from functools import lru_cache

from services.agent.question.language.lexicon import LONGEST_PHRASE, SENSES
from services.agent.question.language.vocabulary import PHRASE_WORDS
from services.agent.question.language.words import Token, stem
from services.agent.question.linking.callings import SIGNS, cells_of, forms_of, kin_of
from services.agent.question.linking.headers import HeaderIndex
from services.agent.question.tables.schema import Catalog, ValueHit

LONGEST_SPAN = 12
"""Most words of a value or header that are looked up as one piece."""
MOST_PART_WORDS = 3
"""Words of a phrase that is looked for inside values."""


class Runs:
    """The runs of words of one question, and which of them the data has.

    Args:
        tokens: The question.
        catalog: Whose values are looked up, all in one pass.
        index: Its names.
        loose: Whether values are also found by what is like them, and by their parts.
    """

    def __init__(self, tokens: Sequence[Token], catalog: Catalog, index: HeaderIndex, *, loose: bool) -> None:
        self._normals = [token.normal for token in tokens]
        self._catalog = catalog
        self._index = index
        self._loose = loose
        self._held = catalog.expect(_phrases(tuple(self._normals)))
        self._ends = self._ends_of_names()

    def _ends_of_names(self) -> list[int]:
        """Return for each word where at the latest a name ends that begins with it."""
        ends = [len(self._normals)]
        for at in range(len(self._normals) - 1, -1, -1):
            ends.append(ends[-1] if self._is_in_names(self._normals[at]) else at)
        return ends[:0:-1]

    def _is_in_names(self, normal: str) -> bool:
        parts = (part for word in normal.split() for part in self._index.parted.get(word, (word,)))
        return all(self._index.may_name(stem(part)) for part in parts)

    def may_mean(self, start: int, end: int) -> bool:
        """Whether a run of several words may have a sense, or name anything in the data."""
        words = self._normals[start:end]
        if end <= self._ends[start] or (len(words) <= LONGEST_PHRASE and tuple(words) in SENSES):
            return True
        run = " ".join(words)
        if run in PHRASE_WORDS or not self._held.isdisjoint(forms_of(run)):
            return True
        in_part = len(words) <= MOST_PART_WORDS and len(self._catalog.tables) == 1
        return self._loose and (in_part or bool(kin_of(run, self._catalog)))

    def cells(self, normal: str) -> tuple[ValueHit, ...]:
        """Return the values that a run means."""
        if self._held.isdisjoint(forms_of(normal)):
            return ()
        return cells_of(normal, self._catalog, loose=self._loose)

    def names_row(self, tokens: Sequence[Token]) -> bool:
        """Whether one word with a capital is to the letter the name of a row."""
        text = tokens[0].text
        if len(tokens) > 1 or not (text[:1].isupper() and text[1:].islower()):
            return False
        labels = [table.label for table in self._catalog.tables]
        return any(text in hit.values and hit.column in labels for hit in self.cells(tokens[0].normal))


def stops_of(question: str, tokens: Sequence[Token]) -> list[int]:
    """Return for each word where at the latest a run ends that begins with it.

    No name goes on behind the end of a sentence, or into what is quoted.
    """
    stops = [len(tokens)] * len(tokens)
    for at in range(len(tokens) - 2, -1, -1):
        between = question[tokens[at].end : tokens[at + 1].start]
        ends = between.lstrip()[:1] in ("?", "!", ";") and between[-1:] == " "
        stops[at] = at + 1 if ends or tokens[at + 1].kind == "quoted" else stops[at + 1]
    return stops


@lru_cache(maxsize=64)
def _phrases(normals: tuple[str, ...]) -> frozenset[str]:
    """Return every run of words that may be a value, in all the ways in which it is looked up."""
    words = [normal for normal in normals if normal[:1] not in SIGNS]
    last = len(words) + 1
    runs = (words[i:j] for i in range(len(words)) for j in range(i + 1, min(i + LONGEST_SPAN + 1, last)))
    return frozenset(form for run in runs for form in forms_of(" ".join(run)))
