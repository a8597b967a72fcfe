"""Free wordings of a question about one table, as a colleague would put it, said once more in plain words.

They are tried only where a question was refused as it stands: what the data say themselves is believed first.
"""

from services.agent.question.rewording.freely.counted import say_counted_deeds, say_counted_people
from services.agent.question.rewording.freely.degrees import say_degrees
from services.agent.question.rewording.freely.payments import say_payments
from services.agent.question.rewording.freely.plainer import say_plainer
from services.agent.question.rewording.freely.standins import say_ones, say_rows_by_deed
from services.agent.question.rewording.freely.twice import ask_once
from services.agent.question.rewording.freely.wishes import without_wishes
from services.agent.question.tables.calling import tells_rows
from services.agent.question.tables.schema import Catalog

_WAYS = (
    ask_once,
    without_wishes,
    say_payments,
    say_degrees,
    say_plainer,
    say_ones,
    say_rows_by_deed,
    say_counted_people,
    say_counted_deeds,
)


def say_freely(question: str, catalog: Catalog) -> str:
    """Say a free question plainly; one of several tables, or in plain words already, stays as it is."""
    if len(catalog.tables) != 1 or not tells_rows(catalog.tables[0]):
        return question
    for say in _WAYS:
        question = say(question, catalog)
    return question
