"""Every upload that is refused has its own code, says what to do, and leaves nothing."""

import socket
from urllib.parse import urlsplit

import httpx
import pytest

from services.api.quota import Quota
from services.common.errors import StoreFullError, StoreUnavailableError
from services.common.store import Store

CSV = b"region,amount\nnorth,1\n"


def form(content: bytes, *, name: str = 'name="file"; filename="a.csv"') -> bytes:
    return b"--x\r\nContent-Disposition: form-data; " + name.encode() + b"\r\n\r\n" + content


def post(client: httpx.Client, body: bytes, kind: str = "multipart/form-data; boundary=x") -> httpx.Response:
    return client.post("/files", content=body, headers={"Content-Type": kind})


END = b"\r\n--x--\r\n"

REFUSED = {
    "empty file": (form(b"") + END, 422, "file_empty"),
    "wrong extension": (form(CSV, name='name="file"; filename="a.pdf"') + END, 415, "file_type_unsupported"),
    "no extension": (form(CSV, name='name="file"; filename="csv"') + END, 415, "file_type_unsupported"),
    "no file chosen": (form(b"", name='name="file"; filename=""') + END, 422, "upload_missing"),
    "only a folder": (form(CSV, name='name="file"; filename="a/"') + END, 422, "file_name_invalid"),
    "control character": (
        form(CSV, name='name="file"; filename="a\x07.csv"') + END,
        422,
        "file_name_invalid",
    ),
    "NUL": (form(CSV, name='name="file"; filename="a\x00.csv"') + END, 422, "file_name_invalid"),
    "long name": (form(CSV, name=f'name="file"; filename="{"a" * 300}.csv"') + END, 422, "file_name_invalid"),
    "other field": (form(CSV, name='name="upload"; filename="a.csv"') + END, 422, "upload_missing"),
    "field without file name": (form(CSV, name='name="file"') + END, 422, "upload_missing"),
    "no part": (b"--x--\r\n", 422, "upload_missing"),
    "no multipart": (b"region,amount", 400, "upload_malformed"),
    "two files": (form(CSV) + b"\r\n" + form(CSV) + END, 400, "upload_malformed"),
    "large field": (form(b"x" * 100_000, name='name="sheet"') + END, 400, "upload_malformed"),
    "unknown field": (form(b"x", name='name="other"') + END, 422, "invalid_request"),
    "truncated content": (form(CSV), 400, "upload_truncated"),
    "truncated header": (b"--x\r\nContent-Dispo", 400, "upload_truncated"),
    "no body": (b"", 400, "upload_truncated"),
}


@pytest.mark.parametrize(("body", "status", "code"), REFUSED.values(), ids=REFUSED.keys())
def test_a_bad_form_is_refused_with_its_own_code(api, client, body, status, code):
    answer = post(client, body)

    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (status, code)
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert len(problem["detail"].split()) > 4
    assert api.stored() == []


@pytest.mark.parametrize(
    "kind",
    [
        "multipart/form-data",
        "text/csv",
        "",
        "multipart/form-data; boundary=" + "x" * 300,
        "multipart/mixed; boundary=x",
    ],
)
def test_what_is_no_multipart_form_is_refused(api, client, kind):
    answer = post(client, form(CSV) + END, kind)

    assert (answer.status_code, answer.json()["code"]) == (400, "upload_malformed")
    assert api.stored() == []


def test_a_claim_of_10_gb_is_refused_before_the_body_is_read(api):
    address = urlsplit(api.url)
    with socket.create_connection((address.hostname, address.port), timeout=5) as raw:
        raw.sendall(
            b"POST /files HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=x\r\n"
            b"Content-Length: 10000000000\r\n\r\n"
        )
        answer = ""
        while "}" not in answer:
            answer += raw.recv(65536).decode()

    assert " 413 " in answer.splitlines()[0]
    assert '"code": "file_too_large"' in answer
    assert api.stored() == []


