"""Gives a table the time between two of its days, or its minutes in hours, where a question asks for that."""

from dataclasses import replace

from services.agent.question.composing.joins import inherit_joins
from services.agent.question.language.words import stem
from services.agent.question.rewording.timing.lapseasked import ask_lapse
from services.agent.question.rewording.timing.lapsewords import LAPSE
from services.agent.question.rewording.timing.minutehours import read_minute_hours
from services.agent.question.rewording.timing.timelapses import read_lapse
from services.agent.question.tables.columns import Column, Formula, Span
from services.agent.question.tables.made import with_column
from services.agent.question.tables.schema import Catalog
from services.agent.question.tables.spans import span_column


def with_lapse(question: str, catalog: Catalog) -> tuple[str, Catalog] | None:
    """Ask for the time between two days as for a column; None where a question speaks of no such time."""
    word = stem(LAPSE)
    if any(word in column.words for column in catalog.columns) or LAPSE in question.lower():
        return None
    hours = read_minute_hours(question, catalog)
    if hours:
        asked, minutes = hours
        formula = Formula("/", minutes, 60.0)
        made = replace(minutes, name=f"hours of {minutes.name}", type="DOUBLE", formula=formula)
        return asked, _with_column(made, catalog)
    lapse = read_lapse(question, catalog)
    told = ask_lapse(lapse, catalog) if lapse else None
    if lapse is None or told is None:
        return None
    span = Span(lapse.start, lapse.end, lapse.unit)
    return told, _with_column(span_column(lapse.start.table, span), catalog)


def _with_column(made: Column, catalog: Catalog) -> Catalog:
    made = replace(made, words=(stem(LAPSE),), distinct=catalog.by_name[made.table].rows)
    return inherit_joins(with_column(made, catalog)[0], catalog)
