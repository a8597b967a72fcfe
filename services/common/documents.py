"""JSON that keeps every digit of its numbers: a float has 17 at most, an amount of money may have 38."""

import json
import re
import secrets
from decimal import Decimal
from typing import Any

from pydantic_core import to_jsonable_python


def write_document(value: Any) -> str:
    """Write JSON in which a Decimal is the number that it is; what JSON does not know as pydantic writes it.

    Args:
        value: Its Decimals are finite.
    """
    # The encoder writes numbers by their type alone. So a Decimal leaves it as text behind a mark that nobody
    # can have put into any other text, and the quotes are taken from around it.
    mark = f"{secrets.token_hex(16)} "

    def say(other: Any) -> Any:
        return f"{mark}{other}" if isinstance(other, Decimal) else to_jsonable_python(other)

    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=say)
    return re.sub(f'"{mark}([^"]*)"', r"\1", text) if mark in text else text


def read_document(text: str | bytes) -> Any:
    """Read JSON; a number that a float would round is a Decimal."""
    return json.loads(text, parse_float=_number)


def _number(text: str) -> float | Decimal:
    number, exact = float(text), Decimal(text)
    return number if Decimal(repr(number)) == exact else exact
