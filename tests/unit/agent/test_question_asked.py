"""Plain questions as business people put them: politely, by revenue, with the columns that they want."""

from pathlib import Path
from typing import Any

import pytest

from services.agent.question.rewording.asides import without_asides
from tests.fakes.question_tables import answer, ingest_tables, shown_rows

TABLES = {
    "bakers": [
        "baker_id,first_name,last_name,town",
        "1,Ida,Holm,Rye", "2,Jon,Ash,Rye", "3,Kim,Lund,Hove", "4,Lea,Birk,Hove",
    ],
    "sales": [
        "sale_id,baker_id,price,channel,status",
        "11,1,30,web,paid", "12,1,60,shop,open", "13,2,50,web,paid",
        "14,3,20,shop,paid", "15,3,55,shop,paid", "16,2,20,web,void",
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def bakery(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    return ingest_tables(TABLES, tmp_path_factory.mktemp("bakery"))


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        # What rows bring in is their total, and not how many there are.
        ("revenue by channel", [["shop", 135], ["web", 100]]),
        ("Who are the top 2 bakers by revenue? First and last name with the revenue.",
         [["Ida", "Holm", 90], ["Kim", "Lund", 75]]),
        ("Which channel brings in the least revenue?", [["web"]]),
        ("Top 2 bakers with the highest sales revenue", [["Ida", "Holm"], ["Kim", "Lund"]]),
        ("what is the average paid sale", [[38.75]]),
        # A status stands between the superlative and the rows.
        ("Which town has the most paid sales?", [["Hove"], ["Rye"]]),
        ("What was the largest single sale? Just the price.", [[60]]),
        # Columns that are wanted, in brackets and by what numbers the rows.
        ("baker with the most sales (last name only)", [["Ash"], ["Holm"], ["Lund"]]),
        ("show me the id and price of the 2 sales with the highest price", [[12, 60], [15, 55]]),
        ("For every void sale show the price and the baker's last name", [[20, "Ash"]]),
        ("the 2 priciest sales, priciest first: sale id, town of the baker", [[12, "Rye"], [15, "Hove"]]),
        # A limit whose direction follows it, figures by which things are ranked, and values for rows.
        ("number of sales of 50 or more", [[3]]),
        ("Rank the towns by total price, priciest at the top, showing that total",
         [["Rye", 160], ["Hove", 75]]),
        ("Which towns do our bakers live in?", [["Rye"], ["Hove"]]),
        ("number of sales priced above the average open", [[0]]),
    ],
)  # fmt: skip
def test_it_is_answered(
    bakery: list[dict[str, Any]], tmp_path: Path, question: str, rows: list[list[Any]]
) -> None:
    shown = shown_rows(answer(question, bakery, tmp_path))
    assert sorted(shown) == sorted(rows)


@pytest.mark.parametrize(
    ("question", "plain"),
    [
        ("loans per kind (novel, poem and so on)", "loans per kind"),
        ("Could you break down the number of loans by branch and year?",
         "the number of loans by branch and year?"),
        ("Break our loans down by branch", "number of our loans by branch"),
        ("Split the sum of fees by branch, please.", "the sum of fees by branch"),
        ("Count the loans for every combination of branch and kind.", "Count the loans by branch and kind."),
        ("I'd like the average fee per branch pls", "the average fee per branch"),
        ("loans per member, whatever the loan status", "loans per member"),
        ("fees per member (all statuses included)", "fees per member"),
        ("Let me know how many loans are open", "how many loans are open"),
        ("the longest single by the band", "the longest single by the band"),
        ("loans whose status is open", "loans whose status is open"),
    ],
)  # fmt: skip
def test_what_is_said_by_the_way_is_left_out(question: str, plain: str) -> None:
    assert without_asides(question).strip(" ,.") == plain.strip(" ,.")


def test_days_between_two_dates_of_which_one_is_missing_are_no_count_of_rows(tmp_path: Path) -> None:
    tables = {"shows": ["show_id,title,show_date", "1,Hamlet,2024-01-03", "2,Lear,2024-02-03"],
              "tickets": ["ticket_id,show_id,price", "11,1,5", "12,1,6", "13,2,7"]}  # fmt: skip
    result = answer(
        "How many days before the show are tickets bought?", ingest_tables(tables, tmp_path), tmp_path
    )
    assert result["outcome"] == "refused"
