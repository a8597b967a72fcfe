"""What becomes of a question: it is answered, offered in several readings, or refused."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from services.agent.question.candidates import Reading
from services.agent.question.doubts.answering import equal_columns
from services.agent.question.plans.parts import parts_of
from services.agent.question.rewording.headers.sayings import Said
from services.agent.question.tables.schema import Catalog, Table


class Outcome(StrEnum):
    """What became of a question."""

    ANSWERED = "answered"
    AMBIGUOUS = "ambiguous"
    REFUSED = "refused"


@dataclass(frozen=True)
class Interpretation:
    """Everything that the engine made of a question."""

    outcome: Outcome
    readings: tuple[Reading, ...] = ()
    """The surest first; exactly one when answered, two or three when ambiguous."""
    unknown_words: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = field(default=())
    doubtful: Reading | None = None
    """Of a refused question, the surest reading below the cut: for measuring what the cut does."""
    reason: str = ""
    """Of a refused question, why, where the unknown words do not say it."""


def answer_of(found: Interpretation) -> Reading | None:
    """Return the reading that a question is answered with, if it is."""
    return found.readings[0] if found.outcome is Outcome.ANSWERED else None


def surer(plain: Interpretation, by_role: Interpretation) -> Interpretation:
    """Believe the surer of a question as it stands and what was answered by what that is to people.

    Where a figure is asked for, nobody is: "what is the highest mark of a pupil" wants no pupil.
    """
    if plain.outcome is not Outcome.ANSWERED:
        return by_role
    wants_figure = _tells_figure(plain) and not _tells_figure(by_role)
    surest = by_role.readings[0].confidence > plain.readings[0].confidence
    return by_role if surest and not wants_figure else plain


def _tells_figure(found: Interpretation) -> bool:
    return all(output.function for output in found.readings[0].plan.outputs)


def offer_all(readings: Sequence[Reading], catalog: Catalog) -> Interpretation:
    """Answer with the only reading there is, or offer all where each may be meant."""
    readings = _by_links(readings, catalog)
    outcome = Outcome.ANSWERED if len(readings) == 1 else Outcome.AMBIGUOUS
    return Interpretation(outcome, tuple(readings))


def _by_links(readings: Sequence[Reading], catalog: Catalog) -> list[Reading]:
    """Prefer what goes by the table that is there for it: ``paper_authors``, of authors' papers."""
    if len(readings) != 2:
        return list(readings)
    things = {table.words for table in catalog.tables}
    tables = [{part for part in parts_of(each.plan) if isinstance(part, Table)} for each in readings]
    shared = set[Table]().union(*tables).intersection(*tables)
    links = [[table for table in each - shared if _is_link(table, things)] for each in tables]
    told = [each for each, link in zip(readings, links, strict=True) if link]
    return told if len(told) == 1 else list(readings)


def _is_link(table: Table, things: Collection[tuple[str, ...]]) -> bool:
    """Whether a table is called after two others: each row says that one of these goes with one of those."""
    return len(table.words) == 2 and all((word,) in things for word in table.words)


def shows(found: Interpretation, said: Said) -> bool:
    """Whether a question has been answered with what a saying asks for, of the rows that it is about."""
    if found.outcome is not Outcome.ANSWERED:
        return False
    plan = found.readings[0].plan
    fixed = equal_columns(plan)
    some = plan.rows.conditions or plan.rows.extreme or plan.limit or plan.ties
    shown = any(output.column == said.column for output in plan.outputs) and said.column not in fixed
    return shown and bool(some or not said.narrows)
