"""How faithfully messy files are read: cells of text files, and whole sheets, against the truth."""

from collections.abc import Iterable
from pathlib import Path

from benchmarks.figures import Figure
from tests.data.cell_score import mean, score_file
from tests.data.export_files import export_files
from tests.data.faulty_files import single_fault_files
from tests.data.handmade_faults import handmade_faults
from tests.data.handmade_files import handmade_files
from tests.data.ingested import ingest
from tests.data.messy_sheets import messy_sheets
from tests.data.odd_files import odd_files
from tests.data.portal_files import PortalFile, survey_files
from tests.data.prose_files import prose_files
from tests.data.sheet_score import is_right


def measure(folder: Path) -> list[Figure]:
    """Return the mean F1 of each set of text files, and the share of sheets that are right."""
    survey = [*survey_files(), *odd_files(), *export_files(), *handmade_files(), *prose_files()]
    single = [*single_fault_files(), *handmade_faults()]
    sheets = list(messy_sheets())
    right = sum(
        is_right(sheet, ingest(sheet.write(folder / f"{number}.xlsx"), folder)) is None
        for number, sheet in enumerate(sheets)
    )
    return [
        Figure(f"cells of {len(survey)} portal files, F1", _f1(survey, folder), ">=", 0.985, unit=""),
        Figure(f"cells of {len(single)} files with one fault, F1", _f1(single, folder), ">=", 0.95, unit=""),
        Figure(f"messy sheets right, of {len(sheets)}", right / len(sheets), ">=", 0.9, unit=""),
    ]


def _f1(files: Iterable[PortalFile], folder: Path) -> float:
    return mean([score_file(file, folder) for file in files])
