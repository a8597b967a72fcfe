"""A question in the words of its tables, with what it explained by itself."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from services.agent.question.composing.formulas import RATIO
from services.agent.question.definitions.enough import Enough
from services.agent.question.definitions.figures import ToldFigure, divide_sums
from services.agent.question.definitions.scopes import keep_rows
from services.agent.question.plans.plan import Plan, RowSet
from services.agent.question.tables.schema import Catalog

_FIGURE = (
    r"(?<!\btotal )(?<!\baverage )(?<!\bmean )(?<!\bmedian )(?<!\bhighest )(?<!\blowest )"
    r"(?<!\bmaximum )(?<!\bminimum )(?<!\bof )\b"
)
"""What does not stand before a column whose figure is not said."""
_TOTAL = r"\b(?:total|sum\s+of(?:\s+the)?)\s+"
_ALONE = r"^(?:what\s+(?:is|was)|compute|calculate|find|determine)\s+(?:the|our)\s+(?:total\s+|overall\s+)?"
"""What stands before one figure that is computed of many rows."""
_WHICH_BEST = (
    r"^(?:which|what)\s+[\w -]+?\s+(?:has|have|had)\s+the\s+(?:highest|lowest|largest|smallest|best|worst)\s+"
)
Ask = Callable[[str, Catalog], Plan | None]
"""Reads a plain question, and returns its plan where it is read surely."""


@dataclass(frozen=True)
class Explained:
    """A question in the words of the tables, and these with the columns that it computes."""

    question: str
    catalog: Catalog
    figures: tuple[ToldFigure, ...] = ()
    """What words of the question stand for that is computed of many rows."""
    scopes: tuple[RowSet, ...] = ()
    """Rows that the answer is to be made of, whatever else is asked."""
    enough: tuple[Enough, ...] = ()
    """Groups that it is to be kept to, by how many rows they have."""
    computed: str = ""
    """A pattern of the word for a column that is computed and may be added up."""
    is_added_up: bool = False
    """Whether the figure of many rows is wanted without a word for it: quotients are then those of sums."""

    @property
    def added_up(self) -> "Explained | None":
        """The question with the total of what is computed; None where it says which figure it wants of it."""
        if not self.computed:
            return None
        said = rf"{_FIGURE}(?:overall\s+)?({self.computed})\b"
        text = re.sub(said, r"total \1", self.question, flags=re.IGNORECASE)
        if any(column.role == RATIO for column in self.catalog.columns):
            best = rf"{_WHICH_BEST}(?={self.computed}\b)"
            text = re.sub(best, r"\g<0>total ", text, flags=re.IGNORECASE)  # Of kinds, not of one row.
        return replace(self, question=text, is_added_up=True) if text != self.question else None

    @property
    def is_of_all(self) -> bool:
        """Whether one figure of what is computed is asked for, of all rows that are meant."""
        return bool(self.computed and re.match(rf"{_ALONE}(?:{self.computed})\b", self.question, re.I))

    @property
    def _says_total(self) -> bool:
        return bool(re.search(rf"{_TOTAL}(?:{self.computed or '$^'})\b", self.question, re.I))

    def put_on(self, plan: Plan) -> Plan | None:
        """Put figures and rows on a plan; None where it has no place for one of them."""
        put = plan if self._says_total and not self.is_added_up else divide_sums(plan)
        for figure in self.figures:
            put = figure.put_on(put) if put else None
        for rows in self.scopes:
            put = keep_rows(put, rows, self.catalog) if put else None
        for groups in self.enough:
            put = groups.put_on(put, self.catalog) if put else None
        return put

    def over(self, rows: RowSet | None) -> "Explained":
        """Return the same for an answer that is made of some rows only; all of a table restrict nothing."""
        return replace(self, scopes=(*self.scopes, rows)) if rows and rows.conditions else self

    def rephrased(self, question: str) -> "Explained":
        """Return the same said in other words."""
        return replace(self, question=question)
