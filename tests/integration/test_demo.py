"""``make demo`` and ``make ask`` on the real product; gold is computed here, from the sample's own rows."""

import re
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pytest

from services.local.answer_text import describe_answer
from services.local.demo import QUESTIONS, answers
from services.local.sample import sample_sheets, write_sample
from services.local.state import LocalState
from tests.fixtures.product import ROOT, LocalProduct


def _rows(sheet: str) -> list[dict[str, Any]]:
    found = sample_sheets()[sheet]
    return [dict(zip(found.columns, row, strict=True)) for row in found.rows]


def _customers_per_city() -> list[list[Any]]:
    return [[city, count] for city, count in Counter(row["City"] for row in _rows("Customers")).items()]


def _amount_per_category() -> list[list[Any]]:
    category = {row["Product ID"]: row["Category"] for row in _rows("Products")}
    totals: dict[str, float] = defaultdict(float)
    for item in _rows("Order items"):
        totals[category[item["Product ID"]]] += item["Amount"]
    return [[name, total] for name, total in totals.items()]


def _product_with_highest_quantity() -> list[list[Any]]:
    name = {row["Product ID"]: row["Product"] for row in _rows("Products")}
    totals: Counter[str] = Counter()
    for item in _rows("Order items"):
        totals[name[item["Product ID"]]] += item["Quantity"]
    return [list(totals.most_common(1)[0])]


def _orders_in_march() -> list[list[Any]]:
    return [[sum(row["Order date"].startswith("2024-03-") for row in _rows("Orders"))]]


def _mean_refund_per_reason() -> list[list[Any]]:
    refunds: dict[str, list[float]] = defaultdict(list)
    for row in _rows("Returns"):
        refunds[row["Reason"]].append(row["Refund"])
    return [[reason, sum(found) / len(found)] for reason, found in refunds.items()]


GOLD = dict(
    zip(
        QUESTIONS,
        (
            _customers_per_city(),
            _amount_per_category(),
            _product_with_highest_quantity(),
            _orders_in_march(),
            _mean_refund_per_reason(),
        ),
        strict=True,
    )
)


@pytest.fixture(scope="module")
def demo_answers(
    product: LocalProduct, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, dict[str, Any]]:
    path = tmp_path_factory.mktemp("demo") / "sample.xlsx"
    write_sample(path)
    with product.api() as api:
        found = api.upload(path, LocalState(product.folder))
        return dict(answers(api, [table["table_id"] for table in found["tables"]]))


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_demos_answers_are_right(question: str, demo_answers: dict[str, dict[str, Any]]) -> None:
    answer = demo_answers[question]

    assert answer["outcome"] == "answered"
    gold = sorted(GOLD[question])
    rows = sorted(answer["rows"])
    assert [row[:-1] for row in rows] == [row[:-1] for row in gold]
    assert [row[-1] for row in rows] == pytest.approx([row[-1] for row in gold])


def test_the_readme_shows_what_the_demo_answers(demo_answers: dict[str, dict[str, Any]]) -> None:
    question = QUESTIONS[1]
    shown = describe_answer(demo_answers[question])

    # A second upload in the same product names its tables orders_2 and so on.
    first_names = re.sub(r"_\d+\b", "", shown)
    assert f"Q: {question}\n\n{first_names}\n" in (ROOT / "README.md").read_text()


def test_asking_about_a_file_twice_sends_it_once(product: LocalProduct, tmp_path: Path) -> None:
    path, changed = tmp_path / "cities.csv", tmp_path / "more" / "cities.csv"
    path.write_text("city,people\nLyon,3\n")
    changed.parent.mkdir()
    changed.write_text("city,people\nLyon,4\n")
    state = LocalState(tmp_path)

    with product.api() as api:
        file_ids = [api.upload(sent, state)["file_id"] for sent in (path, path, changed)]

    assert file_ids[0] == file_ids[1] != file_ids[2]


def test_the_sample_is_the_same_at_every_call(tmp_path: Path) -> None:
    write_sample(tmp_path / "one.xlsx")
    write_sample(tmp_path / "two.xlsx")

    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()


def test_make_demo_prints_questions_sql_and_rows(product: LocalProduct) -> None:
    shown = product.command("services.local.demo")

    assert shown.returncode == 0, shown.stderr
    for question in QUESTIONS:
        assert f"Q: {question}" in shown.stdout
    assert shown.stdout.count("SELECT") == len(QUESTIONS)


def test_make_ask_uploads_a_file_and_answers(product: LocalProduct, tmp_path: Path) -> None:
    file = tmp_path / "sales 2024.csv"
    file.write_text("city,amount\nLyon,10\nParis,5\nLyon,7\n")

    shown = product.command("services.local.ask", FILE=str(file), Q="What is the total amount per city?")

    assert shown.returncode == 0, shown.stderr
    assert "sales_2024: 3 rows (city, amount)" in shown.stdout
    assert "Lyon" in shown.stdout
    assert "17" in shown.stdout


def test_make_ask_runs_the_reading_that_is_picked(product: LocalProduct, tmp_path: Path) -> None:
    file = tmp_path / "stock moves.csv"
    file.write_text("item,units_sold,units_returned\nlamp,10,1\nchair,5,2\n")
    question = {"FILE": str(file), "Q": "total units"}

    offered = product.command("services.local.ask", **question)
    ids = re.findall(r"^  ([\w-]+)  .*units_returned", offered.stdout, re.MULTILINE)
    assert len(ids) == 1, offered.stdout
    picked = product.command("services.local.ask", **question, READING=ids[0])

    assert picked.returncode == 0, picked.stderr
    assert picked.stdout.splitlines()[-1].split() == ["3"]


@pytest.mark.parametrize(
    ("environment", "message"),
    [
        ({"Q": ""}, "What is the question?"),
        ({"Q": "how many?", "FILE": "/nowhere/x.csv"}, "/nowhere/x.csv cannot be read: No such file"),
        ({"Q": "how many?", "FILE": "README.md"}, "(file_type_unsupported)"),
        ({"Q": "how many?", "API_URL": "http://127.0.0.1:1"}, "Start the product with: make up"),
    ],
    ids=["no question", "no such file", "a file that is no table", "nothing listens"],
)
def test_make_ask_says_in_one_line_what_is_wrong(
    environment: dict[str, str], message: str, product: LocalProduct
) -> None:
    shown = product.command("services.local.ask", **environment)

    assert shown.returncode == 1
    assert message in shown.stderr
    assert len(shown.stderr.splitlines()) == 1
