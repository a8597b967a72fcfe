"""Messy sheets, and beside each the tables that a person would read from it."""

import datetime
from collections.abc import Iterator, Sequence
from typing import Any

from tests.data.sheet_model import (
    BASES,
    NUMERIC,
    SALES,
    STAFF,
    TOWNS,
    MessySheet,
    Truth,
    beside,
    cells_of,
    shifted,
)


def messy_sheets() -> Iterator[MessySheet]:
    """Make all sheets."""
    yield from _around()
    yield from _levels()
    yield from _names()
    yield from _totals()
    yield from _notes()
    yield from _several()
    yield from _labels()
    yield from _values()
    yield from _official()


def _around() -> Iterator[MessySheet]:
    for name, base in BASES.items():
        cells, title = cells_of(base), frozenset({"title_skipped"})
        yield MessySheet(f"plain-{name}", cells, [base])
        yield MessySheet(f"title-{name}", [["Report of the year"], *cells], [base], codes=title)
        yield MessySheet(f"titles-{name}", [["Report"], ["all regions"], [], *cells], [base], codes=title)
        wide = "A1:" + "ABCDEF"[len(base.columns) - 1] + "1"
        yield MessySheet(f"title-merged-{name}", [["Report"], *cells], [base], merges=(wide,), codes=title)
        yield MessySheet(f"blank-above-{name}", [[], [], [], *cells], [base])
        yield MessySheet(f"offset-{name}", shifted(cells, 2, 3), [base])
        yield MessySheet(
            f"offset-title-{name}", [[], [None, None, "Report"], *shifted(cells, 2)], [base], codes=title
        )
        facts = [["Printed on", "2024-05-01"], ["By", "Ann"], []]
        yield MessySheet(f"facts-{name}", [*facts, *cells], [base], codes=title)
        yield MessySheet(f"blank-rows-{name}", [cells[0], [], *cells[1:3], [], *cells[3:]], [base])
    spaced = [[row[0], None, *row[1:]] for row in cells_of(SALES)]
    yield MessySheet("blank-column", spaced, [SALES])


def _levels() -> Iterator[MessySheet]:
    quarters = Truth(
        ["Region", "2023 Q1", "2023 Q2", "2024 Q1", "2024 Q2"], [["N", 1, 2, 3, 4], ["S", 5, 6, 7, 8]]
    )
    upper, lower = [None, 2023, None, 2024, None], ["Region", "Q1", "Q2", "Q1", "Q2"]
    spans = ("B1:C1", "D1:E1")
    yield MessySheet("levels-merged", [upper, lower, *quarters.rows], [quarters], merges=spans)
    yield MessySheet("levels-unmerged", [upper, lower, *quarters.rows], [quarters])
    years = Truth(["Region", "Sales 2023", "Sales 2024", "Costs 2023", "Costs 2024"], quarters.rows)
    groups = ["Region", "Sales", None, "Costs", None]
    below = [[None, 2023, 2024, 2023, 2024], *quarters.rows]
    yield MessySheet("levels-years-below", [groups, *below], [years], merges=("A1:A2", *spans))
    high = [["Region", 2023, None, 2024, None], [None, "Q1", "Q2", "Q1", "Q2"], *quarters.rows]
    yield MessySheet("levels-label-high", high, [quarters], merges=(*spans, "A1:A2"))
    titled = [["Sales"], [], *high]
    down = ("B3:C3", "D3:E3", "A3:A4")
    yield MessySheet("levels-titled", titled, [quarters], merges=down, codes=frozenset({"title_skipped"}))
    three = Truth(
        ["Region", "Sales 2023 Q1", "Sales 2023 Q2", "Sales 2024 Q1", "Sales 2024 Q2"], quarters.rows
    )
    top = [[None, "Sales", None, None, None], upper, lower, *quarters.rows]
    yield MessySheet("levels-three", top, [three], merges=("B1:E1", "B2:C2", "D2:E2"))
    texts = Truth(
        ["Who", "Home street", "Home town", "Work street", "Work town"],
        [["Ann", "A 1", "X", "B 2", "Y"], ["Bob", "C 3", "Z", "D 4", "X"]],
    )
    above = [["Who", "Home", None, "Work", None], [None, "street", "town", "street", "town"], *texts.rows]
    yield MessySheet("levels-texts", above, [texts], merges=("A1:A2", "B1:C1", "D1:E1"))


