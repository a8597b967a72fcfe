"""What an upload may say of its file: taken from query and form, refused by name, kept in its intent."""

import json

import httpx
import pytest

from services.common import layout
from tests.fixtures.api import RunningApi, add_file

CSV = b"a;b\n1;2\n"
KEYED = {"Idempotency-Key": "one"}


def upload(client: httpx.Client, *, name: str = "a.csv", query=None, form=None, **more) -> httpx.Response:
    return client.post("/files", params=query, data=form, files={"file": (name, CSV)}, **more)


def payload(api: RunningApi, answer: httpx.Response) -> dict:
    assert answer.status_code == 202, answer.text
    found = api.context.ledger.read(answer.json()["task_id"], tenant="default").payload
    intent = json.loads(api.context.store.read(layout.intent("default", answer.json()["file_id"])))
    assert intent["options"] == found.get("options", {})
    return found


GIVEN = {"delimiter": ";", "header_row": "2", "encoding": "CP1252", "decimal_mark": ","}
TYPES = json.dumps({"Preis €": "double", "Day": "date DMY"})
TAKEN = {
    "delimiter": ";",
    "header_row": 2,
    "encoding": "cp1252",
    "decimal_mark": ",",
    "column_types": {"Preis €": "DOUBLE", "Day": "DATE dmy"},
}


@pytest.mark.parametrize("way", ["query", "form"])
def test_options_are_taken_from_the_query_and_from_the_form(api, client, way):
    answer = upload(client, **{way: {**GIVEN, "column_types": TYPES}})

    assert payload(api, answer)["options"] == TAKEN


def test_a_field_after_the_file_counts_too(api, client):
    body = (
        b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n' + CSV + b"\r\n"
        b'--x\r\nContent-Disposition: form-data; name="delimiter"\r\n\r\n;\r\n--x--\r\n'
    )
    answer = client.post("/files", content=body, headers={"Content-Type": "multipart/form-data; boundary=x"})

    assert payload(api, answer)["options"] == {"delimiter": ";"}


@pytest.mark.parametrize("by", ["id", "name"])
@pytest.mark.parametrize("what", ["replace", "append"])
def test_a_table_is_named_by_id_or_name_and_kept_by_id(api, client, what, by):
    _, table_id = add_file(api)

    answer = upload(client, query={what: table_id if by == "id" else "Orders"})

    assert payload(api, answer)[what] == table_id


REFUSED = {
    "no JSON": ({"column_types": "{"}, "column_types"),
    "JSON of another kind": ({"column_types": "[1]"}, "column_types"),
    "deep JSON": ({"column_types": "[" * 20_000}, "column_types"),
    "unknown type": ({"column_types": '{"a": "MONEY"}'}, "column_types.a"),
    "order of no date": ({"column_types": '{"a": "BIGINT dmy"}'}, "column_types.a"),
    "type that is no text": ({"column_types": '{"a": 1}'}, "column_types.a"),
    "row that is no number": ({"header_row": "first"}, "header_row"),
    "row below zero": ({"header_row": "-1"}, "header_row"),
    "half a character": ({"column_types": '{"\\ud800": "DATE"}'}, "column_types"),
    "no sheet": ({"sheet": ""}, "sheet"),
    "no encoding": ({"encoding": ""}, "encoding"),
    "unknown encoding": ({"encoding": "klingon"}, "encoding"),
    "encoding that is none of text": ({"encoding": "hex"}, "encoding"),
    "encoding of host names": ({"encoding": "idna"}, "encoding"),
    "long delimiter": ({"delimiter": ";;;;;"}, "delimiter"),
    "quote as delimiter": ({"delimiter": '"'}, "delimiter"),
    "odd decimal mark": ({"decimal_mark": "x"}, "decimal_mark"),
    "sheet of a text file": ({"sheet": "Orders"}, "sheet"),
}


