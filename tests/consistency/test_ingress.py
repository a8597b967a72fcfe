"""What each Ingress lets through is what its process has for users: all of it, and no metrics."""

import re
from typing import Any

import pytest
from flower.urls import handlers

from services.api.gate import OPEN_PATHS
from services.api.main import create_app
from services.common.settings import load_settings
from tests.chart.rendering import Object, render, set_values

API = set_values(ingress__enabled=True)
FLOWER = set_values(flower__ingress={"enabled": True, "host": "f"}, credentials__flowerBasicAuth="a:b")


def _passes(ingress: Object, path: str) -> bool:
    """Whether a request for a path gets to the process; to Kubernetes a prefix has whole elements."""
    (rule,) = ingress["spec"]["rules"]
    return any(
        path == one["path"]
        or (one["pathType"] == "Prefix" and path.startswith(one["path"].rstrip("/") + "/"))
        for one in rule["http"]["paths"]
    )


@pytest.fixture(scope="module")
def routes(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Every path that the API serves, a word in place of each parameter."""
    app = create_app(load_settings(store_url=f"file://{tmp_path_factory.mktemp('store')}"))
    paths: dict[str, Any] = app.openapi()["paths"]
    return {re.sub(r"\{\w+\}", "one", path) for path in paths} | OPEN_PATHS | {"/docs/assets/start.js"}


@pytest.mark.parametrize("prefix", ["", "/sql"])
def test_the_api_is_reached_from_outside_but_for_its_metrics(routes: set[str], prefix: str) -> None:
    ingress = render({"ingress": {**API["ingress"], "path": prefix or "/"}}).get("Ingress", "api")

    assert {path for path in routes if not _passes(ingress, prefix + path)} == {"/metrics"}
    assert not _passes(ingress, prefix + "/metrics/")
    assert not _passes(ingress, "/elsewhere")


def test_flower_is_reached_from_outside_but_for_what_asks_for_no_login() -> None:
    ingress = render(FLOWER).get("Ingress", "flower")
    paths = {re.sub(r"\(\.[+*]\)", "one", pattern).removesuffix("/?") for pattern in _flower_patterns()}

    assert {path for path in paths if not _passes(ingress, path)} == {"/metrics", "/healthcheck"}


def _flower_patterns() -> list[str]:
    """Flower's own table of addresses, without the one that answers for all others."""
    patterns = [one[0] if isinstance(one, tuple) else one.regex.pattern.rstrip("$") for one in handlers]
    return [pattern for pattern in patterns if pattern != r".*"]


def test_every_path_leads_to_the_service_by_its_ports_name() -> None:
    for values, name in ((API, "api"), (FLOWER, "flower")):
        (rule,) = render(values).get("Ingress", name)["spec"]["rules"]
        backends = [one["backend"] for one in rule["http"]["paths"]]

        assert backends == [{"service": {"name": f"rel-{name}", "port": {"name": "http"}}}] * len(backends)
