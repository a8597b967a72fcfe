"""Charts: the form that fits an answer, out of a closed set."""

from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.fakes.question_tables import answer, ingest_domain, ingest_files, write_csv

CHANNEL = {
    "type": "object",
    "properties": {
        "field": {"enum": ["x", "y", "color", "text"]},
        "type": {"enum": ["quantitative", "temporal", "nominal"]},
        "title": {"type": "string"},
        "sort": {"type": "null"},
    },
    "required": ["field", "type", "title"],
    "additionalProperties": False,
}
CELL = {"type": ["string", "number", "boolean", "null"]}
SPECIFICATION = {
    "type": "object",
    "properties": {
        "$schema": {"const": "https://vega.github.io/schema/vega-lite/v5.json"},
        "mark": {"enum": ["bar", "line", "point", "text"]},
        "data": {
            "type": "object",
            "properties": {
                "values": {
                    "type": "array",
                    "maxItems": 100,
                    "items": {
                        "type": "object",
                        "properties": dict.fromkeys(["x", "y", "color", "text"], CELL),
                        "additionalProperties": False,
                    },
                }
            },
            "required": ["values"],
            "additionalProperties": False,
        },
        "encoding": {
            "type": "object",
            "properties": dict.fromkeys(["x", "y", "color", "text"], CHANNEL),
            "additionalProperties": False,
        },
    },
    "required": ["$schema", "mark", "data", "encoding"],
    "additionalProperties": False,
}
"""All that a chart may be: no transforms, no expressions, no URLs to fetch."""


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    return ingest_domain("shop", tmp_path_factory.mktemp("shop"))


@pytest.mark.parametrize(
    ("question", "mark", "channels"),
    [
        ("how many orders do we have", "text", {"text": "quantitative"}),
        ("total amount by country", "bar", {"x": "nominal", "y": "quantitative"}),
        ("revenue by month in 2024", "line", {"x": "temporal", "y": "quantitative"}),
        ("top 3 customers by revenue", "bar", {"x": "nominal", "y": "quantitative"}),
    ],
)
def test_the_chart_fits_the_answer(
    question: str, mark: str, channels: dict[str, str], shop: list[dict[str, Any]], tmp_path: Path
) -> None:
    result = answer(question, shop, tmp_path)

    chart = result["chart"]
    jsonschema.validate(chart, SPECIFICATION)
    assert chart["mark"] == mark
    assert {name: each["type"] for name, each in chart["encoding"].items()} == channels
    assert len(chart["data"]["values"]) == result["row_count"]
    assert all(set(value) == set(channels) for value in chart["data"]["values"])


def test_two_measures_of_each_row_make_a_scatter(tmp_path: Path) -> None:
    lines = ["name,height,weight", *(f"n{i},{150 + i * 7 % 40},{50 + i * 3 % 30}" for i in range(20))]
    people = ingest_files([write_csv(tmp_path, "people", lines)], tmp_path / "in")

    result = answer("height and weight of all people", people, tmp_path)

    jsonschema.validate(result["chart"], SPECIFICATION)
    assert result["chart"]["mark"] == "point"
    assert result["chart"]["data"]["values"][0] == {"x": 150, "y": 50}


@pytest.mark.parametrize("question", ["list all products", "name and price of all products"])
def test_a_list_has_no_chart(question: str, shop: list[dict[str, Any]], tmp_path: Path) -> None:
    assert answer(question, shop, tmp_path)["chart"] is None


def test_sql_has_no_chart(shop: list[dict[str, Any]], tmp_path: Path) -> None:
    result = answer(None, shop, tmp_path, sql="SELECT count(*) FROM orders")  # type: ignore[arg-type]

    assert result["chart"] is None


def test_more_bars_than_can_be_read_are_not_drawn(tmp_path: Path) -> None:
    lines = ["town,sales", *(f"town {number:03},{number}" for number in range(60) for _ in range(2))]
    towns = ingest_files([write_csv(tmp_path, "towns", lines)], tmp_path / "in")

    assert answer("total sales by town", towns, tmp_path)["chart"] is None


def test_headers_and_cells_stay_data(tmp_path: Path) -> None:
    header = "a.b[0] ; datum['x']"
    lines = [f"kind,{header}", "alert(1),1", "alert(1),2", "signal: x,3", "signal: x,5"]
    tables = ingest_files([write_csv(tmp_path, "odd", lines)], tmp_path / "in")

    chart = answer("total a b by kind", tables, tmp_path)["chart"]

    jsonschema.validate(chart, SPECIFICATION)
    assert chart["data"]["values"] == [{"x": "alert(1)", "y": 3}, {"x": "signal: x", "y": 8}]
    assert [each["field"] for each in chart["encoding"].values()] == ["x", "y"]
    assert header in chart["encoding"]["y"]["title"]
