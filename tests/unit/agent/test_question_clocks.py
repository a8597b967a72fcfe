"""Times of the day in questions: after 18:00, in the morning, the last train, how long, open at seven."""

from pathlib import Path
from typing import Any

import pytest

from services.agent.question.rewording.timing.clocks import say_clocks
from tests.fakes.question_tables import Ask, answer, asking, catalog_of, ingest_tables, shown_rows

SHEETS = {
    "trains": """Train,Destination,Platform,Departure,Arrival,Operator
IC 5,York,2,20:45,23:00,North
IC 1,Leeds,1,06:15,08:40,North
IC 2,York,2,08:30,10:10,South
IC 3,Leeds,1,10:00,12:30,North
IC 4,Hull,3,18:00,20:05,South
IC 6,Leeds,3,22:40,23:50,North""",
    "classes": """Class,Trainer,Day,Starts,Ends,Room,Capacity
Yoga,Anna,Monday,07:00,08:00,Red,20
Boxing,Carl,Monday,19:00,20:30,Blue,12
Pilates,Anna,Tuesday,09:30,10:30,Red,18
Yoga,Dora,Saturday,10:00,11:30,Red,20
Zumba,Ella,Saturday,11:00,12:00,Blue,30""",
    "shifts": """Employee,Section,Date,Start,End,Break minutes
Kim,Kitchen,2025-05-03,06:00,14:30,30
Max,Bar,2025-05-03,17:00,01:30,30
Lee,Kitchen,2025-05-04,14:00,22:00,30
Max,Bar,2025-05-04,18:00,22:00,15
Kim,Kitchen,2025-05-04,07:00,15:00,30
Nora,Service,2025-05-05,10:00,14:00,0""",
    "museums": """Museum,City,Day,Opens,Closes
Art Hall,Leeds,Monday,10:00,18:00
Art Hall,Leeds,Sunday,11:00,17:00
Sea Life,Hull,Monday,09:30,20:00
Sea Life,Hull,Sunday,10:00,21:00""",
    "orders": """Order ID,Customer,Placed at,Amount
1,Ada,2025-05-02 09:15:00,20.5
2,Bob,2025-05-02 18:30:00,44
3,Cy,2025-05-03 08:05:00,12
4,Ada,2025-05-03 18:10:00,80
5,Dee,2025-05-03 21:45:00,33.5""",
    "visits": """Visit ID,Patient,Doctor,Visit date,Visit time
1,Ann Lee,Dr Park,2025-06-02,09:00
2,Cat Moss,Dr Park,2025-06-02,14:15
3,Fay King,Dr Amin,2025-06-03,17:45
4,Dan Cole,Dr Park,2025-06-03,08:15
5,Eve Hart,Dr Amin,2025-06-03,11:00""",
    "payments": """Payment ID,Payer,Paid on,Amount
1,Ada,2025-05-02,20
2,Bob,2025-05-03,44
3,Cy,2025-05-04,12""",
    "sessions": """Session ID,Topic,Part,Begins
1,Soil,Morning,09:00
2,Water,Afternoon,14:00
3,Air,Morning,12:30""",
}  # fmt: skip


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    """Ask one of the sheets."""
    sheets = {name: text.splitlines() for name, text in SHEETS.items()}
    return asking(sheets, tmp_path_factory.mktemp("clocks"))


ANSWERED: list[tuple[str, str, list[list[Any]]]] = [
    # A time of the day, however it is written, by the verb, the header or alone.
    ("trains", "Which trains leave after 18:00?", [["IC 5"], ["IC 6"]]),
    ("trains", "Trains after 6 pm", [["IC 5"], ["IC 6"]]),
    ("trains", "How many trains depart after 6:30pm?", [[2]]),
    ("trains", "How many trains leave after 18h30?", [[2]]),
    ("trains", "departures before 9 am", [["IC 1"], ["IC 2"]]),
    ("trains", "Which trains arrive before noon?", [["IC 1"], ["IC 2"]]),
    ("trains", "How many trains depart between 8:30 and 10?", [[2]]),
    ("trains", "How many trains leave between 6 and 9 pm?", [[2]]),
    ("trains", "Which train leaves at 18:00?", [["IC 4"]]),
    ("trains", "Which trains arrive by 10:10?", [["IC 1"], ["IC 2"]]),
    ("trains", "Is there a train after 22:00?", [["IC 6"]]),
    ("trains", "Which trains leave before 9:00 and arrive after 9:00?", [["IC 2"]]),
    ("trains", "How many trains per operator leave at or after 10:00?", [["North", 3], ["South", 1]]),
    ("orders", "Which customers placed orders after 18:00?", [["Ada"], ["Bob"], ["Dee"]]),
    ("orders", "total amount of orders after 18:00 on 3 May 2025", [[113.5]]),
    ("orders", "How many orders were placed at 18:30?", [[1]]),
    # Parts of the day that all agree on.
    ("trains", "Which trains to Leeds leave in the morning?", [["IC 1"], ["IC 3"]]),
    ("trains", "How many trains leave in the evening?", [[3]]),
    ("classes", "What classes are on Monday evening?", [["Boxing"]]),
    ("sessions", "How many morning sessions are there?", [[2]]),
    # The first and the last by their time, and not by their place in the sheet.
    ("trains", "Which train leaves first?", [["IC 1"]]),
    ("trains", "When does the first train to York leave?", [["08:30:00"]]),
    ("trains", "When is the last train to Leeds?", [["22:40:00"]]),
    ("trains", "What is the earliest departure?", [["06:15:00"]]),
    ("trains", "Next train to Leeds after 7:00", [["IC 3"]]),
    ("trains", "The last two trains of the day", [["IC 6"], ["IC 5"]]),
    ("classes", "Which class starts earliest?", [["Yoga"]]),
    ("classes", "What is the first class on Saturday?", [["Yoga"]]),
    ("shifts", "Earliest start per employee", [["Kim", "06:00:00"], ["Lee", "14:00:00"], ["Max", "17:00:00"],
                                               ["Nora", "10:00:00"]]),
    ("visits", "Which doctor has the latest visit on 3 June 2025?", [["Dr Amin"]]),
    ("visits", "What is the earliest visit on 2025-06-03?", [[4]]),
    # How long rows go on, over midnight too.
    ("trains", "How long does IC 1 take?", [[145]]),
    ("trains", "Which train takes the longest?", [["IC 3"]]),
    ("trains", "How long does the train to York take on average?", [[117.5]]),
    ("classes", "Classes longer than an hour", [["Boxing"], ["Yoga"]]),
    ("shifts", "How many shifts are longer than 8 hours?", [[2]]),
    ("shifts", "How long is Max's shift on 2025-05-03?", [[510]]),
    # What goes on at a time.
    ("museums", "Which museums are open at 7 pm?", [["Sea Life"]]),
    ("museums", "Which museums are open on Monday at 19:00?", [["Sea Life"]]),
    ("museums", "Which museums open before 10 am?", [["Sea Life"]]),
    ("museums", "What time does the Art Hall open on Sunday?", [["11:00:00"]]),
    ("museums", "What are the opening hours of Sea Life on Monday?", [["09:30:00", "20:00:00"]]),
    # Each row of a timetable is a lesson of its own.
    ("classes", "How many classes start before noon?", [[4]]),
    ("classes", "total capacity after 9:00", [[80]]),
]  # fmt: skip


