"""Answers for the most of a figure as for its mean: "how long, at most, did they stay".

It is read as "how long did they stay on average" is, and the end of the same figure is taken.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from services.agent.question.candidates import Reading, print_reading
from services.agent.question.language.words import spoken
from services.agent.question.plans.plan import Function, Plan
from services.agent.question.plans.printer import to_sql
from services.agent.question.tables.schema import Catalog

Ask = Callable[[str], Reading | None]

_SURE = 0.98
_END = (
    r"(?:(?P<most>maximally|at\s+(?:the\s+)?(?:very\s+)?(?:most|maximum)|at\s+the\s+longest)|"
    r"(?P<least>minimally|at\s+the\s+(?:very\s+)?(?:least|minimum)|at\s+the\s+shortest))"
)
_AT_MOST = re.compile(
    rf"^(?P<how>how\s+(?!many\s+(?:of|times\s+as)\b)[^?]*?|what),?\s+{_END}\b(?!\s+[$€£]?\d),?(?P<rest>\s+[^?]*?)?\s*[?.]*$",
    re.IGNORECASE,
)
_WAYS = {
    "longest": "long", "shortest": "long", "furthest": "far", "farthest": "far", "most": "much",
    "least": "much",
    "heaviest": "heavy", "lightest": "heavy", "oldest": "old", "youngest": "old", "tallest": "tall",
}  # fmt: skip
_LEAST = ("shortest", "least", "lightest", "youngest")
_ANYONE = re.compile(
    rf"^what(?:['\u2019]s|\s+is|\s+was)\s+the\s+(?P<way>{'|'.join(_WAYS)})(?:\s+(?P<what>[a-z]+s|time|money))?\s+(?:that\s+)?"
    r"(?:any(?:one|body)|some(?:one|body)|people|(?:any|an?)\s+(?P<rows>[a-z]+))(?P<who>(?:\s+(?:in|under|from|with|at|by|over|aged|of|on)\s[^?]+?)?)\s+"
    r"(?P<aux>has|have|had|was|were|is|are)?\s*(?:ever\s+)?(?P<rest>(?:been\s+)?[a-z]+(?:\s+[^?]*?)?)\s*[?.]*$",
    re.IGNORECASE,
)
_MEANT = re.compile(
    r"\b(?:average|mean|typically|usually|each|every|per|median|and|or|than|"
    r"in\s+(?:all|total)|altogether|together)\b",
    re.IGNORECASE,
)
"""Words of a question that asks for more than the end of one figure."""
_FAR = re.compile(
    r"^how\s+far\s+(?:did|do|have|has|were|was)\s+(?P<rows>[a-z]+)\s+(?:go|goes|went|gone|travel(?:led|ed)?|come|came|been|driven|drive|drove|"
    r"run|ran|fly|flew|flown|ride|rode)\b(?=.*\bon\s+average$)",
    re.IGNORECASE,
)
_ANYBODY = re.compile(r"\b(?:any|some)(?:one|body)\b", re.IGNORECASE)
_PLURAL = {"has": "have", "was": "were", "is": "are"}


def read_by_mean(question: str, catalog: Catalog, ask: Ask) -> Reading | None:
    """Answer for the end of a figure whose mean is surely read; None for all other questions."""
    found = _asked(question, catalog)
    if found is None:
        return None
    for said in found[0]:
        mean = ask(said)
        plan = _end_of(mean.plan, found[1]) if mean else None
        if mean and plan:
            return print_reading(plan, to_sql(plan), mean.confidence * _SURE, mean.matches)
    return None


def _asked(question: str, catalog: Catalog) -> tuple[list[str], Function] | None:
    """Return how the mean may be asked for, and which end of the figure is wanted."""
    if _MEANT.search(question):
        return None
    rows = spoken(catalog.tables[0].name) if len(catalog.tables) == 1 else "people"
    if found := _AT_MOST.match(question):
        rest = re.sub(r"\blast$", "take", (found["rest"] or "").strip())  # No last one is meant.
        text = " ".join(f"{found['how']} {rest} on average".split())
        said = [_ANYBODY.sub(who, text) for who in dict.fromkeys(("people", rows))]
        return [*said, *_of_distance(said)], Function.MAXIMUM if found["most"] else Function.MINIMUM
    if found := _ANYONE.match(question):
        way = found["way"].casefold()
        function = Function.MINIMUM if way in _LEAST else Function.MAXIMUM
        said = [_mean(found, who) for who in dict.fromkeys(("people", rows))]
        return [*said, *_of_distance(said)], function
    return None


def _mean(found: re.Match[str], who: str) -> str:
    """Ask how long they did on average what is asked of anybody."""
    what = (found["what"] or "").casefold()
    how = "long" if what == "time" else _WAYS[found["way"].casefold()]
    how = f"many {what}" if what.endswith("s") else how
    aux = (found["aux"] or "did").casefold()
    rows = f"{found['rows']}s" if found["rows"] else who
    return f"how {how} {_PLURAL.get(aux, aux)} {rows}{found['who']} {found['rest']} on average"


def _of_distance(said: Sequence[str]) -> list[str]:
    """Ask for the distance of the rows, which "how far did they go" is."""
    return [
        _FAR.sub(r"what is the average distance of \g<rows>", each) for each in said[-1:] if _FAR.match(each)
    ]


def _end_of(plan: Plan, function: Function) -> Plan | None:
    """Take the end of the figure of which a plan takes the mean, where it takes nothing else."""
    if plan.grouped or len(plan.outputs) != 1 or plan.having or plan.rows.extreme:
        return None
    (output,) = plan.outputs
    if output.function is not Function.AVERAGE or output.combination or output.rows or output.column is None:
        return None
    return replace(plan, outputs=(replace(output, function=function),))
