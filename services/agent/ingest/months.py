"""Dates whose month is a word, in the languages that open data and office files are mostly written in."""

from services.agent.ingest.kind import Kind

_NAMES = (
    "january jan januar jänner janvier janv enero ene gennaio gen januari janeiro styczeń stycznia",
    "february feb februar febr feber février févr fév fevrier febrero febbraio februari fevereiro fev lutego",
    "march mar märz mär mrz maerz mars marzo maart mrt março marca",
    "april apr avril avr abril abr aprile kwietnia",
    "may mai mayo maggio mag mei maio maj maja",
    "june jun juni juin junio giugno giu junho czerwca",
    "july jul juli juillet juil julio luglio lug julho lipca",
    "august aug août aout agosto ago augustus augusti sierpnia",
    "september sep sept septembre septiembre settembre set setembro września",
    "october oct oktober okt octobre octubre ottobre ott outubro out października",
    "november nov novembre noviembre novembro listopada",
    "december dec dezember dez décembre déc decembre diciembre dic dicembre dezembro grudnia",
)
"""The names of each month, whole and short, from January on."""

MONTHS = {name: number for number, names in enumerate(_NAMES, 1) for name in names.split()}
_ANY = "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + ")"
_DAY = r"\d{1,2}(?:\.|er|º|st|nd|rd|th)?"
_WEEKDAY = r"(?:[^\d\s,.]{2,12}[,.]{0,2} )?"


def named_dates() -> list[Kind]:
    """List the ways to write a date with the name of its month."""
    day_first = rf"(?i){_WEEKDAY}{_DAY}(?: ?de | of |[ ./-])?\s?{_ANY}\.?,?(?: de |[ ./-])\s?"
    month_first = rf"(?i){_WEEKDAY}{_ANY}\.? {_DAY},? "
    return [
        _named("day_named", day_first + r"\d{4}", "[0-9]+", rf"({_ANY})[.,]?[ ./-]*(?:de )?[0-9]+$"),
        _named("day_named_short", day_first + r"\d{2}", "[0-9]+", rf"({_ANY})[.,]?[ ./-]*(?:de )?[0-9]+$"),
        _named("named_day", month_first + r"\d{4}", "[0-9]+", rf"({_ANY})[.]? [0-9]"),
    ]


def _named(name: str, pattern: str, day: str, month: str) -> Kind:
    names = ", ".join(f"'{each}'" for each in MONTHS)
    numbers = ", ".join(str(number) for number in MONTHS.values())
    year = "regexp_extract({t}, '[0-9]+$')"
    if name.endswith("_short"):
        year = f"(CASE WHEN {year} < '69' THEN '20' ELSE '19' END || {year})"
    found = f"map([{names}], [{numbers}])[regexp_extract(lower({{t}}), '{month}', 1)]"
    iso = f"{year} || '-' || {found} || '-' || regexp_extract({{t}}, '{day}')"
    return Kind(name, "DATE", pattern, f"TRY_CAST({iso} AS DATE)", family="date")
