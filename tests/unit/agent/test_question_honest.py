"""What sounds like an answer and is none: each of these once lost a word, a figure, or all rows but one."""

from pathlib import Path
from typing import Any

import pytest

from services.agent.question.linking.suggestions import suggest
from tests.fakes.question_tables import answer, catalog_of, ingest_tables, shown_rows

Tables = list[dict[str, Any]]
PEOPLE = [
    "staff_id,full_name,birth_date,section,wage,status",
    "1,Ada Holt,1981-07-19,IT,300,active", "2,Bo Lund,1990-06-13,HR,900,left",
    "3,Cy Voss,1987-09-16,HR,500,active", "4,Di Moss,1981-01-09,IT,200,left",
]  # fmt: skip
COSTS = [
    "expense_id,staff_id,spent_on,kind,amount",
    "50,1,2025-06-16,hotel,552", "51,1,2025-04-02,travel,364", "52,2,2025-04-22,travel,829",
    "53,4,2025-02-28,meals,20", "54,3,2025-03-28,meals,21",
]  # fmt: skip
CALLS = [
    "call_id,staff_id,called_on",
    "9,1,2025-06-14",
    "10,1,2025-03-01",
    "11,2,2025-04-03",
    "12,3,2025-04-09",
]
COACHES = [
    "coach_id,name,age,town,hired",
    "1,Ada Bell,40,Bath,2014-02-16", "2,Tom Reed,55,Leeds,2012-02-11", "3,Ivy Stone,26,Bath,2016-09-14",
]  # fmt: skip
LESSONS = [
    "lesson_id,title,subject,coach_id,seats",
    "100,Waltz,Dance,1,21", "101,Tango,Dance,1,7", "102,Crawl,Swim,2,23", "103,Relay,Swim,1,18",
]  # fmt: skip


@pytest.fixture(scope="module")
def firm(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    tables = {"staff": PEOPLE, "expenses_2025": COSTS, "calls": CALLS}
    return ingest_tables(tables, tmp_path_factory.mktemp("firm"))


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    return ingest_tables({"coaches": COACHES, "lessons": LESSONS}, tmp_path_factory.mktemp("school"))


@pytest.mark.parametrize(
    "question",
    [
        "the staff who spent more than anyone else",
        "Which staff spent the most?",
        "Which staff has spent the most in 2025?",
    ],
)
def test_who_spent_the_most_is_not_who_is_paid_the_most(question: str, firm: Tables, tmp_path: Path) -> None:
    assert answer(question, firm, tmp_path).get("rows") == [["Ada Holt", 916]]


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("How much did Ada Holt spend on travel?", [[364]]),
        (
            "How much did each staff spend?",
            [["Ada Holt", 916], ["Bo Lund", 829], ["Cy Voss", 21], ["Di Moss", 20]],
        ),
    ],
)
def test_what_somebody_spent_is_summed(
    question: str, rows: list[list[Any]], firm: Tables, tmp_path: Path
) -> None:
    assert answer(question, firm, tmp_path).get("rows") == rows


@pytest.mark.parametrize(
    "question",
    [
        "staff who died in 1990",
        "staff who joined after 1980",
        "which staff spent more than 1000",
        "which kind was the most spent on",
    ],
)
def test_no_day_year_or_count_stands_for_what_is_not_known(
    question: str, firm: Tables, tmp_path: Path
) -> None:
    assert answer(question, firm, tmp_path)["outcome"] != "answered"


def test_spending_is_summed_for_what_those_who_spent_belong_to(firm: Tables, tmp_path: Path) -> None:
    found = answer("Which section spent the least on travel?", firm, tmp_path)

    assert found.get("rows") == [["IT", 364]]


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("Who is still employed?", ["Ada Holt", "Cy Voss"]),
        ("who still works in HR", ["Cy Voss"]),
        ("which HR staff are still working", ["Cy Voss"]),
        ("staff born before 1985 who still work here", ["Ada Holt"]),
    ],
)
def test_those_who_are_still_there_are_told_by_their_status(
    question: str, names: list[str], firm: Tables, tmp_path: Path
) -> None:
    found = shown_rows(answer(question, firm, tmp_path))

    assert [row[0] for row in found] == names


@pytest.mark.parametrize(
    "question",
    [
        "How many staff joined in 1981?",
        "How many staff were hired in the year 1981?",
        "How many staff left the firm in the year 1990?",
    ],
)
def test_a_birthday_is_no_first_day_and_no_last(question: str, firm: Tables, tmp_path: Path) -> None:
    assert answer(question, firm, tmp_path)["outcome"] != "answered"


def test_a_birthday_is_one_where_it_is_asked_for(firm: Tables, tmp_path: Path) -> None:
    assert answer("How many staff were born in 1981?", firm, tmp_path).get("rows") == [[2]]


