"""Quotes that are missing, or too many, spoil the cell they stand in and no other."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as some

from services.agent.ingest.dialect import NO_DELIMITER, detect_dialect
from services.agent.ingest.records import Dialect


def rows(text: str, dialect: Dialect, width: int | None = None) -> list[list[str]]:
    return list(dialect.reader(io.StringIO(text, newline=""), width))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param('a,b\n"x\ny",1\nz,2\n', [["a", "b"], ["x\ny", "1"], ["z", "2"]], id="a line end"),
        pytest.param('a,b\nx,"1\nz,2\ny,3\n', [["a", "b"], ["x", '"1'], ["z", "2"], ["y", "3"]], id="opened"),
        pytest.param('a,b\nx",1\nz,2\n', [["a", "b"], ['x"', "1"], ["z", "2"]], id="closed only"),
        pytest.param(
            'a,b\n5" pipe,1\n6" pipe,2\n', [["a", "b"], ['5" pipe', "1"], ['6" pipe', "2"]], id="inches"
        ),
        pytest.param('a,b\n"x "y" z",1\nq,2\n', [["a", "b"], ['x "y" z', "1"], ["q", "2"]], id="not doubled"),
        pytest.param(
            'a,b\n"x,1\nz,2\n"y\n",3\n', [["a", "b"], ['"x', "1"], ["z", "2"], ["y\n", "3"]], id="both"
        ),
        pytest.param('a,b\nx,"last\nline"\n', [["a", "b"], ["x", "last\nline"]], id="in the last cell"),
    ],
)
def test_a_quote_is_followed_only_where_it_leads(text: str, found: list[list[str]]) -> None:
    assert rows(text, Dialect(), 2) == found


def test_a_line_end_other_than_the_files_own_stays_in_its_cell() -> None:
    assert rows("a,b\r\nx\u2028y\x85z,1\r\n", Dialect()) == [["a", "b"], ["x\u2028y\x85z", "1"]]


@given(
    some.lists(
        some.lists(some.text('ab",\n\r ;', max_size=6), min_size=3, max_size=3), min_size=1, max_size=8
    ),
    some.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]),
)
def test_what_the_csv_module_writes_is_read_back(cells: list[list[str]], quoting: int) -> None:
    header = ["one", "two", "three"]
    out = io.StringIO()
    csv.writer(out, quoting=quoting, lineterminator="\r\n").writerows([header, *cells])

    assert rows(out.getvalue(), Dialect(), 3) == [header, *cells]


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("a;1,5;x\nb;2,5;y\n", ";"),
        ("a b,c d\ne f,g h\n", ","),
        ("a::1::x\nb::2::y\nc::3::z\n", "::"),
        ("12:30,x\n13:45,y\n14:00,z\n", ","),
        ("sep=|\na,b|c\n", "|"),
        ("one\ntwo words\nthree more words\n", NO_DELIMITER),
        ("Dear all, thanks\nfor everything\nyou do; bye\n", NO_DELIMITER),
        ("name,tags\na,x;y;z\nb,u;v;w\n", ","),
    ],
)
def test_the_delimiter_is_the_one_that_makes_a_table(text: str, delimiter: str) -> None:
    assert detect_dialect(text, tabs=False).delimiter == delimiter
