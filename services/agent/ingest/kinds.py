"""The kinds of values a column can hold: how each is written, and the SQL that reads it.

A kind's pattern decides, never a cast alone: DuckDB's TRY_CAST reads '10.5' as 11 and '007' as 7.
Patterns are written for RE2 and for Python's re alike and must match a whole trimmed cell.
"""

from dataclasses import dataclass, replace

INTEGER = r"-?(?:0|[1-9]\d{0,17})"
LONG = r"-?(?:0|[1-9]\d{0,37})"
DECIMAL = r"-?(?:(?:0|[1-9]\d{0,14})(?:\.\d+)?(?:[eE][+-]\d{1,3})?|\.\d+)"
LEADING_ZERO = r"-?0\d+"
"""Codes such as 007 or a postcode: they are never numbers, not even as a few misfits of a number column."""

NULL_WORDS = (
    "n/a", "na", "#n/a", "n.a.", "null", "none", "nan", "nil", "missing", "unknown", "not available",
    "not applicable", "k.a.", "s/o", "tbd", "tba", "-", "--", "---",
    "\u2013", "\u2014", "\u2212", "?", "..", "...", "…",
)  # fmt: skip
"""Words that stand for nothing in a column of numbers, dates or truth values; text columns keep them."""

SPACES = " \u00a0\u202f"
"""Spaces that group thousands: plain, no-break, narrow no-break."""

MINUS = "\u2212\u2013"
"""The minus that typesetters use, and the dash that stands in for it."""

APOSTROPHE = "\u2019"
"""Groups thousands in Switzerland, beside the plain one."""

CURRENCY = (
    r"(?:US\$|A\$|C\$|R\$|[$€£¥₹₽₩₺₫₪฿]|USD|EUR|GBP|CHF|JPY|CNY|INR|AUD|CAD|SEK|NOK|DKK|PLN|CZK|kr|zł|Kč|Ft)"
)


@dataclass(frozen=True)
class Kind:
    """One way to write a value."""

    name: str
    type: str
    """DuckDB's name of the column's type."""
    pattern: str
    value: str
    """SQL that reads the trimmed text ``{t}``; NULL where the text only looks right (February 30)."""
    only: str = "any"
    """Where it can occur: ``any``, ``spreadsheet`` or ``text``."""
    mark: str | None = None
    """The decimal mark that reading so takes for granted."""
    uniform: bool = False
    """Whether one sign (currency, percent) must go through the whole column."""
    family: str = "text"
    """number, date, time or boolean."""
    warning: tuple[str, str] | None = None
    """Code and message told when a column is read so."""


def _boolean(yes: str, no: str) -> Kind:
    return Kind(
        f"boolean_{yes}",
        "BOOLEAN",
        rf"(?i)(?:{yes}|{no})",
        f"CASE lower({{t}}) WHEN '{yes}' THEN true WHEN '{no}' THEN false END",
        family="boolean",
    )


def _number(name: str, group: str, mark: str, type_name: str) -> Kind:
    """A number with grouped thousands, a currency sign or an accountant's negative."""
    fraction = rf"(?:{mark}\d+)?" if type_name == "DOUBLE" else ""
    body = rf"(?:[1-9]\d{{0,2}}(?:{group}\d{{3}}){{1,4}}|0|[1-9]\d{{0,14}}){fraction}"
    signed = rf"(?:[-{MINUS}]?\s?(?:{CURRENCY}\s?)?|{CURRENCY}\s?-){body}(?:\s?{CURRENCY})?"
    # A plus only before short numbers: a telephone number is none. A minus behind only as accountants do.
    others = (
        rf"\+(?:0|[1-9]\d{{0,3}}){fraction}|{body}{mark}\d\d-|\((?:{CURRENCY}\s?)?{body}(?:\s?{CURRENCY})?\)"
    )
    pattern = rf"(?:{signed}|{others})"
    point = mark.removeprefix("\\")
    digits = f"regexp_replace({{t}}, '[^0-9{point}]', '', 'g')"
    plain = digits if point == "." else f"replace({digits}, '{point}', '.')"
    sign = "CASE WHEN regexp_matches({t}, '^[^0-9]*[-\u2212\u2013(]|-$') THEN -1 ELSE 1 END"
    return Kind(
        name,
        type_name,
        pattern,
        f"({sign}) * TRY_CAST({plain} AS {type_name})",
        mark=point,
        uniform=True,
        family="number",
    )