def _names() -> Iterator[MessySheet]:
    for name, base in NUMERIC.items():
        names = [f"column_{number}" for number in range(1, len(base.columns) + 1)]
        bare = Truth(names, base.rows)
        yield MessySheet(f"no-header-{name}", cells_of(base)[1:], [bare], codes=frozenset({"no_header"}))
    units = Truth(["Name", "Weight (kg)", "Size (m)"], [["a", 1.5, 2], ["b", 2.5, 3]])
    yield MessySheet("units-in-brackets", cells_of(units), [units])
    yield MessySheet("units-below", [["Name", "Weight", "Size"], [None, "(kg)", "(m)"], *units.rows], [units])
    twice = Truth(["Name", "Score", "Score_2"], [["a", 1, 2], ["b", 3, 4]])
    yield MessySheet(
        "names-twice",
        [["Name", "Score", "Score"], *twice.rows],
        [twice],
        codes=frozenset({"header_repeated"}),
    )
    unnamed = Truth(["column_1", "Score"], [["a", 1], ["b", 3]])
    yield MessySheet(
        "name-missing", [[None, "Score"], *unnamed.rows], [unnamed], codes=frozenset({"header_missing"})
    )
    years = Truth(["Region", "2021", "2022", "2023"], [["N", 510, 480, 530], ["S", 77, 91, 80]])
    yield MessySheet("years", [["Region", 2021, 2022, 2023], *years.rows], [years])
    months = Truth(["Region", "2024-01-01", "2024-02-01"], [["N", 5, 6], ["S", 7, 8]])
    days = [datetime.datetime(2024, 1, 1), datetime.datetime(2024, 2, 1)]
    yield MessySheet("months", [["Region", *days], *months.rows], [months])
    lines = Truth(["First name", "Score in %"], [["a", 1], ["b", 2]])
    yield MessySheet("names-on-lines", [["First\nname ", " Score\nin %"], *lines.rows], [lines])
    yield from _rarer_names()


def _rarer_names() -> Iterator[MessySheet]:
    foreign = Truth(["城市", "人口"], [["北京", 2189], ["上海", 2487]])
    yield MessySheet("other-script", cells_of(foreign), [foreign])
    again = [*cells_of(SALES)[:3], list(SALES.columns), *cells_of(SALES)[3:]]
    yield MessySheet("header-again", again, [SALES], codes=frozenset({"header_again"}))
    one = Truth(["Town"], [["Köln"], ["Wien"], ["Linz"]])
    yield MessySheet("one-column", cells_of(one), [one])
    yield MessySheet("header-only", [list(SALES.columns)], [Truth(SALES.columns, [])])


def _totals() -> Iterator[MessySheet]:
    totals, notes = frozenset({"totals_skipped"}), frozenset({"footnote_skipped"})
    cells = cells_of(SALES)
    for label in ("Total", "Grand Total", "Summe", "TOTAL:", "Total 2024", "Sum of all regions"):
        yield MessySheet(f"total-{label}", [*cells, [label, 25, 7.25]], [SALES], codes=totals)
    yield MessySheet("total-apart", [*cells, [], ["Total", 25, None]], [SALES], codes=totals)
    parts = [*cells[:3], ["Subtotal", 12, 3.75], *cells[3:], ["Subtotal", 13, 3.5], ["Total", 25, 7.25]]
    yield MessySheet("subtotals", parts, [SALES], codes=totals)
    named = [*cells[:3], ["Total A", 12, 3.75], *cells[3:], ["Total B", 13, 3.5]]
    yield MessySheet("subtotals-named", named, [SALES], codes=totals)
    kept = Truth(SALES.columns, [*SALES.rows[:1], ["Total", 4, 9.0], *SALES.rows[1:]])
    yield MessySheet("no-subtotal", cells_of(kept), [kept])
    hours = sum(row[3] for row in STAFF.rows)
    staff = [*cells_of(STAFF), [None, "Total", None, hours]]
    yield MessySheet("total-in-second-column", staff, [STAFF], codes=totals)
    both = [*cells, ["Total", 25, 7.25], [], ["Source: books"]]
    yield MessySheet("total-and-note", both, [SALES], codes=totals | notes)
    yield MessySheet(
        "no-total", [*cells, ["Total", 3, 9.5]], [Truth(SALES.columns, [*SALES.rows, ["Total", 3, 9.5]])]
    )


