"""Every pair of pods: who may reach whom, and on which port."""

import itertools

import pytest

from tests.chart.cases import VALUES
from tests.chart.reachability import Peer, may_reach, release_pods
from tests.chart.rendering import Objects, render, set_values

WORKERS = ("worker-default", "worker-file-processing", "worker-query-processing", "worker-maintenance")
PORTS = {"api": 8001, "flower": 5555, "exporter": 9808, "redis": 6379, "redis-gui": 8081}
STRANGER = Peer({"app": "stranger"})
ELSEWHERE = Peer({"app": "stranger"}, namespace="elsewhere")
PROMETHEUS = Peer({"app": "prometheus"}, namespace="monitoring")
DNS = Peer({"k8s-app": "kube-dns"}, namespace="kube-system")
OUTSIDE = Peer(address="203.0.113.7")
SOURCES = ("api", *WORKERS, "beat", "flower", "exporter", "redis", "test")

# Of the release's own pods, these pairs may speak; every other pair may not.
ALLOWED = {(source, "redis") for source in SOURCES if source != "redis"}


def _policies(objects: Objects, *, testing: bool) -> list[dict[str, object]]:
    """Those in force: `helm test` brings its own for as long as it runs."""
    return [
        one
        for one in objects.of("NetworkPolicy")
        if testing or "helm.sh/hook" not in one["metadata"].get("annotations", {})
    ]


@pytest.fixture(scope="module")
def objects() -> Objects:
    return render()


@pytest.mark.parametrize(
    ("source", "target"),
    [
        pair
        for pair in itertools.product(SOURCES, [*PORTS, *WORKERS, "beat"])
        if pair[0] != pair[1] and pair[1] != "redis-gui"
    ],
)
def test_a_pod_reaches_exactly_what_it_needs(objects: Objects, source: str, target: str) -> None:
    pods = release_pods(objects)
    # The api takes requests from anybody, but no pod of ours may send it any.
    reached = may_reach(_policies(objects, testing=True), pods[source], pods[target], PORTS.get(target, 8001))

    assert reached == ((source, target) in ALLOWED)


