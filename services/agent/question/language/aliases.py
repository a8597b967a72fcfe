"""Several names for one and the same thing, of which a cell holds one and a question says another.

General English only: no entry may name a table, a value or a header of any data set.
"""

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
    ("win", "won", "wins", "beat", "beaten", "defeated", "winner"),
    ("loss", "lost", "lose", "loses", "runner up"),
    ("m", "male", "males", "man", "men", "boy", "boys", "guys", "gentlemen"),
    ("f", "female", "females", "woman", "women", "girl", "girls", "ladies"),
)
"""Names for one and the same thing, in normal form."""
