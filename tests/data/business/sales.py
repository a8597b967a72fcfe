"""A sales team's workbook: reps, accounts, products, opportunities and order lines."""

from datetime import date, timedelta
from random import Random
from typing import Any

from tests.data.business.sheets import Sheet, day_between, money, pick, read_headers

REPS = [
    ("R01", "Olivia Grant", "North", date(2019, 3, 1), 600000),
    ("R02", "Mateo Ruiz", "South", date(2020, 7, 15), 450000),
    ("R03", "Yuki Tanaka", "East", date(2018, 1, 8), 700000),
    ("R04", "Femi Adeyemi", "West", date(2022, 9, 5), 300000),
    ("R05", "Clara Voss", "North", date(2021, 4, 19), 400000),
    ("R06", "Ben Whitaker", "South", date(2023, 2, 13), 250000),
    ("R07", "Zara Malik", "East", date(2024, 11, 4), 150000),
]
ACCOUNTS = [
    *(
        "Acorn Systems",
        "Bluebird Clinics",
        "Copperfield Bank",
        "Delta Freight",
        "Everest Hotels",
        "Foxglove Media",
    ),
    *("Golden Gate Labs", "Harper School Trust", "Ironbridge Steel", "Jasper Insurance", "Kingfisher Air"),
    *("Lakeside Dairy", "Magnolia Pharma", "Northwind Utilities", "Orchard Grocers", "Pinnacle Legal"),
    *("Quayside Marina", "Redwood Timber", "Silverline Rail", "Thistle Textiles"),
]
CITIES = {
    "London": "United Kingdom",
    "Manchester": "United Kingdom",
    "Paris": "France",
    "Lyon": "France",
    "Berlin": "Germany",
    "Madrid": "Spain",
}
PRODUCTS = [
    ("SK-10", "Insight Basic", "Analytics", 900),
    ("SK-11", "Insight Pro", "Analytics", 2400),
    ("SK-12", "Insight Enterprise", "Analytics", 9500),
    ("SK-20", "Vault Storage", "Storage", 1200),
    ("SK-21", "Vault Archive", "Storage", 600),
    ("SK-30", "Relay Connect", "Integration", 1500),
    ("SK-31", "Relay Stream", "Integration", 3200),
    ("SK-40", "Onsite Training", "Services", 1800),
    ("SK-41", "Premium Support", "Services", 4000),
]

HEADERS = read_headers("""
Reps: Rep ID text, Rep text, Region text, Hire Date day, Annual Quota whole
Accounts: Account ID text, Account text, Segment text, City text, Country text, Owner ID text
Products: SKU text, Product text, Product Line text, List Price whole
Opportunities: Opp ID text, Account ID text, Rep ID text, Stage text, Deal Value amount, Created
    day, Close Date day, Lead Source text
Order Lines: Line whole, Order No text, Account ID text, SKU text, Order Date day, Quantity whole,
    Revenue amount
""")
"""Each tab's headers with the kind of what stands below."""


def sheets() -> list[Sheet]:
    """Make the workbook's sheets."""
    random = Random(4102)
    return [
        Sheet("Reps", HEADERS["Reps"], REPS),
        Sheet("Accounts", HEADERS["Accounts"], _accounts(random)),
        Sheet("Products", HEADERS["Products"], PRODUCTS),
        Sheet("Opportunities", HEADERS["Opportunities"], _opportunities(random)),
        Sheet(
            "Order Lines", HEADERS["Order Lines"], _order_lines(random), above=("Order lines, all regions",)
        ),
    ]


def _accounts(random: Random) -> list[tuple[Any, ...]]:
    rows = []
    for number, name in enumerate(ACCOUNTS, start=1):
        city = random.choice(list(CITIES))
        segment = pick(random, {"Enterprise": 3, "Mid-Market": 4, "Small Business": 3})
        owner = f"R{random.randint(1, 6):02}"
        rows.append((f"A{number:03}", name, segment, city, CITIES[city], owner))
    return rows


def _opportunities(random: Random) -> list[tuple[Any, ...]]:
    rows = []
    stages = {"Prospecting": 15, "Proposal": 20, "Negotiation": 10, "Closed Won": 35, "Closed Lost": 20}
    sources = {"Referral": 25, "Web": 35, "Trade Show": 15, "Cold Call": 15, None: 10}
    for number in range(1, 141):
        created = day_between(random, date(2023, 1, 9), date(2025, 3, 20))
        stage = pick(random, stages)
        is_closed = stage.startswith("Closed")
        closed = (
            min(created + timedelta(days=random.randint(10, 120)), date(2025, 3, 31)) if is_closed else None
        )
        account, rep = f"A{random.randint(1, len(ACCOUNTS)):03}", f"R{random.randint(1, 6):02}"
        value, source = money(random, 1500, 90000), pick(random, sources)
        rows.append((f"OP{number:04}", account, rep, stage, value, created, closed, source))
    return rows


def _order_lines(random: Random) -> list[tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = []
    for order in range(1, 131):
        # The last three accounts have never ordered; Vault Archive was never sold.
        account = f"A{random.randint(1, len(ACCOUNTS) - 3):03}"
        day = day_between(random, date(2023, 1, 5), date(2025, 3, 30))
        sold = [product for product in PRODUCTS if product[0] != "SK-21"]
        for sku, _, _, price in random.sample(sold, random.randint(1, 3)):
            quantity = random.randint(1, 12)
            revenue = round(quantity * price * (1 - pick(random, {0: 5, 5: 2, 10: 2, 20: 1}) / 100), 2)
            rows.append((len(rows) + 1, f"SO-{2000 + order}", account, sku, day, quantity, revenue))
    return rows
