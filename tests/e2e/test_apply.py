"""As GitOps controllers do it: rendered, applied, and applied again without a change."""

import json
import subprocess
from collections.abc import Iterator

import pytest
from kubernetes import client

from tests.consistency.sources import ROOT
from tests.e2e.cluster import ENVIRONMENT, Cluster, own_namespace, run
from tests.e2e.release import NAME

NAMESPACE = "gitops"
KINDS = "deployment,statefulset,service,configmap,serviceaccount,networkpolicy,poddisruptionbudget"
LOGIN = {"redis-password": "pass", "api-key-hashes": "acme " + "0" * 64, "flower-basic-auth": "ada:pass"}


@pytest.fixture
def applied(images: None) -> Iterator[Cluster]:
    """A namespace with a Secret of its owner's."""
    with own_namespace(NAMESPACE) as cluster:
        content = [f"--from-literal={key}={value}" for key, value in LOGIN.items()]
        cluster.kubectl("create", "secret", "generic", "ours", *content)
        yield cluster


def _apply(cluster: Cluster) -> list[str]:
    """Render for the cluster's version and apply; what became of each object."""
    version = client.VersionApi().get_code().git_version
    rendered = run(
        *("helm", "template", NAME, str(ROOT / "charts/sqlagent"), "--namespace", NAMESPACE),
        *("--skip-tests", "--kube-version", version, "--set", "credentials.existingSecret=ours"),
    )
    done = subprocess.run(
        ["kubectl", "-n", NAMESPACE, "apply", "-f", "-"],
        input=rendered,
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.splitlines()


def _versions(cluster: Cluster) -> dict[str, object]:
    """What Kubernetes counts of each object: changes of what is wanted, where status is counted apart.

    `kubectl apply` itself says “configured” of many that it did not change.
    """
    found = json.loads(
        cluster.kubectl("get", KINDS, "-l", f"app.kubernetes.io/instance={NAME}", "-o", "json")
    )
    return {
        f"{one['kind']}/{one['metadata']['name']}": one["metadata"].get(
            "generation", one["metadata"]["resourceVersion"]
        )
        for one in found["items"]
    }


def test_what_is_applied_twice_does_not_change(applied: Cluster) -> None:
    first = _apply(applied)
    applied.wait_until_ready()
    before, pods = _versions(applied), {pod.metadata.name for pod in applied.running()}

    second = _apply(applied)

    assert len(first) == len(second) > 20
    assert all(line.endswith(" created") for line in first), first
    assert _versions(applied) == before
    assert {pod.metadata.name for pod in applied.running()} == pods