@pytest.mark.parametrize(
    ("who", "peer", "open_to"),
    [
        ("a stranger in the namespace", STRANGER, {"api"}),
        ("a stranger elsewhere", ELSEWHERE, {"api"}),
        ("prometheus", PROMETHEUS, {"api", "exporter"}),
        ("an address outside", OUTSIDE, {"api"}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_others_reach_the_api_and_prometheus_the_metrics(
    objects: Objects, who: str, peer: Peer, open_to: set[str]
) -> None:
    pods = release_pods(objects)
    policies = _policies(objects, testing=False)

    assert {
        name for name in PORTS if name in pods and may_reach(policies, peer, pods[name], PORTS[name])
    } == open_to


def test_redis_is_closed_to_a_test_that_does_not_run(objects: Objects) -> None:
    pods = release_pods(objects)

    assert not may_reach(_policies(objects, testing=False), pods["test"], pods["redis"], 6379)


@pytest.mark.parametrize("source", [name for name in SOURCES if name != "redis"])
def test_names_are_asked_for_and_nothing_else_outside(objects: Objects, source: str) -> None:
    pod, policies = release_pods(objects)[source], _policies(objects, testing=True)

    assert may_reach(policies, pod, DNS, 53, "UDP")
    assert may_reach(policies, pod, DNS, 53)
    assert not may_reach(policies, pod, DNS, 443)
    assert not may_reach(policies, pod, OUTSIDE, 443)
    assert not may_reach(policies, pod, ELSEWHERE, 8080)


def test_redis_speaks_to_nobody(objects: Objects) -> None:
    redis, policies = release_pods(objects)["redis"], _policies(objects, testing=False)

    assert not may_reach(policies, redis, DNS, 53, "UDP")
    assert not may_reach(policies, redis, OUTSIDE, 443)


@pytest.mark.parametrize("source", SOURCES)
def test_an_object_store_is_reached_by_those_who_use_it(source: str) -> None:
    values = VALUES["external"]
    objects = render({**values, "networkPolicy": {"externalTo": [{"ipBlock": {"cidr": "0.0.0.0/0"}}]}})
    pods = release_pods(objects)
    if source not in pods:  # an external Redis is no pod of ours
        assert source == "redis"
        return
    policies = _policies(objects, testing=True)
    uses_store = source in ("api", *WORKERS, "beat")

    assert may_reach(policies, pods[source], OUTSIDE, 443) == uses_store
    assert may_reach(policies, pods[source], OUTSIDE, 6380)
    assert not may_reach(policies, pods[source], OUTSIDE, 6379)


@pytest.mark.parametrize(
    ("options", "port"),
    [
        ("aws_region=eu", 443),
        ("aws_region=eu\naws_endpoint_url=http://minio.storage:9000\naws_access_key_id=k", 9000),
        ("aws_endpoint=https://objects.example", 443),
        ("aws_endpoint=http://objects.example/", 80),
    ],
)
def test_an_object_store_is_reached_where_its_endpoint_is(options: str, port: int) -> None:
    objects = render(set_values(storage__url="s3://bucket", credentials__storeOptions=options))
    pods, policies = release_pods(objects), _policies(objects, testing=True)

    assert {one for one in (80, 443, 9000) if may_reach(policies, pods["api"], OUTSIDE, one)} == {port}


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize(
    ("url", "port"),
    [("https://models.example/v1", 443), ("http://models.example/v1", 80), ("http://10.0.0.7:8000/v1", 8000)],
)
def test_a_language_model_is_reached_by_who_answers_questions(source: str, url: str, port: int) -> None:
    objects = render(set_values(settings__modelUrl=url, settings__modelName="m-1"))
    pods, policies = release_pods(objects), _policies(objects, testing=True)

    for asked in (80, 443, 8000):
        expected = source == "worker-query-processing" and asked == port
        assert may_reach(policies, pods[source], OUTSIDE, asked) == expected, asked


@pytest.mark.parametrize(
    ("namespace", "is_open"), [("traefik", True), ("elsewhere", False), ("monitoring", True)]
)
def test_the_api_can_be_open_to_named_peers_only(namespace: str, is_open: bool) -> None:
    objects = render(VALUES["everything"])
    pods, policies = release_pods(objects), _policies(objects, testing=False)

    assert may_reach(policies, Peer({}, namespace=namespace), pods["api"], 8001) == is_open


@pytest.mark.parametrize(
    ("namespace", "is_open"), [("traefik", True), ("elsewhere", False), ("monitoring", True)]
)
def test_flower_is_open_to_named_peers_only(namespace: str, is_open: bool) -> None:
    objects = render(VALUES["everything"])
    pods, policies = release_pods(objects), _policies(objects, testing=False)

    assert may_reach(policies, Peer({}, namespace=namespace), pods["flower"], 5555) == is_open


@pytest.mark.parametrize("source", ["redis-gui", "worker-reports"])
def test_what_is_optional_reaches_redis_too(source: str) -> None:
    objects = render(VALUES["everything"])
    pods, policies = release_pods(objects), _policies(objects, testing=False)

    assert may_reach(policies, pods[source], pods["redis"], 6379)
    assert not may_reach(policies, STRANGER, pods[source], 8081)


def test_every_pod_is_closed_from_the_start() -> None:
    for name, pod in release_pods(render()).items():
        deny = render().get("NetworkPolicy", "default-deny")["spec"]
        assert deny["podSelector"]["matchLabels"].items() <= pod.labels.items(), name
        assert set(deny["policyTypes"]) == {"Ingress", "Egress"}


def test_without_policies_everything_is_open() -> None:
    objects = render(set_values(networkPolicy__enabled=False))

    assert may_reach(_policies(objects, testing=True), STRANGER, release_pods(objects)["redis"], 6379)
