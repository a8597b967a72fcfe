"""Keeps an answer to groups that have enough rows: "only suppliers with at least 8 received orders"."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from services.agent.question.definitions.scopes import keep_rows
from services.agent.question.language.words import name_words, stem
from services.agent.question.plans.opposites import OPPOSITES
from services.agent.question.plans.plan import Comparison, Function, Having, Output, Plan, RowSet
from services.agent.question.tables.calling import is_called
from services.agent.question.tables.schema import Catalog

_KEPT = (
    r"(?:only|just|(?:consider|count|include|show|list|keep|look\s+at)\s+only|only\s+(?:consider|count|include|show|list|"
    r"keep|for)|restrict\s+(?:it|this)\s+to)"
)
_DROPPED = r"(?P<drop>ignore|skip|omit|leave\s+out|exclude|disregard|do\s+not\s+(?:count|include|show|list))"
_ENOUGH = re.compile(
    rf"^(?:please\s+)?(?:{_KEPT}|{_DROPPED})\s+(?:the\s+|those\s+|any\s+)?(?P<group>[a-z]+(?:\s+[a-z]+)?)\s+"
    r"(?:with|(?:that|who|which)\s+have|having)\s+(?P<how>at\s+least|at\s+most|more\s+than|over|fewer\s+than|less\s+than|"
    r"under)\s+(?P<number>\d+)\s+(?P<things>[a-z][\w -]*?)(?:\s+(?:in\s+total|each|overall))?[\s.;!]*$",
    re.IGNORECASE,
)
_INSIDE = re.compile(
    r",?\s+(?:but\s+)?(?:for|among|of)\s+(?P<what>(?:the\s+|those\s+)?(?P<group>[a-z]+)\s+"
    r"(?:with|(?:that|who|which)\s+have|having)\s+(?:at\s+least|at\s+most|more\s+than|over|fewer\s+than|less\s+than|"
    r"under)\s+\d+\s+[a-z][\w -]*?)(?=\s*(?:[?.,;]|$))",
    re.IGNORECASE,
)
_BY = re.compile(r"\b(?:by|per|each|every)\s+\w+(?:\s+\w+){0,2}", re.IGNORECASE)
_HOW = {
    "at least": Comparison.AT_LEAST,
    "at most": Comparison.AT_MOST,
    "more than": Comparison.MORE,
    "over": Comparison.MORE,
    "fewer than": Comparison.LESS,
    "less than": Comparison.LESS,
    "under": Comparison.LESS,
}


@dataclass(frozen=True)
class Enough:
    """Groups that are kept by how many rows of some kind they have."""

    group: str
    """What each group is called."""
    comparison: Comparison
    number: int
    rows: RowSet
    """What is counted in each."""
    kept: RowSet | None = None
    """The groups as rows of a table of their own, where they are."""

    def put_on(self, plan: Plan, catalog: Catalog) -> Plan | None:
        """Keep to these groups; None where a plan has none of that name, or is not made of such rows."""
        if plan.rows.table != self.rows.table or not self._are_groups(plan, catalog):
            return keep_rows(plan, self.kept, catalog) if self.kept and self._are_things(catalog) else None
        known = set(plan.rows.conditions)
        when = tuple(each for each in self.rows.conditions if each not in known)
        count = Output(None, Function.COUNT, when=when)
        shown = plan.answer or tuple(range(len(plan.outputs)))
        outputs = plan.outputs if count in plan.outputs else (*plan.outputs, count)
        having = Having(outputs.index(count), self.comparison, self.number)
        answer = plan.answer if outputs == plan.outputs else shown
        return replace(plan, outputs=outputs, answer=answer, having=(*plan.having, having))

    def _are_groups(self, plan: Plan, catalog: Catalog) -> bool:
        """Whether the groups of a plan are called so: by a header, a stretch of time, or their table."""
        said = stem(self.group.split()[-1].lower())
        keys = [each for each in plan.outputs if plan.grouped and not (each.function or each.combination)]
        return any(_is_named(key, said, catalog) for key in keys)

    def _are_things(self, catalog: Catalog) -> bool:
        """Whether they are rows of a table, and no kinds of them."""
        return self.kept is not None and is_called(self.kept.table, stem(self.group.split()[-1].lower()))


def _is_all(rows: RowSet, things: str) -> bool:
    """Whether rows are described by no more than what they are called."""
    words = name_words(things)
    return len(words) == 1 or all(is_called(rows.table, stem(word)) for word in words)


def _is_named(key: Output, said: str, catalog: Catalog) -> bool:
    if key.bucket or key.column is None:
        return key.bucket is not None and said == stem(key.bucket.value)
    table = catalog.by_name[key.column.table]
    return said in key.column.words or (key.column in table.names and is_called(table, said))


def enough_inside(question: str) -> tuple[str, str] | None:
    """Cut ``…, for towns with at least 5 visits`` out of a question by town; return that too."""
    found = _INSIDE.search(question)
    if found is None:
        return None
    rest = question[: found.start()] + question[found.end() :]
    groups = {stem(word.lower()) for each in _BY.finditer(rest) for word in each.group().split()}
    return (rest, f"only {found['what']}") if stem(found["group"].lower()) in groups else None


def read_enough(sentence: str, rows_of: Callable[[str], RowSet | None]) -> Enough | None:
    """Read ``only towns with at least 5 visits``, ``leave out guides with fewer than 3 tours``.

    Args:
        sentence: What may say which groups are wanted.
        rows_of: Reads a description of rows, all rows of a table too; None where that is not sure.
    """
    found = _ENOUGH.match(sentence)
    rows = rows_of(found["things"]) if found else None
    if not found or rows is None or not (rows.conditions or _is_all(rows, found["things"])):
        return None  # "Rated tickets", of which nothing says when a ticket is rated.
    how = _HOW[re.sub(r"\s+", " ", found["how"].lower())]
    how = OPPOSITES[how] if found["drop"] else how
    said = re.sub(r"\s+", " ", found["how"])
    kept = rows_of(f"{found['group']} with {said} {found['number']} {found['things']}")
    return Enough(found["group"], how, int(found["number"]), rows, None if found["drop"] else kept)
