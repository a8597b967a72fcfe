"""Figures as people say them: in words, in a unit that only one header has, as an extreme of it."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from services.agent.question.rewording.bounds.numberwords import say_figures
from tests.fakes.question_tables import answer, ingest_files, write_csv

SHEETS = {
    "towers": [
        "Tower,Town,Height (ft),Floor area (sq m),Base (ft),Wired,Visitors 1995,Visitors 2015",
        "Northgate,Arby,310,4200,60,Yes,1200,2100", "Old Mast,Arby,95,300,20,No,450,300",
        "Corner Spire,Brill,210,1800,45,Yes,9000,12000", "The Needle,Brill,460,5100,70,No,800,260000",
        "Low Keep,Cray,80,900,40,No,150,90",
    ],
    "clubs": [
        "Club,Founded,Wins,Draws,Total",
        "Ashton,1899,12,3,15", "Burley,1921,4,9,13", "Corby,1875,8,14,22", "Derby Road,1950,1,2,3",
    ],
    "mills": [
        "Mill,Owner,Profit (thousand €),Output (MW),Speed (mph),Staff",
        "Alder,Pryce,120.5,14,30,40", "Birch,Pryce,-14,22,55,12", "Cedar,Holt,0.9,9,62,8",
        "Elm,Holt,-3.5,40,71,25",
    ],
    "fencers": [
        "Player,Land,Prize ($),Bouts", "Ann Lee,Spain,900,4", "Bea Fox,Italy,2500,6", "Cy Orr,Italy,300,9",
    ],
    "fires": [
        "Fire,County,Acres,Deaths,Year seen", "Ridge,Hale,900,0,c. 1889", "Pine,Hale,1200,12,1890",
        "Creek,Moss,400,3,1902", "Gulch,Moss,2500,0,1911",
    ],
    "acts": [
        "Act,Panel,Phone vote,Sum",
        "Ada & Bo,120,30,150", "The Gulls,95,88,183", "Nightfall,130,61,191", "Cy Marsh,40,12,52",
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def sheets(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, Any]]]:
    folder = tmp_path_factory.mktemp("figures")
    return {
        name: ingest_files([write_csv(folder, name, lines)], folder / f"{name}-out")
        for name, lines in SHEETS.items()
    }


@pytest.mark.parametrize(
    ("sheet", "question", "cells"),
    [
        # The unit says the column; of two that are measured in it the adjective does.
        ("mills", "Which mills make more than 20 megawatts?", ["Birch", "Elm"]),
        ("mills", "Which mills stayed below 60 miles per hour?", ["Alder", "Birch"]),
        ("mills", "combined megawatts of the Pryce mills", [36]),
        ("towers", "Which towers are taller than 200 feet?", ["Corner Spire", "Northgate", "The Needle"]),
        ("towers", "How big is Northgate in square metres?", [4200]),
        ("towers", "How many feet is the tallest tower in Arby?", [310]),
        ("towers", "the shortest tower in Brill is how many feet?", [210]),
        ("towers", "How many feet is the tallest height in Brill?", [460]),
        ("towers", "How tall is the tallest height where the town is Arby?", [310]),
        ("towers", "Count the towers in Brill that don't reach 300 feet.", [1]),
        ("fires", "Which fire killed the most people?", ["Pine"]),
        ("fires", "How many killed nobody?", [2]),
        ("fires", "How many were over 800 acres?", [3]),
        ("fencers", "How many fencers won over a thousand dollars?", [1]),
        # Numbers in words.
        ("towers", "How many towers had fewer than a thousand visitors in 1995?", [3]),
        ("towers", "Which towers had more than a quarter of a million visitors in 2015?", ["The Needle"]),
        ("acts", "Which acts got over a hundred from the panel?", ["Ada & Bo", "Nightfall"]),
        # The header of totals, of yes and no, of profits.
        ("clubs", "Which clubs played more than fourteen games overall?", ["Ashton", "Corby"]),
        ("clubs", "How many clubs are older than 1900, i.e. began before that year?", [2]),
        ("mills", "Which mills lost money?", ["Birch", "Elm"]),
        ("mills", "How many mills made a profit?", [2]),
        ("towers", "What is the average height (ft) for the town of Arby with wired of no?", [95]),
        ("towers", "How many visitors, roughly, did Northgate have back in 1995?", [1200]),
    ],
)
def test_a_figure_is_found_by_how_it_is_said(
    sheets: dict[str, list[dict[str, Any]]], tmp_path: Path, sheet: str, question: str, cells: Sequence[Any]
) -> None:
    assert sorted(row[0] for row in answer(question, sheets[sheet], tmp_path)["rows"]) == cells


def test_a_profit_of_a_size_is_compared_with_that(
    sheets: dict[str, list[dict[str, Any]]], tmp_path: Path
) -> None:
    found = answer("Which mills made a profit of more than 100?", sheets["mills"], tmp_path)

    assert [row[0] for row in found["rows"]] == ["Alder"]


@pytest.mark.parametrize(
    ("sheet", "question"),
    [
        ("mills", "smallest tariff of any Holt mill"),
        # Texts of years are in no order of their rows, and what goes on still is in no column.
        ("fires", "How many were seen before 1890?"),
        ("clubs", "Of those still in the league, how many won over 5 games?"),
    ],
)
def test_what_is_not_told_is_refused(
    sheets: dict[str, list[dict[str, Any]]], tmp_path: Path, sheet: str, question: str
) -> None:
    assert answer(question, sheets[sheet], tmp_path)["outcome"] == "refused"


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("over a hundred", "over 100"),
        ("more than a quarter of a million copies", "more than 0.25 million copies"),
        ("at least twenty-five", "at least 25"),
        ("under two hundred and fifty thousand", "under 250 thousand"),
        ("fewer than a dozen", "fewer than 12"),
        ("who wrote A Thousand Tides", "who wrote A Thousand Tides"),
        ("more than a hundred-year lease", "more than a hundred-year lease"),
    ],
)
def test_numbers_behind_comparisons_are_written_in_digits(said: str, written: str) -> None:
    assert say_figures(said) == written
