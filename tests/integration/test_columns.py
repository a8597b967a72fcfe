"""A column gets another name or type: a new version, and the change holds for what comes."""

from typing import Any

import pytest

from services.common.errors import ColumnNotFoundError, InvalidRequestError, TableNotFoundError
from services.common.messages import TaskName
from services.worker.columns import change_column
from services.worker.context import WorkerContext
from services.worker.deletion import delete_table
from tests.fixtures.work import an_attempt, ask, ingest, run
from tests.integration.test_reread import report_of, reread, types_of

PRICES = b"code,price,day\n1,10,01/02/2024\n2,n.v.,02/03/2024\n3,30,03/04/2024\n"


def change(context: WorkerContext, table_id: str, column: str, **asked: Any) -> dict[str, Any]:
    payload = {"table_id": table_id, "column": column, **asked}
    return dict(run(context, change_column, TaskName.CHANGE_COLUMN, **payload))


@pytest.fixture
def prices(local_context: WorkerContext) -> dict[str, Any]:
    return ingest(local_context, PRICES, "prices.csv")


def test_a_new_type_is_read_from_the_file_and_misfits_are_reported(context: WorkerContext) -> None:
    first = ingest(context, PRICES, "prices.csv", options={"column_types": {"price": "VARCHAR"}})
    table_id = first["tables"][0]["table_id"]
    assert ask(context, sql="SELECT price FROM prices WHERE code = 2")["rows"] == [["n.v."]]

    result = change(context, table_id, "price", type="DOUBLE")

    assert types_of(result)["price"] == "DOUBLE"
    assert ask(context, sql="SELECT sum(price) FROM prices")["rows"] == [[40.0]]
    (misfit,) = [w for w in result["tables"][0]["warnings"] if w["code"] == "values_not_read"]
    assert (misfit["column"], misfit["count"]) == ("price", 1)
    (told,) = report_of(context, first["file_id"])["tables"]
    (listed,) = [w for w in told["warnings"] if w["code"] == "values_not_read"]
    assert listed["cells"] == [{"cell": "B3", "raw": "n.v."}]


def test_dates_are_read_the_other_way_round(local_context: WorkerContext, prices: dict[str, Any]) -> None:
    table_id = prices["tables"][0]["table_id"]

    change(local_context, table_id, "day", type="DATE mdy")
    first = ask(local_context, sql="SELECT day FROM prices ORDER BY code")["rows"]
    change(local_context, table_id, "day", type="DATE dmy")
    second = ask(local_context, sql="SELECT day FROM prices ORDER BY code")["rows"]

    assert (first[0], second[0]) == (["2024-01-02"], ["2024-02-01"])


def test_numbers_become_the_text_that_they_were(local_context: WorkerContext) -> None:
    table_id = ingest(local_context, b"zip,n\n10.50,1\n20,2\n", "zips.csv")["tables"][0]["table_id"]

    change(local_context, table_id, "zip", type="VARCHAR")

    assert ask(local_context, sql="SELECT zip FROM zips ORDER BY n")["rows"] == [["10.50"], ["20"]]


def test_a_column_is_renamed_and_later_files_follow(
    local_context: WorkerContext, prices: dict[str, Any]
) -> None:
    table_id = prices["tables"][0]["table_id"]

    result = change(local_context, table_id, "PRICE", name="net price")
    ingest(local_context, b"price,code\n5,4\n", "more.csv", append=table_id)

    assert [column["name"] for column in result["tables"][0]["columns"]] == ["code", "net price", "day"]
    rows = ask(local_context, sql='SELECT code, "net price" FROM prices WHERE code > 2 ORDER BY 1')["rows"]
    assert [row[0] for row in rows] == [3, 4]
    assert str(rows[1][1]) == "5"
    reread(local_context, prices["file_id"])
    ingest(local_context, b"price,code\n7,9\n", "new.csv", replace=table_id)
    assert ask(local_context, sql='SELECT "net price" FROM prices')["rows"] == [[7]]


