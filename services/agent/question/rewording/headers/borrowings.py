"""Says that something was rented, where the data have rentals, and a question says borrowed."""

import re

from services.agent.question.language.verbs import ROWS_OF
from services.agent.question.language.words import word_root
from services.agent.question.tables.schema import Catalog

_FORMS = {
    word_root(done): (done, said)
    for done, said in (("borrowed", "borrow"), ("rented", "rent"), ("leased", "lease"), ("loaned", "loan"))
}
"""Root of a verb for having a thing of somebody else's for a while -> its forms."""
_DONE = re.compile(r"\b(?P<verb>borrowed|borrows?|rented|leased|loaned)\b", re.IGNORECASE)


def say_borrowed(question: str, catalog: Catalog) -> str:
    """Put the verb that one table alone is called by in the place of one that nothing is called by."""
    found = _DONE.search(question)
    if found is None:
        return question
    roots = [table.roots for table in catalog.tables]
    said = word_root(found["verb"].casefold())
    known = {root for each in roots for root in each} | {
        root for each in catalog.columns for root in each.roots
    }
    others = [verb for verb in _FORMS for each in roots if verb in each]
    means = {root for each in roots for root in each} & ROWS_OF.get(said, frozenset())
    if said in known or means or len(others) != 1:  # Who borrowed something has a loan, as it stands.
        return question
    done, plain = _FORMS[others[0]]
    verb = done if found["verb"].casefold().endswith("ed") else plain
    return f"{question[: found.start()]}{verb}{question[found.end() :]}"
