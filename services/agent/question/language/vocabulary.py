"""What words stand for one another, and which headers an adjective is about.

General English only: no entry may name a table, a value or a header of any data set.
"""

from services.agent.question.language.everyday import degrees
from services.agent.question.language.words import stem

GENERIC_NAME_WORDS = {
    stem(word)
    for word in ["name", "id", "code", "key", "number", "of", "the", "a", "no", "in", "by", "at", "and"]
}
"""Words of a header that do not say what it is about."""

_COUNTED = "two three four five six seven eight nine ten eleven twelve"
NUMBER_WORDS = {"zero": 0, **{word: number for number, word in enumerate(_COUNTED.split(), 2)}}
"""Numbers that are written as words; one is too often no number."""
TIMES = {"once": 1, "twice": 2, "thrice": 3}
"""How often something was done, in one word."""

KEY_WORDS = {stem(word) for word in ["id", "code", "key", "number"]}
"""Words of a header that say: this tells one row from all others."""

LABEL_WORDS = {stem(word) for word in ["name", "title", "label"]}
"""Words of a header that say: this is what a row is called."""

REMARK_WORDS = {stem(word) for word in ["note", "remark", "comment", "description", "reference"]}
"""Words of a header that say: this is about a row, and not what it is called."""

PLACING_HEADS = frozenset(map(stem, ["rank", "ranking", "position", "place", "standing", "peak", "pos"]))
"""Headers of numbers of which the first is the best."""

TIME_WORDS = {stem(word) for word in ["date", "day", "year", "time", "month"]}
"""Words of a header that say: this is when a row was, and not what it is called."""

_MADE = "built constructed manufactured made founded established launched opened published released"
"""Headers of when a thing came into the world, which says how old it is before any other date does."""
MAKING = frozenset(map(stem, _MADE.split()))
"""The same; over a figure they say how many were made."""
BIRTH_WORDS = frozenset(map(stem, ["birth", "born", "birthday", "birthdate", "dob"]))
"""Headers of when somebody was born, which says nothing of when anything happened to their row."""
ATTRIBUTE_HINTS: dict[str, tuple[str, ...]] = {
    word: tuple(stem(hint) for hint in hints.split())
    for words, hints in (
        ("long longest longer", "length duration distance time pages runtime"),
        ("short shorter shortest", "length duration distance time pages runtime height stature"),
        ("high tall tallest higher taller", "height elevation altitude"),
        ("big large bigger larger small smaller", "area size population"),
        ("old older young younger", "age"),
        ("oldest youngest eldest", f"age birth born birthday dob {_MADE} date year day"),
        ("heavy heaviest lightest heavier lighter", "weight mass tonnage"),
        (
            "expensive cheap cheaper cheapest costly costlier pricier priciest dearer",
            "price cost fee rent fare",
        ),
        ("valuable precious", "value worth price estimate"),
        ("far farthest furthest nearest closest", "distance"),
        ("fast faster slower fastest slowest", "speed"),
        ("deep deepest", "depth"),
        ("wide widest", "width"),
        ("populous populated", "population inhabitant resident person"),
        ("densest sparsest dense", "density"),
        ("hottest coldest warm warmest", "temperature"),
        ("newest newer", f"{_MADE} date year day time"),
        ("latest later recent earliest earlier first last", "date year day time"),
        ("rich richest poorest", "wealth income worth"),
        ("late", "delay lateness"),
    )
    for word in words.split()
}
"""Adjective -> the headers it may be about, in order of preference."""
ATTRIBUTE_HINTS |= {
    phrase: tuple(stem(hint) for hint in hints.split())
    for phrases, hints in (
        ("highest paid|best paid|top paid|highest earning|top earning", "salary wage pay income earnings"),
        ("lowest paid|worst paid|lowest earning", "salary wage pay income earnings"),
        ("best selling|top selling|most sold|worst selling|least sold", "quantity units"),
    )
    for phrase in phrases.split("|")
}
ATTRIBUTE_HINTS = degrees.HINTS | ATTRIBUTE_HINTS

SIZE_WORDS = ("largest", "biggest", "greatest", "smallest")
"""Superlatives that are about size when the question does not say what they compare."""

SIZE_HINTS = tuple(stem(word) for word in ["area", "size", "population"])
"""What ``largest`` is about when the question does not say."""

WORTH_WORDS = {stem(word) for word in ["amount", "total", "revenue", "sales", "value", "worth"]}
"""Headers that say how much a row is worth: what the largest order is about."""

YEAR_WORDS = {
    stem(word)
    for word in ["year", "season", "established", "founded", "built", "opened", "completed", "born"]
}
"""Headers over numbers that are years when they look like years."""
_DONE = """
    founding constructed construction erected launched commissioned inaugurated released published premiere
    premiered debut ascent ascended climbed conquered discovered discovery invented invention planted joined
    hired retired
"""
DONE_WORDS = YEAR_WORDS | {stem(word) for word in _DONE.split()}
"""The same and what is done at some time: no text under one of these tells a year by that alone."""

