"""A column's type is decided by all of its values, and what does not fit is told."""

import datetime
import decimal
from pathlib import Path

import pytest

from tests.data.ingested import Table, ingest_text

DAY = datetime.date


def column(folder: Path, values: list[str], *, delimiter: str = ";") -> Table:
    """Ingest one column of texts beside a row number."""
    lines = [
        f"value{delimiter}row",
        *(f'"{value}"{delimiter}{number}' for number, value in enumerate(values)),
    ]
    return ingest_text("\n".join(lines) + "\n", folder)


@pytest.mark.parametrize(
    ("texts", "kind", "values"),
    [
        pytest.param(["1", "-2", "0"], "BIGINT", [1, -2, 0], id="integers"),
        pytest.param(["10.5", "3"], "DOUBLE", [10.5, 3.0], id="a decimal among integers"),
        pytest.param(["1E+05", "2.5e-3"], "DOUBLE", [1e5, 0.0025], id="scientific"),
        pytest.param(["007", "123"], "VARCHAR", ["007", "123"], id="one leading zero"),
        pytest.param(["1e3", "2e3"], "VARCHAR", ["1e3", "2e3"], id="codes that look scientific"),
        pytest.param(["t", "f"], "VARCHAR", ["t", "f"], id="single letters"),
        pytest.param(["yes", "No", "YES"], "BOOLEAN", [True, False, True], id="yes and no"),
        pytest.param(["ja", "nein"], "BOOLEAN", [True, False], id="German"),
        pytest.param(["no", "no"], "VARCHAR", ["no", "no"], id="only no"),
        pytest.param(["yes", "maybe"], "VARCHAR", ["yes", "maybe"], id="a third word"),
        pytest.param(["0", "1"], "BIGINT", [0, 1], id="0 and 1 are integers"),
        pytest.param(["$1,234.50", "$3"], "DOUBLE", [1234.5, 3.0], id="dollars"),
        pytest.param(["€ 5", "$ 5"], "VARCHAR", ["€ 5", "$ 5"], id="two currencies"),
        pytest.param(["(200.00)", "1,000.00"], "DOUBLE", [-200.0, 1000.0], id="accounting negative"),
        pytest.param(["(1)", "(2)"], "VARCHAR", ["(1)", "(2)"], id="only brackets"),
        pytest.param(["15%", "7.5 %"], "DOUBLE", [0.15, 0.075], id="percent as fraction"),
        pytest.param(["1.234,56", "7,1"], "DOUBLE", [1234.56, 7.1], id="decimal comma"),
        pytest.param(["1,234", "12,345,678"], "BIGINT", [1234, 12345678], id="thousands"),
        pytest.param(["1 234,5", "2"], "DOUBLE", [1234.5, 2.0], id="spaces between thousands"),
        pytest.param(["1'234.50", "2"], "DOUBLE", [1234.5, 2.0], id="apostrophes between thousands"),
        pytest.param(["\u22125", "3"], "BIGINT", [-5, 3], id="typographic minus"),
        pytest.param(
            ["+49 30 1234", "+49 40 99"], "VARCHAR", ["+49 30 1234", "+49 40 99"], id="telephone numbers"
        ),
        pytest.param(["+49000", "+49001"], "VARCHAR", ["+49000", "+49001"], id="dialling codes"),
        pytest.param(["--5", "--6"], "VARCHAR", ["--5", "--6"], id="two minus signs"),
        pytest.param(["10.100.200", "10.200.300"], "VARCHAR", ["10.100.200", "10.200.300"], id="versions"),
        pytest.param(["123 456 789", "123 456 780"], "VARCHAR", ["123 456 789", "123 456 780"], id="codes"),
        pytest.param(["1.", "2.", "10."], "BIGINT", [1, 2, 10], id="ordinals"),
        pytest.param(["2024-02-29", "1999-1-2"], "DATE", [DAY(2024, 2, 29), DAY(1999, 1, 2)], id="ISO dates"),
        pytest.param(["2023-02-29", "2024-01-01"], "VARCHAR", ["2023-02-29", "2024-01-01"], id="no such day"),
        pytest.param(
            ["31/12/2023", "1/2/2024"], "DATE", [DAY(2023, 12, 31), DAY(2024, 2, 1)], id="day first"
        ),
        pytest.param(
            ["12/31/2023", "1/2/2024"], "DATE", [DAY(2023, 12, 31), DAY(2024, 1, 2)], id="month first"
        ),
        pytest.param(["31.12.2023", "1.2.2024"], "DATE", [DAY(2023, 12, 31), DAY(2024, 2, 1)], id="dots"),
        pytest.param(
            ["Jan 5, 2024", "March 6, 2024"], "DATE", [DAY(2024, 1, 5), DAY(2024, 3, 6)], id="month names"
        ),
        pytest.param(
            ["05-Jan-24", "6-Feb-24"], "DATE", [DAY(2024, 1, 5), DAY(2024, 2, 6)], id="short month names"
        ),
        pytest.param(
            ["1. März 2024", "31. Dez. 2023"], "DATE", [DAY(2024, 3, 1), DAY(2023, 12, 31)], id="German"
        ),
        pytest.param(
            ["1er mai 2024", "2 août 2024"], "DATE", [DAY(2024, 5, 1), DAY(2024, 8, 2)], id="French"
        ),
        pytest.param(
            ["30 février 2024", "1 mai 2024"], "VARCHAR", ["30 février 2024", "1 mai 2024"], id="no 30th"
        ),
        pytest.param(
            ["5 apples 2024", "6 pears 2024"], "VARCHAR", ["5 apples 2024", "6 pears 2024"], id="fruit"
        ),
        pytest.param(['=""007""', '=""12""'], "VARCHAR", ["007", "12"], id="text as a formula"),
        pytest.param(['=""007""', "12"], "VARCHAR", ['="007"', "12"], id="text, and one as a formula"),
        pytest.param(["1 234", "56"], "BIGINT", [1234, 56], id="whole thousands with spaces"),
        pytest.param(["08:30", "17:45"], "TIME", [datetime.time(8, 30), datetime.time(17, 45)], id="clock"),
        pytest.param(["61:29:17", "63:54:31"], "VARCHAR", ["61:29:17", "63:54:31"], id="durations"),
    ],
)
def test_values_become_what_they_are(
    tmp_path: Path, texts: list[str], kind: str, values: list[object]
) -> None:
    table = column(tmp_path, texts)

    assert (table.types[0], table.column("value")) == (kind, values)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2024-01-05 10:20", datetime.datetime(2024, 1, 5, 10, 20)),
        ("2024-01-05T10:20:30", datetime.datetime(2024, 1, 5, 10, 20, 30)),
        ("2024-01-05T10:20:30.250", datetime.datetime(2024, 1, 5, 10, 20, 30, 250_000)),
        ("2024-01-05T10:20:30+02:00", datetime.datetime(2024, 1, 5, 8, 20, 30)),
        ("25/12/2024 18:30", datetime.datetime(2024, 12, 25, 18, 30)),
        ("12/25/2024 6:30 PM", datetime.datetime(2024, 12, 25, 18, 30)),
    ],
)
def test_moments_become_timestamps(tmp_path: Path, text: str, moment: datetime.datetime) -> None:
    table = column(tmp_path, [text, text])

    assert (table.types[0], table.column("value")) == ("TIMESTAMP", [moment, moment])


