"""What countries are called, and the codes by which columns of countries tell them: ISO 3166-1."""

import pycountry

from services.agent.question.language.aliases import OTHER_NAMES
from services.agent.question.language.words import normalise, stem

COUNTRY_WORDS = frozenset(map(stem, ["country", "nation", "nationality", "citizenship", "origin", "market"]))
"""Words of headers of columns whose codes are of countries: GA is a state elsewhere."""


def _codes() -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    for country in pycountry.countries:
        codes = (country.alpha_2.casefold(), country.alpha_3.casefold())
        said = [getattr(country, each, None) for each in ("name", "common_name", "official_name")]
        for name in (normalise(each) for each in said if each):
            for also in (name, *OTHER_NAMES.get(name, ())):
                found.setdefault(also, codes)
    return found


CODES = _codes()
"""Name of a country or of who is from it, in normal form -> its codes of two letters and of three."""
ALL_CODES = frozenset(code for codes in CODES.values() for code in codes) | {"uk", "el", "xk"}
"""The codes of all countries, in small letters, and those that are used beside the standard."""
