"""Two kinds of things and the table that relates them, whatever the verb between them is."""

from pathlib import Path
from typing import Any

import pytest

from tests.fakes.question_tables import answer, ingest_tables, shown_rows

FIRM = {
    "workers": [
        "id,name,office",
        "1,Vera Holm,Bonn",
        "2,Otto Lind,Lyon",
        "3,Ruth Sand,Lyon",
        "4,Paul Beck,Bonn",
    ],
    "ventures": ["id,title,cost", "1,Harbour,700", "2,Quarry,300", "3,Tunnel,900"],
    "tasks": [
        "worker_id,venture_id,days,part",
        *("1,1,10,planner", "2,1,20,mason", "3,1,5,mason", "2,2,8,planner", "1,2,4,mason"),
    ],
}
SCHOOL = {
    "pupils": ["pupil_id,name,grade", "1,Tove Hall,9", "2,Milo Rist,9", "3,Lena Foss,10"],
    "tutors": ["tutor_id,name,room", "1,Carl Stone,A1", "2,Greta Field,B2"],
    "lessons": ["lesson_id,title,tutor_id", "1,Botany,1", "2,Latin,2", "3,Drawing,2"],
    "enrolments": ["pupil_id,lesson_id,mark", "1,1,70", "1,2,65", "2,1,90", "3,2,55"],
}
FILMS = {
    "movies": ["movie_id,title,director_id", "1,Pale Tide,1", "2,Long Ferry,1", "3,Paper Moon,2"],
    "directors": ["director_id,name", "1,Gus Hart", "2,Lena Ford"],
    "actors": ["actor_id,name", "1,Nora Quist", "2,Omar Vale", "3,Ray Cobb"],
    "parts": ["movie_id,actor_id,fee", "1,1,10", "1,3,20", "2,3,30", "3,2,15"],
}

LOANS = [("1,1,1", 1), ("2,2,1", 1), ("3,1,2", 9)]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, Any]]]:
    all_of = {"firm": FIRM, "school": SCHOOL, "films": FILMS}
    return {name: ingest_tables(tables, tmp_path_factory.mktemp(name)) for name, tables in all_of.items()}


@pytest.mark.parametrize(
    ("name", "question", "told"),
    [
        ("firm", "who is working on venture Quarry", ["Otto Lind", "Vera Holm"]),
        ("firm", "members of venture Quarry", ["Otto Lind", "Vera Holm"]),
        ("firm", "who is on the Quarry venture?", ["Otto Lind", "Vera Holm"]),
        ("firm", "what has Ruth Sand worked on", ["Harbour"]),
        ("firm", "What is Otto Lind assigned to?", ["Harbour", "Quarry"]),
        ("firm", "Who is the planner of Quarry?", ["Otto Lind"]),
        ("firm", "What does Ruth work on?", ["Harbour"]),
        ("school", "Who is enrolled in Botany?", ["Milo Rist", "Tove Hall"]),
        ("school", "Who takes Latin?", ["Lena Foss", "Tove Hall"]),
        ("school", "Who takes both Botany and Latin?", ["Tove Hall"]),
        ("school", "Who teaches Latin?", ["Greta Field"]),
        ("school", "What does Greta Field teach?", ["Drawing", "Latin"]),
        ("school", "What does Tove Hall take?", ["Botany", "Latin"]),
        ("films", "Who starred in Pale Tide?", ["Nora Quist", "Ray Cobb"]),
        ("films", "Who directed Pale Tide?", ["Gus Hart"]),
        ("films", "cast of Long Ferry", ["Ray Cobb"]),
    ],
)
def test_the_way_between_two_things_says_who_takes_part(
    name: str, question: str, told: list[str], data: Any, tmp_path: Path
) -> None:
    assert [row[0] for row in shown_rows(answer(question, data[name], tmp_path))] == told


@pytest.mark.parametrize(
    ("name", "question", "told"),
    [
        ("firm", "Which venture has the most people?", ["Harbour"]),
        ("firm", "Which venture has the most people working on it?", ["Harbour"]),
        ("firm", "Which venture has the fewest workers?", ["Tunnel"]),
        ("firm", "Who works on the most ventures?", ["Otto Lind", "Vera Holm"]),
        ("firm", "Which ventures have nobody working on them?", ["Tunnel"]),
        ("school", "Which pupil takes the most lessons?", ["Tove Hall"]),
        ("films", "Which actor appeared in the most movies?", ["Ray Cobb"]),
    ],
)
def test_things_are_ranked_by_how_many_others_they_are_related_to(
    name: str, question: str, told: list[str], data: Any, tmp_path: Path
) -> None:
    assert [row[0] for row in shown_rows(answer(question, data[name], tmp_path))] == told


