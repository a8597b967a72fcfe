"""Who may ask, how often, and from where."""

import pytest

from services.common.errors import SettingsError
from tests.fixtures.api import ALICE_KEY, TWO_TENANTS

ANYBODY = ["/health/live", "/health/ready", "/metrics", "/docs", "/openapi.json"]


@pytest.fixture
def keyed(start_api):
    return start_api(api_key_hashes=TWO_TENANTS)


@pytest.mark.parametrize(
    "header",
    [None, "", "Bearer", "Bearer wrong", "Basic alice-key", ALICE_KEY, "Bearer alice-key2"],
)
def test_a_missing_or_wrong_key_is_refused(keyed, header):
    with keyed.client() as client:
        answer = client.get("/files", headers={} if header is None else {"Authorization": header})

    assert (answer.status_code, answer.json()["code"]) == (401, "unauthorized")
    assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_a_key_is_asked_for_before_a_body_or_a_route_is_looked_at(keyed):
    with keyed.client() as client:
        answers = [client.post("/queries", content=b"{"), client.get("/nowhere"), client.post("/files")]

    assert [answer.status_code for answer in answers] == [401, 401, 401]


def test_a_right_key_is_let_in(keyed):
    with keyed.client(key=ALICE_KEY) as client:
        assert client.get("/files").status_code == 200


@pytest.mark.parametrize("path", ANYBODY)
def test_what_tells_nothing_of_tenants_needs_no_key(keyed, path):
    with keyed.client() as client:
        assert client.get(path).status_code == 200


def test_the_document_asks_for_a_key_only_where_one_is_needed(keyed, api):
    with keyed.client() as locked, api.client() as unlocked:
        operations = locked.get("/openapi.json").json()["paths"]
        free = unlocked.get("/openapi.json").json()["paths"]

    assert "security" in operations["/files"]["get"]
    assert "security" not in operations["/health/live"]["get"]
    assert "security" not in free["/files"]["get"]


@pytest.mark.parametrize("line", ["alice", "alice xyz", "Al/ice " + "0" * 64, "alice " + "0" * 63, "a b c"])
def test_a_malformed_key_line_stops_the_start_without_being_repeated(start_api, line):
    with pytest.raises(SettingsError, match="line 2") as caught:
        start_api(api_key_hashes=f"# keys\n{line}")

    assert line not in caught.value.message


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Host": "localhost:1"}, 200),
        ({"Host": "[::1]:1"}, 200),
        ({"Host": "evil.example"}, 403),
        ({"Host": "localhost.evil.example"}, 403),
        ({"Host": "[::1"}, 403),
        ({"Host": "localhost:1", "Origin": "http://localhost:1"}, 200),
        ({"Host": "localhost:1", "Origin": "http://localhost:2"}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://[::1"}, 403),
    ],
    ids=repr,
)
def test_without_keys_foreign_pages_and_names_are_refused(client, headers, status):
    answer = client.get("/files", headers=headers)

    assert answer.status_code == status
    assert status == 200 or answer.json()["code"] == "origin_not_allowed"


def test_without_keys_but_told_so_any_host_is_served_and_foreign_pages_are_not(start_api):
    api = start_api(api_allow_anonymous=True)
    with api.client() as client:
        named = client.get("/files", headers={"Host": "agent.example"})
        foreign = client.get("/files", headers={"Host": "agent.example", "Origin": "https://evil.example"})

    assert (named.status_code, foreign.status_code) == (200, 403)


def test_more_requests_than_the_rate_are_refused_until_the_minute_ends(start_api):
    api = start_api(tenant_requests_per_minute=3, api_key_hashes=TWO_TENANTS)
    with api.client(key=ALICE_KEY) as alice, api.client(key="bob-key") as bob:
        statuses = [alice.get("/files").status_code for _ in range(3)]
        refused = alice.post("/queries", json={"question": "a"})
        others = bob.get("/files").status_code
        alive = alice.get("/health/live").status_code

    assert (statuses, others, alive) == ([200, 200, 200], 200, 200)
    assert (refused.status_code, refused.json()["code"]) == (429, "rate_limited")
    assert 1 <= int(refused.headers["Retry-After"]) <= 60


def test_no_rate_is_any_rate(start_api):
    api = start_api(tenant_requests_per_minute=0)
    with api.client() as client:
        assert {client.get("/tasks").status_code for _ in range(20)} == {200}


def test_too_many_open_tasks_are_refused(start_api):
    api = start_api(tenant_max_open_tasks=2)
    with api.client() as client:
        answers = [client.post("/queries", json={"question": "a"}) for _ in range(3)]

    assert [answer.status_code for answer in answers] == [202, 202, 429]
    assert answers[2].json()["code"] == "too_many_open_tasks"
    assert answers[2].headers["Retry-After"] == "5"


def test_no_task_is_accepted_while_redis_is_nearly_full(api, client, redis_client):
    used = redis_client.info("memory")["used_memory"]
    redis_client.config_set("maxmemory", int(used / 0.8))
    try:
        answer = client.post("/queries", json={"question": "a"})
        upload = client.post("/files", files={"file": ("a.csv", b"a\n1\n")})
        reading = client.get("/tasks")
    finally:
        redis_client.config_set("maxmemory", 0)

    assert (answer.status_code, answer.json()["code"]) == (503, "redis_unavailable")
    assert (upload.status_code, api.stored()) == (503, [])
    assert reading.status_code == 200
