"""Text files as open-data portals publish them: the cells that arrive, against the truth."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.data.cell_score import mean, score_file
from tests.data.export_files import export_files
from tests.data.faulty_files import single_fault_files
from tests.data.handmade_faults import handmade_faults
from tests.data.handmade_files import handmade_files
from tests.data.odd_files import odd_files
from tests.data.portal_files import PortalFile, survey_files
from tests.data.prose_files import prose_files

MIN_SURVEY = 0.985
MIN_SINGLE_FAULT = 0.95
SETS = (
    survey_files,
    odd_files,
    export_files,
    handmade_files,
    prose_files,
    single_fault_files,
    handmade_faults,
)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("files", "goal"),
    [
        pytest.param(list(survey_files()), MIN_SURVEY, id="many habits"),
        pytest.param(list(odd_files()), MIN_SURVEY, id="odd habits"),
        pytest.param(list(export_files()), MIN_SURVEY, id="exports"),
        pytest.param([*handmade_files(), *prose_files()], MIN_SURVEY, id="made by hand"),
        pytest.param(list(handmade_faults()), MIN_SINGLE_FAULT, id="faults made by hand"),
        pytest.param(list(single_fault_files()), MIN_SINGLE_FAULT, id="one fault"),
    ],
)
def test_the_cells_of_portal_files_arrive(tmp_path: Path, files: Iterable[PortalFile], goal: float) -> None:
    # Every second file here; `make bench BENCH_ARGS=fidelity` scores them all.
    scores = {file.name: score_file(file, tmp_path) for file in list(files)[::2]}

    assert mean(list(scores.values())) >= goal, sorted(scores.items(), key=lambda each: each[1])[:5]


def test_there_are_enough_files() -> None:
    names = [file.name for make in SETS for file in make()]

    assert len(names) == len(set(names)) >= 340
