"""Figures that a question defines: "on-time rate is the percentage of deliveries that …".

The word becomes a column that no table has. The question is planned with it as if it were there, and added
up; what is computed of many rows then takes its place.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from services.agent.question.composing.formulas import RATIO, is_hundredfold
from services.agent.question.composing.joins import inherit_joins
from services.agent.question.plans.parts import add_conditions, parts_of
from services.agent.question.plans.plan import Combination, Function, Lookup, Output, Plan, RowSet
from services.agent.question.tables.columns import Column
from services.agent.question.tables.made import with_column
from services.agent.question.tables.schema import Catalog

_HUNDRED = 100.0
"""What a quotient is multiplied by to be given in percent."""


@dataclass(frozen=True)
class ToldFigure:
    """What a word stands for that is computed of many rows."""

    stand_in: Column
    """The column of that word, which no table has."""
    output: Output
    rows: RowSet
    """What it is computed of, unless the question restricts it further."""
    lookups: tuple[Lookup, ...]

    def put_on(self, plan: Plan) -> Plan | None:
        """Put the figure where its word stands; None where it cannot stand there."""
        places = [place for place, output in enumerate(plan.outputs) if output.column == self.stand_in]
        if not places:
            return None  # What the question explains is what it asks for.
        if plan.rows.table != self.rows.table or not all(self._fits(plan, plan.outputs[at]) for at in places):
            return None
        others = [output for output in plan.outputs if output.function and output.column != self.stand_in]
        if others and self.rows.conditions:
            return None  # Its conditions would hold for the other figures too.
        outputs = tuple(
            replace(self.output, decimals=output.decimals) if place in places else output
            for place, output in enumerate(plan.outputs)
        )
        lookups = tuple(dict.fromkeys((*plan.lookups, *self.lookups)))
        put = add_conditions(replace(plan, outputs=outputs, lookups=lookups), self.rows.conditions)
        ways = {lookup.one.table for lookup in lookups}
        return None if len(ways) < len(lookups) or _mentions(put, self.stand_in) else put

    def _fits(self, plan: Plan, output: Output) -> bool:
        """Whether the word stands for one figure of many rows: a total, or the only thing asked for."""
        if output.distinct or output.combination or output.when or output.bucket:
            return False
        lone = not plan.grouped and len(plan.outputs) == 1 and not plan.limit and not plan.rows.extreme
        return output.function is Function.SUM or (output.function is None and lone)


def tell_figure(
    words: Sequence[str], name: str, plan: Plan | None, catalog: Catalog
) -> tuple[ToldFigure, Catalog] | None:
    """Let words stand for what a plan computes; None where it is no single figure of one table's rows.

    Args:
        words: Stems of what the question calls the figure.
        name: The same as it stands there.
        plan: The definition, asked as a question.
        catalog: What the question is about.
    """
    if (
        plan is None
        or plan.grouped
        or plan.limit
        or plan.having
        or plan.rows.extreme
        or len(plan.outputs) != 1
    ):
        return None
    (output,) = plan.outputs
    parts = [output, *([output.other] if output.other else [])]
    if not (output.function or output.combination) or any(part.rows for part in parts):
        return None
    table = catalog.by_name[plan.rows.table.name]
    made = Column(table.name, name, "DOUBLE", role="measure", distinct=table.rows, words=tuple(words))
    told, stand_in = with_column(made, catalog)
    return ToldFigure(stand_in, output, plan.rows, plan.lookups), inherit_joins(told, catalog)


def share_of(part: RowSet | None, whole: RowSet | None, *, percent: bool) -> Plan | None:
    """Plan how many of some rows are some others: "delivered on time, divided by all delivered ones"."""
    if part is None or whole is None or part.table != whole.table or not part.conditions:
        return None
    when = tuple(each for each in part.conditions if each not in whole.conditions)
    count = Output(None, Function.COUNT)
    ratio = replace(count, when=when, combination=Combination.RATIO, other=count, percent=percent)
    return Plan(whole, (ratio,)) if when else None


def divide_sums(plan: Plan) -> Plan | None:
    """Divide the sums of what a formula divides, where quotients would be added up; None where it cannot."""
    outputs = [_quotient(output) for output in plan.outputs]
    kept = tuple(output for output in outputs if output)
    return replace(plan, outputs=kept) if len(kept) == len(outputs) else None


def _quotient(output: Output) -> Output | None:
    column = output.column
    if column is None or output.function is not Function.SUM or column.role != RATIO or not column.formula:
        return output
    whole, percent = _without_hundred(column)
    formula = whole.formula if isinstance(whole, Column) and whole.formula else column.formula
    (one, times), other = _without_hundred(formula.left), formula.right
    percent = percent or times
    if formula.operator != "/" or not (isinstance(one, Column) and isinstance(other, Column)):
        return None
    ratio = replace(output, column=one, combination=Combination.RATIO, percent=percent)
    return replace(ratio, other=Output(other, Function.SUM))


def _without_hundred(part: Column | float) -> tuple[Column | float, bool]:
    """Return what a part of a formula multiplies by a hundred, and whether it does."""
    formula = part.formula if isinstance(part, Column) else None
    if formula is None or not is_hundredfold(formula):
        return part, False
    return formula.right if formula.left == _HUNDRED else formula.left, True


def _mentions(plan: Plan, column: Column) -> bool:
    return any(isinstance(part, Column) and part == column for part in parts_of(plan))
