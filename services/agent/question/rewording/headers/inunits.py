"""Says a figure by the unit that is its header: "the energy in kWh", of a column ``kwh``."""

import re

from services.agent.question.language.lexicon import SENSES
from services.agent.question.language.units import SHORT_UNITS
from services.agent.question.language.words import name_words, stem
from services.agent.question.tables.schema import Catalog

_IN_UNIT = re.compile(r"\b(?P<noun>[a-z]+)\s+(?:in|\(in)\s+(?P<unit>[a-z]+)\b\)?", re.IGNORECASE)


def say_in_units(question: str, catalog: Catalog) -> str:
    """Leave out the noun before a unit that one header of figures consists of, where no name has the noun."""
    return _IN_UNIT.sub(lambda found: _said(found, catalog), question)


def _said(found: re.Match[str], catalog: Catalog) -> str:
    noun, unit = found["noun"].casefold(), found["unit"].casefold()
    figures = [each for each in catalog.columns if each.is_measure and name_words(each.name) == (unit,)]
    if unit not in SHORT_UNITS or len(figures) != 1 or (noun,) in SENSES or catalog.values(noun):
        return found.group()
    words = {word for table in catalog.tables for word in (*table.words, *table.row_words)}
    words |= {word for column in catalog.columns for word in column.words}
    return found.group() if stem(noun) in words else found["unit"]
