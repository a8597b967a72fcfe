"""Gives a table the time between two of its days as a column, where a question asks for that."""

from dataclasses import replace

from services.agent.question.composing.joins import inherit_joins
from services.agent.question.language.words import stem
from services.agent.question.rewording.timing.lapseasked import ask_lapse
from services.agent.question.rewording.timing.lapsewords import LAPSE
from services.agent.question.rewording.timing.timelapses import read_lapse
from services.agent.question.tables.columns import Span
from services.agent.question.tables.schema import Catalog
from services.agent.question.tables.spans import span_column


def with_lapse(question: str, catalog: Catalog) -> tuple[str, Catalog] | None:
    """Ask for the time between two days as for a column; None where a question speaks of no such time."""
    word = stem(LAPSE)
    if any(word in column.words for column in catalog.columns) or LAPSE in question.lower():
        return None
    lapse = read_lapse(question, catalog)
    asked = ask_lapse(lapse, catalog) if lapse else None
    if lapse is None or asked is None:
        return None
    table = catalog.by_name[lapse.start.table]
    made = span_column(table.name, Span(lapse.start, lapse.end, lapse.unit))
    made = replace(made, words=(word,), rows=table.rows, distinct=table.rows, position=len(table.columns))
    return asked, inherit_joins(catalog.with_table(replace(table, columns=(*table.columns, made))), catalog)
