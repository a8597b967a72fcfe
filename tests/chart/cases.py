"""The values that most tests of the chart go through: none, and every file of its ci folder."""

from typing import Any

import yaml

from tests.chart.rendering import CHART, Object, Objects, containers_of, render

VALUES: dict[str, Object] = {
    "defaults": {},
    **{
        path.name.removesuffix("-values.yaml"): yaml.safe_load(path.read_text())
        for path in sorted((CHART / "ci").glob("*-values.yaml"))
    },
}


def renderings() -> list[Any]:
    """Each rendering, with its name."""
    return [(name, render(values)) for name, values in VALUES.items()]


def container_cases() -> list[tuple[str, Object, Object]]:
    """Every container of every rendering: its name, its workload and itself."""
    cases: list[tuple[str, Object, Object]] = []
    for name, objects in renderings():
        for workload in objects.workloads():
            for container in containers_of(workload):
                label = f"{name}: {workload['metadata']['name']}/{container['name']}"
                cases.append((label, workload, container))
    return cases


def all_on() -> Objects:
    """The rendering with the most objects."""
    return render(VALUES["everything"])
