"""A personnel workbook: departments, employees, absences, training and applicants."""

from datetime import date
from random import Random
from typing import Any

from tests.data.business.sheets import Sheet, day_between, pick, read_headers

DEPARTMENTS = [
    ("Engineering", "Building A", 900000),
    ("Support", "Building B", 350000),
    ("Marketing", "Building B", 280000),
    ("Finance", "Building A", 240000),
    ("People", "Building C", 150000),
    ("Research", "Building C", 0),
]
FIRST = (
    *("Ada", "Bruno", "Chloe", "Dmitri", "Esme", "Farid", "Greta", "Hugo", "Ines", "Jonas", "Kira", "Liam"),
    *("Maya", "Noah", "Oona", "Pavel", "Quinn", "Rosa", "Sami", "Tessa"),
)
LAST = (
    "Archer",
    "Brandt",
    "Castillo",
    "Dubois",
    "Eriksen",
    "Fischer",
    "Goldberg",
    "Hayashi",
    "Ivanova",
    "Jensen",
)
TITLES = {
    "Engineering": {"Software Engineer": 6, "QA Engineer": 2, "Engineering Manager": 1},
    "Support": {"Support Agent": 5, "Support Lead": 1},
    "Marketing": {"Content Writer": 2, "Campaign Manager": 2},
    "Finance": {"Accountant": 3, "Controller": 1},
    "People": {"Recruiter": 2, "HR Partner": 1},
}
PAY = {
    "Engineer": 68000,
    "Manager": 88000,
    "Agent": 36000,
    "Lead": 47000,
    "Writer": 41000,
    "Controller": 74000,
}
COURSES = {"First Aid": 3, "Data Privacy": 5, "Leadership": 2, "Excel Advanced": 2, "Fire Safety": 3}

HEADERS = read_headers("""
Departments: Department text, Location text, Salary Budget whole
Employees: Employee ID text, Employee text, Gender text, Department text, Job Title text, Contract
    text, Hire Date day, Birth Date day, Salary whole, Left On day
Absences: Absence No whole, Employee ID text, Start Date day, Days amount, Reason text
Training: Record whole, Employee ID text, Course text, Completed On day, Score whole
Applicants: Applicant text, Position text, Applied On day, Source text, Stage text, Expected Salary
    whole
""")
"""Each tab's headers with the kind of what stands below."""


def sheets() -> list[Sheet]:
    """Make the workbook's sheets."""
    random = Random(4104)
    return [
        Sheet("Departments", HEADERS["Departments"], DEPARTMENTS),
        Sheet("Employees", HEADERS["Employees"], _employees(random), above=("Staff list",)),
        Sheet("Absences", HEADERS["Absences"], _absences(random)),
        Sheet("Training", HEADERS["Training"], _training(random)),
        Sheet("Applicants", HEADERS["Applicants"], _applicants(random)),
    ]


def _employees(random: Random) -> list[tuple[Any, ...]]:
    names = [
        f"{first} {LAST[(place * 7 + turn * 3) % 10]}"
        for turn in range(3)
        for place, first in enumerate(FIRST)
    ]
    rows = []
    for number, name in enumerate(names, start=1):
        department = pick(
            random, {"Engineering": 22, "Support": 15, "Marketing": 9, "Finance": 8, "People": 6}
        )
        title = pick(random, TITLES[department])
        base = next((pay for word, pay in PAY.items() if title.endswith(word)), 45000)
        hired = day_between(random, date(2015, 2, 1), date(2025, 3, 3))
        left = (
            day_between(random, max(hired, date(2023, 1, 1)), date(2025, 3, 31))
            if random.random() < 0.15
            else None
        )
        born = day_between(random, date(1962, 1, 1), date(2002, 12, 31))
        gender = pick(random, {"F": 10, "M": 10, "X": 1})
        contract = pick(random, {"Full-time": 8, "Part-time": 2, "Temporary": 1})
        salary = base + random.randrange(-8, 16) * 500
        rows.append((f"E{number:03}", name, gender, department, title, contract, hired, born, salary, left))
    return rows


def _absences(random: Random) -> list[tuple[Any, ...]]:
    rows = []
    reasons = {"Sick": 40, "Holiday": 45, "Parental": 5, "Unpaid": 10}
    for number in range(1, 161):
        # The five last on the staff list have never been away.
        employee = f"E{random.randint(1, 55):03}"
        reason = pick(random, reasons)
        days = random.randint(20, 60) if reason == "Parental" else random.randrange(1, 21) / 2
        rows.append(
            (number, employee, day_between(random, date(2023, 1, 2), date(2025, 3, 27)), days, reason)
        )
    return rows


def _training(random: Random) -> list[tuple[Any, ...]]:
    rows = []
    for number in range(1, 111):
        done = day_between(random, date(2023, 2, 1), date(2025, 3, 21))
        score = None if random.random() < 0.1 else random.randint(41, 100)
        rows.append((number, f"E{random.randint(1, 50):03}", pick(random, COURSES), done, score))
    return rows


def _applicants(random: Random) -> list[tuple[Any, ...]]:
    rows = []
    people = [
        f"{first} {LAST[(place * 3 + 5) % 10]}-{LAST[(place + 2) % 10]}" for place, first in enumerate(FIRST)
    ]
    people += [f"{first} van {LAST[(place + 4) % 10]}" for place, first in enumerate(FIRST)]
    positions = {
        "Software Engineer": 5,
        "Support Agent": 4,
        "Accountant": 2,
        "Recruiter": 2,
        "Data Analyst": 3,
    }
    sources = {"Job Board": 5, "Referral": 3, "Career Fair": 1, "Agency": 2}
    stages = {"New": 3, "Interview": 4, "Offer": 1, "Hired": 2, "Rejected": 5}
    for name in people:
        applied = day_between(random, date(2024, 1, 8), date(2025, 3, 24))
        wage = random.randrange(60, 180) * 500
        rows.append(
            (name, pick(random, positions), applied, pick(random, sources), pick(random, stages), wage)
        )
    return rows
