"""Regular text files take a fast lane; it gives what the careful way gives."""

from pathlib import Path

import pytest

from services.agent.ingest.body import row_group
from services.agent.ingest.delimited import prepare_text
from services.agent.ingest.findings import Findings
from services.agent.ingest.formats import FileFormat
from services.agent.ingest.limits import IngestLimits
from services.agent.ingest.regular import build_regular
from services.agent.ingest.terms import Terms
from services.common.errors import FileTooComplexError
from tests.data.ingested import Table, ingest

HEADER = "id,day,at,paid,price,city,code\n"
LINES = [
    f"{number},2024-01-{number % 28 + 1:02d},2024-01-05 {number % 24:02d}:30:00,"
    f"{'true' if number % 3 else 'false'},{number / 8},{'' if number % 7 == 0 else 'Köln'},{number:06d}\n"
    for number in range(3_000)
]
REGULAR = HEADER + "".join(LINES)
ROW = "7,2024-01-02,2024-01-05 10:30:00,true,1.5,Bonn,000007\n"
NEVER = 10**12
REST = REGULAR[len(HEADER) :]
HALF = HEADER + "".join(LINES[:1500])
TWO_QUOTES = HALF + ROW.replace("Bonn", '"Bonn') + "".join(LINES[:5]) + ROW.replace("Bonn", 'Bonn"') + REST
SUBTOTAL = HALF + f",,,,{sum(number / 8 for number in range(1500))},Total Köln,\n" + REST
COMMENT = "code,price\n" + "A7,1.5\n" * 3000 + "# checked,\n" + "A7,1.5\n" * 3000
AGAIN = "code,city\n" + "A7,Köln\n" * 3000 + "code,city\n" + "A7,Köln\n" * 3000
GERMAN = "Nr;Tag;Betrag;Ort\n" + "".join(
    f"{number};{number % 28 + 1:02d}.01.2024;{f'{number * 7 / 8:,.2f}'.translate({44: '.', 46: ','})};Köln\n"
    for number in range(3_000)
)


