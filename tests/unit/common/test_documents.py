"""Numbers on their way through JSON: no digit is lost, and what a float holds stays a float."""

import json
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from services.common.documents import read_document, write_document


@pytest.mark.parametrize("text", ["90071992547409.93", "1234567890123456.78", "-12345678901234567.89"])
def test_a_decimal_is_a_number_with_all_of_its_digits(text: str) -> None:
    written = write_document({"rows": [[Decimal(text)]]})

    assert written == f'{{"rows":[[{text}]]}}'
    assert read_document(written) == {"rows": [[Decimal(text)]]}


def test_what_a_float_holds_stays_a_float() -> None:
    (value, whole) = read_document("[0.1, 12345678901234567890]")

    assert (type(value), value, whole) == (float, 0.1, 12345678901234567890)


def test_no_text_is_taken_for_a_decimal() -> None:
    document = {"é": ['"', "1.5", "\0decimal"], "at": datetime(2026, 1, 2, tzinfo=UTC), "n": Decimal("0.1")}

    assert json.loads(write_document(document)) == {
        "é": ['"', "1.5", "\0decimal"],
        "at": "2026-01-02T00:00:00Z",
        "n": 0.1,
    }
