"""How an answer is to be written: in percent or as a fraction, and rounded.

What says so is taken out of the question before it is linked; it says nothing of which rows are meant.
"""

import re
from dataclasses import dataclass, replace

from services.agent.question.composing.formulas import is_hundredfold
from services.agent.question.composing.nodes import condition_column
from services.agent.question.plans.plan import Bucket, Combination, Output, Plan
from services.agent.question.plans.written import Written, read_written
from services.agent.question.rewording.proportions import reword_proportions
from services.agent.question.rewording.timing.timewords import reword_time
from services.agent.question.rewording.wordings import reword
from services.agent.question.tables.columns import Column, Formula

_FRAMES = re.compile(
    r"\b(?:share|rate|ratio|fraction|proportion|percent|percentages?|pct|growth|grow|grew|change[ds]?|"
    r"increase[ds]?|decrease[ds]?|fall|fell|drop(?:ped)?|rise|rose|how\s+much\s+(?:more|higher|larger|greater))\b",
    re.IGNORECASE,
)
"""Words for two figures made one: beside them, "as a percentage" only says how it is written."""
_ROUNDED = re.compile(
    r"[,(]*\s*\b(?:and\s+)?(?:please\s+)?"
    r"(?:round(?:ed|ing)?\b(?:\s+(?:it|this|that|the\s+(?:result|answer)|off))?\s+to|"
    r"(?:with|to)(?=\s+(?:\d|one|two|three|four)\s+decimals?\b))\s+"
    r"(?:(?:the\s+nearest\s+|an?\s+)?(?P<unit>whole\s+\w+|integer|percent|cent|tenth|hundredth|day|dollar|euro)s?"
    r"|(?P<digits>\d|no|zero|one|two|three|four)\s+(?:decimals?(?:\s+(?:places?|digits?))?|digits?|places?))\)?",
    re.IGNORECASE,
)
_IT = r"(?:it|this|that|them|the\s+(?:result|answer|figure|rate|ratio|share))"
_WRITE = rf"(?:(?:please\s+)?(?:express|give|show|report|write|state|return)\s+{_IT}\s+)?"
_WRITTEN = rf"[,(.;]*\s*\b{_WRITE}(?:expressed\s+|written\s+|given\s+|shown\s+)?(?:as|in)\s+(?:an?\s+)?"
_IN_PERCENT = re.compile(
    rf"{_WRITTEN}(?:percentages?|percent|pct|%)(?!\s+of\b)(?!\w)\)?,?"
    r"|\(\s*(?:in\s+)?(?:%|percent|pct)\s*\)"
    r"|[,(]*\s*\b(?:between|from|on\s+a\s+scale\s+of)\s+0\s+(?:and|to)\s+100\b\)?"
    r"|\(\s*0\s*[-–]\s*100\s*\)",
    re.IGNORECASE,
)
_AS_FRACTION = re.compile(
    rf"{_WRITTEN}(?:fraction|decimal(?:\s+number|\s+fraction)?|number\s+between\s+0\s+and\s+1)(?!\s+of\b)"
    r"(?:\s+between\s+0\s+and\s+1)?\)?"
    r"|[,(]*\s*\b(?:a\s+number\s+|a\s+value\s+)?(?:between|from)\s+0\s+(?:and|to)\s+1\b(?![.\d])\)?"
    r"|\(\s*0\s*[-–]\s*1\s*\)",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"(?<![\d%])(?<!\d )(?:\b(?:percent|percentages?|pct)\b|(?<!\S)%)", re.IGNORECASE)
