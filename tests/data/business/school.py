"""A school's workbook: pupils, teachers, courses, exam results, attendance and clubs."""

from datetime import date
from random import Random
from typing import Any

from tests.data.business.sheets import Sheet, day_between, pick, read_headers

FIRST = (
    *("Amelia", "Basil", "Cora", "Dylan", "Edith", "Finn", "Gwen", "Harry", "Isla", "Jude", "Keira", "Leo"),
    *("Molly", "Nate", "Opal", "Perry", "Ruby", "Seth"),
)
LAST = ("Abbott", "Barlow", "Cheng", "Dalton", "Evans", "Farah", "Gupta", "Hobbs", "Ingram", "Jarvis", "Kaur")
TEACHERS = [
    ("Mr Fenwick", "Mathematics", "full-time", date(2011, 9, 1)),
    ("Ms Rao", "Physics", "full-time", date(2017, 9, 1)),
    ("Mrs Lindqvist", "English", "part-time", date(2009, 9, 1)),
    ("Mr Osei", "History", "full-time", date(2020, 1, 6)),
    ("Ms Bellamy", "Chemistry", "part-time", date(2023, 9, 4)),
    ("Mr Tran", "Mathematics", "full-time", date(2022, 9, 5)),
    ("Mrs Novak", "Art", "part-time", date(2024, 9, 2)),
]
COURSES = [
    ("MAT-1", "Algebra", "Mr Fenwick", 24, "B12"),
    ("MAT-2", "Statistics", "Mr Tran", 20, "B14"),
    ("PHY-1", "Mechanics", "Ms Rao", 18, "Lab 1"),
    ("ENG-1", "Literature", "Mrs Lindqvist", 28, "A03"),
    ("HIS-1", "Modern History", "Mr Osei", 26, "A07"),
    ("CHE-1", "Organic Chemistry", "Ms Bellamy", 16, "Lab 2"),
    ("ART-1", "Drawing", "Mrs Novak", 15, "Studio"),
]

HEADERS = read_headers("""
Pupils: Pupil ID whole, Pupil text, Year Group whole, House text, Town text, Date of Birth day, Free
    Meals text
Teachers: Teacher text, Subject text, Employment text, Start Date day
Courses: Course Code text, Course text, Teacher text, Places whole, Room text
Results: Result No whole, Pupil ID whole, Course Code text, Exam Date day, Mark whole, Grade text
Attendance: Entry whole, Pupil ID whole, Date day, Lessons Missed whole, Excused text
Club Members: Club text, Pupil ID whole, Fee Paid amount
""")
"""Each tab's headers with the kind of what stands below."""


def sheets() -> list[Sheet]:
    """Make the workbook's sheets."""
    random = Random(4105)
    return [
        Sheet("Pupils", HEADERS["Pupils"], _pupils(random), above=("Pupil roll 2024/25",)),
        Sheet("Teachers", HEADERS["Teachers"], TEACHERS),
        Sheet("Courses", HEADERS["Courses"], COURSES),
        Sheet("Results", HEADERS["Results"], _results(random)),
        Sheet("Attendance", HEADERS["Attendance"], _attendance(random)),
        Sheet("Club Members", HEADERS["Club Members"], _clubs(random)),
    ]


def _pupils(random: Random) -> list[tuple[Any, ...]]:
    rows = []
    for number in range(70):
        name = f"{FIRST[number % 18]} {LAST[(number * 5 + number // 18) % 11]}"
        group = random.randint(7, 11)
        born = day_between(random, date(2025 - group - 6, 9, 1), date(2025 - group - 5, 8, 31))
        house = pick(random, {"Oak": 3, "Elm": 3, "Ash": 3, "Birch": 2})
        town = pick(random, {"Westbury": 5, "Calne": 3, "Frome": 3, "Bath": 2, None: 1})
        rows.append((5001 + number, name, group, house, town, born, pick(random, {"Yes": 1, "No": 4})))
    return rows


def _results(random: Random) -> list[tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = []
    exams = (date(2024, 1, 22), date(2024, 6, 10), date(2025, 1, 20))
    for number in range(66):  # The four last on the roll have sat no exam.
        for course in random.sample(COURSES[:6], random.randint(2, 4)):  # Nobody sat an exam in Drawing.
            mark = min(100, max(12, round(random.gauss(64, 17))))
            grade = next(
                letter
                for letter, least in (("A", 80), ("B", 65), ("C", 50), ("D", 35), ("F", 0))
                if mark >= least
            )
            rows.append((len(rows) + 1, 5001 + number, course[0], random.choice(exams), mark, grade))
    return rows


def _attendance(random: Random) -> list[tuple[Any, ...]]:
    rows = []
    for number in range(1, 121):
        pupil = 5001 + random.randint(0, 59)
        day = day_between(random, date(2024, 9, 3), date(2025, 3, 28))
        rows.append((number, pupil, day, random.randint(1, 6), pick(random, {"Yes": 3, "No": 2})))
    return rows


def _clubs(random: Random) -> list[tuple[Any, ...]]:
    rows = []
    for club, fee in (("Chess", 0.0), ("Choir", 12.5), ("Robotics", 30.0), ("Football", 20.0)):
        for pupil in sorted(random.sample(range(5001, 5061), random.randint(9, 18))):
            rows.append((club, pupil, fee))
    return rows
