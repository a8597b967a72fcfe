"""A chart for an answer, where one fits: Vega-Lite from a closed set, built from the typed plan alone.

Nothing that a user or a model wrote decides its form. Fields have fixed names; headers and cells appear as
titles and values only, where Vega-Lite evaluates nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from services.agent.question.plans.plan import Output, Plan
from services.agent.question.tables.columns import NUMBER_TYPES

VEGA_LITE = "https://vega.github.io/schema/vega-lite/v5.json"
MOST_POINTS = 100
"""Rows that are drawn: those that an answer carries. With more, a part would pass for the whole."""
MOST_BARS = 50
MOST_SERIES = 12
"""Colours that a reader tells apart."""
FEWEST_DOTS = 3
"""A scatter of fewer shows nothing."""


@dataclass(frozen=True)
class _Axis:
    """One result column as a chart sees it."""

    position: int
    title: str
    kind: str
    """Vega-Lite's type: ``quantitative``, ``temporal`` or ``nominal``."""
    is_computed: bool


def draw(
    plan: Plan, columns: Sequence[str], types: Sequence[str], rows: Sequence[Sequence[Any]]
) -> dict[str, Any] | None:
    """Choose the chart that fits the plan's answer; None where none does.

    Args:
        plan: What was asked.
        columns: The result's headers.
        types: Their types, in DuckDB's names.
        rows: All rows of the result, as JSON has them.
    """
    if len(columns) != len(plan.outputs):
        return None  # More columns than may be returned: the result is cut.
    axes = [
        _Axis(position, title, _kind(kind), _is_computed(output))
        for position, (title, kind, output) in enumerate(zip(columns, types, plan.outputs, strict=True))
    ]
    if len(rows) == 1:
        return _number(plan, axes, rows[0])
    if not 2 <= len(rows) <= MOST_POINTS:
        return None
    numbers = [axis for axis in axes if axis.kind == "quantitative"]
    computed = [axis for axis in numbers if axis.is_computed]
    keys = [axis for axis in axes if not axis.is_computed]
    if plan.grouped and len(computed) == 1 and 1 <= len(keys) <= 2:
        return _grouped(keys, computed[0], rows)
    names = [axis for axis in axes if axis.kind == "nominal"]
    if plan.order and not plan.grouped and len(numbers) == 1 and names:
        return _bars(names[0], numbers[0], None, rows)
    if len(numbers) == 2 and not computed and not plan.grouped and len(rows) >= FEWEST_DOTS:
        return _spec("point", rows, x=numbers[0], y=numbers[1])
    return None


def _kind(duckdb_type: str) -> str:
    if duckdb_type.removeprefix("U").startswith(NUMBER_TYPES):
        return "quantitative"
    return "temporal" if duckdb_type.startswith(("DATE", "TIMESTAMP")) else "nominal"


def _is_computed(output: Output) -> bool:
    return output.function is not None or output.column is None


def _number(plan: Plan, axes: Sequence[_Axis], row: Sequence[Any]) -> dict[str, Any] | None:
    shown = [axes[position] for position in plan.answer] if plan.answer is not None else list(axes)
    if len(shown) != 1 or shown[0].kind != "quantitative" or row[shown[0].position] is None:
        return None
    return _spec("text", [row], text=shown[0])


def _grouped(keys: Sequence[_Axis], measure: _Axis, rows: Sequence[Sequence[Any]]) -> dict[str, Any] | None:
    """A line over time, else bars; a second key becomes the colour."""
    ordered = sorted(keys, key=lambda axis: axis.kind != "temporal")
    series = ordered[1] if len(ordered) == 2 else None
    if series and len({row[series.position] for row in rows}) > MOST_SERIES:
        return None
    if ordered[0].kind == "temporal":
        return _spec("line", rows, x=ordered[0], y=measure, color=series)
    return _bars(ordered[0], measure, series, rows)


def _bars(
    names: _Axis, measure: _Axis, series: _Axis | None, rows: Sequence[Sequence[Any]]
) -> dict[str, Any] | None:
    if len({row[names.position] for row in rows}) > MOST_BARS:
        return None
    return _spec("bar", rows, x=names, y=measure, color=series)


def _spec(mark: str, rows: Sequence[Sequence[Any]], **channels: _Axis | None) -> dict[str, Any]:
    used = {channel: axis for channel, axis in channels.items() if axis is not None}
    return {
        "$schema": VEGA_LITE,
        "data": {"values": [{channel: row[axis.position] for channel, axis in used.items()} for row in rows]},
        "mark": mark,
        "encoding": {channel: _encode(channel, axis, mark) for channel, axis in used.items()},
    }


def _encode(channel: str, axis: _Axis, mark: str) -> dict[str, Any]:
    is_name = mark == "bar" and channel in ("x", "color")
    encoded: dict[str, Any] = {"field": channel, "title": axis.title}
    encoded["type"] = "nominal" if is_name or channel == "color" else axis.kind
    if mark == "bar" and channel == "x":
        encoded["sort"] = None  # As the answer orders them.
    return encoded
