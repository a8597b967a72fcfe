"""What rows of a whole catalogue are worth, and how many of a thing were sold in them."""

from services.agent.question.language.money import kind_of
from services.agent.question.language.words import spoken, stem
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog, Table
from services.agent.question.tables.selling import sold_columns

_GOODS_MOVED = "return refund restock purchase scrap waste loss damage"
_ORDER = stem("order")
_NO_SALES = frozenset(map(stem, _GOODS_MOVED.split()))
"""Words of tables whose rows are about goods and no sales of them."""


def worth_of(rows: str, catalog: Catalog) -> Column | None:
    """Return the column of what each row is worth, of the only table whose rows are called so.

    Args:
        rows: The stem of what the rows are called.
        catalog: What a question is about.
    """
    tables = [table for table in catalog.tables if kind_of(table.words) == rows]
    return tables[0].worth if len(tables) == 1 else None


def sold_in(catalog: Catalog) -> list[Column]:
    """Return the columns of how many of a thing were sold, of all tables but those of what came back."""
    return [column for table in catalog.tables if may_sell(table) for column in sold_columns(table.columns)]


def pieces_sold(sold: Column, catalog: Catalog) -> str:
    """Return what to call how many were sold, where what came back is counted alike."""
    alike = [each for each in catalog.columns if each.is_measure and each.words == sold.words]
    if len(alike) == 1:
        return spoken(sold.name)
    dated = any(
        _ORDER in table.words and any(each.is_date for each in table.columns) for table in catalog.tables
    )
    return f"{spoken(sold.name)} {'ordered' if dated else 'sold'}"  # Who orders does so on a day of its own.


def may_sell(table: Table) -> bool:
    """Whether goods in its rows may have been sold by these: not where they came back or were lost."""
    return _NO_SALES.isdisjoint(table.words)
