"""Questions to lists of squads, races, drafts and ships, as encyclopedias have them: one row of one table."""

from typing import Any

import pytest

from tests.fakes.question_tables import Ask, asking, shown_rows

SHEETS = {
    "squad": [
        "Player,No.,Origin,College",
        "Ada Blum,25,Peru,Mill College (OH)",
        "Ben Cole,31,Chile,North State (NJHL)",
        "Cem Dag,5,Peru,North State (NJHL)",
        "Dan Eck,9,Spain,Mill College (OH)",
    ],
    "draft": [
        "Pick,Player,Place,NHL team,Club",
        "27,Ada Blum,RW,Ravens,Mill Town (WHL)",
        "28,Ben Cole,LW,Otters,North Bay (NEJHL)",
        "29,Cem Dag,D,Ravens,Pine Hill (OHL)",
    ],
    "ships": [
        "#,Yard,Laid down,Launched",
        "1,Marin,2004-04-02,2005-06-04",
        "2,Bath,2003-04-02,2004-04-02",
    ],
    "opens": [
        "Tournament,Winner,Score,To par,Year(s) won,Total",
        'Masters,Ada Blum,70-71,–4,"1997, 2001",272',
        "US Open,Ben Cole,66-65,–15,2001,288",
        "PGA,Cem Dag,69-70,10,1998,290",
    ],
    "races": [
        "Round,Circuit,Pole Position,Race winner,Constructor,Grid",
        "1,Assen,Ada Blum,Ben Cole,Honda,4",
        "2,Brno,Cem Dag,Cem Dag,Yamaha,1",
        "3,Monza,Ada Blum,Ada Blum,Honda,2",
    ],
    "clubs": [
        "Club,Played,Lost,Points for,Points against,Tries for,Tries against,Points",
        "Neath,18,0,530,248,63,18,65",
        "Maesteg,18,12,280,470,25,58,21",
    ],
    "seats": [
        "District,Incumbent,Party,Children",
        'North 1,Ann Bo,Green,"Tim, Tom"',
        "North 2,Cy Dee,Green,Sue",
        "South 1,Eva Fox,Blue,Max",
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    return asking(SHEETS, tmp_path_factory.mktemp("lists"))


@pytest.mark.parametrize(
    ("sheet", "question", "rows"),
    [
        ("squad", "What is the number of the player from Spain?", [[9]]),
        ("squad", "What is the number of players from Peru?", [[2]]),
        # A bracket at the end may be a part of a cell, though a header sounds like it.
        ("draft", "What is the pick of the player from North Bay (NEJHL)?", [[28]]),
        ("draft", "What is the place of the player from North Bay (NEJHL)?", [["LW"]]),
        # The winner, and not the text that lists years.
        ("opens", "Who won the US Open?", [["Ben Cole"]]),
        ("opens", "Who won with the score 70-71?", [["Ada Blum"]]),
        ("opens", "Which winner has a to par of –15?", [["Ben Cole"]]),
        ("opens", "Which winner has a to par of \u221215?", [["Ben Cole"]]),
        ("opens", "What is the highest total of a winner with a to par less than 0?", [[288]]),
        # A header says it, so that no place on the grid is meant.
        ("races", "Who had pole position at Monza?", [["Ada Blum"]]),
        ("races", "Which constructor won the race at Brno?", [["Yamaha"]]),
        # Headers that end in a word which otherwise goes on to a name.
        ("clubs", "How many points against did Maesteg have?", [[470]]),
        ("clubs", "What is the points for when lost is less than 5?", [[530]]),
        ("clubs", "Show the tries against of Neath", [[18]]),
        # What is counted is named, though only one row can have it.
        ("seats", "How many districts have Ann Bo as incumbent?", [[1]]),
        ("seats", "How many parties are there for Cy Dee?", [[1]]),
    ],
)
def test_a_cell_of_a_list_is_found(ask: Ask, sheet: str, question: str, rows: list[Any]) -> None:
    assert shown_rows(ask(sheet, question)) == rows


@pytest.mark.parametrize(
    ("sheet", "question", "wrong"),
    [
        # It cannot be told from cells that list several what they are to be counted by.
        ("seats", "How many children are there for Ann Bo?", [[1]]),
        ("ships", "When was the ship launched that was laid down on 2 April 2004?", [["2003-04-02"]]),
        ("ships", "When was the ship that was laid down on 2 April 2004 launched?", [["2003-04-02"]]),
    ],
)
def test_rather_nothing_than_the_wrong_cell(ask: Ask, sheet: str, question: str, wrong: list[Any]) -> None:
    answer = ask(sheet, question)
    assert answer["outcome"] != "answered" or shown_rows(answer) != wrong
