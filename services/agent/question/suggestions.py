"""What to say instead when a question is not understood: near spellings, and questions that would work."""

from collections.abc import Sequence

from rapidfuzz import fuzz, process

from services.agent.question.schema import Catalog, Table
from services.agent.question.words import normalise

CLOSE = 80
"""Likeness, of 100, from which a word may be a misspelling of a name in the data."""
MOST_PHRASES = 100_000
"""Values compared with a misspelt word; more would take longer than a person notices."""
MOST_WORDS = 3
"""Words for which a near spelling is looked for."""
MOST_SUGGESTIONS = 5


def suggest(catalog: Catalog, words: Sequence[str], said: Sequence[Table] = ()) -> tuple[str, ...]:
    """Name near spellings of the words, and a few questions that these tables can answer.

    Args:
        catalog: The tables that were asked.
        words: What was not understood.
        said: The tables that the question is about, the first first.
    """
    found = [*_spellings(catalog, words), *_examples([*said, *catalog.tables])]
    return tuple(dict.fromkeys(found))[:MOST_SUGGESTIONS]


def _spellings(catalog: Catalog, words: Sequence[str]) -> list[str]:
    names = {normalise(table.name): table.name for table in catalog.tables}
    names |= {normalise(column.name): column.name for column in catalog.columns}
    phrases = [*names, *catalog.phrases(MOST_PHRASES)]
    found = []
    for word in [word for word in words if len(word) >= 4][:MOST_WORDS]:
        near = process.extractOne(normalise(word), phrases, scorer=fuzz.ratio, score_cutoff=CLOSE)
        if near and near[0] == normalise(word):
            found.append(f"“{word}” is in the data; what else the question asks of it was not understood.")
        elif near:
            spelt = names.get(near[0]) or catalog.values(near[0])[0].values[0]
            found.append(f"“{word}” is not in the data. Did you mean “{spelt}”?")
    return found


def _examples(tables: Sequence[Table]) -> list[str]:
    examples = []
    for table in list(dict.fromkeys(tables))[:3]:
        measure = next((column for column in table.columns if column.is_measure), None)
        group = next((c for c in table.columns if c.role == "category" and c.is_text), None)
        examples.append(f"How many {table.name.replace('_', ' ')} are there?")
        if measure and group:
            examples.append(f"Average {measure.name} by {group.name}")
        elif measure:
            examples.append(f"What is the highest {measure.name}?")
    return examples
