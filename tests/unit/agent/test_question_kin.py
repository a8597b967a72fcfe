"""Rows of one table that refer to each other: who manages whom, and what belongs under what."""

from pathlib import Path
from typing import Any

import pytest

from tests.fakes.question_tables import answer, ingest_tables, shown_rows

STAFF = [
    "id,name,section,manager_id,salary,hired_on",
    "1,Vera Holm,Board,,9000,2012-01-01",
    "2,Otto Lind,Works,1,5000,2014-05-01",
    "3,Ruth Sand,Works,2,5600,2013-02-01",
    "4,Paul Beck,Shop,1,4000,2016-07-01",
    "5,Nina Falk,Shop,4,3000,2019-03-01",
    "6,Igor Wolf,Works,2,3500,2020-08-01",
]
JOBS = ["id,title,price", "1,Harbour,700", "2,Quarry,300"]
TASKS = ["id,staff_id,job_id,hours", "1,2,1,10", "2,3,1,20", "3,4,2,5", "4,6,2,8", "5,1,2,1"]
CREW = [
    "name,team,supervisor,wage",
    "Ada Moll,North,,90",
    "Ben Roth,North,Ada Moll,70",
    "Cleo Hart,South,Ada Moll,80",
    "Dora Kess,South,Cleo Hart,85",
]
GROUPS = ["group_id,group_name,parent_group_id", "1,Tools,", "2,Saws,1", "3,Drills,1", "4,Hammers,1"]
MEMBERS = ["member_id,name,referred_by", "1,Liv Aas,", "2,Max Ohm,1", "3,Ola Rye,1", "4,Pia Lux,2"]
TABLES = {"staff": STAFF, "jobs": JOBS, "tasks": TASKS}


@pytest.fixture(scope="module")
def firm(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    return ingest_tables(TABLES, tmp_path_factory.mktemp("firm"))


@pytest.fixture(scope="module")
def others(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, Any]]]:
    tables = {"crew": CREW, "groups": GROUPS, "members": MEMBERS}
    return {
        name: ingest_tables({name: lines}, tmp_path_factory.mktemp(name)) for name, lines in tables.items()
    }


def names(found: dict[str, Any]) -> list[Any]:
    return [row[0] for row in shown_rows(found)]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Who is Ruth Sand's manager?", ["Otto Lind"]),
        ("Who is Ruth's boss?", ["Otto Lind"]),
        ("Who is the manager of Nina Falk?", ["Paul Beck"]),
        ("Who manages Nina Falk?", ["Paul Beck"]),
        ("Who does Otto Lind report to?", ["Vera Holm"]),
        ("To whom does Otto Lind report?", ["Vera Holm"]),
        ("Who reports to Otto Lind?", ["Igor Wolf", "Ruth Sand"]),
        ("Who does Otto Lind manage?", ["Igor Wolf", "Ruth Sand"]),
        ("Who is managed by Otto Lind?", ["Igor Wolf", "Ruth Sand"]),
        ("Who are Otto Lind's direct reports?", ["Igor Wolf", "Ruth Sand"]),
        ("staff whose manager is Otto Lind", ["Igor Wolf", "Ruth Sand"]),
        ("Which employees reporting to Otto Lind earn more than 4000?", ["Ruth Sand"]),
        ("How many people report to Vera Holm?", [2]),
        ("How many direct reports does Otto Lind have?", [2]),
        ("average salary of employees who report to Otto Lind", [4550]),
        ("What is the salary of Nina Falk's manager?", [4000]),
        ("Which jobs does Nina Falk's manager work on?", ["Quarry"]),
    ],
)
def test_what_persons_are_to_each_other_is_read_in_its_direction(
    question: str, told: list[Any], firm: Any, tmp_path: Path
) -> None:
    assert names(answer(question, firm, tmp_path)) == told


