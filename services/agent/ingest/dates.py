"""How dates and times are written: by digits in three orders, and as spreadsheets print them."""

from dataclasses import replace

from services.agent.ingest.kind import Kind
from services.agent.ingest.months import named_dates

CLOCK = r"(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?"
DAYS = (
    "date_diff('day', CASE WHEN left({t}, 4) = '1904' THEN DATE '1904-01-01' ELSE DATE '1899-12-31' END, "
    "TRY_CAST(left({t}, 10) AS DATE))"
)
"""Whole days of a duration, which the reader prints as a moment after the epoch."""


def _date(name: str, pattern: str, formats: tuple[str, ...]) -> Kind:
    listed = ", ".join(f"'{text}'" for text in formats)
    return Kind(name, "DATE", pattern, f"CAST(try_strptime({{t}}, [{listed}]) AS DATE)", family="date")


def _moment(name: str, pattern: str, day: str) -> Kind:
    clocks = ("%H:%M", "%H:%M:%S", "%H:%M:%S.%f", "%I:%M %p", "%I:%M:%S %p")
    listed = ", ".join(f"'{day} {clock}'" for clock in clocks)
    return Kind(
        name,
        "TIMESTAMP",
        rf"{pattern}[T ]{CLOCK}(?:\s?[AaPp][Mm])?",
        f"try_strptime(replace({{t}}, 'T', ' '), [{listed}])",
        family="date",
    )


def _numeric_dates() -> list[Kind]:
    kinds = []
    for name, sign in (("slash", "/"), ("dot", r"\."), ("dash", "-")):
        plain = sign.removeprefix("\\")
        orders = [("dmy", f"%d{plain}%m{plain}"), ("mdy", f"%m{plain}%d{plain}")]
        # Where every date fits both orders the first wins: slashes are mostly American, dots and dashes not.
        for order, day in reversed(orders) if name == "slash" else orders:
            short = rf"\d{{1,2}}{sign}\d{{1,2}}{sign}"
            kinds.append(_date(f"{order}_{name}", rf"{short}\d{{4}}", (f"{day}%Y",)))
            kinds.append(_date(f"{order}_{name}_short", rf"{short}\d{{2}}", (f"{day}%y",)))
            kinds.append(_moment(f"{order}_{name}_at", rf"{short}\d{{4}}", f"{day}%Y"))
            kinds.append(_moment(f"{order}_{name}_short_at", rf"{short}\d{{2}}", f"{day}%y"))
    return kinds


MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
DATES = [
    Kind("iso_date", "DATE", r"\d{4}-\d{1,2}-\d{1,2}", "TRY_CAST({t} AS DATE)", family="date"),
    Kind(
        "sheet_date",
        "DATE",
        r"\d{4}-\d\d-\d\d 00:00:00",
        "TRY_CAST(left({t}, 10) AS DATE)",
        only="spreadsheet",
        family="date",
    ),
    Kind(
        "sheet_time",
        "TIME",
        r"(?:1899-12-3[01]|1904-01-01) \d\d:\d\d:\d\d(?:\.\d{1,6})?",
        "TRY_CAST(substr({t}, 12) AS TIME)",
        only="spreadsheet",
        family="time",
    ),
    Kind(
        "sheet_duration",
        "VARCHAR",
        r"(?:1899-12-3[01]|1900-0[1-3]-\d\d|1904-0[1-3]-\d\d) \d\d:\d\d:\d\d(?:\.\d{1,6})?",
        f"({DAYS} * 24 + CAST(substr({{t}}, 12, 2) AS INTEGER)) || substr({{t}}, 14)",
        only="spreadsheet",
        family="time",
        warning=("duration_as_text", "Durations beyond a day are kept as text: hours:minutes:seconds."),
    ),
    Kind(
        "sheet_moment",
        "TIMESTAMP",
        r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})?",
        "TRY_CAST({t} AS TIMESTAMP)",
        family="date",
    ),
    _date("ymd", r"\d{4}[/.]\d{1,2}[/.]\d{1,2}", ("%Y/%m/%d", "%Y.%m.%d")),
    _moment("iso_moment", r"\d{4}-\d{1,2}-\d{1,2}", "%Y-%m-%d"),
    _moment("ymd_moment", r"\d{4}/\d{1,2}/\d{1,2}", "%Y/%m/%d"),
    Kind(
        "zoned_moment",
        "TIMESTAMP",
        rf"\d{{4}}(?:-\d\d-|/\d\d/)\d\d[T ]{CLOCK}\s?(?:Z|[+-]\d\d(?::?\d\d)?)",
        "make_timestamp(epoch_us(TRY_CAST("
        r"regexp_replace(replace({t}, '/', '-'), ' ([Z+-])', '\1') AS TIMESTAMPTZ)))",
        family="date",
        warning=("time_zone_to_utc", "Times with a zone are stored in UTC."),
    ),
    Kind(
        "gmt_moment",
        "TIMESTAMP",
        r"\d{4}/\d\d?/\d\d? \d\d?:\d\d:\d\d [AP]M GMT[+-]\d\d?(?::\d\d)?",
        "make_timestamp(epoch_us(try_strptime("
        r"regexp_replace(replace({t}, 'GMT', ''), '([+-])(\d)\b', '\10\2'), '%Y/%m/%d %I:%M:%S %p %z')))",
        family="date",
        warning=("time_zone_to_utc", "Times with a zone are stored in UTC."),
    ),
    *_numeric_dates(),
    _date(
        "month_day",
        rf"(?i){MONTH}\.? \d{{1,2}},? \d{{4}}",
        ("%b %d, %Y", "%B %d, %Y", "%b %d %Y", "%B %d %Y"),
    ),
    _date(
        "day_month",
        rf"(?i)\d{{1,2}}[ -]{MONTH}[ -]\d{{4}}",
        ("%d %b %Y", "%d %B %Y", "%d-%b-%Y", "%d-%B-%Y"),
    ),
    Kind(
        "ymd_signs",
        "DATE",
        r"\d{4}\s?[年년]\s?\d{1,2}\s?[月월]\s?\d{1,2}\s?[日일]",
        r"TRY_CAST(regexp_replace({t}, '^(\d+)\D+(\d+)\D+(\d+)\D+$', '\1-\2-\3') AS DATE)",
        family="date",
    ),
    _date("day_month_short", rf"(?i)\d{{1,2}}-{MONTH}-\d{{2}}", ("%d-%b-%y", "%d-%B-%y")),
    *named_dates(),
]
SHEET_DATE = DATES[1]


def _or_sheet_date(kind: Kind) -> Kind:
    """A column of a sheet in which some dates are dates and some are texts."""
    value = f"CASE WHEN {{t}} LIKE '%00:00:00' THEN {SHEET_DATE.value} ELSE {kind.value} END"
    pattern = f"(?:{SHEET_DATE.pattern}|(?:{kind.pattern}))".replace("(?:(?i)", "(?i:")
    return replace(kind, name=f"{kind.name}_or_sheet", pattern=pattern, value=value, only="spreadsheet")


MIXED_DATES = [_or_sheet_date(kind) for kind in DATES if kind.type == "DATE" and kind is not SHEET_DATE]
TIMES = [
    Kind(
        "clock",
        "TIME",
        r"(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,6})?)?",
        "CAST(try_strptime({t}, ['%H:%M', '%H:%M:%S', '%H:%M:%S.%f']) AS TIME)",
        family="time",
    ),
    Kind(
        "half_day_clock",
        "TIME",
        r"(?:0?[1-9]|1[0-2]):[0-5]\d(?::[0-5]\d)?\s?[AaPp][Mm]",
        "CAST(try_strptime(replace({t}, ' ', ''), ['%I:%M%p', '%I:%M:%S%p']) AS TIME)",
        family="time",
    ),
]
