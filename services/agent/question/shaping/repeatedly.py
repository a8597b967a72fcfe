"""How often something was done: "who cancelled a class three times or more" has so many cancelled classes."""

import re

from services.agent.question.composing.joins import known_joins
from services.agent.question.language.lexicon import Sense
from services.agent.question.language.vocabulary import NUMBER_WORDS, TIMES
from services.agent.question.language.words import spoken
from services.agent.question.linking.deeds import tables_of_deed
from services.agent.question.linking.happenings import events_of
from services.agent.question.linking.items import NAMES, Item
from services.agent.question.linking.linker import covers
from services.agent.question.tables.schema import Catalog, Table

_ANY = re.compile(r"\bat\s+least\s+once\b", re.IGNORECASE)
"""What asks for no number, only that it was done."""
_NUMBER = rf"\d+|{'|'.join(NUMBER_WORDS)}"
_MANY = rf"(?:(?P<number>{_NUMBER})\s+(?:times|occasions)|(?P<adverb>{'|'.join(TIMES)}))"
_TIMES = re.compile(
    r"\s+(?:on\s+)?(?:(?P<limit>at\s+least|at\s+most|more\s+than|less\s+than|fewer\s+than|no\s+more\s+than|exactly)\s+"
    rf"{_MANY}|{_MANY.replace('<', '<or_')}\s+or\s+(?P<way>more|less|fewer)|"
    rf"(?P<bare>{_NUMBER})\s+or\s+(?P<bare_way>more|fewer|less)\s+times)\b",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"^(?P<things>.*?\b[\w-]+)\s+(?:(?:who|that|which)\s+)?(?:(?:have|has|had|did|were|was|been|are|is)\s+)*"
    r"(?P<verb>(?!(?:who|that|which|have|has|had|did|were|was|been|are|is)\b)[\w'-]+)"
    r"(?:\s+(?:an?|the|their|any)\s+(?P<what>[\w-]+(?:\s+[\w-]+)?))?$",
    re.IGNORECASE,
)


def say_repeatedly(question: str, catalog: Catalog) -> str:
    """Ask for so many rows of what was done, where the question says how many times it was."""
    times = _TIMES.search(question)
    done = _DONE.match(question[: times.start()]) if times else None
    if not times or not done or _ANY.match(times[0].strip()):
        return question
    nouns = covers(done["things"], catalog, most=1)[0][-1:]
    if not any(hit.strength >= NAMES for item in nouns for hit in item.tables):
        return question
    rows = _rows_done(done["verb"], done["what"], catalog)
    limit = f"{done['things']} with {_limit(times)} {rows}" if rows else ""
    return f"{limit}{question[times.end() :]}" if rows else question


def _rows_done(verb: str, what: str | None, catalog: Catalog) -> str | None:
    """Say what rows something that was done is; None where that is not sure."""
    (item, *others) = covers(verb, catalog, most=1)[0]
    if others:
        return None
    made = {*tables_of_deed(item, catalog), *(event.table for event in events_of(item, catalog))}
    made |= {hit.table for hit in item.tables if hit.strength >= NAMES and verb.casefold().endswith("ed")}
    made |= {catalog.by_name[hit.column.table] for hit in item.columns if hit.column.is_date}
    if what is None:
        return spoken(made.pop().name) if len(made) == 1 else None
    noun = covers(what, catalog, most=1)[0][-1]
    tables = {hit.table for hit in noun.tables if hit.strength >= NAMES}
    if len(tables) != 1:
        return None
    (thing,) = tables
    of_thing = [each for each in made if _refers(each, thing, catalog)]
    if len(of_thing) == 1:
        return spoken(of_thing[0].name)  # "Hired a boat twice": two hires, be they of one boat.
    kind = _is_kind(item, *tables)
    return f"{verb} {what}" if kind else what if item.has(Sense.LIGHT) or tables <= made else None


def _refers(rows: Table, to: Table, catalog: Catalog) -> bool:
    return any(edge.many.table == rows.name and edge.one.table == to.name for edge in known_joins(catalog))


def _is_kind(item: Item, table: Table) -> bool:
    """Whether a verb says of which kind the rows are: a test that was failed."""
    return any(hit.column.table == table.name for hit in item.values)


def _limit(times: re.Match[str]) -> str:
    said = times["number"] or times["or_number"] or times["bare"]
    number = said or str(TIMES[(times["adverb"] or times["or_adverb"]).lower()])
    way = (times["way"] or times["bare_way"] or "").lower()
    return f"{times['limit'] or ('at least' if way == 'more' else 'at most')} {number}"