def test_a_body_without_length_is_stopped_at_the_limit(start_api):
    api = start_api(upload_max_bytes=100_000)
    sent = 0

    def body():
        nonlocal sent
        yield form(b"")
        while sent < 400_000_000:
            sent += 10_000
            yield b"x" * 10_000

    with api.client() as client:
        answer = client.post(
            "/files", content=body(), headers={"Content-Type": "multipart/form-data; boundary=x"}
        )

    assert (answer.status_code, answer.json()["code"]) == (413, "file_too_large")
    assert sent < 200_000_000  # some is read after the answer, so that clients see it
    assert api.stored() == []


def test_a_file_of_exactly_the_limit_is_accepted_and_one_more_byte_is_not(start_api):
    api = start_api(upload_max_bytes=1000)
    with api.client() as client:
        codes = [post(client, form(b"x" * size) + END).status_code for size in (1000, 1001)]

    assert codes == [202, 413]


def test_a_client_that_goes_away_leaves_nothing(api, client):
    address = urlsplit(api.url)
    with socket.create_connection((address.hostname, address.port), timeout=5) as raw:
        raw.sendall(
            b"POST /files HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=x\r\n"
            b"Content-Length: 20000000\r\n\r\n" + form(b"x" * 7_000_000)
        )

    for _ in range(500):
        if 'route="/files",status="400"' in client.get("/metrics").text:
            break
    assert 'route="/files",status="400"' in client.get("/metrics").text
    assert api.stored() == []


def test_too_many_open_tasks_are_refused_and_leave_nothing(start_api):
    api = start_api(tenant_max_open_tasks=1)
    with api.client() as client:
        assert post(client, form(CSV) + END).status_code == 202
        before = api.stored()
        answer = post(client, form(CSV) + END)

    assert (answer.status_code, answer.json()["code"]) == (429, "too_many_open_tasks")
    assert int(answer.headers["Retry-After"]) > 0
    assert api.stored() == before


def test_a_limit_that_is_reached_during_the_upload_leaves_nothing(start_api, monkeypatch):
    api = start_api(tenant_max_open_tasks=1)
    with api.client() as client:
        assert client.post("/ping", json={}).status_code == 202
        monkeypatch.setattr("services.api.uploads.check_claim", lambda *_: None)
        answer = post(client, form(CSV) + END)

    assert answer.json()["code"] == "too_many_open_tasks"
    assert api.stored() == []


def test_a_full_quota_is_refused(start_api):
    api = start_api(tenant_max_stored_bytes=100)
    with api.client() as client:
        answer = post(client, form(b"x" * 90_000) + END)

    assert (answer.status_code, answer.json()["code"]) == (429, "storage_quota_exceeded")
    assert api.stored() == []


def test_a_file_that_does_not_say_how_large_it_is_reserves_room_as_it_arrives(start_api, monkeypatch):
    """So that many of them at once do not fill the store before each is measured."""
    monkeypatch.setattr("services.api.uploads.RESERVE_STEP_BYTES", 1_000)
    api = start_api(tenant_max_stored_bytes=50_000)
    reserved, reserve = [], Quota.reserve

    def note(quota, tenant, file_id, size_bytes):
        reserved.append(size_bytes)
        reserve(quota, tenant, file_id, size_bytes)

    monkeypatch.setattr(Quota, "reserve", note)
    with api.client() as client:
        answer = post(client, iter([form(b""), *[b"x" * 10_000] * 100]))

    assert (answer.status_code, answer.json()["code"]) == (429, "storage_quota_exceeded")
    assert 50_000 <= max(reserved) < 500_000
    assert api.stored() == []


@pytest.mark.parametrize(
    ("error", "status"),
    [(StoreFullError("The file store is full."), 507), (StoreUnavailableError("No."), 503)],
)
def test_an_intent_that_cannot_be_written_leaves_nothing(api, client, monkeypatch, error, status):
    def refuse(*_):
        raise error

    monkeypatch.setattr(Store, "write", refuse)

    answer = post(client, form(CSV) + END)

    assert (answer.status_code, answer.json()["code"]) == (status, error.code)
    assert api.stored() == []
