"""Turns the values of a result into what JSON can say."""

import math
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pyarrow as pa

from services.common.errors import StatementError


def to_json_value(value: Any) -> Any:
    """Say one value in JSON: dates as ISO text, decimals as numbers, what is not a number as null.

    A decimal that a float would round stays one: whoever writes the JSON can still write all of its digits.

    Raises:
        StatementError: The value is binary.
    """
    convert = _CONVERSIONS.get(type(value))
    if convert is not None:
        return convert(value)
    if isinstance(value, (list, tuple)):
        return [to_json_value(item) for item in value]
    if isinstance(value, dict):
        return {str(key): to_json_value(item) for key, item in value.items()}
    if isinstance(value, datetime):  # pandas' own, which nanoseconds come as
        return value.isoformat()
    raise StatementError("Binary values cannot be shown; leave the column out or cast it to VARCHAR.")


def _same(value: Any) -> Any:
    return value


def _from_float(value: float) -> float | None:
    return value if math.isfinite(value) else None


def _from_decimal(value: Decimal) -> int | float | Decimal | None:
    if not value.is_finite():
        return None
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and exponent >= 0:
        return int(value)
    number = float(value)
    return number if Decimal(repr(number)) == value else value


def _from_interval(value: pa.MonthDayNano) -> str:
    """Write an interval as DuckDB does, with each part that is not zero."""
    parts = [f"{value.months} months"] if value.months else []
    parts += [f"{value.days} days"] if value.days else []
    if value.nanoseconds or not parts:
        parts.append(str(timedelta(microseconds=value.nanoseconds // 1000)))
    return " ".join(parts)


_CONVERSIONS: dict[type, Any] = {
    type(None): _same,
    bool: _same,
    int: _same,
    str: _same,
    float: _from_float,
    Decimal: _from_decimal,
    date: date.isoformat,
    datetime: datetime.isoformat,
    time: time.isoformat,
    timedelta: str,
    UUID: str,
    pa.MonthDayNano: _from_interval,
}
