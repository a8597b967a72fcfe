"""What the chart gives Prometheus and Grafana: nothing by default, else what belongs to its release alone."""

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.chart.rendering import (
    NAMESPACE,
    RELEASE,
    Objects,
    containers_of,
    default_values,
    render,
    set_values,
)
from tests.consistency.promql import DASHBOARDS, RULES, alert_expressions, uses
from tests.consistency.sources import ROOT, declared_metrics
from tests.fixtures.runbook import CLUSTER, RUNBOOK, runbook_commands
from tests.fixtures.tools import promtool

KINDS = ("serviceMonitor", "podMonitor", "prometheusRule", "dashboards")
ALL = {"monitoring": {kind: {"enabled": True} for kind in KINDS}}
CASES = sorted((ROOT / "tests/data/alerts").glob("*.yaml"))


@pytest.fixture
def objects() -> Objects:
    return render(ALL)


def test_nothing_of_it_is_there_by_default() -> None:
    assert not {one["kind"] for one in render()} & {"ServiceMonitor", "PodMonitor", "PrometheusRule"}
    assert f"ConfigMap/{RELEASE}-dashboards" not in render().names()


@pytest.mark.parametrize("kind", KINDS)
def test_each_can_be_had_alone(kind: str) -> None:
    made = render({"monitoring": {kind: {"enabled": True}}}).names() - render().names()

    assert (
        made
        == {
            "serviceMonitor": {f"ServiceMonitor/{RELEASE}-exporter", f"ServiceMonitor/{RELEASE}-api"},
            "podMonitor": {f"PodMonitor/{RELEASE}-flower"},
            "prometheusRule": {f"PrometheusRule/{RELEASE}-alerts"},
            "dashboards": {f"ConfigMap/{RELEASE}-dashboards"},
        }[kind]
    )


@pytest.mark.parametrize("component", ["exporter", "api"])
def test_a_service_monitor_finds_its_service_and_port(objects: Objects, component: str) -> None:
    monitor, service = objects.get("ServiceMonitor", component), objects.get("Service", component)
    (endpoint,) = monitor["spec"]["endpoints"]

    assert monitor["spec"]["selector"]["matchLabels"].items() <= service["metadata"]["labels"].items()
    assert endpoint["port"] in {port["name"] for port in service["spec"]["ports"]}
    assert endpoint["path"] == "/metrics"


def test_the_pod_monitor_finds_flower(objects: Objects) -> None:
    monitor, flower = objects.get("PodMonitor", "flower"), objects.get("Deployment", "flower")
    template = flower["spec"]["template"]
    (endpoint,) = monitor["spec"]["podMetricsEndpoints"]

    assert monitor["spec"]["selector"]["matchLabels"].items() <= template["metadata"]["labels"].items()
    assert endpoint["port"] in {port["name"] for port in template["spec"]["containers"][0]["ports"]}


def test_without_flower_nothing_scrapes_it() -> None:
    assert not render({**ALL, "flower": {"enabled": False}}).of("PodMonitor")


@pytest.mark.parametrize("kind", KINDS)
def test_the_chosen_labels_are_on_it(kind: str) -> None:
    objects = render({"monitoring": {kind: {"enabled": True, "labels": {"team": "night"}}}})
    labelled = {
        f"{one['kind']}/{one['metadata']['name']}" for one in objects if "team" in one["metadata"]["labels"]
    }

    assert labelled == objects.names() - render().names()


def test_a_scrape_ends_before_the_next_begins() -> None:
    often = render(set_values(monitoring__serviceMonitor={"enabled": True, "intervalSeconds": 5}))

    for monitor in often.of("ServiceMonitor"):
        assert monitor["spec"]["endpoints"][0]["interval"] == "5s"
        assert monitor["spec"]["endpoints"][0]["scrapeTimeout"] == "5s"


def test_grafana_finds_every_dashboard(objects: Objects) -> None:
    found = objects.get("ConfigMap", "dashboards")

    assert found["metadata"]["labels"]["grafana_dashboard"] == "1"
    assert {name: json.loads(text) for name, text in found["data"].items()} == {
        path.name: json.loads(path.read_text()) for path in DASHBOARDS
    }


def _rules(objects: Objects) -> dict[str, Any]:
    spec: dict[str, Any] = objects.get("PrometheusRule", "alerts")["spec"]
    return spec


