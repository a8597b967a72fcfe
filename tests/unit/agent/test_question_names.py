"""Headers that are written in short: what they all begin with is left out, joined words are parted."""

from pathlib import Path

import pytest

from services.agent.question.language.shorthand import shortening, shortens
from services.agent.question.tables.names import Names
from tests.fakes.question_tables import answer, ingest_files, ingest_tables, shown_rows, write_csv

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


def test_a_form_that_ends_as_the_word_does_stands_for_it_rather_than_one_cut_off() -> None:
    assert shortening("spclty", "specialty") > shortening("spec", "specialty") > 0
    assert shortening("schd", "scheduled") > 0
    assert shortening("age", "age") == shortening("tier", "trailer") == 0


MARKED = {
    "tblGrower": ["pk_id,grwr_nm,cty", "1,Ada,Ulm", "2,Bo,Ulm", "3,Cy,Bonn"],
    "knd": ["kndCd,kndDescr", "AP,Apple trees", "PE,Pear trees", "QU,Quince trees"],
    "plot": [
        "pk_id,fk_grower,kndCd,vrty,amt,sts",
        *("1,1,AP,Cox,5,HRV", "2,1,PE,Comice,6,GRW", "3,2,AP,Gala,2,HRV", "4,2,AP,Cox,1,GRW"),
    ],
}
"""Keys marked as such, a list of codes with what each means, headers that only a question writes out."""


MARKED_ROWS = {
    "How many plots does each grower have?": [["Ada", 2], ["Bo", 2]],
    "Number of plots per kind": [["Apple trees", 3], ["Pear trees", 1]],
    "Number of plots per variety": [["Comice", 1], ["Cox", 2], ["Gala", 1]],
    "Which growers have no plot?": [["Cy"]],
    "Total amount per city": [["Ulm", 14]],
    "Number of plots per variance": [],
    "Number of kinds per kind description": [],
    "How many plots are of each kind? Show the description.": [["Apple trees", 3], ["Pear trees", 1]],
    "How many harvested plots are there?": [[2]],
    "How many plots did each grower plant (status GRW)? Growers with none can be left out.": [
        ["Ada", 1],
        ["Bo", 1],
    ],
    "Number of plots per grower. Columns: grower, number of plots.": [["Ada", 2], ["Bo", 2]],
    "Find the plots of Ada; list variety and amount.": [["Comice", 6], ["Cox", 5]],
    "The two largest plots with number, variety and amount": [["Comice", 2, 6], ["Cox", 1, 5]],
}


def test_marked_keys_codes_and_words_of_the_question_write_names_out(tmp_path: Path) -> None:
    tables = ingest_tables(MARKED, tmp_path)
    found = {question: shown_rows(answer(question, tables, tmp_path)) for question in MARKED_ROWS}
    assert found == MARKED_ROWS


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


def test_the_name_of_another_thing_names_no_row_where_many_share_it(tmp_path: Path) -> None:
    tables = ingest_tables(
        {
            "stations": ["station_name,district", "Quayside,Harbour", "Highcross,Hill", "Eastmoor,Moor"],
            "vehicles": [
                "fleet_no,station_name,mileage_km",
                *(f"FV{10 + n},{('Quayside', 'Highcross', 'Eastmoor')[n % 3]},{1000 * n}" for n in range(9)),
            ],
        },
        tmp_path,
    )  # fmt: skip

    found = answer("which vehicle has the highest mileage?", tables, tmp_path)

    assert shown_rows(found) == [["FV18"]]
