"""The kinds of values a column can hold, in the order in which they are tried.

Numbers and words are here; see `dates` and `months` for the others.
"""

from dataclasses import replace

from services.agent.ingest.dates import DATES, MIXED_DATES, TIMES
from services.agent.ingest.kind import Kind

INTEGER = r"-?(?:0|[1-9]\d{0,17})"
LONG = r"-?(?:0|[1-9]\d{0,37})"
DECIMAL = r"-?(?:(?:0|[1-9]\d{0,14})(?:\.\d+)?(?:[eE][+-]\d{1,3})?|\.\d+)"
LEADING_ZERO = r"-?0\d+"
"""Codes such as 007 or a postcode: they are never numbers, not even as a few misfits of a number column."""

NULL_WORDS = (
    "n/a", "na", "#n/a", "n.a.", "null", "none", "nan", "nil", "missing", "unknown", "not available",
    "not applicable", "k.a.", "k. a.", "keine angabe", "#nv", "s/o", "tbd", "tba", "-", "--", "---",
    "\u2013", "\u2014", "\u2212", "?", ".", "..", "...", "…", ":", "*", "\\n",
)  # fmt: skip
"""Words that stand for nothing in a column of numbers, dates or truth values; text columns keep them."""

SPACES = " \u00a0\u202f"
"""Spaces that group thousands: plain, no-break, narrow no-break."""

MINUS = "\u2212\u2013"
"""The minus that typesetters use, and the dash that stands in for it."""

WIDE_YEN = "\uffe5"
"""The sign as wide as the letters around it."""

APOSTROPHE = "\u2019"
"""Groups thousands in Switzerland, beside the plain one."""

CURRENCY = (
    rf"(?:US\$|A\$|C\$|R\$|[$€£¥{WIDE_YEN}₹₽₩₺₫₪฿円元원]"
    r"|USD|EUR|GBP|CHF|JPY|CNY|INR|AUD|CAD|SEK|NOK|DKK|PLN|CZK|kr|zł|Kč|Ft)"
)


def _finite(text: str) -> str:
    """SQL for a text as a DOUBLE; NULL beyond its range, where a cast gives infinity."""
    cast = f"TRY_CAST({text} AS DOUBLE)"
    return f"CASE WHEN isfinite({cast}) THEN {cast} END"


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
    lakhs = rf"|[1-9]\d?(?:{group}\d\d){{1,4}}{group}\d{{3}}" if group == "," else ""
    body = rf"(?:[1-9]\d{{0,2}}(?:{group}\d{{3}}){{1,4}}{lakhs}|0|[1-9]\d{{0,14}}){fraction}"
    signed = rf"(?:[-{MINUS}]?\s?(?:{CURRENCY}\s?)?|{CURRENCY}\s?-){body}(?:\s?{CURRENCY})?"
    # A plus only before short numbers: a telephone number is none. A minus behind only as accountants do.
    others = (
        rf"\+(?:0|[1-9]\d{{0,3}}){fraction}|{body}{mark}\d\d-|{CURRENCY}\s?\({body}\)"
        rf"|\((?:{CURRENCY}\s?)?{body}(?:\s?{CURRENCY})?\)"
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
    Kind("decimal", "DOUBLE", DECIMAL, _finite("{t}"), mark=".", family="number"),
    Kind(
        "wide_decimal",
        "DOUBLE",
        DECIMAL.replace("{0,14}", "{0,37}"),
        _finite("{t}"),
        only="spreadsheet",
        family="number",
    ),
    _number("grouped_integer", ",", r"\.", "BIGINT"),
    _number("grouped_decimal", ",", r"\.", "DOUBLE"),
    _number("dotted_integer", r"\.", ",", "BIGINT"),
    _number("spaced_integer", rf"[{SPACES}'{APOSTROPHE}]", r"\.", "BIGINT"),
    _number("comma_decimal", rf"[.{SPACES}]", ",", "DOUBLE"),
    _number("space_decimal", rf"[{SPACES}'{APOSTROPHE}]", r"\.", "DOUBLE"),
    Kind(
        "mixed_decimal",
        "DOUBLE",
        rf"(?:{DECIMAL}|-?(?:[1-9]\d{{0,2}}(?:\.\d{{3}})+|0|[1-9]\d{{0,14}}),\d{{1,2}})",
        _finite("CASE WHEN {t} LIKE '%,%' THEN replace(replace({t}, '.', ''), ',', '.') ELSE {t} END"),
        only="spreadsheet",
        family="number",
    ),
    Kind("ordinal", "BIGINT", r"[1-9]\d{0,5}\.", "TRY_CAST(rtrim({t}, '.') AS BIGINT)", family="number"),
    _percent("percent", r"\."),
    _percent("percent_comma", ","),
]
ESCAPED = Kind("escaped_text", "VARCHAR", r'="[^"]*"', "substr({t}, 3, length({t}) - 3)", only="text")
"""Text that a program wrote as a formula, so that a spreadsheet program keeps its zeros: ="007"."""

