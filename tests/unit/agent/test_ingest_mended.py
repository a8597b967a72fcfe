"""A mended file holds the rows that careful reading finds, whatever is wrong with the lines."""

import csv
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from services.agent.ingest import mended
from services.agent.ingest.delimited import TextSource, prepare_text, rows_of_text
from services.agent.ingest.findings import Findings
from services.agent.ingest.formats import FileFormat
from services.agent.ingest.limits import IngestLimits
from services.agent.ingest.records import Dialect
from services.agent.ingest.terms import Terms
from services.agent.ingest.ticker import Ticker

LIMITS = IngestLimits()
LINES = [
    "a,b,c",
    "",
    "a,b",
    "a,b,c,d",
    '"a, b",b,c',
    'a,"b',
    'a",b,c',
    'a,"b\nc",d',
    'a,"",c',
    'a,12" pipe,c',
    '"say ""so""",b,c',
    "a|b|c",
    '"',
]
ENDS = ["\n", "\r\n", "\r"]


def both_ways(source: TextSource, folder: Path) -> tuple[list[list[str]], list[list[str]]]:
    """Return the rows of a mended file, and those of careful reading made as long as the longest."""
    rows = list(rows_of_text(source, "x.csv", LIMITS))
    with Ticker(lambda stage, percent: None) as ticker:
        plain, shape = mended.mend(source, folder / "mended.csv", LIMITS, ticker)
    assert plain is not None
    assert (shape.rows, shape.has_blank_rows) == (len(rows), [] in rows)
    with plain.path.open(encoding="utf-8", newline="") as file:
        written = list(csv.reader(file, strict=True, **plain.dialect.options))
    return written, [row + [""] * (shape.width - len(row)) for row in rows]


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> TextSource:
    """A source to take for others, its lines' facts aside."""
    folder = tmp_path_factory.mktemp("mended")
    path = folder / "x.csv"
    path.write_text("a,b,c\n" * 9)
    with prepare_text(path, FileFormat.CSV, folder, Findings("x.csv"), Terms(LIMITS)) as source:
        return source


@given(
    some.lists(some.tuples(some.sampled_from(LINES), some.sampled_from(ENDS)), min_size=1, max_size=30),
    some.sampled_from([1, 30, 1 << 20]),
)
def test_every_row_is_as_careful_reading_finds_it(
    prepared: TextSource, lines: list[tuple[str, str]], block: int
) -> None:
    text = "a,b,c\n" + "".join(line + end for line, end in lines)
    prepared.path.write_text(text, encoding="utf-8", newline="")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(mended, "BLOCK_CHARACTERS", block)
        written, careful = both_ways(prepared, prepared.path.parent)

    assert written == careful


@pytest.mark.parametrize(
    ("dialect", "text"),
    [
        (Dialect("::"), "a::b::c\n1::2\n"),
        (Dialect(";", "'"), "a;'b;b';c\n'x;2;3\n"),
        (Dialect("|", ""), 'a|"b|c\n'),
        (Dialect(",", '"', "\\"), 'a,"b \\" c",d\n\\,,2,3\n'),
        (Dialect(",", '"', skip_space=True), 'a, "b, c", d\n1, 2\n'),
    ],
)
def test_other_dialects_are_written_as_every_reader_divides_them(
    prepared: TextSource, tmp_path: Path, dialect: Dialect, text: str
) -> None:
    path = tmp_path / "x.csv"
    path.write_text(text, encoding="utf-8", newline="")

    written, careful = both_ways(replace(prepared, path=path, dialect=dialect), tmp_path)

    assert written == careful
