"""Renders the chart as `helm install` would, through the Helm library of the development dependencies.

The library is Helm's own code, in this process: a rendering takes a fiftieth of a second.
``test_helm_commands`` holds that Helm's commands, 3 and 4, render the same.
"""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import helm_python
import yaml

from tests.consistency.sources import ROOT

CHART = ROOT / "charts/sqlagent"
RELEASE = "rel"
NAMESPACE = "team"

Object = dict[str, Any]


class ChartError(Exception):
    """Helm refused to render, with its own words."""


class Objects(tuple[Object, ...]):
    """What a rendering made."""

    def of(self, kind: str) -> list[Object]:
        return [one for one in self if one["kind"] == kind]

    def get(self, kind: str, name: str) -> Object:
        """The object of a kind whose name ends so, after the release's name."""
        (found,) = [one for one in self.of(kind) if one["metadata"]["name"] == f"{RELEASE}-{name}"]
        return found

    def names(self) -> set[str]:
        """Kind and name of each."""
        return {f"{one['kind']}/{one['metadata']['name']}" for one in self}

    def workloads(self) -> list[Object]:
        return [one for one in self if "template" in one.get("spec", {})] + self.of("Pod")


def pod_of(workload: Object) -> Object:
    """The pod's specification of a workload."""
    spec: Object = (
        workload["spec"]["template"]["spec"] if "template" in workload["spec"] else workload["spec"]
    )
    return spec


def pod_labels(workload: Object) -> dict[str, str]:
    labels: dict[str, str] = (
        workload["spec"]["template"]["metadata"]["labels"]
        if "template" in workload["spec"]
        else workload["metadata"]["labels"]
    )
    return labels


def containers_of(workload: Object) -> list[Object]:
    """All containers of a workload, also those that run before the others."""
    pod = pod_of(workload)
    return [*pod.get("initContainers", []), *pod["containers"]]


def environment_of(container: Object) -> dict[str, str]:
    return {one["name"]: one["value"] for one in container.get("env", [])}


def nested(path: str, value: Any) -> Object:
    """Values as `--set path=value` makes them; a dot in a key is not known here."""
    for key in reversed(path.split(".")):
        value = {key: value}
    return dict(value)


def merged(*values: Mapping[str, Any]) -> Object:
    """Values laid over each other, the later ones win."""
    result: Object = {}
    for one in values:
        for key, value in one.items():
            old = result.get(key)
            both = isinstance(old, Mapping) and isinstance(value, Mapping)
            result[key] = merged(old, value) if both else value
    return result


def set_values(**paths: Any) -> Object:
    """Values from paths with two underscores for each dot: ``api__replicas=1``."""
    return merged(*(nested(path.replace("__", "."), value) for path, value in paths.items()))


@cache
def _chart() -> helm_python.Chart:
    return helm_python.Chart.load(CHART)


def render(values: Mapping[str, Any] | None = None) -> Objects:
    """Render the chart.

    Raises:
        ChartError: The values do not fit the schema, or the chart refuses them.
    """
    return _render(json.dumps(values or {}, sort_keys=True))


@cache
def _render(text: str) -> Objects:
    return Objects(
        one
        for name, manifest in _manifests(text).items()
        if name.endswith(".yaml")
        for one in parse(manifest)
    )


def notes(values: Mapping[str, Any] | None = None) -> str:
    """What `helm install` prints."""
    return _manifests(json.dumps(values or {}))["sqlagent/templates/NOTES.txt"]


def _manifests(text: str) -> dict[str, str]:
    values = json.loads(text)
    try:
        _chart().validate_schema(values)
        return _chart().render(values, name=RELEASE, namespace=NAMESPACE)
    except helm_python.HelmError as error:
        raise ChartError(str(error)) from error


def parse(manifest: str) -> Iterator[Object]:
    """The objects of a manifest; hooks too, since they are created as well."""
    yield from (one for one in yaml.load_all(manifest, Loader=yaml.CSafeLoader) if one)


def default_values() -> Object:
    values: Object = yaml.safe_load((CHART / "values.yaml").read_text())
    return values


def schema() -> Object:
    content: Object = json.loads((CHART / "values.schema.json").read_text())
    return content
