"""A web shop's workbook: shoppers, articles, orders, order items, reviews and suppliers."""

from datetime import date
from random import Random
from typing import Any

from tests.data.business.sheets import Sheet, day_between, pick, read_headers

SUPPLIERS = [
    ("S1", "Hearth & Home", "Portugal", 7),
    ("S2", "Tallgrass Textiles", "India", 21),
    ("S3", "Polar Ceramics", "Denmark", 10),
    ("S4", "Redfern Tools", "United Kingdom", 4),
    ("S5", "Mistral Candles", "France", 6),
]
ARTICLES = [
    ("P01", "Linen Apron", "Kitchen", "S2", 24.9, 9.8, 120),
    ("P02", "Cast Iron Pan", "Kitchen", "S1", 59.0, 31.0, 35),
    ("P03", "Oak Chopping Board", "Kitchen", "S1", 39.5, 18.2, 8),
    ("P04", "Stoneware Mug", "Tableware", "S3", 14.0, 5.1, 260),
    ("P05", "Dinner Plate Set", "Tableware", "S3", 79.0, 36.4, 42),
    ("P06", "Wool Throw", "Living", "S2", 89.0, 40.0, 0),
    ("P07", "Scented Candle", "Living", "S5", 18.5, 6.2, 310),
    ("P08", "Garden Shears", "Garden", "S4", 34.0, 15.5, 51),
    ("P09", "Watering Can", "Garden", "S4", 27.5, 11.9, 64),
    ("P10", "Seed Box", "Garden", "S4", 22.0, 8.7, 0),
    ("P11", "Cotton Napkins", "Tableware", "S2", 16.0, 5.9, 180),
    ("P12", "Teapot", "Tableware", "S3", 45.0, 21.0, 17),
]
FIRST = (
    "Anya",
    "Boris",
    "Celia",
    "Diego",
    "Elif",
    "Frank",
    "Gita",
    "Henrik",
    "Imani",
    "Joel",
    "Karin",
    "Luca",
)
LAST = ("Baptiste", "Cohen", "Duarte", "Ekström", "Fontaine", "Gallagher", "Hussain")
NUMBER = 48

HEADERS = read_headers("""
Shoppers: Shopper ID whole, Shopper text, Email text, City text, Joined day, Newsletter text
Articles: Article No text, Article text, Category text, Supplier ID text, Price amount, Unit Cost
    amount, Stock whole
Suppliers: Supplier ID text, Supplier text, Country text, Lead Time (days) whole
Orders: Order ID whole, Shopper ID whole, Order Date day, Channel text, Order Status text, Shipping
    Fee amount, Voucher Code text
Order Items: Item whole, Order ID whole, Article No text, Units whole, Line Total amount
Reviews: Review ID whole, Article No text, Shopper ID whole, Review Date day, Rating whole
""")
"""Each tab's headers with the kind of what stands below."""


def sheets() -> list[Sheet]:
    """Make the workbook's sheets."""
    random = Random(4106)
    orders = _orders(random)
    return [
        Sheet("Shoppers", HEADERS["Shoppers"], _shoppers(random)),
        Sheet("Articles", HEADERS["Articles"], ARTICLES),
        Sheet("Suppliers", HEADERS["Suppliers"], SUPPLIERS),
        Sheet("Orders", HEADERS["Orders"], orders, above=("Shop orders export",)),
        Sheet("Order Items", HEADERS["Order Items"], _items(random, orders)),
        Sheet("Reviews", HEADERS["Reviews"], _reviews(random)),
    ]


def _shoppers(random: Random) -> list[tuple[Any, ...]]:
    rows = []
    for number in range(1, NUMBER + 1):
        name = f"{FIRST[number % 12]} {LAST[(number + number // 12) % 7]}"
        joined = day_between(random, date(2021, 1, 4), date(2025, 3, 18))
        city = pick(random, {"Dublin": 4, "Cork": 3, "Galway": 2, "Belfast": 3, "Limerick": 1})
        email = None if random.random() < 0.12 else f"{name.split()[0].lower()}{number}@mail.example"
        rows.append((700 + number, name, email, city, joined, pick(random, {"yes": 3, "no": 2})))
    return rows


def _orders(random: Random) -> list[tuple[Any, ...]]:
    rows = []
    for number in range(1, 191):
        shopper = 700 + random.randint(1, NUMBER - 5)  # The five who joined the list last have not ordered.
        channel = pick(random, {"Web": 6, "App": 4, "Phone": 1})
        status = pick(random, {"Delivered": 15, "Shipped": 2, "Cancelled": 2, "Returned": 2})
        fee = pick(random, {0.0: 3, 4.95: 5, 9.9: 2})
        voucher = pick(random, {None: 8, "SPRING10": 2, "WELCOME5": 2})
        ordered = day_between(random, date(2023, 1, 2), date(2025, 3, 31))
        rows.append((90000 + number, shopper, ordered, channel, status, fee, voucher))
    return rows


def _items(random: Random, orders: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = []
    sold = [article for article in ARTICLES if article[0] != "P10"]  # Nobody has bought a Seed Box.
    for order in orders:
        for article in random.sample(sold, random.randint(1, 4)):
            units = random.randint(1, 5)
            rows.append((len(rows) + 1, order[0], article[0], units, round(units * article[4], 2)))
    return rows


def _reviews(random: Random) -> list[tuple[Any, ...]]:
    rows = []
    for number in range(1, 81):
        article = ARTICLES[random.randint(0, 8)][0]  # The last three articles have no review.
        rating = pick(random, {5: 8, 4: 6, 3: 3, 2: 2, 1: 2})
        day = day_between(random, date(2023, 2, 1), date(2025, 3, 29))
        rows.append((number, article, 700 + random.randint(1, 40), day, rating))
    return rows
