"""Several names for one and the same thing, of which a cell holds one and a question says another.

General English only: no entry may name a table, a value or a header of any data set.
"""

from services.agent.question.language.demonyms import DEMONYMS, NATIONS

ALIASES: tuple[tuple[str, ...], ...] = (
    ("usa", "us", "united states", "united states of america", "america", "u s a", "u s"),
    ("uk", "united kingdom", "great britain", "britain", "u k"),
    ("uae", "united arab emirates"),
    ("netherlands", "the netherlands", "holland"),
    ("czech republic", "czechia"),
    ("south korea", "republic of korea"),
    ("flu", "influenza"),
    ("diabetes", "diabetic"),
    ("asthma", "asthmatic"),
    ("cat", "feline"),
    ("dog", "canine"),
    ("rabbit", "bunny"),
    ("lawyer", "attorney"),
    ("doctor", "physician"),
    ("film", "movie"),
    ("soccer", "football"),
    ("gasoline", "petrol"),
    ("win", "won", "wins", "beat", "beaten", "defeated", "winner", "take home", "took home", "taken home"),
    ("loss", "lost", "lose", "loses", "runner up"),
    ("retired", "stepped down", "stood down"),
    ("scrapped", "broken up"),
    ("m", "male", "males", "man", "men", "boy", "boys", "guys", "gentlemen"),
    ("f", "female", "females", "woman", "women", "girl", "girls", "ladies"),
)
"""Names for one and the same thing, in normal form."""

OTHER_NAMES: dict[str, tuple[str, ...]] = {
    name: tuple(other for other in names if other != name) for names in ALIASES for name in names
}
"""Name -> the others, among them what and who is of a country: Germany, German."""
_PLACES = {country: (*OTHER_NAMES.get(country, ()), *own) for country, own in NATIONS.items()}
OTHER_NAMES |= _PLACES | {
    name: (country, *(other for other in _PLACES.get(country, ()) if other != name))
    for name, country in DEMONYMS.items()
}