def _notes() -> Iterator[MessySheet]:
    cells, notes = cells_of(SALES), frozenset({"footnote_skipped"})
    beside_it = [*(list(row) for row in cells[:2]), [*cells[2], None, "Figures are estimates."], *cells[3:]]
    yield MessySheet("note-beside", beside_it, [SALES], codes=notes)
    for number, below in enumerate(
        (
            [["* provisional"]],
            [[], ["Source: the ministry"]],
            [[], ["Figures of the last two quarters are estimated."]],
            [[], ["Notes"], ["1) without islands"], ["2) estimated by the office"]],
            [["¹ revised"], ["² estimated"]],
        )
    ):
        yield MessySheet(f"note-{number}", [*cells, *below], [SALES], codes=notes)


def _several() -> Iterator[MessySheet]:
    sales, staff, towns = cells_of(SALES), cells_of(STAFF), cells_of(TOWNS)
    yield MessySheet("stacked", [*sales, [], *staff], [SALES, STAFF])
    yield MessySheet("stacked-three", [*sales, [], [], *towns, [], *staff], [SALES, TOWNS, STAFF])
    titled = [["Sales"], *sales, [], ["Staff"], *staff]
    yield MessySheet("stacked-titled", titled, [SALES, STAFF], codes=frozenset({"title_skipped"}))
    worded = [["Sales"], *sales, [], ["Towns"], *towns]
    yield MessySheet("stacked-titled-words", worded, [SALES, TOWNS])
    apart = [["Sales"], [], *sales, [], ["Staff"], [], *staff, [], ["Source: HR"]]
    yield MessySheet("stacked-titled-apart", apart, [SALES, STAFF])
    summed = [*sales, ["Total", 25, 7.25], [], *staff]
    yield MessySheet("stacked-with-total", summed, [SALES, STAFF], codes=frozenset({"totals_skipped"}))
    north, south = Truth(SALES.columns, SALES.rows[:2]), Truth(SALES.columns, SALES.rows[2:])
    alike = [["First half"], *cells_of(north), [], ["Second half"], *cells_of(south)]
    yield MessySheet("stacked-alike", alike, [north, south])
    yield MessySheet("aside", beside(sales, staff), [SALES, STAFF])
    yield MessySheet("aside-texts", beside(towns, staff, gap=2), [TOWNS, STAFF])
    yield MessySheet("aside-three", beside(sales, towns, staff), [SALES, TOWNS, STAFF])
    yield MessySheet("aside-titled", [["All our tables"], [], *beside(sales, staff)], [SALES, STAFF])
    each = beside([["Sales"], *sales], [["Staff"], *staff])
    yield MessySheet("aside-each-titled", each, [SALES, STAFF])
    grid = [*beside(sales, staff), [], *beside(towns, sales)]
    yield MessySheet("two-by-two", grid, [SALES, STAFF, TOWNS, SALES])


