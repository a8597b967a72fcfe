"""A manufacturer's workbook: plants, machines, production, downtime and shipments."""

from datetime import date, timedelta
from random import Random
from typing import Any

from tests.data.business.sheets import Sheet, day_between, money, pick, read_headers

PLANTS = [
    ("Aston", "Birmingham", "United Kingdom", 1998),
    ("Gdynia", "Gdynia", "Poland", 2007),
    ("Leixoes", "Porto", "Portugal", 2012),
    ("Brno", "Brno", "Czech Republic", 2016),
    ("Kaunas", "Kaunas", "Lithuania", 2023),
]
KINDS = ("Press", "Lathe", "Robot Arm", "Oven", "Packer")
CAUSES = {
    "Mechanical": 35,
    "Electrical": 20,
    "Planned Maintenance": 25,
    "Operator Error": 12,
    "Material Shortage": 8,
}
CARRIERS = {"Norfreight": 40, "Blue Van": 35, "Seaway": 25}
DESTINATIONS = ("Hamburg", "Rotterdam", "Lille", "Milan", "Vienna", "Oslo")

HEADERS = read_headers("""
Plants: Plant text, City text, Country text, Opened whole
Machines: Machine ID text, Machine Type text, Plant text, Installed day, Status text, Max Units per
    Hour whole
Production: Run whole, Run Date day, Machine ID text, Shift text, Units Produced whole, Units
    Scrapped whole
Downtime: Event No text, Machine ID text, Event Date day, Hours Lost amount, Cause text, Severity
    text, Reported By text
Shipments: Shipment No text, Plant text, Carrier text, Destination text, Ship Date day, Delivery
    Date day, Weight (kg) amount, Freight Cost amount, On Time text
""")
"""Each tab's headers with the kind of what stands below."""


def sheets() -> list[Sheet]:
    """Make the workbook's sheets."""
    random = Random(4103)
    machines = _machines(random)
    return [
        Sheet("Plants", HEADERS["Plants"], PLANTS),
        Sheet("Machines", HEADERS["Machines"], machines),
        Sheet("Production", HEADERS["Production"], _production(random, machines)),
        Sheet("Downtime", HEADERS["Downtime"], _downtime(random), above=("Downtime log",)),
        Sheet("Shipments", HEADERS["Shipments"], _shipments(random)),
    ]


def _machines(random: Random) -> list[tuple[Any, ...]]:
    rows = []
    for number in range(1, 25):
        plant = PLANTS[random.randint(0, 3)][0]
        installed = day_between(random, date(2012, 1, 1), date(2024, 6, 30))
        status = pick(random, {"Running": 15, "Idle": 5, "Retired": 4})
        rows.append(
            (f"M-{number:02}", KINDS[number % 5], plant, installed, status, random.randrange(4, 40) * 10)
        )
    return rows


def _production(random: Random, machines: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    rows = []
    for number in range(1, 301):
        machine = machines[random.randint(0, 20)][0]
        made = random.randint(150, 2400)
        scrapped = int(made * random.random() ** 3 * 0.12)
        shift = pick(random, {"Day": 5, "Night": 3})
        rows.append(
            (number, day_between(random, date(2023, 7, 3), date(2025, 3, 31)), machine, shift, made, scrapped)
        )
    return rows


def _downtime(random: Random) -> list[tuple[Any, ...]]:
    rows = []
    reporters = {"Ewa Lis": 4, "Rui Pinto": 3, "Dan Clark": 3, None: 1}
    for number in range(1, 91):
        # The last six machines have never stood still.
        machine = f"M-{random.randint(1, 18):02}"
        hours = round(0.25 + 30 * random.random() ** 3, 2)
        severity = "Critical" if hours > 10 else pick(random, {"Minor": 3, "Major": 1})
        day = day_between(random, date(2023, 7, 1), date(2025, 3, 30))
        rows.append(
            (f"D{number:03}", machine, day, hours, pick(random, CAUSES), severity, pick(random, reporters))
        )
    return rows


def _shipments(random: Random) -> list[tuple[Any, ...]]:
    rows = []
    for number in range(1, 151):
        shipped = day_between(random, date(2023, 7, 3), date(2025, 3, 18))
        is_late = random.random() < 0.2
        taken = timedelta(days=random.randint(6, 12) if is_late else random.randint(1, 5))
        arrived: date | None = shipped + taken
        on_time: str | None = "No" if is_late else "Yes"
        if number > 146:  # The last four are still on their way.
            shipped, arrived, on_time = day_between(random, date(2025, 3, 28), date(2025, 3, 31)), None, None
        weight = money(random, 40, 9000)
        plant, carrier = PLANTS[random.randint(0, 3)][0], pick(random, CARRIERS)
        destination = random.choice(DESTINATIONS)
        cost = round(35 + weight * 0.11 * (0.8 + 0.4 * random.random()), 2)
        rows.append((f"SH{number:04}", plant, carrier, destination, shipped, arrived, weight, cost, on_time))
    return rows
