"""Who may reach whom, computed from rendered NetworkPolicies as an enforcing network plugin would."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.chart.rendering import NAMESPACE, Object, Objects, pod_labels


@dataclass(frozen=True)
class Peer:
    """A pod, or an address outside of the cluster (no labels)."""

    labels: Mapping[str, str] = field(default_factory=dict)
    namespace: str = NAMESPACE
    address: str | None = None


def release_pods(objects: Objects) -> dict[str, Peer]:
    """One pod of each workload, by its component; workers by the name of their set."""
    pods = {}
    for workload in objects.workloads():
        labels = pod_labels(workload)
        component = labels["app.kubernetes.io/component"]
        name = f"worker-{labels['sqlagent/worker']}" if component == "worker" else component
        pods[name] = Peer(labels)
    return pods


def may_reach(policies: list[Object], source: Peer, target: Peer, port: int, protocol: str = "TCP") -> bool:
    """Whether a connection passes the source's egress and the target's ingress."""
    return _passes(policies, source, target, "Egress", port, protocol) and _passes(
        policies, target, source, "Ingress", port, protocol
    )


def _passes(
    policies: list[Object], subject: Peer, other: Peer, direction: str, port: int, protocol: str
) -> bool:
    if subject.address is not None:
        return True  # what is outside is under nobody's policies
    selecting = [
        one for one in policies if _selects(one, subject) and direction in one["spec"]["policyTypes"]
    ]
    if not selecting:
        return True
    return any(
        _matches_port(rule, port, protocol) and _matches_peer(rule, direction, other)
        for policy in selecting
        for rule in _rules(policy, direction)
    )


def _selects(policy: Object, pod: Peer) -> bool:
    return policy["metadata"]["namespace"] == pod.namespace and _has(
        policy["spec"]["podSelector"], pod.labels
    )


def _rules(policy: Object, direction: str) -> Iterator[Object]:
    yield from policy["spec"].get(direction.lower(), []) or []


def _has(selector: Mapping[str, Any], labels: Mapping[str, str]) -> bool:
    assert set(selector) <= {"matchLabels"}, "the chart selects by labels alone"
    return bool(selector.get("matchLabels", {}).items() <= labels.items())


def _matches_port(rule: Object, port: int, protocol: str) -> bool:
    ports = rule.get("ports")
    return not ports or any(one["port"] == port and one.get("protocol", "TCP") == protocol for one in ports)


def _matches_peer(rule: Object, direction: str, other: Peer) -> bool:
    peers = rule.get("from" if direction == "Ingress" else "to")
    return not peers or any(_is_peer(peer, other) for peer in peers)


def _is_peer(peer: Object, other: Peer) -> bool:
    if "ipBlock" in peer:
        return other.address is not None
    if other.address is not None:
        return False
    if "namespaceSelector" in peer:
        in_namespace = _has(peer["namespaceSelector"], {"kubernetes.io/metadata.name": other.namespace})
    else:
        in_namespace = other.namespace == NAMESPACE
    return in_namespace and _has(peer.get("podSelector", {}), other.labels)