def test_a_name_can_be_given_back(local_context: WorkerContext, prices: dict[str, Any]) -> None:
    table_id = prices["tables"][0]["table_id"]

    for old, new in (("price", "a"), ("a", "Price"), ("Price", "price")):
        result = change(local_context, table_id, old, name=new)
        assert new in types_of(result)

    assert local_context.catalogs.read("acme").tables[table_id].names == {}


def test_name_and_type_change_in_one_version(local_context: WorkerContext, prices: dict[str, Any]) -> None:
    table_id = prices["tables"][0]["table_id"]

    result = change(local_context, table_id, "code", name="item", type="VARCHAR")

    assert types_of(result)["item"] == "VARCHAR"
    assert len(local_context.catalogs.read("acme").tables[table_id].superseded) == 1


def test_warnings_call_a_column_as_it_is_called_now(local_context: WorkerContext) -> None:
    first = ingest(local_context, PRICES, "prices.csv", options={"column_types": {"price": "VARCHAR"}})
    table_id = first["tables"][0]["table_id"]

    def misfit(result: dict[str, Any]) -> tuple[str, str]:
        (found,) = [w for w in result["tables"][0]["warnings"] if w["code"] == "values_not_read"]
        return found["column"], found["message"]

    both = change(local_context, table_id, "price", name="net", type="DOUBLE")
    message = "1 cells of column “{}” do not read as DOUBLE and are empty in the table."
    assert misfit(both) == ("net", message.format("net"))
    (told,) = report_of(local_context, first["file_id"])["tables"]
    assert [each["column"] for each in told["report"]["misfits"]] == ["net"]

    assert misfit(change(local_context, table_id, "net", name="gross")) == ("gross", message.format("gross"))
    (told,) = report_of(local_context, first["file_id"])["tables"]
    assert [each["column"] for each in told["report"]["misfits"]] == ["gross"]
    assert message.format("gross") in [warning["message"] for warning in told["warnings"]]
    assert [each["name"] for each in told["columns"]] == ["code", "gross", "day"]
    assert misfit(change(local_context, table_id, "gross", type="BIGINT"))[0] == "gross"


def test_a_type_holds_for_every_file_of_the_table_and_for_those_that_come(
    local_context: WorkerContext, prices: dict[str, Any]
) -> None:
    table_id = prices["tables"][0]["table_id"]
    ingest(local_context, b"code,price\n4,1.50\n", "b.csv", append=table_id)
    ingest(local_context, b"price\n9\n", "c.csv", append=table_id)

    change(local_context, table_id, "code", type="VARCHAR")
    result = ingest(local_context, b"code,price\n05,1\n6,2\n", "d.csv", append=table_id)

    assert types_of(result)["code"] == "VARCHAR"
    codes = ask(local_context, sql="SELECT code FROM prices ORDER BY code NULLS LAST")["rows"]
    assert [row[0] for row in codes] == ["05", "1", "2", "3", "4", "6", None]


def test_a_change_that_runs_twice_takes_effect_once(
    local_context: WorkerContext, prices: dict[str, Any]
) -> None:
    table_id = prices["tables"][0]["table_id"]
    payload = {"table_id": table_id, "column": "price", "name": "net"}
    attempt = an_attempt(local_context, TaskName.CHANGE_COLUMN, payload)

    assert change_column(attempt) == change_column(attempt)

    assert len(local_context.catalogs.read("acme").tables[table_id].superseded) == 1


def test_what_changed_since_it_was_asked_for_is_told(
    local_context: WorkerContext, prices: dict[str, Any]
) -> None:
    table_id = prices["tables"][0]["table_id"]

    with pytest.raises(ColumnNotFoundError):
        change(local_context, table_id, "gone", type="DOUBLE")
    with pytest.raises(InvalidRequestError, match="“day”"):
        change(local_context, table_id, "price", name="DAY")
    run(local_context, delete_table, TaskName.DELETE_TABLE, table_id=table_id)
    with pytest.raises(TableNotFoundError):
        change(local_context, table_id, "price", type="DOUBLE")
