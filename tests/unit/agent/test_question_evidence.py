"""What a question tells of its words with exact headers, signs and cells: rows, formulas, other names."""

from pathlib import Path
from typing import Any

import pytest

from tests.fakes.question_tables import answer, ingest_tables, shown_rows

TABLES = {
    "gardens": [
        "garden_id,garden_name,county,plots_2021,plots_2022",
        *("1,Alder,Kent,40,50", "2,Birch,Kent,20,10", "3,Cedar,Fife,10,40", "4,Dogwood,Fife,50,50"),
    ],
    "tenants": [
        "tenant_id,tenant_name,garden_id,kind,rent,paid,born_on,joined_on",
        *("1,Ann,1,R,40,40,1950-02-01,2001-03-01", "2,Bob,1,P,50,20,1961-05-01,2011-06-02"),
        *("3,Cid,2,R,60,60,1972-07-01,2002-01-09", "4,Dee,2,R,70,35,1983-01-02,2013-05-05"),
        *("5,Eve,3,P,80,80,1954-03-01,2004-02-01", "6,Fay,3,R,20,10,1995-09-01,2015-01-01"),
        *("7,Gus,4,P,30,30,1946-09-01,2006-01-01", "8,Hal,4,R,90,90,1997-09-01,2017-01-01"),
    ],
    "harvests": [
        "harvest_id,tenant_id,crop,weight,moisture,grade",
        *("1,1,leek,10,30,a", "2,1,kale,4,70,b", "3,2,leek,8,80,b", "4,3,kale,6,20,a", "5,3,leek,2,90,-"),
        *("6,4,kale,9,10,a", "7,5,leek,7,60,+", "8,6,kale,3,75,b", "9,7,leek,5,40,a", "10,8,kale,1,50,b"),
    ],
}


@pytest.fixture(scope="module")
def plots(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    return ingest_tables(TABLES, tmp_path_factory.mktemp("plots"))


def _check(question: str, rows: list[list[Any]], tables: list[dict[str, Any]], folder: Path) -> None:
    found = answer(question, tables, folder)

    assert found["outcome"] == "answered", found.get("refusal")
    got = [[round(cell, 6) if isinstance(cell, float) else cell for cell in row] for row in shown_rows(found)]
    assert got == [[round(cell, 6) if isinstance(cell, float) else cell for cell in row] for row in rows]


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("How many resident tenants are there? Resident refers to kind = 'R'.", [[5]]),
        ("How many tenants are in arrears? In arrears means paid < rent.", [[3]]),
        ("How many tenants are in arrears, where in arrears means paid is less than rent?", [[3]]),
        ("kind = 'P' stands for pensioners. How many pensioners are there in Fife?", [[2]]),
        ("List the names of elderly tenants. Elderly refers to year(born_on) < 1955.",
         [["Ann"], ["Eve"], ["Gus"]]),
        ("How many tenants have a soggy harvest? Soggy refers to moisture between 60 and 80.", [[4]]),
        ("How many tenants with wet leek are there? Wet leek means crop = 'leek' and moisture >= 60.", [[3]]),
        ("How many harvests were unsorted? Unsorted refers to grade = '-'.", [[1]]),
        ("How many harvests were marked? Marked refers to grade = '+' or grade = '-'.", [[2]]),
        ("How many harvests were of top grade? Of top grade refers to grade is a or +.", [[5]]),
    ],
)  # fmt: skip
def test_words_for_rows_are_told_by_headers(
    question: str, rows: list[list[Any]], plots: list[dict[str, Any]], tmp_path: Path
) -> None:
    _check(question, rows, plots, tmp_path)


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("What percentage of tenants are residents? Residents refers to kind = 'R'; "
         "percentage = DIVIDE(SUM(kind = 'R'), COUNT(tenant_id)) * 100.", [[62.5]]),
        ("What is the ratio of residents to pensioners? Residents refers to kind = 'R', "
         "pensioners refers to kind = 'P'; ratio = residents / pensioners.", [[5 / 3]]),
        ("What is the resident rate for each county? "
         "Resident rate = COUNT(kind = 'R') / COUNT(tenant_id) * 100.",
         [["Fife", 50], ["Kent", 75]]),
        ("What is the pay rate of each county? Pay rate = SUM(paid) / SUM(rent) * 100.",
         [["Fife", 210 / 220 * 100], ["Kent", 155 / 220 * 100]]),
        ("What is the difference between the number of leek harvests and kale harvests? "
         "Difference = COUNT(crop = 'leek') - COUNT(crop = 'kale').", [[0]]),
    ],
)  # fmt: skip
def test_figures_are_told_by_functions(
    question: str, rows: list[list[Any]], plots: list[dict[str, Any]], tmp_path: Path
) -> None:
    _check(question, rows, plots, tmp_path)


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("List the garden names and their growth rate from 2021 to 2022. "
         "Growth rate = [(plots_2022 - plots_2021) / plots_2021] * 100.",
         [["Alder", 25], ["Birch", -50], ["Cedar", 300], ["Dogwood", 0]]),
        ("Which garden has the highest growth rate? "
         "Growth rate refers to (plots_2022 - plots_2021) / plots_2021.", [["Cedar"]]),
        ("Which tenants have arrears above 20, where arrears = rent - paid?", [["Bob"], ["Dee"]]),
        ("What is the average start age? Start age = year(joined_on) - year(born_on).", [[311 / 8]]),
        ("List the full details of tenants born after 1990; full details refers to tenant_name, rent.",
         [["Fay", 20], ["Hal", 90]]),
    ],
)  # fmt: skip
def test_formulas_of_cells_are_told_by_headers(
    question: str, rows: list[list[Any]], plots: list[dict[str, Any]], tmp_path: Path
) -> None:
    _check(question, rows, plots, tmp_path)


@pytest.mark.parametrize(
    "question",
    [
        # What is told is another figure than the one that is asked for in plain words.
        "What percentage of tenants are residents? Residents refers to kind = 'R'; "
        "percentage = COUNT(kind = 'P') / COUNT(tenant_id) * 100.",
        # A cell that the column does not have.
        "How many tenants are honorary? Honorary refers to kind = 'H'.",
        # Days and years that no calendar has.
        "How many young tenants are there? Young refers to born_on > '1990-13-45'.",
        "How many young tenants are there? Young refers to born_on < '9999-12-31'.",
        "How many young tenants are there? Young refers to year(born_on) > 9999.",
        "How many young tenants are there? Young refers to year(born_on) > 0000.",
        # Words that the question does not use.
        "How many odd tenants are there? Strange refers to kind = 'R'.",
    ],
)
def test_what_is_told_otherwise_is_refused(
    question: str, plots: list[dict[str, Any]], tmp_path: Path
) -> None:
    assert answer(question, plots, tmp_path)["outcome"] != "answered"


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ("born_on > '1990-05-01'", "born_on is after 1990-05-01"),
        ("born_on <= '1990-05-01'", "born_on is until 1990-05-01"),
        ("year(born_on) > 1990", "born_on is after 1990"),
    ],
)
def test_told_days_are_read_as_any_other_day(
    told: str, words: str, plots: list[dict[str, Any]], tmp_path: Path
) -> None:
    found = answer(f"How many young tenants are there? Young refers to {told}.", plots, tmp_path)
    assert words in found["reading"]
