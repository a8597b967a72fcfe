"""What to say instead when a question is not understood: near spellings, and questions that would work."""

from collections.abc import Sequence

from rapidfuzz import fuzz, process

from services.agent.question.language.words import normalise
from services.agent.question.plans.dated import AtTime, Within
from services.agent.question.plans.plan import Between, Compare, Comparison, Condition, TextMatch
from services.agent.question.tables.columns import Column
from services.agent.question.tables.remembered import remembered
from services.agent.question.tables.schema import Catalog, Table

CLOSE = 80
"""Likeness, of 100, from which a word may be a misspelling of a name in the data."""
MOST_PHRASES = 100_000
"""Values compared with a misspelt word; more would take longer than a person notices."""
MOST_WORDS = 3
"""Words for which, and for what they say together, a near spelling is looked for."""
MOST_SUGGESTIONS = 5
MOST_NEAR = 3
"""Values named that are like one which is not there."""


def suggest(catalog: Catalog, words: Sequence[str], said: Sequence[Table] = ()) -> tuple[str, ...]:
    """Name near spellings of the words, and a few questions that these tables can answer.

    Args:
        catalog: The tables that were asked.
        words: What was not understood.
        said: The tables that the question is about, the first first.
    """
    found = [*_spellings(catalog, words), *_examples(said or catalog.tables)]
    return tuple(dict.fromkeys(found))[:MOST_SUGGESTIONS]


def tell_nearest(conditions: Sequence[Condition]) -> tuple[str, ...]:
    """Say what the data have near conditions that no row fulfils: like texts, or the range of a column."""
    told = [_nearest(each) for each in conditions]
    return tuple(dict.fromkeys(each for each in told if each))


def _nearest(condition: Condition) -> str | None:
    match condition:
        case TextMatch(column, _, text, negated=False) | Compare(column, Comparison.EQUAL, str(text)):
            return _like(column, text)
        case Within(column) | AtTime(column) | Between(column) | Compare(column):
            return _range(column)
    return None


def _like(column: Column, text: str) -> str | None:
    """Name the values that are most like a text that the column does not hold."""
    values = (column.values or ())[:MOST_PHRASES]
    if text in values:
        return None
    near = process.extract(
        text, values, scorer=fuzz.partial_ratio, processor=normalise, score_cutoff=CLOSE, limit=MOST_NEAR
    )
    said = ", ".join(f"“{value}”" for value, *_ in near)
    return f"{column.name} has no “{text}”; near it: {said}." if said else None


def _range(column: Column) -> str | None:
    if column.minimum is None or column.maximum is None:
        return None
    return f"{column.name} goes from {column.minimum} to {column.maximum}."


def _spellings(catalog: Catalog, words: Sequence[str]) -> list[str]:
    names, phrases = _called(catalog)
    found, told = [], ""
    for said in [each for each in _runs(words) if len(each) >= 4]:
        near = (
            None
            if said in told
            else process.extractOne(normalise(said), phrases, scorer=fuzz.ratio, score_cutoff=CLOSE)
        )
        if near and near[0] == normalise(said):
            found.append(
                f"“{said}” is {_place(near[0], catalog)}; what else is asked of it was not understood."
            )
        elif near:
            spelt = names.get(near[0]) or catalog.values(near[0])[0].values[0]
            found.append(f"“{said}” is not in the data. Did you mean “{spelt}”?")
        told = told if near is None else f"{told} {said}"
    return found


def _place(phrase: str, catalog: Catalog) -> str:
    """Say where a phrase stands in the data: it may be of another table than the question is about."""
    if any(normalise(table.name) == phrase for table in catalog.tables):
        return "a table"
    headed = [column.table for column in catalog.columns if normalise(column.name) == phrase]
    if headed:
        return f"a header of {_either(headed)}"
    held = [f"{hit.column.name} of {hit.column.table}" for hit in catalog.values(phrase)]
    return f"a value in {_either(held)}" if held else "in the data"


def _either(places: Sequence[str]) -> str:
    shown = list(dict.fromkeys(places))
    return ", ".join(shown[:MOST_NEAR]) + (" and others" if len(shown) > MOST_NEAR else "")


@remembered
def _called(catalog: Catalog) -> tuple[dict[str, str], list[str]]:
    """Return the names of tables and columns by their normal forms, and these with those of values."""
    names = {normalise(table.name): table.name for table in catalog.tables}
    names |= {normalise(column.name): column.name for column in catalog.columns}
    return names, [*names, *catalog.phrases(MOST_PHRASES)]


def _runs(words: Sequence[str]) -> list[str]:
    """Return the words and those that stand together, the longest first: a name has several."""
    kept = words[:MOST_WORDS]
    return [
        " ".join(kept[start : start + length])
        for length in range(len(kept), 0, -1)
        for start in range(len(kept) - length + 1)
    ]


def _examples(tables: Sequence[Table]) -> list[str]:
    examples = []
    for table in list(dict.fromkeys(tables))[:3]:
        measure = next((column for column in table.columns if column.is_measure), None)
        group = next((c for c in table.columns if c.role == "category" and c.is_text), None)
        examples.append(f"How many {_rows_of(table)} are there?")
        if measure and group:
            examples.append(f"Average {measure.name} by {group.name}")
        elif measure:
            examples.append(f"What is the highest {measure.name}?")
    return examples


def _rows_of(table: Table) -> str:
    """Return what the rows of a table are called, where its name says that and nothing else: no year."""
    words = table.name.replace("_", " ").split()
    return " ".join(words) if words[-1].isalpha() and words[-1].endswith("s") else f"rows of {table.name}"