def _labels() -> Iterator[MessySheet]:
    filled = frozenset({"merged_filled"})
    truth = Truth(
        ["Region", "City", "n"], [["N", "a", 1], ["N", "b", 2], ["S", "c", 3], ["S", "d", 4], ["S", "e", 5]]
    )
    gaps = [[row[0] if place in (0, 2) else None, *row[1:]] for place, row in enumerate(truth.rows)]
    cells = [truth.columns, *gaps]
    yield MessySheet("labels-merged", cells, [truth], merges=("A2:A3", "A4:A6"), codes=filled)
    titled = [["Cities"], [], *cells]
    yield MessySheet("labels-merged-titled", titled, [truth], merges=("A4:A5", "A6:A8"), codes=filled)
    years = Truth(["Year", "Region", "n"], [[2023, "N", 1], [2023, "S", 2], [2024, "N", 3], [2024, "S", 4]])
    gaps = [[row[0] if place % 2 == 0 else None, *row[1:]] for place, row in enumerate(years.rows)]
    yield MessySheet(
        "labels-of-years", [years.columns, *gaps], [years], merges=("A2:A3", "A4:A5"), codes=filled
    )
    two = Truth(["Land", "Region", "n"], [["X", "N", 1], ["X", "N", 2], ["X", "S", 3], ["X", "S", 4]])
    nested = [["X", "N", 1], [None, None, 2], [None, "S", 3], [None, None, 4]]
    yield MessySheet(
        "labels-nested", [two.columns, *nested], [two], merges=("A2:A5", "B2:B3", "B4:B5"), codes=filled
    )


def _column(name: str, written: Sequence[Any], meant: Sequence[Any], **more: Any) -> MessySheet:
    cells = [["n", "value"], *([place, value] for place, value in enumerate(written, 1))]
    truth = Truth(["n", "value"], [[place, value] for place, value in enumerate(meant, 1)])
    return MessySheet(name, cells, [truth], **more)


def _values() -> Iterator[MessySheet]:
    days = [datetime.date(2024, 1, 31), datetime.date(2024, 2, 3), datetime.date(2023, 12, 24)]
    moments = [datetime.datetime(day.year, day.month, day.day) for day in days]
    yield _column("dates", moments, days)
    yield _column("dates-1904", moments, days, mac_dates=True)
    serials = {f"B{row}": "dd/mm/yyyy" for row in (2, 3, 4)}
    yield _column("dates-as-serials", [45322, 45325, 45284], days, formats=serials)
    yield _column("dates-as-iso-text", [str(day) for day in days], days)
    yield _column("dates-as-text", [f"{day:%d.%m.%Y}" for day in days], days)
    yield _column("dates-as-american-text", [f"{day:%m/%d/%Y}" for day in days], days)
    mixed = [moments[0], "03.02.2024", moments[2]]
    yield _column("dates-and-texts", mixed, days)
    unsure = ["01/02/2024", "03/04/2024", "05/06/2024"]
    first = [datetime.date(2024, 1, 2), datetime.date(2024, 3, 4), datetime.date(2024, 5, 6)]
    yield _column("dates-unsure", unsure, first, codes=frozenset({"ambiguous_dates"}))
    yield from _numbers_and_words()


def _numbers_and_words() -> Iterator[MessySheet]:
    yield _column("currency", ["$1,234.50", "$7.00", "$12.25"], [1234.5, 7.0, 12.25])
    yield _column("euro", ["1.234,50 €", "7,00 €", "12,25 €"], [1234.5, 7.0, 12.25])
    yield _column("percent-texts", ["15%", "7.5%", "100%"], [0.15, 0.075, 1.0])
    yield _column("accounting", ["(200.00)", "1,000.00", "(5.50)"], [-200.0, 1000.0, -5.5])
    yield _column("codes", ["007", "012", "123"], ["007", "012", "123"])
    yield _column("mixed-codes", [1, "A2", 3], ["1", "A2", "3"])
    ids = ["12345678901234567890", "12345678901234567891", "12345678901234567892"]
    yield _column("long-ids", ids, ids)
    yield _column(
        "words-for-nothing", [5, "n/a", 7, 8, "-"], [5, None, 7, 8, None], codes=frozenset({"null_words"})
    )
    yield _column("errors", [5, "#N/A", 7], [5, None, 7], codes=frozenset({"error_cells"}))
    yield _column("formulas", [5, "=1+1", 7], [5, None, 7], codes=frozenset({"formula_without_value"}))
    yield _column("booleans", ["yes", "no", "yes"], [True, False, True])
    yield _column("true-and-false", [True, False, True], [True, False, True])
    many = [*range(100), "about 5"]
    yield _column("a-misfit", many, [*range(100), None], codes=frozenset({"values_not_read"}))
    clocks = [datetime.time(8, 30), datetime.time(17, 45), datetime.time(0, 0, 30)]
    yield _column("times", clocks, clocks)


