"""Says headers as they are written where a question puts them shorter: "nightly price", of a price per night.

And asks for what is meant by pieces and by counts: "how many pieces were sold", "shop counts of each town".
"""

import re

from services.agent.question.language.vocabulary import GENERIC_NAME_WORDS
from services.agent.question.language.words import name_words, plural, spoken, stem
from services.agent.question.tables.schema import Catalog
from services.agent.question.tables.selling import sold_columns

_TIMES = {
    "night": "nightly", "hour": "hourly", "day": "daily", "week": "weekly", "month": "monthly",
    "year": "yearly",
}  # fmt: skip
_PIECES = re.compile(
    r"^how\s+many\s+(?:items|pieces|units|articles)\s+(?:(?:were|was|have\s+been|are)\s+"
    r"(?P<done>ordered|sold|bought|purchased)|"
    r"(?:did|do|have)\s+(?:we|they|people|customers)\s+(?P<did>order|sell|sold|buy|bought|purchased?|ordered))\b",
    re.IGNORECASE,
)
_COUNTS = re.compile(
    r"\b(?P<what>[a-z]{3,})\s+counts\s+(?=(?:of|for|by|per|in)\s+(?:(?:each|every|all)\b|[a-z]+$))",
    re.IGNORECASE,
)
_PER = re.compile(r"^(?P<what>[a-z]{3,}s)\s+per\s+(?P<by>[a-z]+(?:\s+[a-z]+)?)$", re.IGNORECASE)


def say_per_unit(question: str, catalog: Catalog) -> str:
    """Bring short names of figures to the headers of the only table; most questions stay as they are."""
    if len(catalog.tables) != 1:
        return question
    question = _timely(question, catalog)
    sold = sold_columns(catalog.columns)
    if len(sold) == 1 and sold[0].is_measure and (found := _PIECES.match(question)):
        verb = found["done"] or found["did"]
        if not catalog.values(verb.casefold()):
            return f"what is the total {spoken(sold[0].name)}{question[found.end() :]}"
    if not any("count" in each.words for each in catalog.columns):
        question = _COUNTS.sub(lambda found: f"number of {_several(found['what'])} ", question)
    found = _PER.match(question.strip(" ?."))
    return f"number of {found.group()}" if found and _is_named(found["what"], catalog) else question


def _timely(question: str, catalog: Catalog) -> str:
    for column in catalog.columns:
        words = name_words(column.name)
        way = _TIMES.get(words[-1]) if len(words) > 2 and words[-2] == "per" else None
        if way and way in question.casefold():
            what = r"\s+".join(map(re.escape, words[:-2]))
            question = re.sub(rf"\b{way}\s+{what}s?\b", spoken(column.name), question, flags=re.IGNORECASE)
    return question


def _several(word: str) -> str:
    return word if word.endswith("s") else plural(word)


def _is_named(word: str, catalog: Catalog) -> bool:
    """Whether a plural is the whole header of a column of texts, and no word for names of anything."""
    said = stem(word.casefold())
    columns = [each for each in catalog.columns if each.words == (said,)]
    return said not in GENERIC_NAME_WORDS and any(each.is_text for each in columns)
