"""Messy sheets, each against the tables that a person would read from it."""

from pathlib import Path

import pytest

from tests.data.ingested import ingest
from tests.data.messy_sheets import messy_sheets
from tests.data.program_sheets import program_sheets
from tests.data.sheet_model import MessySheet
from tests.data.sheet_score import is_right


@pytest.mark.parametrize("sheet", [*messy_sheets(), *program_sheets()], ids=lambda sheet: sheet.name)
def test_a_messy_sheet_is_read_as_a_person_would(tmp_path: Path, sheet: MessySheet) -> None:
    tables = ingest(sheet.write(tmp_path / "x.xlsx"), tmp_path)

    assert is_right(sheet, tables) is None
