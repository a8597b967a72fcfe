"""Ingest of a workbook, against pandas with openpyxl, in one run.

Each side reads the same file in a process of its own, so that neither warms the other and each has its own
peak memory.
"""

import datetime
import random
import sys
from pathlib import Path

import xlsxwriter

from benchmarks.figures import Figure
from benchmarks.sides import Reader, be_side, load_ingest, run_side

SHEETS = 5
ROWS = 100_000
FULL_ROWS = 1_048_575
"""With the header, as many rows as a sheet can have; the peak is compared with that of a tenth."""
SEED = 20261123
HEADER = ("id", "customer", "city", "amount", "quantity", "day", "moment", "paid", "code", "note")
CITIES = ("Aachen", "Brno", "Córdoba", "Derby", "Espoo", "Graz", "Łódź")


def write_workbook(path: Path, *, sheets: int = SHEETS, rows: int = ROWS) -> None:
    """Write sheets of ten mixed columns; the same file for the same sizes."""
    numbers = random.Random(SEED)
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        start = datetime.datetime(2020, 1, 1)
        for number in range(sheets):
            sheet = book.add_worksheet(f"Region {number + 1}")
            sheet.write_row(0, 0, HEADER)
            for row in range(1, rows + 1):
                at = start + datetime.timedelta(seconds=numbers.randrange(150_000_000))
                sheet.write_number(row, 0, row)
                sheet.write_string(row, 1, f"customer {numbers.randrange(20_000)}")
                sheet.write_string(row, 2, numbers.choice(CITIES))
                sheet.write_number(row, 3, round(numbers.random() * 10_000, 2))
                sheet.write_number(row, 4, numbers.randrange(100))
                sheet.write_datetime(row, 5, datetime.datetime(at.year, at.month, at.day), day)
                sheet.write_datetime(row, 6, at, moment)
                sheet.write_boolean(row, 7, numbers.random() < 0.5)
                sheet.write_string(row, 8, f"{numbers.randrange(1_000_000):06d}")
                if row % 3:
                    sheet.write_string(row, 9, f"note {numbers.randrange(1_000)}")


def load_pandas() -> Reader:
    """Import pandas; it reads every sheet as most programs do, and writes it as Parquet."""
    import pandas

    def read(path: Path, out: Path) -> None:
        for name, frame in pandas.read_excel(path, sheet_name=None, engine="openpyxl").items():
            frame.to_parquet(out / f"{name}.parquet")

    return read


def measure(folder: Path) -> list[Figure]:
    """Return the ratio of the times and our peak memory."""
    path = folder / "mixed.xlsx"
    write_workbook(path)
    ours, theirs = _in_process("ingest", path), _in_process("pandas", path)
    tenth, whole = (_one_sheet(folder / f"{rows}.xlsx", rows) for rows in (FULL_ROWS // 10, FULL_ROWS))
    name = f"ingest {SHEETS} sheets × {ROWS:,} × 10"
    return [
        Figure(f"{name} against pandas + openpyxl", ours["seconds"] / theirs["seconds"], "<=", 0.2),
        Figure(f"{name}, peak memory", ours["peak_mb"], "<=", 350, unit=" MB"),
        Figure(f"ingest one sheet × {FULL_ROWS + 1:,} × 10", whole["seconds"], "<=", None, unit=" s"),
        Figure(
            f"ingest one sheet × {FULL_ROWS + 1:,} × 10, peak memory",
            whole["peak_mb"],
            "<=",
            1000,
            unit=" MB",
        ),
        Figure(
            "ingest one sheet, peak memory with ten times the rows",
            whole["peak_mb"] / tenth["peak_mb"],
            "<=",
            1.25,
        ),
    ]


def _one_sheet(path: Path, rows: int) -> dict[str, float]:
    write_workbook(path, sheets=1, rows=rows)
    return _in_process("ingest", path)


def _in_process(reader: str, path: Path) -> dict[str, float]:
    return run_side("benchmarks.ingest", reader, path)


if __name__ == "__main__":
    be_side({"pandas": load_pandas, "ingest": load_ingest}, sys.argv[1:])
