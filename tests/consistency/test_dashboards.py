"""Dashboards are what their source makes, ask Prometheus what it understands, and use metrics that exist."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from charts.dashboards.__main__ import FOLDER, to_text
from charts.dashboards.pages import PAGES
from services.common import metrics
from tests.consistency.promql import DASHBOARDS, Use, alert_expressions, panel_expressions, uses
from tests.consistency.sources import declared_metrics
from tests.fixtures.tools import promtool

DECLARED = declared_metrics()

OF_PROMETHEUS = {"namespace", "service", "release", "le"}
"""Labels that whoever scrapes adds, and that of a histogram's buckets."""

PAGES_BY_NAME = {path.stem: json.loads(path.read_text()) for path in DASHBOARDS}


EXPRESSIONS = {
    **{
        f"{path.stem}: {title}": text
        for path in DASHBOARDS
        for title, text in panel_expressions(path).items()
    },
    **alert_expressions(),
}


def test_the_chart_has_what_the_source_makes() -> None:
    made = {f"{page.slug}.json": to_text(page) for page in PAGES}

    assert {path.name: path.read_text() for path in FOLDER.iterdir()} == made, "run `make dashboards`"


@pytest.mark.parametrize("page", PAGES_BY_NAME.values(), ids=PAGES_BY_NAME)
def test_a_page_can_be_imported(page: dict[str, Any]) -> None:
    panels = page["panels"]
    cells = [
        (x, y)
        for place in (panel["gridPos"] for panel in panels)
        for x in range(place["x"], place["x"] + place["w"])
        for y in range(place["y"], place["y"] + place["h"])
    ]

    assert page["uid"] in {f"sqlagent-{name}" for name in PAGES_BY_NAME}
    assert [variable["name"] for variable in page["templating"]["list"]][:2] == ["datasource", "namespace"]
    assert len(cells) == len(set(cells)), "panels lie over each other"
    assert all(x < 24 for x, _ in cells)
    assert len({panel["id"] for panel in panels}) == len({panel["title"] for panel in panels}) == len(panels)
    for panel in panels:
        assert panel["datasource"] == {"type": "prometheus", "uid": "${datasource}"}
        assert panel["fieldConfig"]["defaults"]["unit"]
        assert panel["targets"]


def test_prometheus_understands_every_query(tmp_path: Path) -> None:
    rules = [
        {"record": "asked", "expr": text, "labels": {"by": title}} for title, text in EXPRESSIONS.items()
    ]
    (tmp_path / "rules.yaml").write_text(yaml.safe_dump({"groups": [{"name": "all", "rules": rules}]}))

    done = subprocess.run(
        [promtool(), "check", "rules", "rules.yaml"], cwd=tmp_path, capture_output=True, text=True, timeout=60
    )

    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{len(rules)} rules found" in done.stdout


@pytest.mark.parametrize("title", EXPRESSIONS)
def test_a_query_uses_declared_metrics_with_their_labels(title: str) -> None:
    used = uses(EXPRESSIONS[title])

    assert used
    for use in used:
        assert use.labels <= {*DECLARED[use.metric].labels, *OF_PROMETHEUS}, use


def test_what_a_query_uses_is_found() -> None:
    assert uses(
        'sum by (le, queue) (rate(sqlagent_a_seconds_bucket{x="y=1",z!~"{a}"}[5m])) / sqlagent_b'
    ) == [
        Use("sqlagent_a_seconds", frozenset({"le", "queue", "x", "z"})),
        Use("sqlagent_b", frozenset({"le", "queue"})),
    ]


def test_every_metric_is_looked_at() -> None:
    used = {use.metric for text in EXPRESSIONS.values() for use in uses(text)}

    assert used == set(DECLARED) - {
        metrics.CELERY_QUEUE_LENGTH.name
    }  # which is for other people's dashboards