def test_dates_that_fit_both_orders_are_marked(tmp_path: Path) -> None:
    table = ingest_text("from,to\n01/02/2024,5\n03/04/2024,6\n", tmp_path)

    assert table.column("from") == [DAY(2024, 1, 2), DAY(2024, 3, 4)]
    assert table.warning("ambiguous_dates")["read_as"] == "mdy"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("from,to\n01/02/2024,31/03/2024\n03/04/2024,13/05/2024\n", id="other dates"),
        pytest.param('from,to\n01/02/2024,"7,5"\n03/04/2024,"1,25"\n', id="decimal commas"),
        pytest.param("from;to\n01/02/2024;a\n03/04/2024;b\n", id="semicolons"),
    ],
)
def test_dates_that_fit_both_orders_follow_the_other_columns(tmp_path: Path, text: str) -> None:
    table = ingest_text(text, tmp_path)

    assert table.column("from") == [DAY(2024, 2, 1), DAY(2024, 4, 3)]
    assert table.warning("ambiguous_dates")["read_as"] == "dmy"


def test_text_after_sixty_thousand_integers_is_told(tmp_path: Path) -> None:
    table = column(tmp_path, [*map(str, range(60_000)), "N/A", "see note"])

    assert table.types[0] == "BIGINT"
    assert table.column("value")[-3:] == [59_999, None, None]
    assert table.warning("null_words")["cells"] == [{"cell": "A60002", "raw": "N/A"}]
    assert table.warning("values_not_read")["cells"] == [{"cell": "A60003", "raw": "see note"}]


def test_many_misfits_make_a_column_text(tmp_path: Path) -> None:
    texts = [*map(str, range(90)), *("about 5",) * 10]

    assert column(tmp_path, texts).column("value") == texts


def test_a_code_with_a_leading_zero_is_never_a_misfit(tmp_path: Path) -> None:
    texts = [*map(str, range(10_000, 10_500)), "01234"]

    assert column(tmp_path, texts).column("value") == texts


def test_a_hundred_misfits_are_listed_and_more_make_a_column_text(tmp_path: Path) -> None:
    numbers = [*map(str, range(20_000))]

    warning = column(tmp_path, [*numbers, *(f"bad {number}" for number in range(100))]).warning(
        "values_not_read"
    )
    texts = [*numbers, *(f"bad {number}" for number in range(101))]

    assert (warning["count"], len(warning["cells"])) == (100, 100)
    assert column(tmp_path, texts).column("value") == texts


def test_long_ids_stay_exact(tmp_path: Path) -> None:
    ids = ["12345678901234567890", "98765432109876543210"]

    table = column(tmp_path, ids)

    assert [str(value) for value in table.column("value")] == ids


@pytest.mark.parametrize(
    ("texts", "kind"),
    [
        (["0.12345678901234567890", "1.5"], "DECIMAL(38,20)"),
        (["123456789012.345678901", "-0.5"], "DECIMAL(38,9)"),
        (["0.12345678901234567890", "1e-05"], "VARCHAR"),
        (["0." + "1234567890" * 4, "1.5"], "VARCHAR"),
        (["0.30000000000000004", "1.5000000000000000000"], "DOUBLE"),
    ],
)
def test_long_decimals_keep_every_digit(tmp_path: Path, texts: list[str], kind: str) -> None:
    table = column(tmp_path, texts)

    values = [decimal.Decimal(str(value)) for value in table.column("value")]
    assert (table.types[0], values) == (kind, [decimal.Decimal(text) for text in texts])


def test_text_columns_keep_their_words_for_nothing(tmp_path: Path) -> None:
    assert column(tmp_path, ["red", "n/a", "-"]).column("value") == ["red", "n/a", "-"]


def test_spaces_around_numbers_do_not_matter(tmp_path: Path) -> None:
    assert column(tmp_path, [" 5", "6 ", "7"]).column("value") == [5, 6, 7]
