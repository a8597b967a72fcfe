"""How old somebody or something is, where the sheet only says when it was born or made: years until today."""

import re
from datetime import date

from services.agent.question.composing.joins import inherit_joins
from services.agent.question.language.words import root, stem
from services.agent.question.tables.columns import Column, Span
from services.agent.question.tables.made import with_column
from services.agent.question.tables.schema import Catalog, Table

_ASKED = re.compile(
    r"\b(?:how\s+old|older|younger|aged?|ages|years?\s+old)\b|\b(?:under|over|above|below)\s+\d{1,2}\b",
    re.IGNORECASE,
)
_AGE = stem("age")
_MAKING_WORDS = "built build made make manufactured manufacture constructed construction model production"
_MAKING = frozenset(map(stem, _MAKING_WORDS.split()))
_YEAR = stem("year")
_MACHINE_WORDS = """
    vehicle car van truck lorry bus ship boat vessel aircraft plane machine equipment asset building house
    property flat apartment bridge locomotive train tractor motorbike bike device computer laptop
"""
_MACHINES = frozenset(map(stem, _MACHINE_WORDS.split()))
"""Things whose year, where their table has but one, is that in which they were made."""
_DIED = frozenset(map(root, ["died", "death", "dead", "deceased"]))


def with_ages(catalog: Catalog, question: str, now: date | None) -> Catalog:
    """Give the tables of those who were born an age, where one is asked for and no header says it."""
    if now is None or not _ASKED.search(question) or any(_AGE in each.words for each in catalog.columns):
        return catalog
    told = catalog
    for table in catalog.tables:
        born = [each for each in table.columns if each.is_date and each.is_birth]
        died = any(not _DIED.isdisjoint(each.roots) for each in table.columns)
        began = born if born else _made(table)
        if len(began) == 1 and not died:
            told, _ = with_column(_age(table, began[0], now), told)
    return told if told is catalog else inherit_joins(told, catalog)


def _made(table: Table) -> list[Column]:
    """Return the columns for the year in which each row was made, of things that were made."""
    years = [each for each in table.columns if each.is_year]
    told = [each for each in years if not _MAKING.isdisjoint(each.words)]
    machines = not _MACHINES.isdisjoint((*table.words, *table.row_words))
    return told or [each for each in years if machines and each.words == (_YEAR,)]


def _age(table: Table, born: Column, now: date) -> Column:
    """Return the whole years since the day of birth as a column, whose name says until when."""
    name = f"age on {now.isoformat()} by {born.name}"
    span = Span(born, born, "year", until=now)
    return Column(table.name, name, "BIGINT", "measure", nulls=born.nulls, words=(_AGE,), span=span)