"""Percent as what is asked for: not the unit of a number."""
_MORE = re.compile(r"\bhow\s+much\s+(?:more|higher|larger|greater)\b.*\bthan\b", re.IGNORECASE)
_DIGITS = {"no": 0, "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4}
_UNITS = {"cent": 2, "hundredth": 2, "tenth": 1}
_SCALED = (Combination.RATIO, Combination.SHARE, Combination.GROWTH, Combination.DECLINE)


@dataclass(frozen=True)
class Form:
    """A question without what says how its answer is to be written, and what that was."""

    question: str
    percent: bool = False
    decimals: int | None = None
    written: Written | None = None
    """How the stretches of time that are grouped by are written."""

    @property
    def is_free(self) -> bool:
        """Whether nothing was said of how the answer is to be written."""
        return not self.percent and self.decimals is None and self.written is None

    def write(self, plan: Plan) -> Plan | None:
        """Put the form on a plan; None where it asks for what the plan has not."""
        plan = self._growing(plan) if self.percent else plan
        divides = any(output.combination in _SCALED or _is_quotient(output.column) for output in plan.outputs)
        if self.percent and not divides and not _holds_percent(plan):
            return None
        if self.written and not any(map(self._fits, plan.outputs)):
            return None
        return replace(plan, outputs=tuple(map(self._write, plan.outputs)))

    def _growing(self, plan: Plan) -> Plan:
        """Take a difference over the second of its figures: ``how much more …, in percent``."""
        figure = plan.outputs[-1]
        more = _MORE.search(self.question) and figure.combination is Combination.DIFFERENCE and figure.other
        if not more or sum(output.combination is not None for output in plan.outputs) > 1:
            return plan
        return replace(plan, outputs=(*plan.outputs[:-1], replace(figure, combination=Combination.GROWTH)))

    def _fits(self, output: Output) -> bool:
        """Whether the output is a stretch of time that can be written so."""
        if self.written in (Written.YEAR_MONTH, Written.NAME):
            return output.bucket is Bucket.MONTH
        if self.written in (Written.QUARTER, Written.YEAR_QUARTER):
            return output.bucket is Bucket.QUARTER
        return output.bucket is not None

    def _write(self, output: Output) -> Output:
        if self.written and self._fits(output):
            output = replace(output, written=self.written)
        if output.combination in _SCALED and self.percent:
            output = replace(output, percent=True)
        computed = output.column is not None and output.column.formula is not None
        if self.percent and output.column and _is_quotient(output.column):
            output = replace(output, column=_in_percent(output.column))
        whole = (output.function is None and not computed) or (
            output.column is None and not output.combination
        )
        return output if whole or self.decimals is None else replace(output, decimals=self.decimals)


def _is_quotient(column: Column | None) -> bool:
    """Whether a column is computed row by row as one column over another, and in percent not yet."""
    if column is None or column.formula is None or column.formula.operator != "/":
        return False
    return not _has_hundred(column.formula)


def _has_hundred(formula: Formula) -> bool:
    """Whether a formula is multiplied with 100 as it was told."""
    above = formula.left
    inner = isinstance(above, Column) and above.formula is not None and _has_hundred(above.formula)
    return inner or is_hundredfold(formula)


def _in_percent(column: Column) -> Column:
    """Return a computed column as 0 to 100."""
    return replace(column, name=f"({column.name}) * 100", formula=Formula("*", column, 100.0))


def read_form(question: str, *, computed: bool = False) -> Form:
    """Take out of a question how its answer is to be written.

    Args:
        question: In plain words.
        computed: Whether it explains a column that is computed, which "as a percentage" may be said of.
    """
    rounded = _ROUNDED.search(question)
    said, written = read_written(reword_time(reword_proportions(_ROUNDED.sub(" ", question))))
    percent = bool(_PERCENT.search(said) or _IN_PERCENT.search(said))
    if computed or _FRAMES.search(_IN_PERCENT.sub(" ", said)):
        said = _IN_PERCENT.sub(" ", said)
        if _AS_FRACTION.search(said):
            said, percent = _AS_FRACTION.sub(" ", said), False
    if said != question:
        said = re.sub(r"[\s,]+(?=[.?!]+$)", "", " ".join(said.split()))
    return Form(reword(said), percent, _decimals(rounded) if rounded else None, written)


def _decimals(rounded: re.Match[str]) -> int:
    unit, digits = rounded["unit"], rounded["digits"]
    if unit:
        return _UNITS.get(unit.lower(), 0)
    return int(digits) if digits.isdigit() else _DIGITS[digits.lower()]


def _holds_percent(plan: Plan) -> bool:
    """Whether a column is asked for, or compared with, that is a percentage by itself."""
    columns = [output.column for output in plan.outputs] + list(map(condition_column, plan.rows.conditions))
    return any(column and {"percent", "rate", "share"} & set(column.words) for column in columns)
