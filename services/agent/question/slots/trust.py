"""How much a reading is to be believed: what it leaves unexplained, and how sure its links are."""

from math import prod

from services.agent.question.language.lexicon import Sense
from services.agent.question.language.money import MONEY_EACH, kind_of
from services.agent.question.language.nouns import COUNTED_NOUNS
from services.agent.question.language.verbs import BECOMES
from services.agent.question.language.vocabulary import ANYONE, PERSONS, PLACE_WORDS
from services.agent.question.language.words import word_root
from services.agent.question.linking.deeds import tables_of_deed
from services.agent.question.linking.happenings import events_of
from services.agent.question.linking.items import Item
from services.agent.question.slots.nouns import is_about_people
from services.agent.question.slots.rows import unknown_share
from services.agent.question.slots.search import Bound, is_equality
from services.agent.question.slots.view import ONES, PLAYERS, View, has_any
from services.agent.question.slots.wishes import Wishes
from services.agent.question.tables.calling import tells_rows
from services.agent.question.tables.columns import Column

_UNKNOWN = 0.62
"""For each word that means nothing here."""
_UNKNOWN_OF_A_ROW = 0.8
"""The same where one row is named and one of its cells is asked for: little else can be meant."""
_MEANINGFUL = 0.4
"""For each word left over that does mean something: a number, a value, a not."""
_ROW_NOUN = 0.93
"""For a noun that stands for a row: the only table has nothing else to speak of."""
_FOREIGN = 0.7
"""For such a noun where the table says what its rows are: of animals, "the zebras" are some, if any."""
_DESCRIBING = 0.85
"""For a noun right beside a header, or beside a number under one, that only says what stands there."""
_LEADING = 0.8
"""For one before the last word of the only header that ends so: by another word it says which of these."""
_COUNTED = 0.97
"""For the same where it says what the header counts: ``gold medals``, ``the first elected year``."""
_PLAINLY = 0.85
"""Score of a value from which it bears out the others."""
_TWO_BARE = 0.75
"""Power to which the product of values without headers is raised, where two of one row are said."""
_LIGHT = 0.985
"""For each verb that is passed over."""


def judge(view: View, bound: Bound, wishes: Wishes) -> float:
    """Return the confidence in a set of conditions and wishes, 0 to 1, before any plan is made."""
    confidence = _sure_of_all(view, bound) * wishes.strength * _LIGHT ** len(wishes.light)
    asks_cell = _asks_cell(view, bound, wishes)
    unknown = _UNKNOWN_OF_A_ROW if asks_cell else _UNKNOWN
    if not asks_cell and _says_foreign(view, bound):
        confidence *= _FOREIGN
    known: dict[str, float] = {}
    """Words that only stand for rows: said twice they are no more doubtful than once."""
    for index in wishes.unexplained:
        item = view.items[index]
        weighty = item.number is not None or item.values or item.has(*_WEIGHTY) or _tells(item)
        share = None if weighty else _share_of(view, index)
        if share is None:
            confidence *= _MEANINGFUL if weighty else unknown
        else:
            known[item.stems[0] if item.stems else item.normal] = share
    passed = sum(
        _is_passed_over(view, index) for index in range(len(view.items)) if index not in wishes.unexplained
    )
    return confidence * prod(known.values()) * _MEANINGFUL**passed


def _says_foreign(view: View, bound: Bound) -> bool:
    """Whether a noun that is nowhere in the data stands where the name of the rows does, said nowhere.

    What was paid goes by many names, as persons and places do.
    """
    home = view.home
    if not tells_rows(home) or kind_of(home.words) in MONEY_EACH:
        return False
    if any(hit.table == home for item in view.items for hit in item.tables):
        return False
    places = sorted(set(range(len(view.items))) - bound.used)
    return any(view.names_row(at) and _is_asked(view, at) and not _is_of_any(view, at) for at in places)


def _is_asked(view: View, at: int) -> bool:
    """Whether a noun stands where the name of the rows does; ``the most`` asks how many, or how much."""
    lead = at - 1
    while lead > 0 and view.items[lead].has(Sense.FILLER):
        lead -= 1
    return lead < 0 or (view.items[lead].has(*_OF_ROWS) and view.items[lead].normal not in _AMOUNTS)


