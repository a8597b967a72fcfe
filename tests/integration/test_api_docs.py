"""``/docs`` works without the internet, under a policy that lets nothing foreign run."""

import re

import pytest

PAGE_PARTS = {
    "swagger-ui-bundle.js": "text/javascript; charset=utf-8",
    "swagger-ui.css": "text/css; charset=utf-8",
    "favicon.png": "image/png",
    "start.js": "text/javascript; charset=utf-8",
}


def test_the_page_names_only_files_of_its_own(client):
    page = client.get("/docs").text
    named = re.findall(r'(?:src|href)="([^"]+)"', page)

    assert "//" not in page.replace("<!DOCTYPE html>", "")
    assert {address.partition("?")[0] for address in named} == {
        "openapi.json",
        *(f"docs/assets/{name}" for name in PAGE_PARTS),
    }
    assert {client.get(f"/{address}").status_code for address in named} == {200}


def test_the_page_has_no_inline_script_and_says_so_to_the_browser(client):
    answer = client.get("/docs")
    policy = dict(part.strip().split(" ", 1) for part in answer.headers["Content-Security-Policy"].split(";"))

    assert re.findall(r"<script[^>]*>([^<]*)</script>", answer.text) == ["", ""]
    assert (policy["default-src"], policy["script-src"], policy["connect-src"]) == (
        "'none'",
        "'self'",
        "'self'",
    )


@pytest.mark.parametrize(("name", "media_type"), PAGE_PARTS.items(), ids=list(PAGE_PARTS))
def test_a_file_of_the_page_has_its_type_and_is_sent_once(client, name, media_type):
    first = client.get(f"/docs/assets/{name}")
    again = client.get(f"/docs/assets/{name}", headers={"If-None-Match": first.headers["ETag"]})

    assert (first.status_code, first.headers["Content-Type"]) == (200, media_type)
    assert "immutable" in first.headers["Cache-Control"]
    assert (again.status_code, again.content) == (304, b"")


def test_what_is_served_is_a_swagger_ui_that_knows_openapi_3_1(client):
    assert client.get("/openapi.json").json()["openapi"].startswith("3.1")
    assert re.search(r'PACKAGE_VERSION:"5\.', client.get("/docs/assets/swagger-ui-bundle.js").text)


@pytest.mark.parametrize("name", ["redoc.standalone.js", "..%2F__init__.py", "x"])
def test_nothing_else_of_the_package_is_served(client, name):
    assert client.get(f"/docs/assets/{name}").status_code == 404
