"""A live Prometheus: it scrapes the product, takes the alerts, and has data for every panel."""

import json
import re
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.consistency.sources import ROOT
from tests.e2e.cluster import Cluster, forwarded, wait_for
from tests.e2e.release import NAME, Release

DASHBOARDS = sorted((ROOT / "charts/sqlagent/dashboards").glob("*.json"))
PANELS = [
    (f"{path.stem}: {panel['title']}", target["expr"])
    for path in DASHBOARDS
    for panel in json.loads(path.read_text())["panels"]
    for target in panel.get("targets", [])
]


@pytest.fixture(scope="module")
def prometheus(product: Release) -> Iterator[httpx.Client]:
    """Its HTTP API, once it has scraped the product for a while, and the product has refused something."""
    with product.api() as api:
        for _ in range(3):
            assert api.get("/task-status/unknown").status_code == 404
    with (
        forwarded(Cluster("monitoring"), "prometheus-operated", 9090) as port,
        httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=20) as client,
    ):
        wait_for(
            lambda: _query(client, "min_over_time(sqlagent_exporter_redis_up[20s]) == 1"),
            seconds=120,
            what="figures of the exporter",
        )
        yield client


def _query(client: httpx.Client, expr: str) -> list[dict[str, Any]]:
    answer = client.get("/api/v1/query", params={"query": expr})
    assert answer.is_success, answer.text
    found: list[dict[str, Any]] = answer.json()["data"]["result"]
    return found


def _filled(expr: str) -> str:
    """An expression as Grafana sends it."""
    values = {"namespace": "sqlagent", "queue": ".*", "__rate_interval": "1m", "__interval": "15s"}
    return re.sub(r"\$\{?(\w+)\}?", lambda found: values[found.group(1)], expr)


@pytest.mark.parametrize(("panel", "expr"), PANELS, ids=[panel for panel, _ in PANELS])
def test_every_panel_shows_something(prometheus: httpx.Client, panel: str, expr: str) -> None:
    wait_for(lambda: _query(prometheus, _filled(expr)), seconds=60, what=f"{panel}: {expr}")


def test_every_target_is_scraped(prometheus: httpx.Client) -> None:
    expr = f'sum by (service) (up{{namespace="sqlagent",service=~"{NAME}-(api|exporter)"}})'

    def all_up() -> bool:
        up = {one["metric"]["service"]: one["value"][1] for one in _query(prometheus, expr)}
        assert up == {f"{NAME}-api": "2", f"{NAME}-exporter": "1"}
        return True

    wait_for(all_up, seconds=120, what="two pods of the API and the exporter")


def _alerts(client: httpx.Client) -> list[dict[str, str]]:
    groups = client.get("/api/v1/rules", params={"type": "alert"}).json()["data"]["groups"]
    return [rule for group in groups for rule in group["rules"] if rule["name"].startswith("SqlAgent")]


def test_the_alerts_are_loaded_and_silent(prometheus: httpx.Client) -> None:
    # Rules come by a ConfigMap that the kubelet syncs once a minute: they may be there after the targets.
    wait_for(
        lambda: (rules := _alerts(prometheus)) and all(rule["health"] != "unknown" for rule in rules),
        seconds=180,
        what="alerts that were evaluated once",
    )
    rules = _alerts(prometheus)

    assert len(rules) > 5
    assert [rule["name"] for rule in rules if rule["health"] == "err"] == []
    assert [rule["name"] for rule in rules if rule["state"] == "firing"] == []
