"""A question as a row of words and slots; a slot is a value of the data, a number or a period."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from services.agent.question import Catalog
from services.agent.question.language.numerals import number_of
from services.agent.question.language.periods import Period, find_period
from services.agent.question.language.words import Token, tokenise
from services.agent.question.linking.callings import values_of
from services.agent.question.tables.columns import Column

LONGEST_VALUE = 6
"""Words of a value that are looked up as one."""


@dataclass(frozen=True)
class Piece:
    """A word or a slot of a question."""

    text: str
    normal: str
    start: int
    """Where it begins in the question."""
    end: int
    columns: Mapping[Column, tuple[str, ...]] = field(default_factory=dict)
    """Where the data hold it as a value, with its spellings."""
    number: str | None = None
    period: Period | None = None

    @property
    def is_slot(self) -> bool:
        """Whether another one could stand in its place."""
        return bool(self.columns) or self.number is not None or self.period is not None


def cut(question: str, catalog: Catalog) -> list[Piece]:
    """Cut a question into pieces, the longest slots first."""
    tokens = tokenise(question)
    pieces: list[Piece] = []
    at = 0
    while at < len(tokens):
        piece, at = _piece(question, tokens, at, catalog)
        pieces.append(piece)
    return pieces


def _piece(question: str, tokens: Sequence[Token], at: int, catalog: Catalog) -> tuple[Piece, int]:
    first = tokens[at]
    period = find_period(tokens, at)
    if period and period[0].start:
        last = tokens[period[1] - 1]
        text = question[first.start : last.end]
        return Piece(text, period[0].label, first.start, last.end, period=period[0]), period[1]
    for end in range(min(len(tokens), at + LONGEST_VALUE), at, -1):
        normal = " ".join(token.normal for token in tokens[at:end])
        hits = values_of(normal, catalog)
        if hits:
            last = tokens[end - 1]
            text = " ".join(token.text for token in tokens[at:end])
            return Piece(text, normal, first.start, last.end, {hit.column: hit.values for hit in hits}), end
    number = number_of(first)
    said = None if number is None else str(number)
    return Piece(first.text, said or first.stem, first.start, first.end, number=said), at + 1
