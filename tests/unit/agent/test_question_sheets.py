"""Questions to one sheet as an encyclopedia prints it: places, wins and losses, what a cell says in short."""

from typing import Any

import pytest

from tests.fakes.question_tables import Ask, asking, shown_rows

SHEETS = {
    "league": [
        "Rank,Club,W,D,L,GF,Win %,Prize ($)",
        "1,Elm,12,2,1,40,.800,\"9,000\"",
        "2,Ash,9,3,3,31,.600,\"4,000\"",
        "3,Oak,9,1,5,28,.600,\"2,500\"",
        "4,Fir,2,5,8,12,.133,900",
    ],
    "barges": [
        "Name,Built by,Home port,Launched,Fate",
        "Gull,Wye Yard,Looe,4 May 1931,Sunk 1943",
        "Tern,Dee Yard,Bude,9 June 1932,Scrapped 1950",
        "Rook,Wye Yard & Dee Yard,Looe,2 March 1933,Given to museum",
        "Wren,Wye Yard,Bude,8 July 1934,Scrapped 1961",
    ],
    "squad": [
        "Player,Position,College (club)",
        "Abe Ames,Guard,Hill CC (KS)",
        "Bob Bond,Center,Vale State",
        "Cal Cole,Guard,Vale State",
    ],
    "regattas": [
        "Round,Bay,Winning Skipper,Winning Club,Fastest Start,TV Time",
        "1,Looe,Ada Ash,Gulls,Bo Birch,1:30 PM",
        "2,Bude,Bo Birch,Terns,Ada Ash,2:00 PM",
        "3,Hayle,Ada Ash,Gulls,Ada Ash,2:00 PM",
    ],
    "votes": ["County,Grey%,Others%", "Ayr,60.5%,0.2%", "Bute,40.2%,1.2%", "Clun,44.5%,0.2%"],
    "poll": [
        "Party,Candidate,Votes,%,Change",
        "Greys,Ann Ames,\"4,100\",41.00,+2.1",
        "Blues,Bea Boyd,\"3,900\",39.00,-3.0",
        "Reds,Cy Cole,\"2,000\",20.00,+0.9",
        "Total valid votes,Total valid votes,\"10,000\",100.00,",
        "Turnout,Turnout,\"10,050\",55.83,",
        "Eligible voters,Eligible voters,\"18,000\",-,-",
    ],
    "plays": [
        "Title,Parts,Premiered in,Author,Theatres,Length (min),2010 rank,2010 sales ($),2011 sales ($)",
        "Mirth,3 acts,Spring 1701,Ada Ash,4,90,2,500,700",
        "Gloom,2 acts,Autumn 1702,Bo Birch,2,120,1,900,650",
        "Dread,3 acts,Spring 1704,Ada Ash,7,75,3,300,200",
        "Hope,1 act,Winter 1705,Cy Cole,1,60,4,100,50",
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    return asking(SHEETS, tmp_path_factory.mktemp("sheets"))


@pytest.mark.parametrize(
    ("sheet", "question", "rows"),
    [
        ("league", "Which club has 9 wins and 3 draws?", [["Ash"]]),
        ("league", "Which club won 9 but lost more than 4?", [["Oak"]]),
        ("league", "What is the average rank of clubs with 9 wins?", [[2.5]]),
        ("league", "What was the best rank of a club with fewer than 10 wins?", [[2]]),
        ("league", "How many clubs ranked better than 3 are there?", [[2]]),
        ("league", "Which clubs have a win % higher than .500?", [["Ash"], ["Elm"], ["Oak"]]),
        ("league", "Which club won more than $5,000?", [["Elm"]]),
        ("barges", "Name the barge sunk in 1943", [["Gull"]]),
        ("barges", "Which barge was given to a museum?", [["Rook"]]),
        ("barges", "How many barges were built by Wye Yard alone?", [[2]]),
        ("squad", "What position does the player who played for hill cc (ks) play?", [["Guard"]]),
        ("squad", "What was the position of the player that played for Hill CC (KS)?", [["Guard"]]),
        ("regattas", "Who won the regatta at Bude?", [["Bo Birch"]]),
        ("regattas", "At which bay did Bo Birch win?", [["Bude"]]),
        ("regattas", "How many times did the Gulls win?", [[2]]),
        ("votes", "How many counties had an others% of 0.2%?", [[2]]),
        ("votes", "In which county did Grey get 44.5%?", [["Clun"]]),
        ("votes", "What is the highest grey%?", [["60.5%"]]),
        ("votes", "What is the sum of the grey% of Ayr and Bute?", [["100.7%"]]),
        ("league", "Which clubs are ranked above Oak?", [["Ash"], ["Elm"]]),
        ("plays", "In 2010, who had the least sales?", [["Cy Cole"]]),
        ("poll", "Which candidate had the most votes?", [["Ann Ames"]]),
        ("poll", "How many parties are there?", [[3]]),
        ("poll", "How many votes did the Blues get?", [[3900]]),
    ],
)
def test_a_sheet_is_asked_in_plain_words(ask: Ask, sheet: str, question: str, rows: list[Any]) -> None:
    found = ask(sheet, question)

    assert found["outcome"] == "answered", found
    assert sorted(shown_rows(found)) == rows


@pytest.mark.parametrize(
    ("sheet", "question"),
    [
        ("barges", "How many barges scrapped by Wye Yard are there, and who beat them?"),
        ("league", "What is the biggest bonus of a club with 9 wins?"),
        ("regattas", "Which skipper had the fastest start at Looe?"),
        ("plays", "Which play has the most acts, Mirth or Gloom?"),
        ("plays", "Which title premiered directly after Mirth?"),
        ("plays", "Which theatre is listed above Dread?"),
        ("plays", "Which comedy company has the highest length?"),
        ("barges", "Who was the last finisher from Looe?"),
    ],
)
def test_what_no_plan_explains_is_refused(ask: Ask, sheet: str, question: str) -> None:
    assert ask(sheet, question)["outcome"] != "answered"
