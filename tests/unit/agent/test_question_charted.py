"""Places on charts, the best rated of a kind, who was played, and how things stood after a game."""

from pathlib import Path
from typing import Any

import pytest

from tests.fakes.question_tables import answer, ingest_tables, shown_rows

SONGS = {
    "songs": [
        "Year,Song,US Pop 50,UK,NED,Record label",
        "1990,Amber Rain,12,1,9,Larch", "1991,Blue Motel,3,44,1,Larch", "1993,Cold Harbour,7,8,30,Alder",
        "1994,Dust,41,19,2,Alder",
    ]
}  # fmt: skip
GAMES = {
    "games": [
        "Date,Opponent,Score,Loss,Attendance,Record",
        "July 1,Otters,7-3,Mesa (5–7),24518,38-37", "July 3,Herons,2-6,Ward (1–2),19010,38-38",
        "July 4,Otters,1-0,Pike (7–8),30200,39-38",
    ]
}  # fmt: skip
SHOWS = {
    "shows": [
        "No.,Title,Written by,U.S. viewers (millions),Rating",
        "1,The Long Tide,Ellen Brandt,11.42,6.1", "2,Fifty Candles,Tim Keller,12.18,7.4",
        "3,Low Water,Tim Keller,10.02,5.9",
    ]
}  # fmt: skip
GOODS = {
    "goods": [
        "Product name,Kind,Price,Rating",
        "Oak Desk,Desk,300,4.1", "Pine Desk,Desk,200,3.9", "Office Chair,Chair,120,4.7", "Stool,Chair,40,3.2",
    ]
}  # fmt: skip
SQUAD = {
    "squad": [
        "Player,No.,Position,Club,Wins,Season",
        "Ola Berg,7,Guard,Bears,3,2003", "Max Finn,11,Goaltender,Bears,2,2003",
        "Ivo Kern,4,Center,Wolves,5,2004", "Per Dahl,9,Guard,Wolves,1,2005",
    ]
}  # fmt: skip
TABLES = {"songs": SONGS, "games": GAMES, "shows": SHOWS, "goods": GOODS, "squad": SQUAD}


@pytest.fixture(scope="module")
def sheets(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, Any]]]:
    return {name: ingest_tables(tables, tmp_path_factory.mktemp(name)) for name, tables in TABLES.items()}


@pytest.mark.parametrize(
    ("sheet", "question", "rows"),
    [
        ("songs", "Which song reached 3 on the US Pop 50?", [["Blue Motel"]]),
        ("songs", "Which song got 44 in the UK?", [["Blue Motel"]]),
        ("songs", "How many songs were number 1 on the UK chart?", [[1]]),
        ("songs", "Which song went to number one in the Netherlands?", [["Blue Motel"]]),
        ("songs", "Which songs made the top 10 in the UK?", [["Amber Rain"], ["Cold Harbour"]]),
        ("games", "What was the record after the game on July 3?", [["38-38"]]),
        ("games", "What team did they play on July 3?", [["Herons"]]),
        ("games", "Which team did they face when the loss was Pike (7–8)?", [["Otters"]]),
        ("shows", "How many million U.S. viewers watched the episode Fifty Candles?", [[12.18]]),
        ("shows", "how many U.S. viewers watched Low Water", [[10.02]]),
        ("shows", "What was the top rated show?", [["Fifty Candles"]]),
        ("shows", "which title is the worst rated", [["Low Water"]]),
        ("goods", "highest priced desk", [["Oak Desk"]]),
        ("goods", "which is the lowest rated chair", [["Stool"]]),
        ("goods", "the best rated product", [["Office Chair"]]),
        ("goods", "highest price of a desk", [[300]]),
        ("squad", "what does number 4 play?", [["Center"]]),
        ("squad", "who is the goalie of the Bears", [["Max Finn"]]),
        ("squad", "how many wins were there in 2003", [[5]]),
    ],
)
def test_what_sheets_of_games_and_charts_are_asked(
    sheet: str,
    question: str,
    rows: list[list[Any]],
    sheets: dict[str, list[dict[str, Any]]],
    tmp_path: Path,
) -> None:
    result = answer(question, sheets[sheet], tmp_path)

    assert result["outcome"] == "answered"
    assert shown_rows(result) == rows


def test_the_next_row_is_meant_where_no_standing_is_asked(
    sheets: dict[str, list[dict[str, Any]]], tmp_path: Path
) -> None:
    result = answer("who did they play after the Herons?", sheets["games"], tmp_path)

    assert result["outcome"] == "answered"
    assert result["rows"] == [["Otters"]]


def test_ranks_are_never_added_up_for_how_many_were_ranked(tmp_path: Path) -> None:
    heats = {"heats": ["Rank,Name,Nation", "1,Ada Ek,Norway", "2,Bo Lie,Sweden", "3,Cy Dahl,Norway"]}
    result = answer("how many people were ranked?", ingest_tables(heats, tmp_path), tmp_path)

    assert result["outcome"] != "answered" or result["rows"] == [[3]]