def _percent(name: str, mark: str) -> Kind:
    digits = "regexp_replace({t}, '[^0-9.,-]', '', 'g')"
    return Kind(
        name,
        "DOUBLE",
        rf"[-+]?(?:0|[1-9]\d{{0,14}})(?:{mark}\d+)?\s?%",
        # Read with an exponent, 49.2 % is 0.492, where a division would print 0.49200000000000005.
        f"TRY_CAST(replace({digits}, ',', '.') || 'e-2' AS DOUBLE)",
        mark=mark.removeprefix("\\"),
        family="number",
        warning=("percent_as_fraction", "Percentages are stored as fractions: 15% is 0.15."),
    )


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
    return kinds


MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
BOOLEANS = [
    _boolean(*pair)
    for pair in (
        ("true", "false"), ("yes", "no"), ("y", "n"), ("ja", "nein"), ("wahr", "falsch"), ("oui", "non"),
        ("vrai", "faux"), ("sí", "no"), ("si", "no"), ("да", "нет"), ("是", "否"),
    )
]  # fmt: skip
INTEGERS = [
    Kind("integer", "BIGINT", INTEGER, "TRY_CAST({t} AS BIGINT)", family="number"),
    Kind("long_integer", "DECIMAL(38,0)", LONG, "TRY_CAST({t} AS DECIMAL(38,0))", family="number"),
]
NUMBERS = [
    Kind("decimal", "DOUBLE", DECIMAL, "TRY_CAST({t} AS DOUBLE)", mark=".", family="number"),
    Kind(
        "wide_decimal",
        "DOUBLE",
        DECIMAL.replace("{0,14}", "{0,37}"),
        "TRY_CAST({t} AS DOUBLE)",
        only="spreadsheet",
        family="number",
    ),
    _number("grouped_integer", ",", r"\.", "BIGINT"),
    _number("grouped_decimal", ",", r"\.", "DOUBLE"),
    _number("comma_decimal", rf"[.{SPACES}]", ",", "DOUBLE"),
    _number("space_decimal", rf"[{SPACES}'{APOSTROPHE}]", r"\.", "DOUBLE"),
    Kind("ordinal", "BIGINT", r"[1-9]\d{0,5}\.", "TRY_CAST(rtrim({t}, '.') AS BIGINT)", family="number"),
    _percent("percent", r"\."),
    _percent("percent_comma", ","),
]
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
        rf"\d{{4}}-\d\d-\d\d[T ]{CLOCK}\s?(?:Z|[+-]\d\d(?::?\d\d)?)",
        "make_timestamp(epoch_us(TRY_CAST({t} AS TIMESTAMPTZ)))",
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
    _date("day_month_short", rf"(?i)\d{{1,2}}-{MONTH}-\d{{2}}", ("%d-%b-%y", "%d-%B-%y")),
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
]
KINDS: tuple[Kind, ...] = (*BOOLEANS, *INTEGERS, *NUMBERS, *DATES, *TIMES, *MIXED_DATES)
"""In order of preference: the first of those that fit equally many values wins."""

TEXT = Kind("text", "VARCHAR", r"(?s).*", "{t}")
"""What every value fits."""

ZERO_ONE = Kind(
    "zero_one", "BOOLEAN", "[01]", "CASE {t} WHEN '1' THEN true WHEN '0' THEN false END", family="boolean"
)
"""Read as truth values only where the user says so."""


def kinds_of(type_name: str, order: str | None) -> tuple[Kind, ...]:
    """List the kinds that give a type which a user asked for.

    Args:
        type_name: The type, in DuckDB's name.
        order: ``dmy`` or ``mdy`` where dates shall be read in that order alone.
    """
    if type_name == TEXT.type:
        return (TEXT,)
    found = [kind for kind in KINDS if kind.type == type_name]
    if type_name == "BOOLEAN":
        found.append(ZERO_ONE)
    if type_name == "TIMESTAMP":
        dates = [kind for kind in KINDS if kind.type == "DATE"]
        found += [replace(kind, type=type_name, value=f"CAST({kind.value} AS TIMESTAMP)") for kind in dates]
    other = {"dmy": "mdy", "mdy": "dmy"}.get(order or "")
    return tuple(kind for kind in found if not (other and kind.name.startswith(other)))
