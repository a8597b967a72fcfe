"""Units that stand after numbers and in headers, and what is measured in them.

General English only: no entry may name a table, a value or a header of any data set.
"""

import re
from collections.abc import Iterable

from services.agent.question.language.words import stem

UNIT_HINTS: dict[str, tuple[str, ...]] = {
    word: tuple(stem(hint) for hint in hints.split())
    for words, hints in (
        ("day days night nights week weeks month months", "day duration length stay time"),
        ("hour hours minute minutes second seconds", "hour minute duration length time"),
        ("dollar dollars euro euros pound pounds usd eur $", "price cost salary amount budget fee"),
        ("kg kilograms kilos kilo lbs grams tons", "weight mass"),
        ("km miles mile kilometers kilometres", "distance length"),
        ("m meters metres feet ft cm inches", "height length depth elevation"),
        ("percent %", "percent rate share alcohol abv"),
        ("w watt watts kw kilowatt kilowatts", "power wattage erp output"),
        ("hz khz mhz megahertz", "frequency"),
        ("people persons", "population capacity attendance"),
    )
    for word in words.split()
}
"""Unit after a number -> the headers it may be about, in order of preference."""

UNITS_IN_BRACKETS: dict[str, tuple[str, ...]] = {
    short: tuple(words.split())
    for short, words in (
        ("mi", "mile miles"), ("km", "kilometer kilometre kilometers kilometres"), ("ft", "foot feet"),
        ("m", "meter metre meters metres"), ("in", "inches"), ("hp", "horsepower"),
        ("kg", "kilogram kilograms kilos kilo kilogrammes"), ("g", "gram grams grammes"),
        ("cm", "centimeter centimetre centimeters centimetres"), ("mm", "millimeters millimetres"),
        ("kw", "kilowatt kilowatts"), ("mw", "megawatt megawatts"), ("gw", "gigawatt gigawatts"),
        ("l", "liter litre liters litres"), ("h", "hour hours"), ("$", "dollar dollars"),
        ("\u20ac", "euro euros"), ("\u00a3", "pounds"), ("kn", "knot knots"), ("kt", "knot knots"),
        ("gb", "gigabyte gigabytes"), ("mb", "megabyte megabytes"),
        ("lb", "pounds"), ("s", "seconds"), ("min", "minutes"),
        ("t", "ton tons tonne tonnes"), ("ha", "hectare hectares"),
        ("eur", "euro euros"), ("usd", "dollar dollars"), ("gbp", "pounds"),
    )
}  # fmt: skip
"""Units as headers write them in brackets -> the words for them."""

_LONG_UNITS = tuple(
    (re.compile(rf"(?<![^\W\d_])(?:{long})(?![\w])", re.IGNORECASE), short)
    for long, short in (
        (r"square\s+kilomet(?:re|er)s?|sq\.?\s*km|sqkm|km\u00b2|km\^2", "km2"),
        (r"square\s+met(?:re|er)s?|sq\.?\s*m|sqm|m\u00b2|m\^2", "m2"),
        (r"square\s+(?:feet|foot)|sq\.?\s*ft|sqft|ft\u00b2|ft\^2", "ft2"),
        (r"square\s+miles?|sq\.?\s*mi(?:les?)?|sqmi|mi\u00b2|mi\^2", "mi2"),
        (r"cubic\s+met(?:re|er)s?|cu\.?\s*m|m\u00b3|m\^3", "m3"),
        (r"kilomet(?:re|er)s?\s+(?:per|an)\s+hour|km/h|kmh|kph", "kmh"),
        (r"miles\s+(?:per|an)\s+hour|mi/h|mph", "mph"),
        (r"met(?:re|er)s\s+(?:per|a)\s+second|m/s", "ms"),
    )
)
"""Units of several words or with signs -> one word for each."""
LONG_UNITS = frozenset(short for _, short in _LONG_UNITS)
"""What these are made."""
LAST_UNITS = LONG_UNITS | {"km", "cm", "mm", "kg", "mg", "kwh", "lbs"}
"""Units that are nothing else as the last word of a header."""

_LETTERS = frozenset("gm")
"""Units of one letter, behind other words of a header: ``weight_g``."""


def last_unit(words: list[str]) -> frozenset[str]:
    """Return the unit that the last word of a header is; an empty set where it is none."""
    return (LAST_UNITS | _LETTERS if len(words) > 1 else LAST_UNITS).intersection(words[-1:])