@pytest.mark.parametrize(
    ("sheet", "question", "told"),
    [
        ("crew", "Who is Cleo Hart's supervisor?", ["Ada Moll"]),
        ("crew", "Who does Cleo Hart report to?", ["Ada Moll"]),
        ("crew", "Who reports to Cleo Hart?", ["Dora Kess"]),
        ("crew", "What is the wage of Dora Kess's supervisor?", [80]),
        ("groups", "What is the parent group of Saws?", ["Tools"]),
        ("groups", "subgroups of Tools", ["Drills", "Hammers", "Saws"]),
        ("groups", "How many subgroups does Tools have?", [3]),
        ("members", "Who referred Pia Lux?", ["Max Ohm"]),
        ("members", "Who was referred by Liv Aas?", ["Max Ohm", "Ola Rye"]),
        ("members", "How many members did Liv Aas refer?", [2]),
    ],
)
def test_names_as_well_as_numbers_refer_to_rows_of_their_table(
    sheet: str, question: str, told: list[Any], others: Any, tmp_path: Path
) -> None:
    assert names(answer(question, others[sheet], tmp_path)) == told


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Who manages the most people?", [["Otto Lind"], ["Vera Holm"]]),
        ("Which manager has the fewest direct reports?", [["Paul Beck"]]),
        ("Who manages more than one person?", [["Otto Lind"], ["Vera Holm"]]),
        ("list the managers", [["Otto Lind"], ["Paul Beck"], ["Vera Holm"]]),
        ("Who does not manage anyone?", [["Igor Wolf"], ["Nina Falk"], ["Ruth Sand"]]),
        ("Which employees are not managers?", [["Igor Wolf"], ["Nina Falk"], ["Ruth Sand"]]),
        ("Which managers earn more than 4500?", [["Otto Lind"], ["Vera Holm"]]),
        ("average salary of managers", [[6000]]),
        ("Who does not report to anyone?", [["Vera Holm"]]),
        ("How many people report to each manager?", [["Otto Lind", 2], ["Paul Beck", 1], ["Vera Holm", 2]]),
        ("number of direct reports per manager", [["Otto Lind", 2], ["Paul Beck", 1], ["Vera Holm", 2]]),
        ("Which employees earn more than their manager?", [["Ruth Sand"]]),
        ("How many staff earn less than their manager?", [[4]]),
        ("Which employees were hired before their manager?", [["Ruth Sand"]]),
        ("staff whose salary is higher than that of their boss", [["Ruth Sand"]]),
    ],
)
def test_all_rows_are_counted_and_compared_by_what_they_refer_to(
    question: str, told: list[Any], firm: Any, tmp_path: Path
) -> None:
    assert shown_rows(answer(question, firm, tmp_path)) == told


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Which employees are paid more than their manager?", [["Ruth Sand"]]),
        ("Which employees have a manager who is paid a lower salary than they are?", [["Ruth Sand"]]),
        ("employees whose boss earns less than they do", [["Ruth Sand"]]),
        ("Who earns more than their manager, and by how much?", [["Ruth Sand", 600]]),
        ("List the staff who earn more than their boss with both salaries", [["Ruth Sand", 5600, 5000]]),
        (
            "Which staff members are in another section than their manager? Give the employee's name, the "
            "employee's section, the manager's name and the manager's section.",
            [["Otto Lind", "Works", "Vera Holm", "Board"], ["Paul Beck", "Shop", "Vera Holm", "Board"]],
        ),
        ("Which Works employees earn more than their manager?", [["Ruth Sand"]]),
        ("How many people have the same section as their manager?", [[3]]),
    ],
)
def test_rows_are_told_beside_those_that_they_are_compared_with(
    question: str, told: list[Any], firm: Any, tmp_path: Path
) -> None:
    assert sorted(shown_rows(answer(question, firm, tmp_path))) == told


@pytest.mark.parametrize(
    "question",
    [
        "Which employees earn more than their manager? Return both names and the bonus.",
        "Which employees earn more than their manager's friend?",
        "Which jolly employees earn more than their manager?",
        "Which employees earn twice as much as their manager?",
    ],
)
def test_a_comparison_that_is_not_told_to_its_end_is_refused(
    question: str, firm: Any, tmp_path: Path
) -> None:
    assert answer(question, firm, tmp_path)["outcome"] != "answered"


