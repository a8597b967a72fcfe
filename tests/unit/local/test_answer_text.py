"""Answers as a person at a terminal sees them."""

from typing import Any

from services.local.answer_text import MAX_ROWS, describe_answer, format_rows


def _answer(**fields: Any) -> dict[str, Any]:
    return {
        "outcome": "answered",
        "reading": "All.",
        "sql": "SELECT 1",
        "columns": ["n"],
        "rows": [],
    } | fields


def test_an_answer_shows_reading_sql_and_rows() -> None:
    shown = describe_answer(_answer(columns=["city", "n"], rows=[["Lyon", 3]], row_count=1))

    assert shown == "All.\n\nSELECT 1\n\n  city  n\n  ----  -\n  Lyon  3"


def test_what_else_there_is_to_know_comes_first() -> None:
    noted = _answer(row_count=0, notes=["“loot” was read as “amount”."])

    assert describe_answer(noted).startswith("“loot” was read as “amount”.\n\nAll.")


def test_no_rows_are_an_answer_too() -> None:
    assert describe_answer(_answer(row_count=0)).endswith("  n\n  -\n\n  No rows fit.")


def test_rows_beyond_the_first_are_counted() -> None:
    shown = describe_answer(_answer(rows=[[row] for row in range(100)], row_count=1234))

    assert shown.endswith(f"… {1234 - MAX_ROWS} more rows")


def test_an_ambiguous_answer_lists_its_readings() -> None:
    shown = describe_answer(
        {
            "outcome": "ambiguous",
            "readings": [{"id": "a1", "reading": "By city."}, {"id": "b2", "reading": "By day."}],
        }
    )

    assert "  a1  By city.\n  b2  By day." in shown


def test_a_refusal_names_the_words_or_says_that_no_reading_fits() -> None:
    refused = {"outcome": "refused", "unknown_words": ["mars"], "suggestions": ["How many orders?"]}

    assert describe_answer(refused) == (
        "This question was not understood. Words that match nothing: mars.\n"
        "What could be asked:\n  - How many orders?"
    )
    assert describe_answer({**refused, "unknown_words": [], "suggestions": []}) == (
        "This question was not understood. No one reading explains all its words."
    )
    why = "Every word is known, but no reading has a place for “in 1981”."
    assert describe_answer({**refused, "unknown_words": [], "suggestions": [], "notes": [why]}) == (
        f"{why}\n\nThis question was not understood."
    )


def test_numbers_stand_right_and_text_left_in_one_line() -> None:
    table = format_rows(["a", "amount"], [["x\ny", 1234.5], [None, 7], ["z" * 60, None]])

    lines = table.splitlines()
    assert lines[2] == "  x y" + " " * 37 + "  1,234.50"
    assert lines[3].endswith("         7")
    assert lines[4] == "  " + "z" * 39 + "…"
