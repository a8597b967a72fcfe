"""Tables as open-data portals publish them, made from a seed: the truth that messy files are made from."""

import datetime
import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Cell = Any
"""None, text, int, float or date."""

STREETS = ("Main Street", "Chemin du Lac", "Bahnhofstraße", "Calle Mayor", "High Street", "Via Roma")
TOWNS = ("Ashford", "Genève", "Köln", "Sevilla", "Bath", "Torino", "Åre", "Liège")
PEOPLE = ("Ann O'Neill", "José García", "Marta Müller", "Liam Byrne", "Zoë Petit", "Ola Åkesson")
GOODS = ("Road repair", "School meals", "Software licences", "Street lighting", "Tree care, incl. pruning")
REMARKS = (
    "see annex",
    "revised, final",
    'the so-called "green" fund',
    "paid in two parts; rest open",
    "first line\nsecond line",
)


@dataclass(frozen=True)
class PortalTable:
    """A header and rows of values."""

    name: str
    header: list[str]
    rows: list[list[Cell]]

    @property
    def cells(self) -> list[Cell]:
        """All of its cells that hold something, names included."""
        return [cell for row in [self.header, *self.rows] for cell in row if cell is not None]


def _day(numbers: random.Random) -> datetime.date:
    return datetime.date(2019, 1, 1) + datetime.timedelta(days=numbers.randrange(2000))


def _spending(numbers: random.Random, row: int) -> list[Cell]:
    remark = numbers.choice(REMARKS) if numbers.random() < 0.3 else None
    amount = round(numbers.uniform(100, 90_000), 2)
    return [f"{row:05d}", _day(numbers), numbers.choice(GOODS), amount, numbers.randrange(1, 60), remark]


def _stations(numbers: random.Random, row: int) -> list[Cell]:
    place = f"{numbers.choice(TOWNS)} {row}"
    latitude, longitude = round(numbers.uniform(36, 60), 5), round(numbers.uniform(-9, 25), 5)
    return [
        place,
        latitude,
        longitude,
        numbers.randrange(5, 900),
        _day(numbers),
        numbers.choice(["open", "closed"]),
    ]


def _schools(numbers: random.Random, row: int) -> list[Cell]:
    address = f"{numbers.randrange(1, 200)} {numbers.choice(STREETS)}, {numbers.choice(TOWNS)}"
    pupils = numbers.randrange(80, 1400) if numbers.random() < 0.95 else None
    return [1000 + row, f"{numbers.choice(TOWNS)} School No. {row}", address, pupils, numbers.choice(PEOPLE)]


def _counts(numbers: random.Random, row: int) -> list[Cell]:
    return [f"Ward {row}", *(numbers.randrange(0, 9000) for _ in range(4)), round(numbers.uniform(0, 100), 1)]


def _contacts(numbers: random.Random, row: int) -> list[Cell]:
    person = numbers.choice(PEOPLE)
    mail = f"{person.split()[0].lower()}{row}@example.org"
    phone = f"+44 20 79{numbers.randrange(10, 99)} {numbers.randrange(1000, 9999)}"
    return [person, mail, phone, f"http://example.org/unit/{row}?a=1&b=2", numbers.choice(TOWNS)]


def _titles(numbers: random.Random, row: int) -> list[Cell]:
    first, second = numbers.sample(("Annual", "Report", "Survey", "Waste", "Air", "Water", "Plan"), 2)
    return [
        f"DS-{row}",
        f"{first} {second}: part {row}",
        numbers.choice(TOWNS),
        numbers.choice(["CC-BY", "OGL"]),
    ]


SCHEMAS: dict[str, tuple[list[str], Callable[[random.Random, int], list[Cell]]]] = {
    "spending": (["Reference", "Date", "Description", "Amount", "Months", "Remarks"], _spending),
    "stations": (["Station", "Latitude", "Longitude", "Height (m)", "Since", "Status"], _stations),
    "schools": (["School ID", "Name", "Address", "Pupils", "Head teacher"], _schools),
    "counts": (["Area", "2019", "2020", "2021", "2022", "Share"], _counts),
    "contacts": (["Name", "E-mail", "Telephone", "Page", "Town"], _contacts),
    "datasets": (["Identifier", "Title", "Place", "Licence"], _titles),
}


def make_table(name: str, seed: int, rows: int) -> PortalTable:
    """Make a table of one of the schemas; the same for the same seed."""
    header, make_row = SCHEMAS[name]
    numbers = random.Random(f"{name} {seed}")
    return PortalTable(name, header, [make_row(numbers, row) for row in range(1, rows + 1)])
