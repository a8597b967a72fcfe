"""Reads questions about how things of two tables are related, whatever the verb between them."""

from services.agent.question.bridging.asking import read_both, read_part, read_partaking
from services.agent.question.bridging.most import read_each, read_most, read_often
from services.agent.question.candidates import Reading, print_reading
from services.agent.question.plans.plan import Plan
from services.agent.question.plans.printer import to_sql
from services.agent.question.tables.schema import Catalog

SURE = 0.85
_MOST_WORDS = 14


def read_bridged(question: str, catalog: Catalog) -> list[Reading]:
    """Read how things of two tables are related: one reading for each way that may be meant."""
    asked = " ".join(question.strip(" ?.!").split())
    if len(catalog.tables) < 2 or len(asked.split()) > _MOST_WORDS:
        return []
    whole = _first(asked, catalog)
    plans = [whole] if whole else read_partaking(asked, catalog)
    return [print_reading(plan, to_sql(plan), SURE, ()) for plan in plans]


def _first(asked: str, catalog: Catalog) -> Plan | None:
    ways = (read_most, read_often, read_each, read_part, read_both)
    return next((plan for read in ways if (plan := read(asked, catalog))), None)
