"""The cluster as the tests drive it: the Kubernetes client to look, and commands that users type."""

import contextlib
import os
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from kubernetes import client, config

from tests.consistency.sources import ROOT
from tests.fixtures.redis import free_port

KUBECONFIG = os.environ.get("KUBECONFIG", str(ROOT / ".cache/kubeconfig"))
ENVIRONMENT = {**os.environ, "KUBECONFIG": KUBECONFIG}

_Found = TypeVar("_Found")


def run(*command: str, timeout: float = 600, check: bool = True) -> str:
    """Run a command in the repository and return what it printed.

    Raises:
        RuntimeError: It failed; its words.
    """
    done = subprocess.run(
        command, cwd=ROOT, env=ENVIRONMENT, capture_output=True, text=True, timeout=timeout, check=False
    )
    if check and done.returncode != 0:
        raise RuntimeError(f"{' '.join(command)}\n{done.stdout[-3000:]}{done.stderr[-3000:]}")
    return done.stdout + ("" if check else done.stderr)


def wait_for(find: Callable[[], _Found], *, seconds: float, what: str, pause: float = 0.5) -> _Found:
    """Ask until the answer is true; return it.

    Raises:
        AssertionError: It was not in time; the last answer or error.
    """
    deadline = time.monotonic() + seconds
    last: object = None
    while time.monotonic() < deadline:
        try:
            last = answer = find()
            if answer:
                return answer
        except Exception as error:
            last = error
        time.sleep(pause)
    raise AssertionError(f"{what}: not within {seconds:g} s; at last: {last}")


class Cluster:
    """One namespace of the cluster.

    Args:
        namespace: Where the product is.
    """

    def __init__(self, namespace: str) -> None:
        config.load_kube_config(KUBECONFIG)
        self.namespace = namespace
        self.core = client.CoreV1Api()
        self.apps = client.AppsV1Api()
        self.custom = client.CustomObjectsApi()

    def kubectl(self, *arguments: str, timeout: float = 600, check: bool = True) -> str:
        """What a user types, in this namespace."""
        return run("kubectl", "-n", self.namespace, *arguments, timeout=timeout, check=check)

    def pods(self, **labels: str) -> list[Any]:
        """Pods with labels: ``component`` and ``worker`` for short."""
        names = {"component": "app.kubernetes.io/component", "worker": "sqlagent/worker"}
        selector = ",".join(f"{names[key]}={value}" for key, value in labels.items())
        return list(self.core.list_namespaced_pod(self.namespace, label_selector=selector).items)

    def running(self, **labels: str) -> list[Any]:
        """Those that are not on their way out."""
        return [pod for pod in self.pods(**labels) if pod.metadata.deletion_timestamp is None]

    def pods_named(self, beginning: str) -> list[Any]:
        """Pods whose name begins so."""
        return [pod for pod in self.pods() if pod.metadata.name.startswith(beginning)]

    def restarts(self) -> dict[str, int]:
        """How often each container was started again."""
        return {
            f"{pod.metadata.name}/{status.name}": status.restart_count
            for pod in self.running()
            for status in pod.status.container_statuses or []
        }

    def replicas(self, worker: str) -> int:
        """How many pods a set of workers shall have."""
        found = self.apps.read_namespaced_deployment(f"sqlagent-worker-{worker}", self.namespace)
        return int(found.spec.replicas)

    def scale(self, name: str, replicas: int, *, kind: str = "deployment") -> None:
        self.kubectl("scale", f"{kind}/{name}", f"--replicas={replicas}")

    def wait_until_ready(self, *, seconds: float = 300) -> None:
        """Wait until every workload has what it wants."""
        wait_for(self._is_ready, seconds=seconds, what="the release is not ready")

    def _is_ready(self) -> bool:
        deployments = self.apps.list_namespaced_deployment(self.namespace).items
        sets = self.apps.list_namespaced_stateful_set(self.namespace).items
        return all(
            one.status.observed_generation == one.metadata.generation
            and (one.status.ready_replicas or 0) == one.spec.replicas
            and (one.status.updated_replicas or 0) == one.spec.replicas
            for one in [*deployments, *sets]
        )

    def report(self) -> str:
        """What one looks at first when something failed: pods, events, the last logs."""
        parts = [
            self.kubectl("get", "pods", "-o", "wide", check=False),
            self.kubectl("get", "events", "--sort-by=.lastTimestamp", check=False)[-6000:],
        ]
        for pod in self.pods():
            name = pod.metadata.name
            parts.append(f"--- {name}\n" + self.kubectl("logs", name, "--tail=25", check=False)[-3000:])
            if any(status.restart_count for status in pod.status.container_statuses or []):
                parts.append("before\n" + self.kubectl("logs", name, "--tail=15", "-p", check=False)[-2000:])
        return "\n".join(parts)


@contextlib.contextmanager
def own_namespace(name: str) -> Iterator[Cluster]:
    """A new namespace beside the product's, which goes in the end."""
    run("kubectl", "delete", "namespace", name, "--ignore-not-found", "--wait")
    run("kubectl", "create", "namespace", name)
    try:
        yield Cluster(name)
    finally:
        run("kubectl", "delete", "namespace", name, "--wait=false")


@contextlib.contextmanager
def forwarded(cluster: Cluster, service: str, port: int) -> Iterator[int]:
    """Forward a port of this machine to a Service, and again when the pod behind it goes."""
    local = free_port()
    over = threading.Event()
    command = ["kubectl", "-n", cluster.namespace, "port-forward", f"svc/{service}", f"{local}:{port}"]

    def keep_forwarding() -> None:
        while not over.is_set():
            with subprocess.Popen(
                command, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            ) as process:
                while process.poll() is None and not over.wait(0.2):
                    continue
                process.terminate()
            over.wait(0.5)

    thread = threading.Thread(target=keep_forwarding, daemon=True)
    thread.start()
    try:
        yield local
    finally:
        over.set()
        thread.join(timeout=10)