def test_where_several_ways_may_be_meant_all_are_offered(data: Any, tmp_path: Path) -> None:
    found = answer("Who worked on Pale Tide?", data["films"], tmp_path)

    assert found["outcome"] == "ambiguous"
    assert len(found["readings"]) == 2


@pytest.mark.parametrize(
    ("name", "question"),
    [
        ("firm", "Who left Quarry?"),
        ("firm", "Which workers left Quarry?"),
        ("school", "Which pupils passed Latin?"),
        ("firm", "Who rejected Quarry?"),
        ("school", "Who failed Latin?"),
        ("films", "Who refused Pale Tide?"),
    ],
)
def test_a_verb_that_says_how_somebody_took_part_is_not_passed_over(
    name: str, question: str, data: Any, tmp_path: Path
) -> None:
    assert answer(question, data[name], tmp_path)["outcome"] == "refused"


def test_a_denial_is_answered_by_those_that_take_no_part(data: Any, tmp_path: Path) -> None:
    found = answer("Who has never worked on Quarry?", data["firm"], tmp_path)

    assert [row[0] for row in shown_rows(found)] == ["Paul Beck", "Ruth Sand"]


def test_those_who_take_part_in_each_are_counted_once(data: Any, tmp_path: Path) -> None:
    found = answer("How many people are assigned to each venture?", data["firm"], tmp_path)

    assert shown_rows(found) == [["Harbour", 3], ["Quarry", 2]]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("How many days did Vera work on Quarry?", [[4]]),
        ("What is the total cost of the ventures Otto works on?", [[1000]]),
        ("Which office is Ruth's?", [["Lyon"]]),
        ("Which ventures does Otto work on?", [["Harbour"], ["Quarry"]]),
    ],
)
def test_one_name_of_a_person_says_who_is_meant(
    question: str, told: list[Any], data: Any, tmp_path: Path
) -> None:
    assert shown_rows(answer(question, data["firm"], tmp_path)) == told


def test_a_name_that_two_persons_have_says_nothing(tmp_path: Path) -> None:
    two = {**FIRM, "workers": [*FIRM["workers"], "5,Vera Moll,Oslo"]}

    found = answer("Which office is Vera's?", ingest_tables(two, tmp_path), tmp_path)

    assert found["outcome"] != "answered"


@pytest.mark.parametrize(
    ("header", "is_told"),
    [("loan_id,reader_id,book_id", True), ("loan_id,reader_id,book_id,quantity", False)],
)
def test_what_was_done_most_often_is_not_what_most_pieces_were_of(
    header: str, is_told: bool, tmp_path: Path
) -> None:
    books = ["book_id,title", "1,Salt Road", "2,Glass Field"]
    readers = ["reader_id,name", "1,Ann Cole", "2,Ben Hart"]
    loans = [header, *(f"{row},{pieces}"[: None if not is_told else -2] for row, pieces in LOANS)]
    tables = ingest_tables({"books": books, "readers": readers, "loans": loans}, tmp_path)

    found = answer("Which book was borrowed the most?", tables, tmp_path)

    assert (shown_rows(found) == [["Salt Road"]]) is is_told


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Who teaches Botany?", [["Prof Stone"]]),
        ("What does Prof Stone teach?", [["Botany"], ["Latin"]]),
        ("Who teaches the most lessons?", [["Prof Stone"]]),
        ("Who takes Botany?", [["Tove Hall"]]),
    ],
)
def test_a_verb_with_doers_of_its_own_is_said_of_these(
    question: str, told: list[Any], tmp_path: Path
) -> None:
    tables = {
        "students": ["id,name", "1,Tove Hall", "2,Milo Rist"],
        "professors": ["id,name", "1,Prof Stone", "2,Prof Field"],
        "lessons": ["id,title", "1,Botany", "2,Latin", "3,Drawing"],
        "enrolments": ["student_id,lesson_id", "1,1", "2,2", "2,3"],
        "teaching": ["professor_id,lesson_id", "1,1", "1,2", "2,3"],
    }

    assert shown_rows(answer(question, ingest_tables(tables, tmp_path), tmp_path)) == told


def test_what_nobody_in_the_data_does_is_nobodys_deed(tmp_path: Path) -> None:
    tables = {**SCHOOL, "lessons": ["lesson_id,title", "1,Botany", "2,Latin"]}
    del tables["tutors"]

    found = answer("Who teaches Botany?", ingest_tables(tables, tmp_path), tmp_path)

    assert found["outcome"] == "refused"