def _official() -> Iterator[MessySheet]:
    """Sheets as offices and laboratories publish them."""
    skipped = frozenset({"line_skipped"})
    cells, title = cells_of(SALES), frozenset({"title_skipped"})
    for name, row in (("plain", [1, 2, 3]), ("bracketed", ["(1)", "(2)", "(3)"])):
        yield MessySheet(f"column-numbers-{name}", [cells[0], row, *cells[1:]], [SALES], codes=skipped)
    sites = Truth(["Site", "Flow m3/s", "Depth m"], [["a", 1.5, 2], ["b", 2.5, 3], ["c", 3.5, 4]])
    yield MessySheet("units-bare", [["Site", "Flow", "Depth"], [None, "m3/s", "m"], *sites.rows], [sites])
    signs = Truth(["Site", "Flow Q m3/s", "Depth T m"], sites.rows)
    three = [["Site", "Flow", "Depth"], [None, "Q", "T"], [None, "m3/s", "m"], *signs.rows]
    yield MessySheet("units-and-signs", three, [signs])
    samples = Truth(
        ["Sample ID", "Depth m", "Acid pH"], [["s1", 1.5, 7.1], ["s2", 2.5, 6.9], ["s3", 3.5, 7.0]]
    )
    yield MessySheet(
        "units-everywhere", [["Sample", "Depth", "Acid"], ["ID", "m", "pH"], *samples.rows], [samples]
    )
    terms = [[f"Term of use {number}"] for number in range(75)]
    yield MessySheet("header-far-down", [*terms, [], *cells], [SALES], codes=title)
    form = [
        ["Name:", "Ann", None, "Date:", datetime.datetime(2024, 1, 1)],
        ["Team:", "IT", None, "No:", 17],
        [],
    ]
    yield MessySheet("form-above", [*form, *cells], [SALES], codes=title)
    yield from _official_sums(cells)
    mixed: list[Any] = [0.5, "1,5", 2.25, "3,75"]
    yield _column("commas-and-numbers", mixed, [0.5, 1.5, 2.25, 3.75])
    named = ["1. Januar 2024", datetime.datetime(2024, 2, 3), "12. März 2024"]
    days = [datetime.date(2024, 1, 1), datetime.date(2024, 2, 3), datetime.date(2024, 3, 12)]
    yield _column("months-in-words", named, days)


def _official_sums(cells: Sequence[Sequence[Any]]) -> Iterator[MessySheet]:
    totals, notes = frozenset({"totals_skipped"}), frozenset({"footnote_skipped"})
    lists = [list(row) for row in cells]
    yield MessySheet("total-first", [lists[0], ["Total", 25, 7.25], *lists[1:]], [SALES], codes=totals)
    yield MessySheet("total-unnamed", [*lists, [None, 25, 7.25]], [SALES], codes=totals)
    kept = Truth(SALES.columns, [*SALES.rows, [None, 24, 7.25]])
    yield MessySheet("no-total-unnamed", cells_of(kept), [kept])
    yield MessySheet("total-not-calculated", [*lists, ["Total", "=SUM(B2:B5)", None]], [SALES], codes=totals)
    aside = [*lists, [], [None, "Source: office of statistics"]]
    yield MessySheet("note-in-second-column", aside, [SALES], codes=notes)
