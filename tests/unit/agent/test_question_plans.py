"""What a plan guarantees whatever the question: no multiplied measure, quoted names, the same SQL."""

from pathlib import Path
from typing import Any

import pytest

from tests.fakes.question_tables import answer, ingest_domain, ingest_files, write_csv


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    return ingest_domain("shop", tmp_path_factory.mktemp("shop"))


@pytest.fixture(scope="module")
def rivers(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """One thing over several rows: each lane has a row for each town that it passes."""
    folder = tmp_path_factory.mktemp("lanes")
    files = [
        write_csv(folder, "towns", ["town,people", "Avon,10", "Brill,30", "Corby,20"]),
        write_csv(
            folder, "lanes", ["lane,town,miles", "Elm,Avon,5", "Elm,Brill,5", "Oak,Brill,9", "Ash,Corby,2"]
        ),
    ]
    return ingest_files(files, folder / "out")


def test_a_measure_is_not_multiplied_by_the_rows_that_filter_it(
    rivers: list[dict[str, Any]], tmp_path: Path
) -> None:
    result = answer("total people of towns with lanes longer than 4 miles", rivers, tmp_path)

    assert result["outcome"] != "answered" or result["rows"] == [[40]]


def test_things_over_several_rows_are_counted_once(rivers: list[dict[str, Any]], tmp_path: Path) -> None:
    assert answer("how many lanes are there", rivers, tmp_path)["rows"] == [[3]]


def test_a_thing_over_several_rows_is_left_out_as_a_whole(
    rivers: list[dict[str, Any]], tmp_path: Path
) -> None:
    result = answer("which lanes are not in Avon", rivers, tmp_path)

    assert result["rows"] == [["Ash"], ["Oak"]]


def test_ties_for_the_first_place_are_all_shown(tmp_path: Path) -> None:
    file = write_csv(tmp_path, "runners", ["runner,points", "Ann,5", "Bea,9", "Cid,9"])
    tables = ingest_files([file], tmp_path / "out")

    result = answer("which runner has the highest points", tables, tmp_path)

    assert [row[0] for row in result["rows"]] == ["Bea", "Cid"]


def test_groups_that_only_share_a_name_stay_apart(tmp_path: Path) -> None:
    files = [
        write_csv(tmp_path, "clients", ["client_id,client_name", "1,Ann", "2,Bob", "3,Ann", "4,Dan"]),
        write_csv(tmp_path, "bills", ["bill_id,client_id,amount", "7,1,10", "8,2,25", "9,3,20", "10,4,1"]),
    ]
    tables = ingest_files(files, tmp_path / "out")

    result = answer("total amount by client", tables, tmp_path)

    assert sorted(row[-1] for row in result["rows"]) == [1, 10, 20, 25]


def test_names_with_quotes_and_key_words_are_quoted(tmp_path: Path) -> None:
    file = write_csv(tmp_path, "odd", ['"na""me",order,"select"', "x,1,5", "y,2,7"])
    tables = ingest_files([file], tmp_path / "out")

    assert answer("average order", tables, tmp_path)["rows"] == [[1.5]]


def test_the_same_question_gives_the_same_sql_every_time(shop: list[dict[str, Any]], tmp_path: Path) -> None:
    said = {answer("top 3 customers by revenue", shop, tmp_path)["sql"] for _ in range(20)}

    assert len(said) == 1


def test_lists_have_a_whole_order(shop: list[dict[str, Any]], tmp_path: Path) -> None:
    sql = answer("name and price of all products", shop, tmp_path)["sql"]

    assert sql.endswith('ORDER BY "product_name" ASC, "price" ASC')


def test_not_in_survives_missing_keys(tmp_path: Path) -> None:
    files = [
        write_csv(tmp_path, "suppliers", ["supplier_id,supplier", "S1,Acme", "S2,Beta", "S3,Core"]),
        write_csv(tmp_path, "parcels", ["parcel,supplier_id", "P1,S1", "P2,", "P3,S3", "P4,S1"]),
    ]
    tables = ingest_files(files, tmp_path / "out")

    result = answer("suppliers without parcels", tables, tmp_path)

    assert [row[0] for row in result["rows"]] == ["Beta"]


def test_the_reading_is_said_in_words_from_the_plan(shop: list[dict[str, Any]], tmp_path: Path) -> None:
    result = answer("customers in London", shop, tmp_path)

    assert result["reading"] == "Name from customers where city is “London”."
    assert {match["target"] for match in result["matches"]} == {"customers", "customers.city = London"}


def test_dates_are_answered_as_their_sheet_writes_them_and_stay_in_the_order_of_time(tmp_path: Path) -> None:
    lines = ["event,held on", 'Regatta,"September 3, 1994"', 'Fair,"April 12, 1995"', 'Gala,"April 12, 1995"']
    tables = ingest_files([write_csv(tmp_path, "events", lines)], tmp_path / "out")

    latest = answer("what is the latest held on", tables, tmp_path)
    days = answer("list the different held on", tables, tmp_path)

    assert latest["rows"] == [["April 12, 1995"]]
    assert days["rows"] == [["September 3, 1994"], ["April 12, 1995"]]


def test_cents_add_up_to_the_cent(tmp_path: Path) -> None:
    """0.1, 0.2 and 0.3, added one after the other, are 0.6000000000000001."""
    lines = ["kind,paid", *(f"{kind},0.{tenth}" for kind in ("van", "truck") for tenth in (1, 2, 3))]
    tables = ingest_files([write_csv(tmp_path, "rentals", lines)], tmp_path / "out")

    assert answer("total paid by kind", tables, tmp_path)["rows"] == [["truck", 0.6], ["van", 0.6]]
    assert answer("total paid of vans", tables, tmp_path)["rows"] == [[0.6]]
