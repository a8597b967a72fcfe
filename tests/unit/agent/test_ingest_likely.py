"""A sample rules kinds out quickly, and never one that would have fitted."""

import random
import re
from pathlib import Path

import pytest

from services.agent.ingest.kinds import KINDS
from services.agent.ingest.likely import ANY_DIGIT, SAMPLE_SHARE, Writing, likely_kinds
from tests.data.ingested import ingest_text

COLUMNS = {
    "integers": ["1", "20", "305", "-7"],
    "amounts": ["$1,234.50", "$3", "(200.00)", "1,000"],
    "German amounts": ["1.234,50", "3,00", "-7,25", "1.000"],
    "lakhs": ["1,23,456", "12,34,567.5", "7", "99,000"],
    "dates": ["2024-01-31", "2023-12-01", "2024-02-30", "soon"],
    "slashes": ["31/01/2024", "01/02/2024", "3/4/2024", "5/6/2024"],
    "named days": ["3 May 2024", "May 3, 2024", "12. Mai 2023", "1st June 2022"],
    "times": ["08:30", "8:30 pm", "23:59:59", "00:00"],
    "words": ["yes", "no", "Yes", "maybe"],
    "shares": ["5 %", "7.5%", "12%", "n/a"],
    "texts": ["v1", "A-70", "v12", "next week"],
}


@pytest.mark.parametrize("texts", COLUMNS.values(), ids=COLUMNS)
@pytest.mark.parametrize("spreadsheet", [False, True])
def test_every_kind_that_fits_most_values_is_among_the_best_six(texts: list[str], spreadsheet: bool) -> None:
    writing = Writing(spreadsheet)
    values = [text for text in texts if text != "n/a"]
    fitting = {
        kind.name: sum(1 for text in values if re.fullmatch(kind.pattern, text))
        for kind in KINDS
        if writing.allows(kind)
    }
    most = {name: fits for name, fits in fitting.items() if fits >= SAMPLE_SHARE * len(values)}

    found = [kind.name for kind in likely_kinds(texts, writing)]

    assert set(found) <= set(most)
    assert sorted((most[name] for name in found), reverse=True) == sorted(most.values(), reverse=True)[:6]


def test_numbers_are_written_alike_whatever_digit_but_nought_stands() -> None:
    draw = random.Random(7)
    numbers = [kind for kind in KINDS if kind.family == "number"]
    for _ in range(3_000):
        text = "".join(draw.choice("0123456789.,-% €()'e+") for _ in range(draw.randint(1, 9)))
        for kind in numbers:
            shape = text.translate(ANY_DIGIT)
            assert bool(re.fullmatch(kind.pattern, text)) == bool(re.fullmatch(kind.pattern, shape)), text


def test_the_preview_of_a_very_wide_table_has_fewer_rows(tmp_path: Path) -> None:
    lines = [",".join(f"n{place}" for place in range(2_000))]
    lines += [",".join(str(row * place) for place in range(2_000)) for row in range(1, 151)]

    table = ingest_text("\n".join(lines) + "\n", tmp_path)

    assert len(table.rows) == 150
    assert table.preview["rows"] == [list(row) for row in table.rows[:100]]
