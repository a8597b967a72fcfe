"""Days written as eight digits, 20240131: numbers by their look, dates where the header says so too."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from services.agent.ingest.kind import Kind
from services.agent.ingest.stack import Shown
from services.agent.ingest.vote import Verdict, reading

DIGITS_AS_DATES = "digits_as_dates"
DIGIT_DATE = Kind(
    "digit_date",
    "DATE",
    r"(?:19\d\d|20\d\d|2100)(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])",
    "CAST(try_strptime({t}, '%Y%m%d') AS DATE)",
    family="date",
    warning=(
        DIGITS_AS_DATES,
        "Every number is a day, as 20240131, and the header says so too: they were read as dates. If they "
        "are none, give PATCH /tables/{table}/columns/{column} the type “BIGINT”.",
    ),
)
WORD = re.compile(r"[^\W\d_]+")
DAY_WORDS = frozenset(
    {
        "date", "dates", "day", "days", "datum", "dat", "tag", "fecha", "fechas", "dag", "dato", "päivä",
        "jour", "dátum", "дата", "день", "日期", "日付",
    }
)  # fmt: skip
DAY_ENDINGS = ("date", "datum")
NO_DAYS = ("candidate", "mandate")


def says_day(header: str) -> bool:
    """Tell whether a header is about days: Order Date, orderDate, Buchungsdatum."""
    parted = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", header)
    words = [word.lower() for word in WORD.findall(parted)]
    return any(word in DAY_WORDS or (word.endswith(DAY_ENDINGS) and word not in NO_DAYS) for word in words)


def read_digit_dates(shown: Shown, verdicts: Sequence[Verdict], names: Mapping[int, str]) -> list[Verdict]:
    """Read whole numbers as dates where the header says so and each of them is one."""
    likely = [
        verdict.column
        for verdict in verdicts
        if verdict.kind.name == "integer" and not verdict.misfits and says_day(names[verdict.column])
    ]
    found = shown.each(likely, lambda _, cell: [f"count({reading(DIGIT_DATE, cell)})"])
    return [
        replace(verdict, kind=DIGIT_DATE, plain=False)
        if found.get(verdict.column) == (verdict.filled - verdict.null_words,)
        else verdict
        for verdict in verdicts
    ]


def likely_digit_dates(
    kinds: Sequence[Kind], names: Sequence[str], rows: Sequence[Sequence[str]]
) -> list[Kind]:
    """Do the same by a sample: the pass that reads all cells fails where one is no date."""
    pattern = re.compile(DIGIT_DATE.pattern)
    return [
        DIGIT_DATE
        if kind.name == "integer"
        and says_day(name)
        and all(pattern.fullmatch(row[place]) for row in rows if row[place])
        else kind
        for place, (kind, name) in enumerate(zip(kinds, names, strict=True))
    ]