KINDS: tuple[Kind, ...] = (ESCAPED, *BOOLEANS, *INTEGERS, *NUMBERS, *DATES, *TIMES, *MIXED_DATES)
"""In order of preference: the first of those that fit equally many values wins."""

TEXT = Kind("text", "VARCHAR", r"(?s).*", "{t}")
"""What every value fits."""

ONLY_STATED: tuple[Kind, ...] = (
    Kind(
        "zero_one",
        "BOOLEAN",
        "[01]",
        "CASE {t} WHEN '1' THEN true WHEN '0' THEN false END",
        family="boolean",
    ),
    Kind("whole", "BIGINT", r"[-+]?\d{1,18}(?:\.0*)?", "TRY_CAST(split_part({t}, '.', 1) AS BIGINT)"),
    Kind(
        "about",
        "DOUBLE",
        r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,3})?",
        _finite("{t}"),
        mark=".",
    ),
    Kind("joined_date", "DATE", r"[12]\d{7}", "CAST(try_strptime({t}, '%Y%m%d') AS DATE)"),
    Kind(
        "day_number",
        "DATE",
        r"[1-9]\d{4}(?:\.0*)?",  # of four digits, a year
        "DATE '1899-12-30' + CAST(split_part({t}, '.', 1) AS INTEGER)",
    ),
    Kind("unix_seconds", "TIMESTAMP", r"\d{9,10}", "make_timestamp(CAST({t} AS BIGINT) * 1000000)"),
    Kind("unix_milliseconds", "TIMESTAMP", r"\d{12,13}", "make_timestamp(CAST({t} AS BIGINT) * 1000)"),
    Kind(
        "short_clock",
        "TIME",
        r"\d{1,2}:[0-5]\d(?::[0-5]\d)?(?:\s?[AaPp][Mm])?",
        "CAST(try_strptime({t}, ['%H:%M', '%H:%M:%S', '%I:%M %p', '%I:%M:%S %p']) AS TIME)",
    ),
)
"""Read so only where the user says so: codes as numbers, numbers as truth values, days and moments."""


def kinds_of(type_name: str, order: str | None) -> tuple[Kind, ...]:
    """List the kinds that give a type which a user asked for.

    Args:
        type_name: The type, in DuckDB's name.
        order: ``dmy`` or ``mdy`` where dates shall be read in that order alone.
    """
    if type_name == TEXT.type:
        return (TEXT,)
    found = [kind for kind in (*KINDS, *ONLY_STATED) if kind.type == type_name]
    if type_name == "TIMESTAMP":
        dates = [kind for kind in (*KINDS, *ONLY_STATED) if kind.type == "DATE"]
        found += [replace(kind, type=type_name, value=f"CAST({kind.value} AS TIMESTAMP)") for kind in dates]
    other = {"dmy": "mdy", "mdy": "dmy"}.get(order or "")
    return tuple(kind for kind in found if not (other and kind.name.startswith(other)))