def test_the_alerts_are_held_to_their_release(objects: Objects) -> None:
    here = f'namespace="{NAMESPACE}",service=~"{RELEASE}-(api|exporter)"'
    rendered = {rule["alert"]: rule["expr"] for group in _rules(objects)["groups"] for rule in group["rules"]}

    assert rendered == {
        name: text.replace('release=~".*"', here) for name, text in alert_expressions().items()
    }
    for text in rendered.values():
        assert text.count(here) == len(uses(text))


def test_the_alerts_link_to_the_chosen_runbook() -> None:
    where = "https://wiki.example/sqlagent"
    rules = _rules(render(set_values(monitoring__prometheusRule={"enabled": True, "runbookUrl": where})))

    for group in rules["groups"]:
        for rule in group["rules"]:
            assert rule["annotations"]["runbook_url"] == f"{where}#{rule['alert'].lower()}"


@pytest.mark.parametrize("cases", CASES, ids=lambda path: path.stem)
def test_the_rendered_alerts_fire_as_their_source_does(cases: Path, tmp_path: Path, objects: Objects) -> None:
    """Of all namespaces, as there are several in the cases, and for the release that these have."""
    of_cases = (
        json.dumps(_rules(objects)).replace(f'namespace=\\"{NAMESPACE}\\",', "").replace(RELEASE, "sqlagent")
    )
    (tmp_path / RULES.name).write_text(of_cases)
    (tmp_path / cases.name).write_text(cases.read_text())

    done = subprocess.run(
        [promtool(), "test", "rules", cases.name], cwd=tmp_path, capture_output=True, text=True, timeout=60
    )

    assert done.returncode == 0, done.stdout + done.stderr


def test_a_further_queue_has_its_alerts_and_its_figures_from_values_alone() -> None:
    """The exporter is told of it, and the alerts name no queue."""
    objects = render({**ALL, "workers": {"reports": {"queues": ["reports"]}}})

    assert objects.get("ConfigMap", "settings")["data"]["SQLAGENT_EXTRA_QUEUES"] == "reports"
    assert not any("queue=" in text for text in alert_expressions().values())


def test_the_scaler_asks_for_a_metric_that_exists() -> None:
    declared = declared_metrics()
    for scaled in render({"autoscaling": {"engine": "keda"}}).of("ScaledObject"):
        (used,) = uses(scaled["spec"]["triggers"][0]["metadata"]["query"])
        assert used.labels <= {*declared[used.metric].labels, "namespace", "service"}


IN_CLUSTER = [one.text for one in runbook_commands() if one.where == CLUSTER]


@pytest.mark.parametrize("command", IN_CLUSTER)
def test_the_runbook_names_objects_that_the_chart_makes(command: str) -> None:
    """Under the release's name that the runbook takes, and with components that have pods."""
    words = command.replace("sqlagent-", f"{RELEASE}-").split()
    names = {name.partition("/")[2] for name in render().names()}
    components = {one["metadata"]["labels"]["app.kubernetes.io/component"] for one in render().workloads()}
    of_the_runbook = {name for text in IN_CLUSTER for name in re.findall(r"^kubectl run (\S+)", text)}

    for word in words:
        kind, slash, name = word.partition("/")
        if slash and kind in ("deploy", "svc", "statefulset"):
            assert name in names, word
        for component in re.findall(r"app\.kubernetes\.io/component!?=(\w+)", word):
            assert component in components, word
    if "exec" in words or ("pod" in words and "-l" not in words):
        pods = {f"{RELEASE}-redis-0", *of_the_runbook, *(f"deploy/{name}" for name in names)}
        assert set(words) & pods


def test_the_runbook_reads_the_password_of_redis_where_it_lies() -> None:
    (redis,) = [one for one in containers_of(render().get("StatefulSet", "redis")) if one["name"] == "redis"]
    folders = {mount["mountPath"] for mount in redis["volumeMounts"]}
    named = re.findall(r"\$\(cat (\S+)/redis-password\)", RUNBOOK.read_text())

    assert set(named) == {"/etc/redis/secrets"}
    assert set(named) <= folders


@pytest.mark.parametrize("page", ["runbook.md", "monitoring.md"])
def test_the_operators_pages_name_values_that_exist(page: str) -> None:
    text = (RUNBOOK.parent / page).read_text().replace("workers.<set>", "workerDefaults")
    values = default_values()
    named = re.findall(r"`((?:\w+\.)+\w+)`", text) + re.findall(r"--set ([\w.]+)=", text)

    paths = [name.split(".") for name in named if name.split(".")[0] in values]
    assert paths
    for path in paths:
        found: Any = values
        for key in path:
            assert key in found, ".".join(path)
            found = found[key]
