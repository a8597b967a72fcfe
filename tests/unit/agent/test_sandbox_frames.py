"""What a job says to its parent, digit by digit."""

from decimal import Decimal

import pytest

from services.agent.sandbox.frames import FrameError, FrameReader, encode_frame


def _heard(frame: bytes) -> list[dict[str, object]]:
    reader = FrameReader(1000)
    reader.feed(frame)
    return list(reader.messages())


def test_decimals_arrive_with_all_of_their_digits() -> None:
    said = {"rows": [[Decimal("12345678901234567.89"), 0.5, 2**100, {"a": Decimal("-0.00000001")}]]}

    assert _heard(encode_frame(said)) == [said]


@pytest.mark.parametrize("text", ["NaN", "1E+999999999", "9" * 41, "", "1\n"])
def test_what_is_no_decimal_is_no_message(text: str) -> None:
    with pytest.raises(FrameError):
        _heard(encode_frame({"x": {"\0decimal": text}}))
