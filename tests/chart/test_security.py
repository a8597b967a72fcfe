"""What no container may do: Pod Security's restricted profile, and a read-only root file system."""

from typing import Any

import pytest

from tests.chart.cases import VALUES, container_cases
from tests.chart.rendering import Object, containers_of, pod_of, render

SHELLS = {"sh", "bash", "dash", "ash", "busybox", "/bin/sh", "/bin/bash"}
CASES = container_cases()
EACH_CONTAINER = pytest.mark.parametrize(
    ("workload", "container"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)


@EACH_CONTAINER
def test_a_container_is_restricted(workload: Object, container: Object) -> None:
    pod, own = pod_of(workload), container["securityContext"]

    assert own["allowPrivilegeEscalation"] is False
    assert own["readOnlyRootFilesystem"] is True
    assert own["capabilities"] == {"drop": ["ALL"]}
    assert pod["securityContext"]["runAsNonRoot"] is True
    assert pod["securityContext"]["runAsUser"] > 0
    assert pod["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
    assert not {"hostNetwork", "hostPID", "hostIPC"} & set(pod)
    assert all(not {"hostPath"} & set(volume) for volume in pod["volumes"])


@EACH_CONTAINER
def test_a_container_says_what_it_needs_and_at_most_gets(workload: Object, container: Object) -> None:
    for kind in ("requests", "limits"):
        assert set(container["resources"][kind]) == {"cpu", "memory"}


@EACH_CONTAINER
def test_a_container_runs_a_plain_command_and_can_write_only_to_volumes(
    workload: Object, container: Object
) -> None:
    command = container["command"]
    volumes = {volume["name"]: volume for volume in pod_of(workload)["volumes"]}
    for claim in workload["spec"].get("volumeClaimTemplates", []):
        volumes[claim["metadata"]["name"]] = claim

    assert isinstance(command, list)
    assert command[0] not in SHELLS
    assert "args" not in container
    for mount in container["volumeMounts"]:
        volume = volumes[mount["name"]]
        if "emptyDir" in volume:
            assert volume["emptyDir"]["sizeLimit"]
        elif not {"persistentVolumeClaim", "spec"} & set(volume):
            assert mount["readOnly"] is True


@EACH_CONTAINER
def test_no_secret_is_in_the_environment(workload: Object, container: Object) -> None:
    for source in container.get("envFrom", []):
        assert set(source) == {"configMapRef"}
    for variable in container.get("env", []):
        assert "valueFrom" not in variable


@pytest.mark.parametrize("name", VALUES)
def test_no_pod_speaks_to_the_cluster_or_hears_of_its_services(name: str) -> None:
    objects = render(VALUES[name])

    assert all(account["automountServiceAccountToken"] is False for account in objects.of("ServiceAccount"))
    for workload in objects.workloads():
        assert pod_of(workload)["automountServiceAccountToken"] is False
        assert pod_of(workload)["enableServiceLinks"] is False


def _mounted_keys(workload: Object) -> set[str]:
    keys: set[str] = set()
    for volume in pod_of(workload)["volumes"]:
        sources: list[Any] = [source["secret"] for source in volume.get("projected", {}).get("sources", [])]
        for secret in [*sources, *([volume["secret"]] if "secret" in volume else [])]:
            keys |= {item["key"] for item in secret.get("items", [{"key": "*"}])}
    return keys


@pytest.mark.parametrize(
    ("kind", "name", "keys"),
    [
        ("Deployment", "api", {"redis-password", "api-key-hashes"}),
        ("Deployment", "worker-query-processing", {"redis-password"}),
        ("Deployment", "beat", {"redis-password"}),
        ("Deployment", "flower", {"redis-password", "flower-basic-auth"}),
        ("Deployment", "exporter", {"redis-password"}),
        ("StatefulSet", "redis", {"redis-password"}),
        ("Pod", "test", {"redis-password"}),
    ],
)
def test_a_pod_sees_only_the_secrets_that_it_needs(kind: str, name: str, keys: set[str]) -> None:
    assert _mounted_keys(render().get(kind, name)) == keys


def test_no_pod_sees_a_key_in_plain_text() -> None:
    for values in VALUES.values():
        for workload in render(values).workloads():
            assert "api-key" not in _mounted_keys(workload)


def test_the_default_release_asks_for_at_most_700m_of_cpu() -> None:
    total = 0
    for workload in render().workloads():
        if workload["kind"] == "Pod":
            continue
        running = containers_of(workload)[-1]
        request = running["resources"]["requests"]["cpu"]
        total += int(request.removesuffix("m")) * workload["spec"].get("replicas", 1)

    assert total <= 700
