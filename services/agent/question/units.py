"""Units that stand after numbers and in headers, and what is measured in them.

General English only: no entry may name a table, a value or a header of any data set.
"""

from services.agent.question.words import stem

UNIT_HINTS: dict[str, tuple[str, ...]] = {
    word: tuple(stem(hint) for hint in hints.split())
    for words, hints in (
        ("day days night nights week weeks month months", "day duration length stay time"),
        ("hour hours minute minutes second seconds", "hour minute duration length time"),
        ("dollar dollars euro euros pound pounds usd eur $", "price cost salary amount budget fee"),
        ("kg kilograms kilos kilo lbs grams tons", "weight mass"),
        ("km miles mile kilometers kilometres", "distance length"),
        ("m meters metres feet ft cm inches", "height length depth elevation"),
        ("percent %", "percent rate share"),
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
        ("kg", "kilograms kilos kilo kilogrammes"),
        ("lb", "pounds"), ("s", "seconds"), ("min", "minutes"),
        ("t", "ton tons tonne tonnes"), ("eur", "euro euros"), ("usd", "dollar dollars"), ("gbp", "pounds"),
    )
}  # fmt: skip
"""Units as headers write them in brackets -> the words for them."""