@pytest.mark.parametrize(
    "question",
    [
        "names of coaches and their lessons",
        "List coaches and their lessons",
        "List the names of all coaches and the number of lessons in each subject",
        "names of coaches and titles of their lessons",
    ],
)
def test_what_is_listed_besides_is_told_too_or_nothing_is(
    question: str, school: Tables, tmp_path: Path
) -> None:
    assert answer(question, school, tmp_path)["outcome"] != "answered"


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("The names of all coaches and the number of lessons they had", [["Ada Bell", 3], ["Tom Reed", 1]]),
        ("List names of coaches and the number of subjects they teach", [["Ada Bell", 2], ["Tom Reed", 1]]),
        ("list the coaches in order of number of lessons", [["Tom Reed", 1], ["Ada Bell", 3]]),
        ("show subjects ordered by total seats", [["Dance", 28], ["Swim", 41]]),
        ("lessons with number of seats above 20", [["Crawl"], ["Waltz"]]),
        ("coaches whose number of lessons is more than 2", [["Ada Bell"]]),
        ("coaches whose number of lessons is 1", [["Tom Reed"]]),
        ("lessons whose number of seats is between 10 and 20", [["Relay"]]),
    ],
)
def test_a_number_that_is_asked_for_is_told_ordered_by_or_compared(
    question: str, rows: list[list[Any]], school: Tables, tmp_path: Path
) -> None:
    assert answer(question, school, tmp_path).get("rows") == rows


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("Sort coaches by hired from oldest to newest", ["Tom Reed", "Ada Bell", "Ivy Stone"]),
        ("Sort all the coaches by hired from new to old", ["Ivy Stone", "Ada Bell", "Tom Reed"]),
        ("Sort coaches by age from young to old", ["Ivy Stone", "Ada Bell", "Tom Reed"]),
        ("List the coaches from the earliest to the latest", ["Tom Reed", "Ada Bell", "Ivy Stone"]),
        ("List the coaches from oldest to youngest in Bath", ["Ada Bell", "Ivy Stone"]),
        ("list lessons from lowest seats to highest seats", ["Tango", "Relay", "Waltz", "Crawl"]),
        ("list the lessons from highest to lowest seats", ["Crawl", "Waltz", "Relay", "Tango"]),
    ],
)
def test_from_one_end_to_the_other_all_are_listed(
    question: str, names: list[str], school: Tables, tmp_path: Path
) -> None:
    assert [row[0] for row in answer(question, school, tmp_path).get("rows") or []] == names


def test_several_rows_have_no_one_number(school: Tables, tmp_path: Path) -> None:
    assert answer("lessons with number 3", school, tmp_path)["outcome"] != "answered"


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        (
            "staff with wage below 300 most often",
            "Every word is known, but no reading has a place for “below 300”.",
        ),
        (
            "How many staff joined in 1981?",
            "Every word is known, but no reading of them together answers all that is asked.",
        ),
        ("what tables are there?", "The tables are calls, expenses_2025, staff."),
        ("what columns does calls have?", "The columns of calls are call_id, staff_id, called_on."),
    ],
)
def test_a_refusal_says_what_stood_in_the_way(
    question: str, reason: str, firm: Tables, tmp_path: Path
) -> None:
    found = answer(question, firm, tmp_path)

    assert (found["outcome"], found["notes"]) == ("refused", [reason])


def test_a_reading_that_is_not_sure_enough_is_said_to_be_so(firm: Tables, tmp_path: Path) -> None:
    plain = [
        answer(each, firm, tmp_path) for each in ("may I see the calls", "names of staff and their calls")
    ]

    assert all(found["unknown_words"] or found["notes"] for found in plain)


def test_a_known_word_is_said_to_be_where_it_is(school: Tables) -> None:
    catalog = catalog_of(school)

    told = suggest(catalog, ["Swim"], [catalog.by_name["coaches"]])

    assert told[0] == "“Swim” is a value in subject of lessons; what else is asked of it was not understood."
    assert told[1] == "How many coaches are there?"


@pytest.mark.parametrize(
    "question", ["how many calls in June?", "how many calls in jun 2025", "calls in june"]
)
def test_a_month_is_one_however_it_is_written(question: str, firm: Tables, tmp_path: Path) -> None:
    assert answer(question, firm, tmp_path).get("row_count") == 1


def test_may_is_a_month_behind_a_word_for_when(firm: Tables, tmp_path: Path) -> None:
    assert answer("how many calls in May?", firm, tmp_path).get("rows") == [[0]]
    assert answer("how many calls in April or May?", firm, tmp_path).get("rows") == [[2]]


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("show me the first 2 coaches", ["Ada Bell", "Tom Reed"]),
        ("list 2 coaches", ["Ada Bell", "Tom Reed"]),
        ("show the last two coaches", ["Ivy Stone", "Ada Bell"]),
        ("show 1 row of coaches", ["Ada Bell"]),
    ],
)
def test_so_many_rows_are_shown_as_the_sheet_has_them(
    question: str, names: list[str], school: Tables, tmp_path: Path
) -> None:
    found = answer(question, school, tmp_path)

    assert "rowid" not in found["columns"]
    assert [row[found["columns"].index("name")] for row in found["rows"]] == names


def test_the_last_rows_of_a_sheet_without_days_are_its_last(school: Tables, tmp_path: Path) -> None:
    found = answer("show the last 2 lessons", school, tmp_path)

    assert [row[1] for row in found["rows"]] == ["Relay", "Crawl"]
    assert found["reading"] == "All columns from lessons, the last 2 in the sheet."
