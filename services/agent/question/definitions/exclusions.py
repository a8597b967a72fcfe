"""What a question leaves out: "skip visits with no rating", "only people who have sold any"."""

import re
from dataclasses import dataclass

from services.agent.question.linking.linker import link
from services.agent.question.plans.parts import add_conditions
from services.agent.question.plans.plan import Missing, Plan
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog

_SKIP = (
    r"(?:skip(?:ping)?|ignor(?:e|ing)|omit(?:ting)?|leav(?:e|ing)\s+out|exclud(?:e|ing)|disregard(?:ing)?|"
    r"without|(?:do\s+not|don't|not)\s+count(?:ing)?)"
)
_WITHOUT = (
    r"(?:without|with\s+no|with\s+(?:a\s+)?missing|(?:that|who|which)\s+(?:have|has|had)\s+no|having\s+no|"
    r"lacking)"
)
_BEGINS = r"(?:^|\s*[.;,(?])\s*(?:and\s+)?(?:please\s+)?"
_ENDS = r"\s*(?:[).?!]*$|\)|(?=[.;,?]))"
"""Where what is left out ends: the question, a sentence or a clause of it."""
_LEFT_OUT = (
    r"(?:(?:can|may|should|must|shall|need)\s+(?:not\s+)?be|(?:are|is)\s+(?:not\s+)?to\s+be|are|is)\s+"
    r"(?:left\s+out|ignored|skipped|omitted|excluded|dropped|counted)"
)
_THINGS = r"(?:the|any|all|those|ones)"
_MISSING = re.compile(
    rf"{_BEGINS}(?:{_SKIP}\s+{_THINGS}(?:\s+[\w-]+){{0,2}}|{_SKIP}\s+[\w-]+(?:\s+[\w-]+)?)\s+{_WITHOUT}\s+"
    r"(?:(?:an?|any)\s+)?(?P<what>[\w -]+?)"
    r"(?:\s+(?:recorded|given|set|entered|noted|known|at\s+all|yet|so\s+far|to\s+date))?"
    rf"{_ENDS}"
    rf"|{_BEGINS}(?:the\s+|any\s+)?\w+\s+{_WITHOUT}\s+(?:(?:an?|any)\s+)?(?P<whose>[\w -]+?)\s+"
    rf"(?:{_LEFT_OUT}|(?:do|does|must|should)(?:\s+not|n't)\s+count){_ENDS}",
    re.IGNORECASE,
)
_NONE = re.compile(
    rf"{_BEGINS}{_SKIP}\s+(?:{_THINGS}\s+)?(?:\w+\s+)?\w+\s+(?:where|with|that\s+have|having|for\s+which)\s+"
    r"(?:there\s+(?:is|are)\s+)?(?:none|nothing|no\s+such\s+\w+)(?:\s+(?:do|does|did|are|is|have|has))?"
    rf"{_ENDS}"
    rf"|{_BEGINS}(?:(?:the|any)\s+)?[\w-]+\s+(?:with|that\s+have|who\s+have|having)\s+"
    rf"(?:none|nothing|zero)(?:\s+at\s+all)?\s+{_LEFT_OUT}{_ENDS}",
    re.IGNORECASE,
)
"""Groups that would be empty: "skip warehouses where none do", "vans with none can be left out"."""
_SOME = re.compile(
    r"\s*[.;,(]\s*(?:and\s+)?only\s+(?:(?:include|count|show|list|consider|those)\s+)?[\w-]+\s+(?:who|that|which|with)\s+"
    r"(?:(?:have|has|had)\s+)?(?:\w+\s+(?:something|anything)|at\s+least\s+one|one\s+or\s+more)\s*[).?!]*$",
    re.IGNORECASE,
)
_LEAST = 0.65
"""Strength from which a word names the column that has to be given."""


@dataclass(frozen=True)
class Exclusion:
    """A question without what it leaves out, and what that was."""

    question: str
    missing: str = ""
    """The header that must have a value, in the question's words."""
    only_some: bool = False
    """Whether only things are wanted that have any rows."""

    def put_on(self, plan: Plan, catalog: Catalog) -> Plan | None:
        """Leave the rows out of a plan; None where that cannot be said of it."""
        if not (self.missing or self.only_some):
            return plan
        column = self._column(plan, catalog) if self.missing else None
        if column:
            return add_conditions(plan, [Missing(column, negated=True)])
        named = self.only_some or any(item.tables for item in link(self.missing, catalog)[-1:])
        # Groups are made of the rows that are there: none of them is empty.
        has_rows = plan.grouped and not any(output.rows for output in plan.outputs)
        return plan if named and has_rows else None

    def _column(self, plan: Plan, catalog: Catalog) -> Column | None:
        tables = {plan.rows.table.name, *(lookup.one.table for lookup in plan.lookups)}
        items = [item for item in link(self.missing, catalog) if item.columns]
        hits = items[0].columns if len(items) == 1 else ()
        found = [hit.column for hit in hits if hit.strength >= _LEAST and hit.column.table in tables]
        spans = [each.column.span for each in plan.outputs if each.column and each.column.span]
        found = [column for span in spans for column in found if column in (span.start, span.end)] or found
        given = [column for column in found if column.nulls]
        given = given or [column for column in found if column.role != "id"]
        return given[0] if len(given) == 1 else None


def read_exclusion(question: str) -> Exclusion:
    """Take out of a question what it leaves out in a clause or a sentence of its own."""
    missing = _MISSING.search(question)
    if missing:
        return Exclusion(_cut_out(question, missing), missing["what"] or missing["whose"])
    some = _SOME.search(question) or _NONE.search(question)
    return Exclusion(_cut_out(question, some), only_some=True) if some else Exclusion(question)


def _cut_out(question: str, found: re.Match[str]) -> str:
    """Leave what was found out of a question, whose other sentences stay apart."""
    return (question[: found.start()] + question[found.end() :].rstrip(" .")).lstrip(" .;,")