def _is_of_any(view: View, at: int) -> bool:
    """Whether a noun may stand for such rows whatever they are: ones, people, places."""
    item, home = view.items[at], view.home
    kinds = {*home.words, *(home.label.words if home.label else ())}
    said = {*item.stems}
    persons = is_about_people(home) and bool(said & (PERSONS | PLAYERS))
    return (
        persons or bool(said & {*PLACE_WORDS} and kinds & {*PLACE_WORDS}) or item.normal in ANYONE | {*ONES}
    )


def _is_passed_over(view: View, index: int) -> bool:
    """Whether a verb for what became of some rows is read as if it said nothing."""
    item = view.items[index]
    commands = item.has(Sense.LIST) and not has_any(view.items[:index], Sense.DO)  # "Did Acme return".
    known = (
        item.columns or item.tables or item.values or (item.senses and not item.has(Sense.LIST)) or commands
    )
    if known or item.is_left or not _becomes(item):
        return False
    return not (events_of(item, view.catalog) or tables_of_deed(item, view.catalog))


def _sure_of_all(view: View, bound: Bound) -> float:
    """Return how sure the conditions are together; values of one table's row bear each other out.

    Two that are said without their headers do so less than three do.
    """
    told = [each.score for each in bound.bindings if is_equality(each) and each.score >= _PLAINLY]
    if len(view.catalog.tables) > 1:
        return bound.score
    if len(told) == len(bound.bindings) > 2:
        return float(bound.score ** (2 / len(told)))
    bare = [score for score in told if score < 1.0]
    return bound.score * float(prod(bare) ** (_TWO_BARE - 1)) if len(bare) > 1 else bound.score


def _share_of(view: View, index: int) -> float | None:
    """Return what is left of the confidence for a noun that only stands for a row; None for other words."""
    if view.items[index].normal.endswith(("self", "selves")):
        return None  # "Who collected it themselves": how, of which nothing here speaks.
    if view.names_row(index):
        return _ROW_NOUN
    if view.describes(index):
        item = view.items[index]
        counted = item.stems[0] in COUNTED_NOUNS and item.normal.endswith(("s", "year"))
        return _COUNTED if counted else _DESCRIBING
    share = unknown_share(view, index)
    return _LEADING if share is None and view.leads(index) else share


def _asks_cell(view: View, bound: Bound, wishes: Wishes) -> bool:
    """Whether one row is named, by a value of its own or by two values, and one of its cells is asked for."""
    equal = [each for each in bound.bindings if is_equality(each) and each.column.table == view.home.name]
    named = len(equal) > 1 or any(_names_row(each.column, view) for each in equal)
    plain = all(want.is_plain and want.column and want.strength >= 0.9 for want in wishes.wants)
    alone = len(view.catalog.tables) == 1 and not (wishes.rank or wishes.groups or wishes.combination)
    return bool(alone and named and plain and len(wishes.wants) == 1 and len(wishes.unexplained) < 3)


def _names_row(column: Column, view: View) -> bool:
    """Whether one value of a column is one row: a team that took several players names none of them."""
    return column.unique or (column == view.home.label and not column.repeats)


def _tells(item: Item) -> bool:
    """Whether a word changes the answer when it is overlooked, though it may have no sense here."""
    return item.normal in _TELLING or _becomes(item)


def _becomes(item: Item) -> bool:
    return not item.is_link and word_root(item.normal) in BECOMES


_TELLING = frozenset(
    [
        "first",
        "last",
        "next",
        "previous",
        "only",
        "same",
        "other",
        "consecutive",
        "both",
        "difference",
        "total",
        "maximally",
        "minimally",
    ]
)
"""Words that change the answer when they are overlooked, whatever sense they have."""
_OF_ROWS = (
    Sense.HOW_MANY, Sense.WHICH, Sense.LIST, Sense.ALL, Sense.OF, Sense.HIGHEST, Sense.LOWEST, Sense.TOP,
    Sense.BOTTOM, Sense.AVERAGE, Sense.SHARE,
)  # fmt: skip
"""Senses of what stands before the name of the rows that a question is about."""
_AMOUNTS = ("most", "least", "fewest")
_WEIGHTY = (
    Sense.NOT, Sense.WITHOUT, Sense.UNEQUAL, Sense.MORE, Sense.LESS, Sense.AT_LEAST, Sense.AT_MOST, Sense.OR,
    Sense.BETWEEN, Sense.ONLY, Sense.BY, Sense.HIGHEST, Sense.LOWEST, Sense.AFTER, Sense.BEFORE,
    Sense.MISSING,
)  # fmt: skip
"""Senses that change the answer when they are overlooked."""