@pytest.mark.parametrize("way", ["query", "form"])
@pytest.mark.parametrize(("options", "field"), REFUSED.values(), ids=REFUSED.keys())
def test_an_option_that_makes_no_sense_is_refused_by_name(api, client, options, field, way):
    answer = upload(client, **{way: options})

    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (422, "file_options_invalid")
    assert problem["detail"].startswith((f"{field}: ", f"{field}."))
    assert api.stored() == []


@pytest.mark.parametrize("way", ["query", "form"])
def test_a_delimiter_that_a_shell_or_curl_ate_is_said_to_have_come_empty(client, way):
    answer = upload(client, **{way: {"delimiter": ""}})

    assert (answer.status_code, answer.json()["code"]) == (422, "file_options_invalid")
    assert "it came empty" in answer.json()["detail"]


@pytest.mark.parametrize("field", ["encoding", "delimiter"])
def test_an_option_of_text_files_is_refused_for_a_workbook(api, client, field):
    answer = upload(client, name="a.xlsx", form={field: {"encoding": "utf-8", "delimiter": ";"}[field]})

    assert (answer.status_code, answer.json()["code"]) == (422, "file_options_invalid")
    assert "workbook" in answer.json()["detail"]
    assert api.stored() == []


@pytest.mark.parametrize(
    ("query", "form"),
    [({"headerrow": "1"}, None), (None, {"headerrow": "1"}), ({"apend": "orders"}, None)],
)
def test_a_misspelt_option_is_refused_and_not_passed_over(api, client, query, form):
    answer = upload(client, query=query, form=form)

    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_request")
    assert api.stored() == []


def test_two_places_for_the_same_rows_are_refused(api, client):
    add_file(api)
    before = api.stored()

    answer = upload(client, query={"replace": "orders"}, form={"append": "orders"})

    assert (answer.status_code, answer.json()["code"]) == (422, "file_options_invalid")
    assert api.stored() == before


def test_an_option_that_is_given_twice_is_refused(client):
    twice = [("delimiter", ";"), ("delimiter", ",")]
    for way in ({"query": {"delimiter": ";"}, "form": {"delimiter": ";"}}, {"query": twice}):
        answer = upload(client, **way)
        assert (answer.status_code, answer.json()["code"]) == (422, "file_options_invalid")


@pytest.mark.parametrize("way", ["query", "form"])
@pytest.mark.parametrize("what", ["replace", "append"])
def test_a_table_that_is_not_there_is_not_found(api, client, what, way):
    answer = upload(client, **{way: {what: "nothing"}})

    assert (answer.status_code, answer.json()["code"]) == (404, "table_not_found")
    assert api.stored() == []


def test_the_same_file_with_other_options_is_another_request(api, client):
    first = upload(client, query={"delimiter": ";"}, headers=KEYED)
    again = upload(client, form={"delimiter": ";"}, headers=KEYED)
    other = upload(client, query={"delimiter": ","}, headers=KEYED)

    assert (first.status_code, again.json()) == (202, first.json())
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")


def test_uploads_that_wait_count_for_the_quota(start_api):
    api = start_api(tenant_max_stored_bytes=2 * len(CSV) + 1)
    with api.client() as client:
        answers = [upload(client) for _ in range(3)]
        stored = len(api.stored())
        api.context.catalogs.change("default", lambda old: old.without_file(answers[0].json()["file_id"]))
        after = upload(client)

    assert [answer.status_code for answer in answers] == [202, 202, 429]
    assert answers[2].json()["code"] == "storage_quota_exceeded"
    assert stored == 4
    assert after.status_code == 202


def test_an_upload_that_fails_gives_its_room_back(start_api):
    api = start_api(tenant_max_stored_bytes=2 * len(CSV))
    with api.client() as client:
        refused = [upload(client, query={"replace": "nothing"}) for _ in range(5)]

        assert {answer.status_code for answer in refused} == {404}
        assert upload(client).status_code == 202
