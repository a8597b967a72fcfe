"""Two tenants see nothing of each other, on every route of the OpenAPI document.

The cases are made from the document, so a new route is covered by itself; one with a path parameter that
is unknown here fails until it is given the other tenant's id.
"""

import re
from itertools import product

import pytest

from services.api.main import create_app
from services.common.settings import load_settings
from tests.fixtures.api import (
    ALICE_KEY,
    BOB_KEY,
    TWO_TENANTS,
    add_file,
    add_taught,
    submit,
    succeed,
    write_result,
)

OPEN = ("/health/live", "/health/ready", "/metrics")


@pytest.fixture(scope="module")
def document(tmp_path_factory):
    store = tmp_path_factory.mktemp("document")
    return create_app(load_settings(store_url=f"file://{store}")).openapi()


@pytest.fixture
def world(start_api):
    """The api with things of Alice's, and the names and ids of all of them."""
    api = start_api(api_key_hashes=TWO_TENANTS)
    file_id, table_id = add_file(api, tenant="alice", table="salaries")
    task_id = submit(api, tenant="alice")
    write_result(api, task_id, tenant="alice")
    succeed(api, task_id)
    golden_id, synonym_id, join_id = add_taught(api, tenant="alice")
    with api.client(key=ALICE_KEY) as alice:
        upload = alice.post("/files", files={"file": ("hidden.csv", b"a\n1\n")}).json()
        submit(api, tenant="alice")
        yield (
            api,
            {
                "{file_id}": [file_id, upload["file_id"]],
                "{table}": [table_id, "salaries"],
                "{golden_id}": [golden_id],
                "{synonym_id}": [synonym_id],
                "{join_id}": [join_id],
                "{column}": ["region"],
                "{task_id}": [task_id, upload["task_id"]],
            },
        )


def operations(document):
    for path, item in document["paths"].items():
        for method in item:
            yield method.upper(), path


def urls(path, names):
    """Fill a path's parameters with the other tenant's ids and names, each with each."""
    parameters = re.findall(r"{\w+}", path)
    for chosen in product(*(names[parameter] for parameter in parameters)):
        url = path
        for parameter, name in zip(parameters, chosen, strict=True):
            url = url.replace(parameter, name)
        yield url


def example_body(document, method, path):
    """Return a right body as the document shows it, so that a request is not refused for its form."""
    content = document["paths"][path][method.lower()].get("requestBody", {}).get("content", {})
    schema = content.get("application/json", {}).get("schema", {})
    for part in (schema, *schema.get("anyOf", ())):
        if "$ref" in part:
            return document["components"]["schemas"][part["$ref"].rpartition("/")[2]]["examples"][0]
    return None


def table_parameters(document):
    """Yield the query parameters that name a table."""
    for path, item in document["paths"].items():
        for method, operation in item.items():
            for parameter in operation.get("parameters", ()):
                if parameter["in"] == "query" and "table" in parameter.get("description", "").lower():
                    yield method.upper(), path, parameter["name"]


def status_of(client, url):
    """Return the status without waiting for the end of an answer that streams."""
    with client.stream("GET", url) as answer:
        return answer.status_code


def test_every_id_of_another_tenant_is_not_found(document, world):
    api, names = world
    called = 0
    with api.client(key=BOB_KEY) as bob, api.client(key=ALICE_KEY) as alice:
        for method, path in operations(document):
            if "{" not in path:
                continue
            body = example_body(document, method, path)
            for url in urls(path, names):
                assert bob.request(method, url, json=body).status_code == 404, (method, url)
                if method == "GET":
                    assert status_of(alice, url) != 404, (method, url)
                elif method != "DELETE":
                    assert alice.request(method, url, json=body).status_code != 404, (method, url)
                called += 1
    assert called >= 18


def test_no_query_parameter_reaches_a_table_of_another_tenant(document, world):
    api, names = world
    called = 0
    with api.client(key=BOB_KEY) as bob, api.client(key=ALICE_KEY) as alice:
        for method, path, parameter in table_parameters(document):
            for name in names["{table}"]:
                files = {"file": ("a.csv", b"a\n1\n")}
                assert bob.request(method, path, params={parameter: name}, files=files).status_code == 404
                assert alice.request(method, path, params={parameter: name}, files=files).status_code == 202
                called += 1
    assert called >= 4


def test_no_list_shows_anything_of_another_tenant(document, world):
    api, names = world
    secrets = [name for found in names.values() for name in found] + ["hidden.csv", "alice"]
    called = 0
    with api.client(key=BOB_KEY) as bob, api.client(key=ALICE_KEY) as alice:
        for method, path in operations(document):
            if "{" in path or method != "GET":
                continue
            text = bob.get(path).text
            assert not [secret for secret in secrets if secret in text], path
            assert path in OPEN or [secret for secret in secrets if secret in alice.get(path).text], path
            called += 1
    assert called >= 6


def test_every_route_of_a_tenant_asks_for_a_key(document, world):
    api, _ = world
    with api.client() as stranger:
        for method, path in operations(document):
            status = stranger.request(method, path).status_code
            assert status == (200 if path in OPEN else 401), (method, path)


def test_a_question_cannot_name_a_table_of_another_tenant(world):
    api, names = world
    with api.client(key=BOB_KEY) as bob:
        for name in names["{table}"]:
            answer = bob.post("/queries", json={"question": "how many?", "tables": [name]})
            assert (answer.status_code, answer.json()["code"]) == (422, "table_unknown")


def test_one_tenants_open_tasks_do_not_count_for_another(start_api):
    api = start_api(api_key_hashes=TWO_TENANTS, tenant_max_open_tasks=1)
    with api.client(key=BOB_KEY) as bob, api.client(key=ALICE_KEY) as alice:
        assert alice.post("/ping", json={}).status_code == 202
        assert alice.post("/ping", json={}).status_code == 429
        assert bob.post("/ping", json={}).status_code == 202
