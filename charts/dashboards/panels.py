"""What Grafana's dashboards are made of, as far as ours use it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

HERE = 'namespace=~"$namespace"'
"""Stands in every selector: the chosen namespaces; all of them also where Prometheus knows none."""

RATE = "[$__rate_interval]"

_COLUMNS = 24
_DATASOURCE = {"type": "prometheus", "uid": "${datasource}"}

Json = dict[str, Any]


@dataclass(frozen=True)
class Query:
    """One line of a graph, or several by their labels."""

    expr: str
    legend: str = ""


@dataclass(frozen=True)
class Panel:
    """A graph or a single figure.

    ``unit`` is Grafana's: ``s``, ``bytes``, ``percentunit``, ``reqps``, ``ops``, ``short``.
    """

    title: str
    queries: tuple[Query, ...]
    unit: str = "short"
    kind: str = "timeseries"
    width: int = 12
    height: int = 8
    description: str = ""
    is_stacked: bool = False
    steps: tuple[tuple[str, float | None], ...] = (("green", None),)
    """Colours, each from a value on."""


@dataclass(frozen=True)
class Dashboard:
    """One page."""

    slug: str
    title: str
    panels: Sequence[Panel]
    variables: Sequence[Json] = field(default_factory=tuple)

    def to_json(self) -> Json:
        """Return it as Grafana imports it."""
        return {
            "uid": f"sqlagent-{self.slug}",
            "title": f"SQL Agent / {self.title}",
            "tags": ["sqlagent"],
            "schemaVersion": 39,
            "editable": True,
            "graphTooltip": 1,
            "refresh": "30s",
            "time": {"from": "now-3h", "to": "now"},
            "timezone": "browser",
            "links": [{"type": "dashboards", "tags": ["sqlagent"], "title": "SQL Agent", "asDropdown": True}],
            "templating": {"list": [_datasource_variable(), _namespace_variable(), *self.variables]},
            "panels": list(_lay_out(self.panels)),
        }


def graph(title: str, *queries: Query, **options: Any) -> Panel:
    """Make a graph over time."""
    return Panel(title, queries, **options)


def figure(title: str, expr: str, **options: Any) -> Panel:
    """Make a single figure: the newest."""
    return Panel(title, (Query(expr),), kind="stat", width=4, height=4, **options)


def quantiles(histogram: str, *, by: str = "", selector: str = HERE) -> tuple[Query, ...]:
    """Ask for median, 95th and 99th percentile of a histogram.

    Args:
        histogram: The metric's name.
        by: A label to part it by; then only the 95th percentile, as three lines for each would be too many.
        selector: Of the series.
    """
    kept = f"le, {by}" if by else "le"
    rates = f"sum by ({kept}) (rate({histogram}_bucket{{{selector}}}{RATE}))"
    shares = (0.95,) if by else (0.5, 0.95, 0.99)
    return tuple(
        Query(f"histogram_quantile({share}, {rates})", f"{{{{{by}}}}}" if by else f"p{share * 100:.0f}")
        for share in shares
    )


def label_variable(label: str, metric: str) -> Json:
    """Make a variable of the values of a label; all of them by default."""
    return {
        "name": label,
        "type": "query",
        "datasource": _DATASOURCE,
        "query": {"query": f"label_values({metric}{{{HERE}}}, {label})", "refId": label},
        "refresh": 2,
        "sort": 1,
        "includeAll": True,
        "multi": True,
        "allValue": ".*",
        "current": {"text": "All", "value": "$__all"},
    }


def _datasource_variable() -> Json:
    return {"name": "datasource", "type": "datasource", "query": "prometheus", "label": "Prometheus"}


def _namespace_variable() -> Json:
    variable = label_variable("namespace", "sqlagent_exporter_redis_up")
    return {
        **variable,
        "query": {"query": "label_values(sqlagent_exporter_redis_up, namespace)", "refId": "namespace"},
    }


def _lay_out(panels: Sequence[Panel]) -> Iterator[Json]:
    """Place panels from left to right, in rows as high as their highest."""
    x = y = row_height = 0
    for number, panel in enumerate(panels, start=1):
        if x + panel.width > _COLUMNS:
            x, y, row_height = 0, y + row_height, 0
        yield _panel(panel, number) | {"gridPos": {"x": x, "y": y, "w": panel.width, "h": panel.height}}
        x, row_height = x + panel.width, max(row_height, panel.height)


def _panel(panel: Panel, number: int) -> Json:
    targets = [
        {
            "refId": chr(ord("A") + place),
            "datasource": _DATASOURCE,
            "expr": query.expr,
            "legendFormat": query.legend,
        }
        for place, query in enumerate(panel.queries)
    ]
    steps = [{"color": color, "value": value} for color, value in panel.steps]
    defaults: Json = {"unit": panel.unit, "min": 0, "thresholds": {"mode": "absolute", "steps": steps}}
    options: Json = {"reduceOptions": {"calcs": ["lastNotNull"]}, "colorMode": "value", "graphMode": "area"}
    if panel.kind == "timeseries":
        stacking = {"mode": "normal" if panel.is_stacked else "none"}
        defaults["custom"] = {"fillOpacity": 20 if panel.is_stacked else 0, "stacking": stacking}
        options = {
            "legend": {"displayMode": "list", "placement": "bottom"},
            "tooltip": {"mode": "multi", "sort": "desc"},
        }
    return {
        "id": number,
        "type": panel.kind,
        "title": panel.title,
        "description": panel.description,
        "datasource": _DATASOURCE,
        "fieldConfig": {"defaults": defaults, "overrides": []},
        "options": options,
        "targets": targets,
    }
