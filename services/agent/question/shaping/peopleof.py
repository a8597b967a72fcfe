"""Persons of rows that are none: "how many people paid by card", "by whom was it sent"."""

import re

from services.agent.question.language.doers import SERVED
from services.agent.question.language.doings import VERB_OBJECTS
from services.agent.question.language.everyday.doing import ASKED
from services.agent.question.language.vocabulary import LABEL_WORDS, PERSONS
from services.agent.question.language.words import name_words, spoken, stem, word_root
from services.agent.question.linking.parlance import columns_called, columns_of
from services.agent.question.tables.calling import is_called
from services.agent.question.tables.columns import Column
from services.agent.question.tables.persons import columns_of_persons
from services.agent.question.tables.remembered import remembered
from services.agent.question.tables.schema import Catalog

_PEOPLE = re.compile(
    r"(?<!most )(?<!more )(?<!fewest )(?<!than )(?<!for )(?<!\d )\b(?P<who>people|folks?|persons)\b"
    r"(?!\s+(?:per|each|on\s+board)\b)",
    re.IGNORECASE,
)
_WHOSE = re.compile(
    r"^whose\s+(?P<rows>[a-z]+)\s+(?P<be>are|were|is|was|have|has|had)\s+(?P<rest>[^?]+?)\s*[?.]*$",
    re.IGNORECASE,
)
_BY_WHOM = re.compile(
    r"^by\s+(?:whom|who|which\s+(?:firms?|compan(?:y|ies)|persons?|people))\s+(?:is|are|was|were|has|have|had)\s+(?:been\s+)?(?P<rest>[^?]+?)\s+"
    r"(?P<done>[a-z]+(?:ed|en|ght|de|ld|ne|wn|un|nt))(?P<end>\s*[?.]*)$",
    re.IGNORECASE,
)
_OBJECT = re.compile(
    r"^what\s+(?:sorts?\s+of\s+things?\s+|kinds?\s+of\s+things?\s+|things?\s+)?(?:do|does|did|have|has)\s+(?P<who>(?:(?:the|our|all)\s+)?[a-z]+)"
    r"(?P<where>(?:\s+(?:in|from|at|with|of|over|under|aged)\s+[^?]+?)?)\s+(?P<verb>[a-z]{3,})(?P<tail>(?:\s+(?:to|in|from|at)\s+[^?]+?)?)\s*[?.]*$",
    re.IGNORECASE,
)
_NOUN = re.compile(
    r"(?<!many )(?<!\d )(?<!number of )(?<!average )(?<!total )(?<!sum of )"
    r"(?<!than )(?<!most )(?<!fewest )\b(?P<noun>[a-z]+s)\b"
    r"(?!\s+(?:is|are|was|were|=)\s+(?:\d|between|more|less|at\b|greater|lower|higher))",
    re.IGNORECASE,
)
_SELF = re.compile(r"\b\w+sel(?:f|ves)\b", re.IGNORECASE)
"""What was done by oneself says how, of which no header speaks."""
_WE = ("we", "they", "you")


def say_people_of(question: str, catalog: Catalog) -> str:
    """Call people by the only header for those whom all rows have, and what they do by that of its object."""
    if len(catalog.tables) != 1 or {*catalog.tables[0].words} & PERSONS:
        return question
    said = _WHOSE.sub(lambda found: _of_whom(found, catalog), question)
    said = _BY_WHOM.sub(lambda found: _doer(found, catalog), said)
    said = _NOUN.sub(lambda found: _of_label(found, catalog), said)
    person = _person(catalog)
    if person is None or _SELF.search(said) or any({*each.words} & _CROWDS for each in catalog.columns):
        return said
    name = _plural(spoken(person.name))
    said = _PEOPLE.sub(lambda found: name, said)
    return _OBJECT.sub(lambda found: _object(found, catalog), said)


_SERVED = SERVED | frozenset(
    map(stem, ["traveller", "traveler", "member", "resident", "policyholder", "borrower"])
)
"""Persons for each of whom a row is there, and none who does it for several."""
_CROWDS = frozenset(
    map(stem, ["people", "persons", "guests", "visitors", "capacity", "seats", "servings", "passengers"])
)
"""Words of headers that count people."""


@remembered
def _person(catalog: Catalog) -> Column | None:
    """Return the name of the person of each row, where rows are told by that and are none themselves."""
    label = catalog.tables[0].label
    words = {*label.words} - LABEL_WORDS if label else set()
    named = bool(words & PERSONS) and label in columns_of_persons(catalog.tables[0])
    return label if label and named and (label.unique or not _SERVED.isdisjoint(label.words)) else None


def _plural(name: str) -> str:
    name = name.removesuffix(" name")
    return name if name.endswith("s") else f"{name}s"


def _of_label(found: re.Match[str], catalog: Catalog) -> str:
    """Say people for guests where a number of guests is told beside each guest's name."""
    label, noun = catalog.tables[0].label, stem(found["noun"].casefold())
    counts = any(each.is_measure and each.spelt == (noun,) for each in catalog.columns)
    named = label is not None and label.spelt == (noun, "name")
    return "people" if counts and named else found.group()


def _of_whom(found: re.Match[str], catalog: Catalog) -> str:
    """Ask for the person of rows that are called by their own name; whose they are may be more than one's."""
    (table,) = catalog.tables
    persons = columns_of_persons(table) or []
    if not is_called(table, stem(found["rows"].casefold())) or len(persons) != 1:
        return found.group()
    be = found["be"].casefold()
    with_ = "with" if be in ("have", "has", "had") else f"that {be}"
    return f"what are the different {spoken(persons[0].name)} of {found['rows']} {with_} {found['rest']}"


def _doer(found: re.Match[str], catalog: Catalog) -> str:
    """Ask for the only column that says who does it."""
    done = found["done"].casefold()
    root = word_root(done)
    texts = [each for each in catalog.columns if each.is_text and each.role != "id"]
    told = [each for each in texts if any(_names_doer(word, root) for word in name_words(each.name))]
    told = told or columns_of(ASKED.get(("who", stem(done)), ()), catalog)
    if len(told) != 1:
        return found.group()
    return f"what are the different {spoken(told[0].name)} of {found['rest']}{found['end']}"


def _names_doer(word: str, root: str) -> bool:
    return word.endswith(("er", "or")) and word_root(word.removesuffix("er").removesuffix("or")) in (
        root,
        word_root(root),
    )


def _object(found: re.Match[str], catalog: Catalog) -> str:
    """Ask for the only column of what is done: what customers buy is a product."""
    verb, who = stem(found["verb"].casefold()), found["who"].casefold().split()[-1]
    (table,) = catalog.tables
    persons = [each.column for each in columns_called(who, catalog)]
    is_person = any({*each.words} & PERSONS or stem(who) in each.words for each in columns_of_persons(table))
    if not (who in _WE or is_person or persons):
        return found.group()
    texts = [each for each in catalog.columns if each.is_text and each.repeats]
    told = [each for each in columns_of(ASKED.get(("o", verb), ()), catalog) if each in texts]
    hints = VERB_OBJECTS.get(verb, ())
    hinted = next((each for hint in hints if (each := [c for c in texts if hint in c.words])), [])
    meant = told or hinted
    if len(meant) != 1 or found["verb"].casefold() in ("cost", "pay", "earn"):
        return found.group()
    return f"what are the different {spoken(meant[0].name)}{found['where']}{found['tail']}"