PRICE_WORDS = {stem(word) for word in ["price", "cost", "salary", "budget", "fee", "spend"]}
"""Headers of money that a bare number may be about, where nothing says what rows are worth."""

SUPERLATIVES: dict[str, bool] = {
    **dict.fromkeys(
        [
            "longest",
            "tallest",
            "oldest",
            "eldest",
            "heaviest",
            "priciest",
            "farthest",
            "furthest",
            "fastest",
            "deepest",
            "widest",
            "densest",
            "hottest",
            "warmest",
            "newest",
            "latest",
            "richest",
        ],
        True,
    ),
    **dict.fromkeys(
        [
            "shortest",
            "youngest",
            "lightest",
            "cheapest",
            "nearest",
            "closest",
            "slowest",
            "sparsest",
            "coldest",
            "earliest",
            "poorest",
        ],
        False,
    ),
}
SUPERLATIVES = {**{word: up for word, up in degrees.SUPERLATIVES.items() if " " not in word}, **SUPERLATIVES}
"""Superlatives that bring their own attribute -> whether they ask for the largest."""

_HOW_OFTEN = ("common", "popular", "frequent", "often", "frequently", "commonly")
OFTEN = frozenset(f"{word} {how}" for word in ("most", "least") for how in _HOW_OFTEN)
"""Superlatives that ask which value most rows have."""

TRADE_VERBS = frozenset(
    ["sold", "bought", "ordered", "purchased", "used", "booked", "rented", "done", "placed"]
)
"""What never happened to a thing that no row of another table names."""

AGE_SUPERLATIVES = ("oldest", "eldest", "youngest")
"""Superlatives that turn round on a date: the oldest order is the one of the earliest day."""

PLACE_WORDS = tuple(
    stem(word)
    for word in [
        "location",
        "place",
        "venue",
        "city",
        "town",
        "state",
        "province",
        "region",
        "country",
        "address",
        "site",
        "hometown",
        "birthplace",
        "residence",
        "origin",
    ]
)
"""Headers that answer ``where``, the most exact first."""

_PEOPLE = """
    player person name employee customer author artist driver rider winner director coach manager
    athlete actor actress candidate champion singer performer writer swimmer skipper pilot
    president opponent member student teacher agent patient guest owner runner wrestler jockey
    golfer cyclist contestant leader incumbent partner chairman captain engineer
    client shopper buyer seller user subscriber visitor donor volunteer nurse doctor rep
    salesperson clerk worker applicant tutor instructor trainee trainer reviewer reader borrower passenger
    tenant resident technician staff renter hirer physician surgeon lawyer attorney consultant professor
    lecturer mechanic chef traveller traveler commuter policyholder cardholder landlord adjuster inspector
"""
PERSON_WORDS = tuple(stem(word) for word in _PEOPLE.split())
"""Headers that answer ``who``."""
PERSONS = frozenset(PERSON_WORDS) - LABEL_WORDS
"""Those of them that are words for persons, and not for what anything is called."""
_CROWDS = "people personnel crew workforce headcount team"
ABOUT_PEOPLE = PERSONS | frozenset(map(stem, _CROWDS.split()))
"""Names of tables whose rows are persons: words for one of them, or for all together."""

_QUANTITIES = "quantity unit stock hour passenger visitor copy gold silver bronze medal"
QUANTITY_WORDS = {stem(word) for word in _QUANTITIES.split()}
"""Headers of numbers that are counts by themselves: how many of them means their sum."""

PHRASE_WORDS: dict[str, tuple[str, ...]] = {
    "next to": ("adjacent",),
    "date of birth": ("birth date",),
    "email address": ("email",),
    **dict.fromkeys(["staff members", "staff member", "members of staff", "member of staff"], ("staff",)),
    **{
        name: tuple(other for other in names if other != name)
        for names in (("last name", "surname", "family name"), ("first name", "forename", "given name"))
        for name in names
    },
}
"""Phrase -> what headers may call it."""

PEOPLE = frozenset(
    [
        "everyone",
        "everybody",
        "anyone",
        "anybody",
        "people",
        "persons",
        "individuals",
        "person",
        "folks",
        "guys",
        "those",
        "ones",
    ]
)
"""Words for the rows of a table of persons."""

HEADS = ("headcount", "head count")
"""How a phrase begins that counts persons, though it names none."""
ANYONE = frozenset([*PEOPLE, "someone", "somebody", "folk", "them", "guys", "one"])
"""Words for whoever or whatever is meant, which say nothing where the rows are told otherwise."""

NOT_ADDED = {
    stem(word)
    for word in [
        "score",
        "price",
        "rating",
        "grade",
        "mark",
        "age",
        "temperature",
        "rate",
        "percent",
        "average",
        "height",
        "weight",
        "salary",
        "elevation",
        "altitude",
        "depth",
        "place",
        "latitude",
        "longitude",
        "speed",
        "density",
        "rank",
        "position",
        "share",
        "level",
    ]
}
"""Headers whose values are never added up unless a question says so."""
