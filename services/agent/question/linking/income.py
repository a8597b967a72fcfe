"""Words for the money that rows bring in, where no header is called so: they say a total by themselves."""

from collections.abc import Sequence

from services.agent.question.language.lexicon import SENSES, Sense
from services.agent.question.language.money import (
    BACK_WORDS,
    EARNING,
    INCOME_PLURALS,
    INCOME_WORDS,
    MONEY_EACH,
    OUTLAY_WORDS,
)
from services.agent.question.language.words import Token, name_words, stem, tokenise
from services.agent.question.linking.items import ColumnHit, Item
from services.agent.question.tables.schema import Catalog, Table

GOT = frozenset(["collected", "paid", "received", "taken", "earned", "spent"])
_WISHES = """
    asking asked list target budget planned quoted estimated expected book monthly weekly daily nightly
    hourly annual yearly
"""
WISHED = frozenset(_WISHES.split())
"""Words of headers for what somebody wants or reckons with, and has not got by that."""
_PLAIN = frozenset(map(stem, ("sales", "gross")))
"""Words before one for money coming in that say no more than it does."""
_MOST = {"most": "highest", "least": "lowest", "fewest": "lowest"}
_FIGURES = frozenset([Sense.SUM, Sense.AVERAGE, Sense.MEDIAN, Sense.MINIMUM, Sense.MAXIMUM])
_NEAR = 2
"""Words that may stand between a superlative and what it ranks: ``the least completed payment volume``."""


def say_totals(question: str, catalog: Catalog) -> str:
    """Write ``by revenue`` as ``by total revenue``, ``the most revenue`` as ``the highest total revenue``."""
    tokens = tokenise(question)
    for place in range(len(tokens)):
        found = _income_at(question, tokens, place, catalog)
        if found is None:
            continue
        first, said = found
        for led in reversed(tokens[max(0, first - _NEAR) : first]):
            if led.normal in _MOST:
                between = question[led.end : tokens[first].start]
                return f"{question[: led.start]}{_MOST[led.normal]} total{between}{said}"
        figured = first and _FIGURES.intersection(SENSES.get((tokens[first - 1].normal,), ()))
        return f"{question[: tokens[first].start]}{'' if figured else 'total '}{said}"
    return question


def really_got(items: Sequence[Item], hits: Sequence[ColumnHit]) -> tuple[ColumnHit, ...]:
    """Return the columns that may say what was collected, where it is said: no asking price does."""
    spoken = {word for item in items for word in item.normal.split()}
    if GOT.isdisjoint(spoken):
        return tuple(hits)
    return tuple(hit for hit in hits if not WISHED & {*name_words(hit.column.name)} - spoken)


def earns(items: Sequence[Item], rows: Table) -> bool:
    """Whether ``how much did we take`` may be asked of rows, each worth what came in on its day."""
    spends = not (OUTLAY_WORDS | BACK_WORDS).isdisjoint(rows.words)
    return not spends and bool(rows.main_date) and says_earning(items)


def says_earning(items: Sequence[Item]) -> bool:
    """Whether it is asked what we took, and so of money that came in."""
    ours = any(item.normal.split()[-1] == "we" for item in items)
    much = any(item.has(Sense.HOW_MUCH) for item in items)
    return ours and much and any(item.normal in EARNING and not item.values for item in items)


def _income_at(
    question: str, tokens: Sequence[Token], place: int, catalog: Catalog
) -> tuple[int, str] | None:
    """Return where money that comes in is named, and the question from there on in plain words."""
    token, before = tokens[place], tokens[place - 1] if place else None
    volume = token.normal == "volume" and before is not None and before.stem in MONEY_EACH
    said = token.stem in INCOME_WORDS or token.normal in INCOME_PLURALS
    income = said and not any(token.stem in each.words for each in catalog.columns)
    if before and income and any(before.stem in each.words and each.is_measure for each in catalog.columns):
        return place - 1, question[before.start : before.end] + question[
            token.end :
        ]  # "Fee income": the fees.
    if before and (volume or (income and before.stem in _PLAIN)):
        return place - 1, question[(before if volume else token).start :]
    word = "revenue" if token.normal in INCOME_PLURALS else question[token.start : token.end]
    return (place, f"{word}{question[token.end :]}") if income else None
