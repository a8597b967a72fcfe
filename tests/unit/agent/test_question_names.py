"""Headers that are written in short: what they all begin with is left out, joined words are parted."""

from pathlib import Path

import pytest

from services.agent.question.language.shorthand import shortens
from services.agent.question.tables.names import Names
from tests.fakes.question_tables import answer, ingest_files, write_csv

CAMEL = {
    "xxclient": ["xxClId", "xxClName", "xxClJoinDate"],
    "xxstock": ["xxStkId", "xxStkSymbol", "xxStkName"],
    "xxdailyprice": ["xxDpStockId", "xxDpHigh", "xxDpLow", "xxDpDate"],
}
LOWER = {
    "xxclient": ["xxclid", "xxclname", "xxcljoindate"],
    "xxorder": ["xxorid", "xxorclientid", "xxortotalamount"],
}


@pytest.mark.parametrize(
    ("names", "table", "words"),
    [
        (CAMEL, "xxclient", [("id",), ("name",), ("join", "date")]),
        (CAMEL, "xxdailyprice", [("stock", "id"), ("high",), ("low",), ("date",)]),
        (LOWER, "xxclient", [("id",), ("name",), ("join", "date")]),
        (LOWER, "xxorder", [("id",), ("client", "id"), ("total", "amount")]),
        ({"t": ["orderid", "unitprice", "qty"]}, "t", [("order", "id"), ("unit", "price"), ("qty",)]),
        ({"t": ["customer_id", "customer_name", "customer_city"]}, "t", None),
        ({"t": ["home goals", "home shots", "home fouls"]}, "t", None),
        ({"t": ["Player", "Position", "Played"]}, "t", None),
    ],
)  # fmt: skip
def test_what_all_headers_begin_with_says_nothing(
    names: dict[str, list[str]], table: str, words: list[tuple[str, ...]] | None
) -> None:
    plain = [tuple(name.lower().replace("_", " ").split()) for name in names[table]]
    assert Names(names).headers(table) == (words or plain)


def test_the_mark_of_the_database_is_no_part_of_a_tables_name() -> None:
    names = Names(CAMEL)
    assert [names.table(table) for table in CAMEL] == [("client",), ("stock",), ("daily", "price")]


def test_a_short_form_before_id_stands_for_the_table_that_begins_so() -> None:
    names = {"securities": ["security_id", "symbol"], "trades": ["trade_no", "sec_id", "price"]}
    assert Names(names).headers("trades")[1] == ("securities", "id")


@pytest.mark.parametrize(
    ("short", "word", "is_short"),
    [
        ("trmnl", "terminals", True), ("brth", "berth", True), ("wrds", "wards", True),
        ("tier", "trailer", False), ("bt", "boat", False), ("brb", "berth", False),
    ],
)  # fmt: skip
def test_a_word_without_vowels_shortens_one_that_begins_and_ends_alike(
    short: str, word: str, is_short: bool
) -> None:
    assert shortens(short, word) is is_short


def test_headers_and_tables_in_short_are_written_out() -> None:
    names = Names(
        {"trmnls": ["trmnl_id", "f_nm"], "berths": ["brth_cd", "dly_min", "price_min"], "pmts": ["id"]}
    )

    assert names.table("pmts") == ("payment",)
    assert names.headers("trmnls")[1] == ("first", "nm")
    assert names.headers("berths")[:2] == [("berths", "cd"), ("dly", "minutes")]
    assert names.headers("berths")[2][-1] == "min"


def test_a_header_of_no_words_says_nothing() -> None:
    assert Names({"parties": ["\u2013", "votes", "seats"]}).headers("parties")[0] == ()


def test_a_table_whose_headers_have_no_words_is_asked_about_as_any_other(tmp_path: Path) -> None:
    tables = ingest_files([write_csv(tmp_path, "odd", ["\u2013,%,name", "x,5,a", "y,6,b"])], tmp_path / "out")

    assert answer("how many rows are there?", tables, tmp_path)["rows"] == [[2]]
    assert answer("which odometer governs glass?", tables, tmp_path)["outcome"] == "refused"
