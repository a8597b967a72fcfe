"""The books of a small group: customers, invoices, payments, cost centres, expenses and a budget."""

from datetime import date, timedelta
from random import Random
from typing import Any

from tests.data.business.sheets import Sheet, day_between, money, pick, read_headers

CUSTOMERS = [
    ("Alder & Finch Ltd", "United Kingdom", "Retail", 50000),
    ("Brightwater GmbH", "Germany", "Manufacturing", 120000),
    ("Casa Verde SL", "Spain", "Hospitality", 30000),
    ("Dunmore Foods", "Ireland", "Food", 80000),
    ("Elster Logistik", "Germany", "Transport", 60000),
    ("Fjord Marine AS", "Norway", "Transport", 90000),
    ("Granite Works", "United Kingdom", "Construction", 75000),
    ("Havel Optik", "Germany", "Retail", 20000),
    ("Iberia Textil", "Spain", "Manufacturing", 45000),
    ("Juniper Health", "Ireland", "Healthcare", 110000),
    ("Kestrel Media", "United Kingdom", "Media", None),
    ("Lumen Energi AB", "Sweden", "Energy", 150000),
    ("Moorland Farms", "Ireland", "Food", 15000),
    ("Nordic Paper", "Sweden", "Manufacturing", 40000),
]
CENTRES = [
    ("CC-100", "Sales", "Helen Marsh"),
    ("CC-200", "Marketing", "Tom Okafor"),
    ("CC-300", "Engineering", "Priya Nair"),
    ("CC-400", "Operations", "Lars Holm"),
    ("CC-500", "Finance", "Helen Marsh"),
    ("CC-600", "Legal", "Ana Costa"),
]
CATEGORIES = {
    "Travel": 30,
    "Software": 25,
    "Office Supplies": 15,
    "Consulting": 12,
    "Training": 10,
    "Rent": 8,
}
VENDORS = {
    "Travel": ("Skyline Air", "Rail Europe", "Hotel Linden"),
    "Software": ("Cloudpeak", "Datasmith"),
    "Office Supplies": ("Paper & Co",),
    "Consulting": ("Harrow Partners", "Bexley Advisory"),
    "Training": ("Learnwell",),
    "Rent": ("City Estates",),
}

HEADERS = read_headers("""
Customers: Customer ID text, Customer text, Country text, Industry text, Credit Limit whole
Invoices: Invoice No text, Customer ID text, Invoice Date day, Due Date day, Net Amount amount, VAT
    amount, Status text
Payments: Payment ID text, Invoice No text, Payment Date day, Amount Paid amount, Method text
Cost Centres: Cost Centre text, Department text, Manager text
Expenses: Expense ID text, Expense Date day, Cost Centre text, Category text, Vendor text, Cost
    amount, Approved text
Budget: Cost Centre text, Year whole, Budget whole
""")
"""Each tab's headers with the kind of what stands below."""


def sheets() -> list[Sheet]:
    """Make the workbook's sheets."""
    random = Random(4101)
    customers = [(f"C{n:03}", *row) for n, row in enumerate(CUSTOMERS, start=1)]
    invoices = _invoices(random)
    return [
        Sheet("Customers", HEADERS["Customers"], customers),
        Sheet("Invoices", HEADERS["Invoices"], invoices, above=("Invoice ledger", "all amounts in EUR")),
        Sheet("Payments", HEADERS["Payments"], _payments(random, invoices)),
        Sheet("Cost Centres", HEADERS["Cost Centres"], CENTRES),
        Sheet("Expenses", HEADERS["Expenses"], _expenses(random)),
        Sheet(
            "Budget",
            HEADERS["Budget"],
            [
                (code, year, random.randrange(20, 90) * 1000)
                for year in (2023, 2024, 2025)
                for code, _, _ in CENTRES
            ],
        ),
    ]


def _invoices(random: Random) -> list[tuple[Any, ...]]:
    rows = []
    for number in range(1, 161):
        # The last two customers of the list are prospects: nothing was invoiced to them yet.
        customer = random.randint(1, len(CUSTOMERS) - 2)
        issued = day_between(random, date(2023, 1, 3), date(2025, 3, 28))
        net = money(random, 200, 24000)
        status = pick(random, {"Paid": 70, "Open": 12, "Overdue": 12, "Disputed": 6})
        due = issued + timedelta(days=pick(random, {14: 2, 30: 6, 60: 2}))
        rows.append(
            (f"INV-{1000 + number}", f"C{customer:03}", issued, due, net, round(net * 0.2, 2), status)
        )
    return rows


def _payments(random: Random, invoices: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = []
    for invoice in invoices:
        if invoice[6] != "Paid":
            continue
        paid = min(invoice[2] + timedelta(days=random.randint(3, 75)), date(2025, 3, 31))
        method = pick(random, {"Bank Transfer": 7, "Credit Card": 2, "Cheque": 1})
        rows.append((f"P{len(rows) + 1:04}", invoice[0], paid, round(invoice[4] + invoice[5], 2), method))
    return rows


def _expenses(random: Random) -> list[tuple[Any, ...]]:
    rows = []
    for number in range(1, 211):
        category = pick(random, CATEGORIES)
        # Nobody in Legal has claimed anything.
        centre = CENTRES[random.randint(0, len(CENTRES) - 2)][0]
        vendor = random.choice(VENDORS[category])
        spent = day_between(random, date(2023, 1, 2), date(2025, 3, 30))
        approved = pick(random, {"yes": 85, "no": 15})
        rows.append((f"E{number:04}", spent, centre, category, vendor, money(random, 15, 4000), approved))
    return rows