_SIZES: dict[str, tuple[str, float]] = {
    word: (measure, size)
    for measure, size, words in (
        ("time", 1.0, "s sec secs second seconds"),
        ("time", 60.0, "min mins minute minutes"),
        ("time", 3600.0, "h hr hrs hour hours"),
        ("time", 86_400.0, "day days"),
        ("time", 604_800.0, "week weeks"),
        ("months", 1.0, "month months"),
        ("months", 12.0, "year years"),
        ("length", 0.001, "mm millimeter millimetre millimeters millimetres"),
        ("length", 0.01, "cm centimeter centimetre centimeters centimetres"),
        ("length", 0.0254, "in inch inches"),
        ("length", 0.3048, "ft foot feet"),
        ("length", 0.9144, "yd yard yards"),
        ("length", 1.0, "m meter metre meters metres"),
        ("length", 1000.0, "km kilometer kilometre kilometers kilometres"),
        ("length", 1609.344, "mi mile miles"),
        ("mass", 0.001, "g gram grams gramme grammes"),
        ("mass", 0.028349523125, "oz ounce ounces"),
        ("mass", 0.45359237, "lb lbs pound pounds"),
        ("mass", 1.0, "kg kilo kilos kilogram kilograms kilogramme kilogrammes"),
        ("mass", 1000.0, "t tonne tonnes"),
    )
    for word in words.split()
}
"""Unit -> what it measures, and its size in seconds, months, metres or kilograms (international pound)."""

_SHORT_UNITS = """
    mm cm dm m km in inch ft yd mi nm nmi mg g kg t lb lbs oz ml cl dl l hl s sec secs min mins h hr hrs
    kn kt kts kmh kph mph ms hp bhp ps w kw mw gw kwh mwh gwh twh kj v kv a mah hz khz mhz ghz kb mb gb tb
    usd eur gbp chf jpy cad aud sek nok dkk pln inr dollars dollar euros euro pct percent mio mn mln bn
    million millions thousand thousands billion billions
    m2 m3 km2 ha sqm sqft sqkm sqmi c f kcal cal bpm ppm db cc ccm bar
"""
SHORT_UNITS = frozenset(map(stem, _SHORT_UNITS.split()))
"""Units as the last word of a header: ``height_cm`` is a height."""

COUNTED_TIME = ("seconds", "minutes", "hours", "days", "nights", "weeks", "months", "years")
"""Units of time that a header may begin with: ``days_in_hospital``."""


def without_unit(stems: tuple[str, ...]) -> tuple[str, ...]:
    """Return the stems of a header without the unit behind them; a unit alone stays."""
    if len(stems) > 2 and stems[-1] in ("2", "3") and stems[-2] in SHORT_UNITS:
        return stems[:-2]  # "Floor area m2", which is written in two.
    return stems[:-1] if len(stems) > 1 and stems[-1] in SHORT_UNITS else stems


def say_short(text: str) -> str:
    """Return a text with each unit of several words as one: ``square miles``, ``km/h``, ``sq ft``."""
    for long, short in _LONG_UNITS:
        text = long.sub(short, text)
    return text


def is_unit(word: str) -> bool:
    """Whether a word behind a number can only be the unit of it."""
    return len(word) > 2 and word in _SIZES


def convert(number: float, said: str, written: Iterable[str]) -> int | float | None:
    """Return a number that was said in one unit in the unit of a header; None where these do not compare.

    Args:
        number: As it was said.
        said: The unit behind it.
        written: Words of the header that may be its unit.
    """
    measure, size = _SIZES.get(said, ("", 0.0))
    sizes = [_SIZES[word] for word in sorted(written) if word in _SIZES]
    fits = [own for other, own in sizes if other == measure]
    fits = [size] if size in fits else fits  # "18 metres", under "Height in metres (ft)".
    made = float(f"{number * size / fits[0]:.10g}") if fits else None
    return int(made) if made is not None and made.is_integer() else made


def clashes(said: str, written: Iterable[str]) -> bool:
    """Whether a header's numbers are of something else than the unit that was said: kilometres, of hours."""
    measures = {_SIZES[word][0] for word in written if word in _SIZES}
    return said in _SIZES and bool(measures) and _SIZES[said][0] not in measures