def both_ways(folder: Path, content: str) -> tuple[Table, Table]:
    path = folder / "x.csv"
    path.write_text(content, encoding="utf-8", newline="")
    (fast,) = ingest(path, folder, regular_min_bytes=0)
    (careful,) = ingest(path, folder, regular_min_bytes=NEVER)
    return fast, careful


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(REGULAR, id="regular"),
        pytest.param(REGULAR.replace("\n", "\r\n"), id="CR LF"),
        pytest.param(REGULAR.replace(",", ";"), id="semicolons"),
        pytest.param(REGULAR + ROW.replace("7,", "seven,", 1), id="a misfit in the end"),
        pytest.param(HALF + ROW.replace("2024-01-02", "2024-02-30") + REST, id="no such day"),
        pytest.param(HALF + ROW.replace("7,", "007,", 1) + REST, id="a leading zero"),
        pytest.param(REGULAR + ROW.replace(",Bonn", ""), id="a short row"),
        pytest.param(REGULAR + ROW.replace("Bonn", '"Bo\nnn"'), id="a line end in a cell"),
        pytest.param(HALF + ROW.replace("Bonn", '"Bonn') + REST, id="a quote too many"),
        pytest.param(HALF + ROW.replace("Bonn", 'a 12" pipe') + REST, id="a quote inside a cell"),
        pytest.param(HALF.replace("\n", "\r\n") + REST, id="mixed line ends"),
        pytest.param(HALF + "\n" + REST, id="a blank line"),
        pytest.param(HALF + ROW.replace("\n", ",more\n") + REST, id="a long row"),
        pytest.param(HALF + ROW.replace("\n", ',"mo\nre",\n') + REST, id="a long row of several lines"),
        pytest.param(REGULAR.replace("3,2024", "n/a,2024", 1), id="a word for nothing"),
        pytest.param(HALF + ROW.replace("1.5", "N/A") + ROW.replace("true", "-") + REST, id="rare words"),
        pytest.param(HALF + ROW.replace("1.5", "---") + REST, id="a word like a drawn line"),
        pytest.param(HEADER + LINES[0] + ROW.replace("1.5", "n/a") * 99, id="mostly words for nothing"),
        pytest.param(HALF + ROW.replace("Bonn", "Bonn\u00a0") + REST, id="a blank behind a text"),
        pytest.param(HALF.replace(",Köln", ", Köln") + REST, id="blanks before texts"),
        pytest.param(HALF + ROW.replace("Bonn", " \t") + REST, id="nothing but blanks"),
        pytest.param("Report\n" + REGULAR, id="a title"),
        pytest.param(REGULAR + "Total,,,,562312.5,,\n", id="totals"),
        pytest.param(REGULAR.replace(HEADER, ""), id="no header"),
        pytest.param(REGULAR.replace("day,", "id,", 1), id="a repeated name"),
        pytest.param(TWO_QUOTES, id="rows between two quotes too many"),
        pytest.param(SUBTOTAL, id="a subtotal"),
        pytest.param(SUBTOTAL.replace("Subtotal", "小計"), id="a subtotal in Japanese"),
        pytest.param(COMMENT.replace(",", ",x,"), id="a comment"),
        pytest.param(AGAIN, id="the header again"),
        pytest.param(GERMAN, id="decimal commas"),
        pytest.param(GERMAN + "7;2024-01-05;1,5;Bonn\n", id="a day in another order"),
        pytest.param(GERMAN + "7;05.01.2024;EUR 1,5;Bonn\n", id="a currency"),
    ],
)  # fmt: skip
def test_both_ways_give_the_same_table(tmp_path: Path, content: str) -> None:
    fast, careful = both_ways(tmp_path, content)

    assert (fast.columns, fast.types) == (careful.columns, careful.types)
    assert fast.rows == careful.rows
    assert fast.warnings == careful.warnings
    assert (fast.profile, fast.preview) == (careful.profile, careful.preview)


@pytest.mark.parametrize(
    ("content", "taken"),
    [
        (REGULAR, True),
        (HALF + ROW.replace("1.5", "n/a").replace("Bonn", "Bonn ") + REST, True),
        (REGULAR + ROW.replace("1.5", "1,5"), False),
        (GERMAN, True),
        (TWO_QUOTES, False),
        (SUBTOTAL, False),
        (SUBTOTAL.replace("Subtotal", "小計"), False),
        (AGAIN, False),
    ],
)
def test_the_fast_lane_takes_regular_files_only(tmp_path: Path, content: str, taken: bool) -> None:
    path = tmp_path / "x.csv"
    path.write_text(content, encoding="utf-8")
    findings, terms = Findings("x.csv"), Terms(IngestLimits(regular_min_bytes=0))

    with prepare_text(path, FileFormat.CSV, tmp_path, findings, terms) as source:
        built = build_regular(source, tmp_path, findings, terms)

    assert (built is not None) is taken
    assert (tmp_path / "part-0.parquet").exists() is taken


def test_a_last_line_longer_than_the_strict_readers_buffer_is_refused_not_dropped(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("a,b\n" + "7,y\n" * 5_000 + f"9,{'x' * 35_000_000}\n", encoding="utf-8")

    with pytest.raises(FileTooComplexError):
        ingest(path, tmp_path)


def test_a_long_last_line_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("a,b\n" + "7,y\n" * 5_000 + f"9,{'x' * 10_000_000}\n", encoding="utf-8")

    (table,) = ingest(path, tmp_path)

    assert len(table.rows) == 5_001
    assert len(table.rows[-1][1]) == 10_000_000


@pytest.mark.parametrize(
    ("width", "rows"), [(1, 61_440), (32, 61_440), (100, 18_432), (400, 4_096), (2_000, 2_048)]
)
def test_a_wide_tables_row_groups_hold_no_more_cells_than_a_narrow_ones(width: int, rows: int) -> None:
    assert row_group(width) == rows
