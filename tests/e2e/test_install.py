"""`helm install` with no values, on a cluster that refuses whatever is not restricted."""

import hashlib

import httpx
import pytest

from tests.e2e.cluster import forwarded, run, wait_for
from tests.e2e.release import NAME, Release

COMPONENTS = {"api", "worker", "beat", "flower", "exporter", "redis"}


def test_everything_runs(release: Release) -> None:
    release.cluster.wait_until_ready(seconds=60)
    pods = release.cluster.running()

    assert {pod.metadata.labels["app.kubernetes.io/component"] for pod in pods} == COMPONENTS
    assert len(release.cluster.running(component="worker")) == 4
    assert all(count == 0 for count in release.cluster.restarts().values())


def test_every_queue_answers_helms_test(release: Release) -> None:
    printed = run("helm", "test", NAME, "--namespace", release.cluster.namespace)

    assert "Phase:          Succeeded" in printed


def test_the_api_knows_the_generated_key_and_nobody_else(release: Release) -> None:
    with forwarded(release.cluster, f"{NAME}-api", 8001) as port:
        url = f"http://127.0.0.1:{port}/tables"
        wait_for(lambda: httpx.get(url).status_code == 401, seconds=30, what="a refusal without a key")
        answer = httpx.get(url, headers={"Authorization": f"Bearer {release.secret('api-key')}"})

    assert answer.status_code == 200


def test_flower_is_reached_through_a_forwarded_port_and_only_with_its_login(release: Release) -> None:
    login = tuple(release.secret("flower-basic-auth").split(":", 1))
    with forwarded(release.cluster, f"{NAME}-flower", 5555) as port:
        url = f"http://127.0.0.1:{port}/api/workers"
        wait_for(lambda: httpx.get(url).status_code == 401, seconds=30, what="a refusal without a login")

        assert httpx.get(url, auth=("admin", "guess")).status_code == 401
        assert httpx.get(url, auth=login).status_code == 200


def test_two_upgrades_leave_the_secret_as_it_is(release: Release) -> None:
    def digest() -> str:
        found = release.cluster.kubectl("get", "secret", f"{NAME}-credentials", "-o", "jsonpath={.data}")
        return hashlib.sha256(found.encode()).hexdigest()

    before, pods = digest(), {pod.metadata.name for pod in release.cluster.running()}
    release.upgrade()
    release.upgrade()

    assert digest() == before
    assert {pod.metadata.name for pod in release.cluster.running()} == pods


def test_redis_wants_the_password_and_its_probes_need_none(release: Release) -> None:
    stranger = release.cluster.kubectl("exec", f"{NAME}-redis-0", "-c", "redis", "--", "redis-cli", "dbsize")
    probe = release.cluster.kubectl(
        *("exec", f"{NAME}-redis-0", "-c", "redis", "--"),
        *("redis-cli", "--user", "probe", "--pass", "probe", "--no-auth-warning"),
        *("dbsize",),
    )

    assert "NOAUTH" in stranger
    assert "NOPERM" in probe


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (
            "credentials.existingSecret=missing",
            "credentials.existingSecret: there is no Secret missing in the namespace sqlagent",
        ),
        ("api.replica=1", "additional properties 'replica' not allowed"),
        ("workers.default.terminationGracePeriodSeconds=10", "workers.default.drainSeconds (105)"),
    ],
)
def test_what_cannot_work_is_refused_before_anything_changes(
    release: Release, change: str, sentence: str
) -> None:
    def revision() -> str:
        return run("helm", "history", NAME, "--namespace", release.cluster.namespace, "--max", "1")

    before = revision()
    with pytest.raises(RuntimeError) as refused:
        release.upgrade("--set", change)

    assert sentence in str(refused.value)
    assert revision() == before


def test_a_probe_of_a_worker_takes_next_to_nothing(release: Release) -> None:
    (worker,) = release.cluster.running(worker="default")
    probe = worker.spec.containers[0].liveness_probe._exec.command
    measure = (
        "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True);"
        "used = resource.getrusage(resource.RUSAGE_CHILDREN); print(used.ru_utime + used.ru_stime)"
    )
    printed = release.cluster.kubectl("exec", worker.metadata.name, "--", "python", "-c", measure, *probe)

    assert float(printed) < 0.05
