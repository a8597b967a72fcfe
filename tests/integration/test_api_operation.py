"""What operators see: request ids, health, metrics, and errors that nobody expected."""

import json
import re

import pytest

from services.common import keys
from services.common.catalog_store import CatalogStore
from services.common.store import Store
from tests.fixtures.api import add_file


@pytest.mark.parametrize("given", ["abc-123", "A.b_c"])
def test_a_request_id_is_taken_over(client, given):
    assert client.get("/health/live", headers={"X-Request-ID": given}).headers["X-Request-ID"] == given


@pytest.mark.parametrize("given", ["", "a b", "x" * 65, 'a"b', "a;b"])
def test_a_bad_request_id_is_replaced(client, given):
    answer = client.get("/files/none", headers={"X-Request-ID": given})

    assert re.fullmatch(r"[0-9a-f]{32}", answer.headers["X-Request-ID"])
    assert answer.json()["request_id"] == answer.headers["X-Request-ID"]


def test_an_unexpected_error_is_logged_and_tells_nothing(client, monkeypatch, capsys):
    def burst(*_):
        raise ZeroDivisionError("inner secret")

    monkeypatch.setattr(CatalogStore, "read", burst)

    answer = client.get("/tables", headers={"X-Request-ID": "find-me"})

    assert (answer.status_code, answer.json()["code"]) == (500, "internal_error")
    assert answer.json()["request_id"] == "find-me"
    assert "inner secret" not in answer.text
    printed = capsys.readouterr().out
    assert "ZeroDivisionError: inner secret" in printed
    assert "find-me" in printed


def test_an_error_within_a_stream_cuts_the_connection(api, client, monkeypatch):
    add_file(api)

    def burst(*_):
        yield b'{"columns": ['
        raise ZeroDivisionError

    monkeypatch.setattr(Store, "stream", burst)

    with pytest.raises(Exception, match="peer closed connection"):
        client.get("/tables/orders/preview")


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/nowhere", 404, "not_found"),
        ("GET", "/files/", 404, "not_found"),
        ("GET", "/redoc", 404, "not_found"),
        ("PUT", "/files", 405, "method_not_allowed"),
        ("DELETE", "/files", 405, "method_not_allowed"),
        ("GET", "/queries", 405, "method_not_allowed"),
    ],
)
def test_unknown_routes_and_methods_are_problems_too(client, method, path, status, code):
    answer = client.request(method, path)

    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert (status == 405) == ("Allow" in answer.headers)


def test_the_server_does_not_name_itself(client):
    assert "Server" not in client.get("/health/live").headers


def test_ready_tells_what_the_workers_found(api, client):
    found = {"checked_at": "2026-01-01T00:00:00Z", "checks": {"store": True}}
    api.context.redis.set(keys.HEALTH, json.dumps(found))

    answer = client.get("/health/ready")

    assert answer.status_code == 200
    assert answer.json() == {
        "status": "ready",
        "checks": {"redis": {"ok": True, "error": None}, "store": {"ok": True, "error": None}},
        "workers": found,
    }


def test_metrics_count_requests_by_route_template(client):
    client.get("/files/abc")
    client.get("/files/def")
    client.get("/wp-admin")
    client.request("BREW", "/coffee")

    metrics = client.get("/metrics").text

    assert 'sqlagent_http_requests_total{method="GET",route="/files/{file_id}",status="404"} 2.0' in metrics
    assert 'sqlagent_http_requests_total{method="GET",route="unmatched",status="404"} 1.0' in metrics
    assert 'method="OTHER",route="unmatched"' in metrics
    assert "sqlagent_http_request_seconds_bucket" in metrics
    assert "wp-admin" not in metrics
    assert "abc" not in metrics


def test_metrics_count_tasks_that_could_not_be_accepted(start_api):
    api = start_api(tenant_max_open_tasks=1)
    with api.client() as client:
        for _ in range(2):
            client.post("/ping", json={})
        metrics = client.get("/metrics").text

    line = 'sqlagent_publish_failures_total{queue="default",reason="too_many_open_tasks"} 1.0'
    assert line in metrics


def test_the_root_leads_to_the_docs(client):
    answer = client.get("/", follow_redirects=True)

    assert (answer.status_code, answer.url.path) == (200, "/docs")


def test_docs_show_a_file_picker(client):
    form = client.get("/openapi.json").json()["paths"]["/files"]["post"]["requestBody"]["content"]

    assert form["multipart/form-data"]["schema"]["properties"]["file"]["format"] == "binary"
