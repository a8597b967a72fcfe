"""How old somebody is, where the sheet only says when they were born: whole years until today."""

import re
from dataclasses import replace
from datetime import date

from services.agent.question.composing.joins import inherit_joins
from services.agent.question.language.words import root, stem
from services.agent.question.tables.columns import Column, Span
from services.agent.question.tables.schema import Catalog, Table

_ASKED = re.compile(
    r"\b(?:how\s+old|older|younger|aged?|ages|years?\s+old)\b|\b(?:under|over|above|below)\s+\d{1,2}\b",
    re.IGNORECASE,
)
_AGE = stem("age")
_DIED = frozenset(map(root, ["died", "death", "dead", "deceased"]))


def with_ages(catalog: Catalog, question: str, now: date | None) -> Catalog:
    """Give the tables of those who were born an age, where one is asked for and no header says it."""
    if now is None or not _ASKED.search(question) or any(_AGE in each.words for each in catalog.columns):
        return catalog
    told = catalog
    for table in catalog.tables:
        born = [each for each in table.columns if each.is_date and each.is_birth]
        died = any(not _DIED.isdisjoint(each.roots) for each in table.columns)
        if len(born) == 1 and not died:
            told = told.with_table(replace(table, columns=(*table.columns, _age(table, born[0], now))))
    return told if told is catalog else inherit_joins(told, catalog)


def _age(table: Table, born: Column, now: date) -> Column:
    """Return the whole years since the day of birth as a column, whose name says until when."""
    name = f"age on {now.isoformat()} by {born.name}"
    span = Span(born, born, "year", until=now)
    return Column(
        table.name, name, "BIGINT", "measure", table.rows, born.nulls, words=(_AGE,), span=span,
        position=len(table.columns),
    )  # fmt: skip
