"""Does once, before any fork, what every question would otherwise do again."""

from services.agent import guard
from services.agent.question import Catalog, interpret

_COLUMNS = (("city", "VARCHAR", "category"), ("amount", "BIGINT", "measure"), ("sold on", "DATE", "date"))
_QUESTION = "what is the total amount per city"


def warm() -> None:
    """Get the guard ready, and compile what questions are read by, by asking one; starts no thread."""
    guard.warm()
    facts = {"nulls": 0, "distinct": 9, "unique": False, "min": None, "max": None, "values": None}
    columns = [{"name": name, "type": kind, "role": role, **facts} for name, kind, role in _COLUMNS]
    catalog = Catalog.from_profiles([("sales", {"rows": 10, "columns": columns})])
    interpret(_QUESTION, catalog)
