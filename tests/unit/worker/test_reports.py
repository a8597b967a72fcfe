"""Reports stay small enough to be shown at once."""

from services.worker.reports import _without_cells, replace_tables


def a_table(source: str, sheet: str | None = None) -> dict:
    cells = [{"cell": "A1", "raw": "x"}]
    warning = {"code": "values_not_read", "message": "1 cell", "count": 1, "cells": cells}
    return {
        "source": source,
        "sheet": sheet,
        "warnings": [warning],
        "report": {"range": "A1", "misfits": cells},
    }


def test_a_large_report_keeps_its_warnings_and_leaves_out_their_cells() -> None:
    short = _without_cells({"tables": [a_table("a")], "warnings": ["w"], "read": {}})

    (table,) = short["tables"]
    assert table["warnings"] == [{"code": "values_not_read", "message": "1 cell", "count": 1, "cells": []}]
    assert table["report"] == {"range": "A1", "misfits": []}
    assert short["warnings"] == ["w"]


def test_a_table_that_was_read_anew_takes_its_old_place() -> None:
    new = {**a_table("b"), "rows": 7}

    report = replace_tables(
        {"tables": [a_table("a"), a_table("b"), a_table("b", "Jan")]}, [new, a_table("c")]
    )

    assert [table["source"] for table in report["tables"]] == ["a", "b", "b", "c"]
    assert report["tables"][1] == new