@pytest.mark.parametrize(
    ("question", "told"),
    [
        (
            "Which managers have at least two direct reports, and how many?",
            [["Otto Lind", 2], ["Vera Holm", 2]],
        ),
        (
            "Which managers have at least two people reporting directly to them? Return the manager's name "
            "and the number of reports.",
            [["Otto Lind", 2], ["Vera Holm", 2]],
        ),
        (
            "How many direct reports does each manager have, and how many of them are in Shop?",
            [["Otto Lind", 2, 0], ["Paul Beck", 1, 1], ["Vera Holm", 2, 1]],
        ),
        ("Which managers have at least one direct report who earns more than 5100?", [["Otto Lind"]]),
    ],
)
def test_how_many_refer_to_each_is_told_with_the_names(
    question: str, told: list[Any], firm: Any, tmp_path: Path
) -> None:
    assert sorted(shown_rows(answer(question, firm, tmp_path))) == told


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Which members referred at least 2 others?", [["Liv Aas"]]),
        ("How many members did each member refer?", [["Liv Aas", 2], ["Max Ohm", 1]]),
    ],
)
def test_members_that_others_refer_to_are_counted(
    question: str, told: list[Any], others: Any, tmp_path: Path
) -> None:
    assert sorted(shown_rows(answer(question, others["members"], tmp_path))) == told


@pytest.mark.parametrize(
    "question", ["list each employee with their manager", "show staff and their managers"]
)
def test_whoever_is_referred_to_is_told_by_name(question: str, firm: Any, tmp_path: Path) -> None:
    rows = shown_rows(answer(question, firm, tmp_path))

    assert ["Igor Wolf", "Otto Lind"] in rows
    assert ["Vera Holm", None] in rows
    assert len(rows) == len(STAFF) - 1


def test_a_number_that_is_asked_for_stays_one(firm: Any, tmp_path: Path) -> None:
    assert names(answer("What is the manager_id of Ruth Sand?", firm, tmp_path)) == [2]


@pytest.mark.parametrize(
    "question",
    [
        "Who is the manager of Ruth Sand's manager?",
        "Who manages the Harbour job?",
        "total hours on Quarry of staff paid more than Nina Falk's manager's manager",
        "Who is not managed by Otto Lind?",
        "Who reports to Otto Lind or Paul Beck?",
    ],
)
def test_what_no_reference_says_is_refused(question: str, firm: Any, tmp_path: Path) -> None:
    assert answer(question, firm, tmp_path)["outcome"] == "refused"


SECTIONS = ["section_id,section_name,manager_id", "1,Works,2", "2,Shop,1", "3,Board,1"]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Who manages Works?", [["Otto Lind"]]),
        (
            "list the sections with their managers",
            [["Board", "Vera Holm"], ["Shop", "Vera Holm"], ["Works", "Otto Lind"]],
        ),
        ("What is the manager_id of Works?", [[2]]),
    ],
)
def test_a_number_of_a_person_elsewhere_is_told_by_the_name(
    question: str, told: list[Any], tmp_path: Path
) -> None:
    tables = ingest_tables({"sections": SECTIONS, "staff": STAFF}, tmp_path)

    assert shown_rows(answer(question, tables, tmp_path)) == told


def test_reports_that_somebody_wrote_are_no_persons(tmp_path: Path) -> None:
    reports = ["report_id,title,written_on", "1,Annual,2024-01-01", "2,Audit,2024-02-01"]
    tables = ingest_tables({"reports": reports, "staff": STAFF}, tmp_path)

    assert answer("reports of Otto Lind", tables, tmp_path)["outcome"] == "refused"


def test_who_is_referred_by_whom_stays_among_their_own_kind(tmp_path: Path) -> None:
    """Numbers that may be clients' as well are those of the rows themselves: "referred by"."""
    tables = ingest_tables(
        {
            "linguists": [
                "ling_id,ling_name,referred_by_id", "1,Ada,", "2,Ben,1", "3,Cleo,1", "4,Dan,2", "5,Eve,",
            ],
            "clients": ["client_id,client_name", "1,Ash", "2,Birch", "3,Cedar", "4,Dorn", "5,Elm", "6,Fir"],
        },
        tmp_path,
    )  # fmt: skip
    assert answer("Who referred the most linguists?", tables, tmp_path)["rows"] == [["Ada"]]
    assert answer("Which linguists referred at least 2 others?", tables, tmp_path)["rows"] == [["Ada"]]