@pytest.mark.parametrize(("sheet", "question", "rows"), ANSWERED, ids=[each[1] for each in ANSWERED])
def test_times_of_the_day_are_asked_for(sheet: str, question: str, rows: list[list[Any]], ask: Ask) -> None:
    found = ask(sheet, question)

    assert found["outcome"] == "answered", found["readings"]
    assert shown_rows(found) == rows


REFUSED = [
    ("payments", "payments in the morning"),  # Days have no times.
    ("payments", "payments after 18:00"),
    ("orders", "orders since 18:00 on 3 May 2025"),  # Later days, too?
    ("trains", "Which trains leave around 18:00?"),
    ("trains", "trains before midnight"),  # Of which day?
    ("trains", "trains tonight"),
    ("classes", "Which class starts first?"),  # In the week, or on its day?
    ("classes", "When does the last class end?"),
    ("classes", "Who teaches the first class on Monday?"),  # No class.
    ("shifts", "Which shifts end after 20:00?"),  # Some end on the next day.
    ("shifts", "latest end of each section"),
    ("shifts", "Who works after 12:00?"),  # Works at some time after it, or starts then?
    ("shifts", "Total hours worked by employee"),  # The breaks are no hours.
    ("museums", "Which museums are open until 20:00?"),
    ("museums", "Museums closed at 10:00"),
    ("museums", "How long is the Art Hall open on Sunday?"),
    ("visits", "Who has the last visit on 3 June 2025?"),  # None of all on that day.
]


@pytest.mark.parametrize(("sheet", "question"), REFUSED, ids=[each[1] for each in REFUSED])
def test_a_time_that_may_mean_two_things_is_refused(sheet: str, question: str, ask: Ask) -> None:
    assert ask(sheet, question)["outcome"] != "answered"


READINGS = [
    ("trains", "trains in the afternoon", "Departure is in the afternoon (from 12:00 to before 18:00)"),
    ("trains", "trains after 6 pm", "Departure is after 18:00"),
    ("trains", "Which train leaves last?", "that have the latest Departure"),
    ("museums", "Which museums are open at 7 pm?", "19:00 lies between Opens and Closes"),
]


@pytest.mark.parametrize(("sheet", "question", "words"), READINGS, ids=[each[1] for each in READINGS])
def test_the_reading_states_the_bounds(sheet: str, question: str, words: str, ask: Ask) -> None:
    assert words in ask(sheet, question)["reading"]


WRITTEN = [
    ("after 6 p.m.", "after 18h00"),
    ("at 6:05 am", "at 06h05"),
    ("at 6:05", "at 6h05"),
    ("before 9 o'clock", "before 9h00"),
    ("at 12 am", "at 00h00"),
    ("between 11 and 2 pm", "between 11h00 and 14h00"),
    ("between 5 and 7 pm", "between 17h00 and 19h00"),
    ("from 9 am to 5", "from 09h00 to 17h00"),
    ("8:30-10:00", "between 8h30 and 10h00"),
    ("until midnight", "until 24h00"),
    ("in 36:15", "in 36:15"),
    ("platform 9", "platform 9"),
]


@pytest.mark.parametrize(("said", "written"), WRITTEN, ids=[each[0] for each in WRITTEN])
def test_times_are_written_in_one_way(said: str, written: str, tmp_path: Path) -> None:
    catalog = catalog_of(ingest_tables({"trains": SHEETS["trains"].splitlines()}, tmp_path))

    assert say_clocks(f"trains {said}", catalog) == f"trains {written}"


def test_a_team_of_opponents_is_not_who_took_the_loss(tmp_path: Path) -> None:
    games = {
        "june": [
            "Date,Opponent,Score,Loss",
            "June 1,Mariners,6-3,Boone (7-4)",
            "June 2,Tigers,7-0,Novak (2-1)",
        ]
    }

    found = answer("Who took the loss on June 2?", ingest_tables(games, tmp_path), tmp_path)

    assert found["rows"] == [["Novak (2-1)"]]
