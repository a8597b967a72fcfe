"""The sample workbook: a small trading company, the same on every machine.

Its sheets join by their ids, and some are untidy as people's sheets are: titles above the header, blank rows,
dates as text, amounts with a currency's format.
"""

import random
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import xlsxwriter

_SEED = 20240601
_CITIES = (
    ("Berlin", "Germany"),
    ("Hamburg", "Germany"),
    ("Lyon", "France"),
    ("Paris", "France"),
    ("Madrid", "Spain"),
    ("Vienna", "Austria"),
)
_FIRST = ("Alder", "Birch", "Cedar", "Dogwood", "Elm", "Fir", "Gorse", "Hazel", "Ivy", "Juniper")
_SECOND = ("Trading", "Stores", "Supply", "Market")
_PRODUCTS = (
    ("Desk lamp", "Lighting", 39.9),
    ("Floor lamp", "Lighting", 119.0),
    ("Bookshelf", "Furniture", 149.5),
    ("Office chair", "Furniture", 229.0),
    ("Standing desk", "Furniture", 499.0),
    ("Notebook", "Paper", 4.2),
    ("Copy paper", "Paper", 6.9),
    ("Fountain pen", "Writing", 24.5),
    ("Ballpoint pen", "Writing", 1.8),
    ("Whiteboard", "Furniture", 89.0),
)
_STATUSES = ("shipped", "shipped", "shipped", "open", "cancelled")
_REASONS = ("damaged", "wrong item", "too late")


@dataclass(frozen=True)
class Sheet:
    """A sheet's table, as its author thought of it."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


def sample_sheets() -> dict[str, Sheet]:
    """Make the sheets' content; equal at every call."""
    dice = random.Random(_SEED)  # noqa: S311 - a fixed seed is the point
    sheets = [_customers(dice), _products(), _orders(dice)]
    items = _items(dice, sheets[2])
    return {sheet.name: sheet for sheet in (*sheets, items, _returns(dice, items))}


def _customers(dice: random.Random) -> Sheet:
    rows: list[tuple[Any, ...]] = []
    for number, (first, second) in enumerate(((f, s) for f in _FIRST for s in _SECOND), start=1):
        city, country = dice.choice(_CITIES)
        since = date(2019, 1, 1) + timedelta(days=dice.randrange(1800))
        rows.append((f"C{number:03}", f"{first} {second}", city, country, since))
    return Sheet("Customers", ("Customer ID", "Customer", "City", "Country", "Customer since"), tuple(rows))


def _products() -> Sheet:
    rows = [(f"P{number:02}", *product) for number, product in enumerate(_PRODUCTS, start=1)]
    return Sheet("Products", ("Product ID", "Product", "Category", "Unit price"), tuple(rows))


def _orders(dice: random.Random) -> Sheet:
    rows: list[tuple[Any, ...]] = []
    for number in range(1, 301):
        placed = date(2024, 1, 1) + timedelta(days=dice.randrange(366))
        rows.append(
            (10000 + number, f"C{dice.randint(1, 40):03}", placed.isoformat(), dice.choice(_STATUSES))
        )
    return Sheet("Orders", ("Order ID", "Customer ID", "Order date", "Status"), tuple(rows))


def _items(dice: random.Random, orders: Sheet) -> Sheet:
    rows: list[tuple[Any, ...]] = []
    for order in orders.rows:
        for number in dice.sample(range(1, len(_PRODUCTS) + 1), dice.randint(1, 3)):
            quantity = dice.randint(1, 20)
            amount = round(quantity * _PRODUCTS[number - 1][2], 2)
            rows.append((len(rows) + 1, order[0], f"P{number:02}", quantity, amount))
    return Sheet("Order items", ("Item ID", "Order ID", "Product ID", "Quantity", "Amount"), tuple(rows))


def _returns(dice: random.Random, items: Sheet) -> Sheet:
    rows: list[tuple[Any, ...]] = []
    for item in dice.sample(items.rows, 45):
        rows.append((item[0], dice.choice(_REASONS), round(item[4] * dice.choice((0.5, 1.0)), 2)))
    return Sheet("Returns", ("Item ID", "Reason", "Refund"), tuple(rows))


def write_sample(path: Path) -> None:
    """Write the workbook, byte for byte the same at every call."""
    sheets = sample_sheets()
    with xlsxwriter.Workbook(str(path), {"in_memory": True}) as book:
        book.set_properties({"title": "Sample", "created": datetime(2024, 6, 1)})
        _write(book, sheets["Customers"], titles=("Alder & Friends: our customers", "as of June 2024"))
        _write(book, sheets["Products"], money="Unit price")
        _write(book, sheets["Orders"], blank_every=60)
        _write(book, sheets["Order items"], money="Amount")
        _write(book, sheets["Returns"], titles=("Returns 2024",), money="Refund")


def _write(
    book: Any, sheet: Sheet, *, titles: tuple[str, ...] = (), money: str = "", blank_every: int = 0
) -> None:
    page = book.add_worksheet(sheet.name)
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    euro = book.add_format({"num_format": "#,##0.00 [$€-407]"})
    for line, title in enumerate(titles):
        page.write_string(line, 0, title)
    line = len(titles) + 1 if titles else 0
    page.write_row(line, 0, sheet.columns, book.add_format({"bold": True}))
    for number, row in enumerate(sheet.rows):
        line += 2 if blank_every and number and number % blank_every == 0 else 1
        for column, value in enumerate(row):
            if isinstance(value, date):
                page.write_datetime(line, column, datetime(value.year, value.month, value.day), day)
            elif sheet.columns[column] == money:
                page.write_number(line, column, value, euro)
            else:
                page.write(line, column, value)
