"""What ``sold the most`` may be about, where rows say both how many and for how much: both are offered.

Where no row says how many, those are the rows themselves: the most orders, or the largest sum of them.
"""

import re
from collections.abc import Iterator

from services.agent.question.language.doers import DEEDS
from services.agent.question.language.verbs import ROWS_OF
from services.agent.question.language.vocabulary import QUANTITY_WORDS
from services.agent.question.language.words import spoken, word_root
from services.agent.question.tables.columns import Column
from services.agent.question.tables.persons import does_other, sole_person
from services.agent.question.tables.schema import Catalog, Table
from services.agent.question.tables.worth import sold_in

_WE = r"(?:(?:in|at|to|from)\s+)?(?P<which>(?:which|what)\s+[\w-]+(?:\s+[\w-]+)?)\s+(?:do|did|have)\s+we\s+"
_SELL = word_root("sell")
_WHO = re.compile(r"^who\s+$", re.IGNORECASE)
_MOST = re.compile(
    r"(?<!was )(?<!were )(?<!been )(?<!is )(?<!are )\b(?:(?:has|have|had)\s+)?"
    rf"(?:{_WE})?(?P<verb>sold|sells?|bought|buys?|ordered|orders?|purchased|purchases?)\s+(?:the\s+)?(?P<most>most|least)"
    r"(?=\s*[?.!]*$|\s+(?:in|during|since|from|between|last|this|on|for)\b)",
    re.IGNORECASE,
)


def figures_of_moved(question: str, catalog: Catalog) -> Iterator[str]:
    """Yield a question for each figure that ``sold the most`` may be of; none where only one is there."""
    found = _MOST.search(question)
    if found is None:
        return
    end = "highest" if found["most"].casefold() == "most" else "lowest"
    tables = [rivals for table in catalog.tables if (rivals := _rivals(table))]
    if len(tables) == 1:
        figures = [f"has the {end} total {spoken(column.name)}" for column in tables[0]]
    elif tables or not (worth := _worth_of_deed(found["verb"], catalog)):
        return
    else:
        many, alike = "most" if end == "highest" else "fewest", [each.name for each in catalog.columns]
        of = f" of {spoken(worth.table)}" if alike.count(worth.name) > 1 else ""
        figures = [f"has the {many} {spoken(worth.table)}", f"has the {end} total {spoken(worth.name)}{of}"]
    person = sole_person(catalog)
    deed = DEEDS.get(word_root(found["verb"]))
    if person and deed and _WHO.match(question[: found.start()]) and does_other(person, deed):
        return
    lead = _WHO.sub(f"which {spoken(person.name)} ", question[: found.start()]) if person else None
    for said in figures:
        which = f"{found['which']} " if found["which"] else ""
        yield f"{question[: found.start()] if lead is None else lead}{which}{said}{question[found.end() :]}"


def _worth_of_deed(verb: str, catalog: Catalog) -> Column | None:
    """Return what the rows are worth that a verb makes, where no column says how many were sold."""
    verb = word_root(verb)
    rows = {verb, *ROWS_OF.get(verb, ())}
    tables = [table for table in catalog.tables if rows & table.roots]
    if not tables and verb == _SELL:  # "Which room do we sell the most", of bookings.
        tables = [table for table in catalog.tables if table.worth and table.main_date]
    return tables[0].worth if len(tables) == 1 and not sold_in(catalog) else None


def _rivals(table: Table) -> list[Column]:
    """Return how many and for how much of a row, where one column says each."""
    counts = [each for each in table.columns if each.is_measure and QUANTITY_WORDS & {*each.words}]
    worth = table.worth
    both = len(counts) == 1 and worth is not None and worth not in counts
    return [counts[0], worth] if both and worth else []
