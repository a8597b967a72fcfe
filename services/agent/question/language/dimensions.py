"""What headers measure, by the words in them: money, time, length; and the places that they hold.

General English only: no entry may name a table, a value or a header of any data set.
"""

from collections.abc import Iterable

from services.agent.question.language.words import stem

_WORDS = {
    "money": """
        price cost fee rent fare charge bill amount salary wage pay income earning budget premium toll tariff
        tuition compensation remuneration payroll stipend allowance expense expenditure spend spending deposit
        dues payment dollar euro usd eur gbp
    """,
    "lasting": """
        duration stay night day hour minute second week month runtime running
    """,
    "length": "length distance mileage mile kilometre kilometer km metre meter span",
    "weight": "weight mass kg kilo kilogram pound lbs gram ton tonne tonnage load",
    "height": "height stature elevation altitude",
    "room": "area size capacity volume acreage",
    "speed": "speed velocity pace kmh mph",
    "people": """
        student pupil passenger seat inhabitant population visitor spectator attendance attendee participant
        employee worker resident guest capacity enrollment enrolment crew audience viewer
    """,
    "place": """
        city town village country nation state province region county district neighbourhood neighborhood area
        quarter borough suburb street address location place site venue stadium arena ground court field
        hometown birthplace residence home origin barn stable pen paddock pasture harbour harbor port marina
        dock berth pier station terminal platform gate airport garage depot warehouse store shop outlet branch
        office building hall room floor ward wing shelf aisle rack bay bin lab laboratory studio campus school
        hospital clinic hotel restaurant cafe museum theatre theater cinema park zoo farm factory plant
        workshop mine camp base club gym market island continent zone territory sector plot
    """,
}
DIMENSIONS: dict[str, frozenset[str]] = {
    name: frozenset(map(stem, words.split())) for name, words in _WORDS.items()
}
"""What is measured or named -> the stems of headers that say so."""
_SPANS = "night day hour minute second week month"
SPANS = frozenset(map(stem, _SPANS.split()))
"""Units of time, which a header counts whatever went on in them."""
_LASTED = "total number of no stay stayed spent duration length time running rent loan in"
LASTED = frozenset(map(stem, _LASTED.split()))
"""Words before them for something that goes on as long as its row."""
CURRENCIES = frozenset(["usd", "eur", "gbp", "chf", "jpy", "$", "€", "£", "dollars", "euros", "pounds"])
"""Units of money."""
_EACH = "daily day hourly hour nightly night weekly monthly room"
EACH = frozenset(map(stem, _EACH.split()))
"""Words before ``rate`` that tell a price from a share."""


def dimensions_of(stems: Iterable[str]) -> frozenset[str]:
    """Return everything that some word may measure or name."""
    said = frozenset(stems)
    return frozenset(name for name, words in DIMENSIONS.items() if not words.isdisjoint(said))
