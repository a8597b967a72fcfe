"""What an expression of PromQL uses: metrics with their labels, and labels of groupings."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

import yaml

from tests.consistency.sources import ROOT

RULES = ROOT / "charts/sqlagent/rules/alerts.yaml"
DASHBOARDS = sorted((ROOT / "charts/sqlagent/dashboards").glob("*.json"))

_NAME = r"\b(?:sqlagent|celery)_\w+"
_GROUPING = r"\b(?:by|on|without|ignoring)\s*\(([^)]*)\)"


@dataclass(frozen=True)
class Use:
    """A metric in an expression, with the labels that select and group its series."""

    metric: str
    labels: frozenset[str]


def uses(expression: str) -> list[Use]:
    """Find every metric; a histogram's series under the histogram's own name.

    A grouping counts for all metrics of the expression: none of ours groups by a label that only one has.
    """
    groups = {label.strip() for group in re.findall(_GROUPING, expression) for label in group.split(",")}
    bare = re.sub(_GROUPING, "", expression)
    return [
        Use(re.sub(r"_(bucket|sum|count)$", "", name), frozenset(_labels(selector) | groups))
        for name, selector in re.findall(rf"({_NAME})(\{{[^}}]*\}})?", bare)
    ]


def _labels(selector: str) -> set[str]:
    without_values = re.sub(r'"(?:[^"\\]|\\.)*"', "", selector)
    return set(re.findall(r"(\w+)\s*(?:=|!)", without_values))


def alert_expressions() -> dict[str, str]:
    """Every alert's expression by its name."""
    groups = yaml.safe_load(RULES.read_text())["groups"]
    return {rule["alert"]: rule["expr"] for group in groups for rule in group["rules"]}


def panel_expressions(path: Path) -> dict[str, str]:
    """Every query of a dashboard, with Grafana's variables replaced as Grafana does."""
    panels = json.loads(path.read_text())["panels"]
    return {
        f"{panel['title']} {target['refId']}": in_prometheus(target["expr"])
        for panel in panels
        for target in panel["targets"]
    }


def in_prometheus(expression: str) -> str:
    """Replace Grafana's variables: all namespaces, all queues, a rate over two minutes."""
    return re.sub(r"\$(namespace|queue)", ".*", expression).replace("$__rate_interval", "2m")
