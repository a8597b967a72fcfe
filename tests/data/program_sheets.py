"""Sheets as programs write them for other programs: of surveys, banks and payrolls."""

import datetime
from collections.abc import Iterator

from tests.data.sheet_model import MessySheet, Truth

DAYS = [datetime.date(2024, 3, day) for day in range(14, 20)]
ANSWERS = [[f"R_{place}", day, 5 + place, place % 3 + 1] for place, day in enumerate(DAYS)]
CODES = ["ResponseId", "StartDate", "Q1", "Q2_1"]
WORDS = ["Response ID", "Start Date", "How many days did you stay?", "And how was it? - Overall"]
IDS = ['{"ImportId":"_recordId"}', '{"ImportId":"startDate"}', '{"ImportId":"QID1"}', '{"ImportId":"QID2_1"}']
PAID = [["D", f"0004{place}", f"Payee {place}", 10.25 + place] for place in range(6)]
NO_NAMES = [f"column_{place}" for place in range(1, 5)]


def program_sheets() -> Iterator[MessySheet]:
    """Make the sheets."""
    asked = Truth([*CODES[:2], f"Q1 {WORDS[2]}", f"Q2_1 {WORDS[3]}"], ANSWERS)
    yield MessySheet("survey-in-words", [CODES, WORDS, *ANSWERS], [asked])
    yield MessySheet("survey-with-ids", [CODES, WORDS, IDS, *ANSWERS], [asked])
    short = Truth(CODES, [["R_x", "soon", "a week", 2], *([one, str(day), str(days), score]
                          for one, day, days, score in ANSWERS)])  # fmt: skip
    yield MessySheet("words-in-a-first-row", [CODES, *short.rows], [short])
    told = frozenset({"title_skipped", "footnote_skipped"})
    opening, closing = ["H", 20240331, "ACME LTD", "EUR"], ["T", len(PAID), sum(row[3] for row in PAID)]
    records = Truth(NO_NAMES, PAID)
    yield MessySheet("records-around", [opening, *PAID, closing], [records], codes=told)
    names = ["kind", "account", "payee", "amount"]
    yield MessySheet(
        "records-around-names",
        [["HDR", "PAYMENTS", 20240331], names, *PAID, ["TRL", len(PAID)]],
        [Truth(names, PAID)],
        codes=told,
    )
    numbered = Truth(NO_NAMES[:3], [[place, f"0004{place}", place / 4] for place in range(1, 10)])
    yield MessySheet("numbered-rows", numbered.rows, [numbered], codes=frozenset({"no_header"}))
    batch = ["EXTF", 700, 21, "Batch", 20240331101500, None, "RE", None, 12345, 20240301]
    booked = Truth(
        ["Amount", "Side", "Account", "Text"], [[1.5 * n, "S", 8400 + n, f"no {n}"] for n in range(6)]
    )
    yield MessySheet("facts-wider-than-header", [batch, booked.columns, *booked.rows], [booked])
