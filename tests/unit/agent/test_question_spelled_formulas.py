"""Figures that a question spells out as a formula over columns, where it asks for them."""

from typing import Any

import pytest

from tests.fakes.question_tables import answer, ingest_tables, shown_rows

WORKSHOP = {
    "fitters": ["fitter_id,fitter_name,charge_rate", "1,Ida,40", "2,Jon,30", "3,Kim,20"],
    "jobs": [
        "job_id,fitter_id,town,finished_on,hours,net_amount,vat_amount,state",
        "1,1,Rye,2023-03-01,2.5,90,18,paid", "2,1,Hove,2024-02-01,4,140,28,open",
        "3,2,Rye,2024-03-01,3,80,16,paid", "4,3,Hove,2024-05-01,6.5,110,22,paid",
        "5,2,Hove,2023-06-01,1,45,9,paid", "6,3,Rye,2024-07-01,2,50,10,open",
    ],
    "materials": [
        "material_id,job_id,item,quantity,unit_price,unit_cost,discount_pct",
        "1,1,pipe,2,10,6,0", "2,1,valve,1,30,20,10", "3,2,pipe,5,10,6,20", "4,3,boiler,1,400,310,5",
        "5,4,valve,3,30,20,0", "6,5,pipe,4,9,6,50", "7,6,boiler,1,380,310,0",
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    return ingest_tables(WORKSHOP, tmp_path_factory.mktemp("workshop"))


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("What is the total of quantity times unit price?", [[1006]]),
        ("Total quantity x unit price per item", [["boiler", 780], ["pipe", 106], ["valve", 120]]),
        ("Goods value by item: quantity times unit price",
         [["boiler", 780], ["pipe", 106], ["valve", 120]]),
        ("Top 2 items by goods value (qty x unit price)", [["boiler", 780], ["valve", 120]]),
        # What is put together may stand in another table, of which each row has one.
        ("Hours times charge rate by town", [["Hove", 320], ["Rye", 230]]),
        ("Top 2 fitters by value of time in 2024 (hours times their charge rate, by finished on), "
         "with the value", [["Ida", 160], ["Kim", 170]]),
        ("Total net plus VAT by town", [["Hove", 354], ["Rye", 264]]),
        ("What is the average markup (unit price minus unit cost) per item?",
         [["boiler", 80], ["pipe", 11 / 3], ["valve", 10]]),
        ("Average (unit price minus unit cost) by item",
         [["boiler", 80], ["pipe", 11 / 3], ["valve", 10]]),
        # The most of a row, and not of each column by itself.
        ("What is the highest net amount minus VAT amount?", [[112]]),
        # A percentage is taken off as one.
        ("Total quantity times unit price less the discount per item",
         [["boiler", 760], ["pipe", 78], ["valve", 117]]),
        ("What did we sell in total, taking quantity times unit price less the discount?", [[955]]),
        # What goes with it: which day tells the year, what is left out, what is to be shown.
        ("Labour cost 2024 per town: hours times charge rate, no VAT amount, year by finished on.",
         [["Hove", 290], ["Rye", 130]]),
        # Of one piece and of all of them: what is taken off once?
        ("Quantity times unit price minus unit cost per item", []),
        # A row of its own for each piece of material would have the hours added again.
        ("Total unit cost plus hours by town", []),
        # Nothing is called an operand, so that nothing is computed of the other alone.
        ("Total quantity times list price per item", []),
        ("Top 2 items by goods value (quantity times weight)", []),
    ],
)  # fmt: skip
def test_computes_what_is_spelled_out(
    question: str, rows: list[list[Any]], workshop: list[dict[str, Any]], tmp_path: Any
) -> None:
    shown = shown_rows(answer(question, workshop, tmp_path))

    assert sorted((row[0], row[-1]) for row in shown) == [(row[0], pytest.approx(row[-1])) for row in rows]


def test_refuses_a_discount_that_may_be_money_or_percent(tmp_path: Any) -> None:
    lines = ["line_id,item,quantity,unit_price,discount", "1,pipe,2,10,5", "2,valve,1,30,10", "3,pipe,5,10,2"]
    tables = ingest_tables({"lines": lines}, tmp_path)

    found = answer("Total quantity times unit price less the discount per item", tables, tmp_path)

    assert found["outcome"] == "refused"


def test_takes_off_a_discount_that_is_money(tmp_path: Any) -> None:
    lines = [
        "line_id,item,quantity,unit_price,discount_amount",
        "1,pipe,2,10,5",
        "2,valve,1,30,9",
        "3,pipe,5,10,2",
    ]
    tables = ingest_tables({"lines": lines}, tmp_path)

    found = answer("Total quantity times unit price less the discount amount per item", tables, tmp_path)

    assert sorted(shown_rows(found)) == [["pipe", 63], ["valve", 21]]
