"""Which of those that are level comes first: "if level, the one hired earlier", "break ties by price"."""

import re
from dataclasses import dataclass, replace

from services.agent.question.composing.nodes import Graph, lookups_for
from services.agent.question.linking.happenings import events_of
from services.agent.question.linking.linker import link
from services.agent.question.plans.plan import Order, Output, Plan
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog, Table

_LEVEL = (
    r"(?:ties?\s+(?:are\s+|should\s+be\s+)?(?:broken\s+by|go(?:es)?\s+to)|(?:break|breaking|resolve|settle|sort|order)\s+"
    r"(?:any\s+)?ties?\s+(?:by|in\s+favou?r\s+of)|(?:if|when|where)\s+(?:(?:the|two|any|some)\s+)*(?:[a-z]+\s+)?"
    r"(?:(?:are|is|have)\s+)?(?:level|tied|equal|the\s+same\s+number)|(?:in\s+case\s+of|if\s+there\s+(?:is|are))\s+"
    r"(?:an?\s+|any\s+)?ties?)"
)
_TIES = re.compile(
    rf"(?:(?<=[.?!])\s+|\s*[,;(]\s*(?:and\s+|with\s+)?){_LEVEL}\s*,?\s+(?P<says>[^.?!;()]+?)\)?(?:[.!](?=\s|$)|(?=[?;]|$))",
    re.IGNORECASE,
)
_FIRST = re.compile(r"[,\s]+(?:comes?\s+|goes\s+|is\s+(?:listed\s+)?|ranks?\s+)?first$", re.IGNORECASE)
_UP = re.compile(
    r"\b(?:earli(?:er|est)|low(?:er|est)|small(?:er|est)|cheap(?:er|est)|less|fewer|ascending)\b", re.I
)
_DOWN = re.compile(
    r"\b(?:lat(?:er|est)|high(?:er|est)|larg(?:er|est)|bigg(?:er|est)|great(?:er|est)|more|newest|descending)\b",
    re.I,
)
_SMALL = re.compile(
    r"\b(?:the|an?|one|that|which|who|whose|with|was|were|is|are|has|have|had|take|put|list|by|first|order)\b",
    re.I,
)


@dataclass(frozen=True)
class Ties:
    """A question without what it says of those that are level, and what that was."""

    question: str
    says: str = ""

    def put_on(self, plan: Plan, catalog: Catalog, graph: Graph) -> Plan | None:
        """Order a plan by it behind the first order; None where it ranks nothing, or has no such column."""
        if not self.says:
            return plan
        up, down = bool(_UP.search(self.says)), bool(_DOWN.search(self.says))
        things = _things_of(plan, catalog)
        column = self._column(things, catalog) if things and not (up and down) else None
        if column is None or things is None or not plan.order or plan.limit is None:
            return None
        lookups = plan.lookups
        if things != plan.rows.table and things.name not in {each.one.table for each in lookups}:
            path = graph.path(plan.rows.table.name, things.name, to_one=True)
            if not path:
                return None
            lookups = (*lookups, *lookups_for(path))
        output = Output(column)
        shown = plan.answer or tuple(range(len(plan.outputs)))
        outputs = plan.outputs if output in plan.outputs else (*plan.outputs, output)
        order = (plan.order[0], Order(outputs.index(output), descending=down), *plan.order[1:])
        return replace(plan, outputs=outputs, answer=shown, order=order, lookups=lookups)

    def _column(self, things: Table, catalog: Catalog) -> Column | None:
        """Return the only column of the things that a comparison may be of."""
        said = _SMALL.sub(" ", _DOWN.sub(" ", _UP.sub(" ", _FIRST.sub("", self.says))))
        found: set[Column] | None = None
        for item in link(" ".join(said.split()), catalog):
            if any(hit.table == things for hit in item.tables):
                continue
            named = {hit.column for hit in item.columns if hit.column.table == things.name}
            named |= {each.date for each in events_of(item, catalog) if each.table == things and each.date}
            found = named if found is None else found & named
        fits = [each for each in found or () if each.role != "id" and (each.is_number or each.is_date)]
        return fits[0] if len(fits) == 1 else None


def read_ties(question: str) -> Ties:
    """Take out of a question which of those that are level comes first."""
    found = _TIES.search(question)
    if found is None:
        return Ties(question)
    before, after = question[: found.start()], question[found.end() :]
    return Ties(f"{before}{after}", found["says"])


def _things_of(plan: Plan, catalog: Catalog) -> Table | None:
    """Return the table whose rows are ranked: that of the first name or key that is shown."""
    shown = (each.column for each in plan.outputs if each.column and not (each.function or each.bucket))
    column = next(shown, None)
    table = catalog.by_name[column.table] if column else None
    return table if table and (column in table.names or column == table.key) else None
