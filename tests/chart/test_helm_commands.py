"""Helm's own commands, 3 and 4, render what the tests' library renders, and ask a cluster if there is one."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from tests.chart.cases import VALUES
from tests.chart.rendering import (
    CHART,
    NAMESPACE,
    RELEASE,
    Object,
    Objects,
    merged,
    parse,
    render,
    set_values,
)

KUBERNETES = "1.34.0"
GIVEN = {"redisPassword": "p", "apiKeyHashes": "acme " + "0" * 64, "flowerBasicAuth": "a:b"}
"""Nothing random, so that two renderings are equal."""

LIVE = ("apps/v1/Deployment", "v1/Secret")
"""Kinds that Helm knows only of a cluster: with them the chart checks what a cluster can tell."""


@pytest.fixture(params=["helm", "helm4"])
def helm(request: pytest.FixtureRequest) -> str:
    """Each Helm of the machine; the library stands in for one that is missing."""
    found = shutil.which(request.param)
    if found is None:
        reason = f"{request.param} is not on this machine"
        if os.environ.get("CI") and os.environ.get(
            "KIND_NODE_IMAGE"
        ):  # the laboratory names its nodes' image
            pytest.fail(f"{reason}, and the laboratory has it. In CI nothing may be skipped.")
        pytest.skip(f"{reason}; the tests' own Helm 4 library renders the rest")
    return found


def _template(helm: str, values: Object, folder: Path, *kinds: str) -> subprocess.CompletedProcess[str]:
    file = folder / "values.yaml"
    file.write_text(yaml.safe_dump(values))
    known = [part for kind in kinds for part in ("--api-versions", kind)]
    command = [helm, "template", RELEASE, str(CHART), "--namespace", NAMESPACE, "--values", str(file)]
    return subprocess.run(
        [*command, "--kube-version", KUBERNETES, *known],
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("name", VALUES)
def test_a_command_renders_what_the_library_renders(helm: str, name: str, tmp_path: Path) -> None:
    values = merged(VALUES[name], {"credentials": {**GIVEN, **VALUES[name].get("credentials", {})}})
    values["credentials"]["apiKeyHashes"] = GIVEN["apiKeyHashes"]
    answer = _template(helm, values, tmp_path)
    assert answer.returncode == 0, answer.stderr

    def in_order(objects: Objects) -> list[str]:
        return sorted(json.dumps(one, sort_keys=True) for one in objects)

    assert in_order(Objects(parse(answer.stdout))) == in_order(render(values))


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        (
            set_values(autoscaling__engine="keda"),
            "autoscaling.engine is keda, but this cluster has no ScaledObject (keda.sh/v1alpha1): "
            "install KEDA first, or set the engine to hpa or none.",
        ),
        (
            set_values(monitoring__serviceMonitor__enabled=True),
            "monitoring.serviceMonitor.enabled is true, but this cluster has no ServiceMonitor",
        ),
        (
            set_values(credentials__existingSecret="ours"),
            "credentials.existingSecret: there is no Secret ours in the namespace team; create it first.",
        ),
        (
            set_values(
                redis__enabled=False, externalRedis={"url": "redis://r:6379/0", "existingSecret": "theirs"}
            ),
            "externalRedis.existingSecret: there is no Secret theirs",
        ),
    ],
    ids=["keda", "service monitor", "existing secret", "secret of an external redis"],
)
def test_what_a_cluster_lacks_is_named(helm: str, values: Object, sentence: str, tmp_path: Path) -> None:
    answer = _template(helm, values, tmp_path, *LIVE)

    assert answer.returncode != 0
    assert sentence in answer.stderr


def test_what_a_cluster_has_is_used(helm: str, tmp_path: Path) -> None:
    values = set_values(autoscaling__engine="keda")
    answer = _template(helm, values, tmp_path, *LIVE, "keda.sh/v1alpha1/ScaledObject")

    assert answer.returncode == 0, answer.stderr
    assert "kind: ScaledObject" in answer.stdout


def test_the_chart_passes_the_commands_checks(helm: str) -> None:
    answer = subprocess.run(
        [helm, "lint", "--strict", str(CHART), "--kube-version", KUBERNETES],
        capture_output=True,
        text=True,
        check=False,
    )

    assert answer.returncode == 0, answer.stdout
