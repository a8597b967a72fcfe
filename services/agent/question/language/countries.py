"""What countries and their states are called, and the codes by which columns tell them: ISO 3166."""

from functools import cache

import pycountry

from services.agent.question.language.aliases import OTHER_NAMES
from services.agent.question.language.words import normalise, stem

COUNTRY_WORDS = frozenset(map(stem, ["country", "nation", "nationality", "citizenship", "origin", "market"]))
"""Words of headers of columns whose codes are of countries: GA is a state elsewhere."""
STATE_WORDS = frozenset(map(stem, ["state", "province", "region"]))
"""The same of codes of the parts of a country."""


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


@cache
def codes_of_states() -> dict[str, dict[str, str]]:
    """Return for each country the code of each of its states -> the normal form of its name."""
    found: dict[str, dict[str, str]] = {}
    for each in pycountry.subdivisions:
        if each.parent_code is None:
            code = each.code.partition("-")[2].casefold()
            found.setdefault(each.country_code, {})[code] = normalise(each.name)
    return found


@cache
def states_called() -> dict[str, list[tuple[str, str]]]:
    """Return for each name of a state in normal form the countries that have one so called, with its code."""
    found: dict[str, list[tuple[str, str]]] = {}
    for country, states in codes_of_states().items():
        for code, name in states.items():
            found.setdefault(name, []).append((country, code))
    return found
