"""Headers that are said as a clause: ``by what they eat`` is by diet, ``each way people pay`` by method."""

import re
from collections.abc import Iterator

from services.agent.question.language.doings import VERB_OBJECTS
from services.agent.question.language.everyday.doing import ASKED, without_idioms
from services.agent.question.language.vocabulary import PEOPLE, PLACE_WORDS
from services.agent.question.language.words import spoken, stem, word_root
from services.agent.question.linking.parlance import columns_of
from services.agent.question.tables.calling import is_called
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog

_WHO = r"(?P<who>(?:the\s+|our\s+)?[^\W\d_]+)\s+(?:(?:are|were|have|had)\s+)?(?P<verb>[a-z]{3,})"
_END = r"(?:\s+(?:in|at|for|with|from|on|by))?(?=\s*(?:[,?.!]|$))"
_SPLIT = r"(?:(?:broken|split|divided)\s+(?:down|up)?\s*|grouped\s+)?"
_CLAUSE = re.compile(
    rf"\b{_SPLIT}(?P<by>by|for\s+each|per|depending\s+on)\s+"
    rf"(?P<ask>what|where|who|how)\s+{_WHO}{_END}",
    re.IGNORECASE,
)
_DOERS = re.compile(
    rf"\b{_SPLIT}(?P<by>by|for\s+each|per)\s+who(?:\s+it\s+(?:is|was)\s+that)?\s+(?P<verb>[a-z]{{3,}}(?:\s+after)?)"
    r"\s+(?:them|it)(?=\s*(?:[,?.!]|$))",
    re.IGNORECASE,
)
_WAY = re.compile(rf"\bway\s+(?:(?:that|in\s+which)\s+)?{_WHO}{_END}", re.IGNORECASE)
_EACH_WAY = re.compile(
    rf"^how\s+(?:do|did|have)\s+{_WHO},?\s+and\s+(?:for\s+)?how\s+many\s+(?:of\s+them\s+)?(?:in\s+)?each\s+way",
    re.IGNORECASE,
)
"""``How do they pay, and how many each way``: how many by each method."""
_MANNERS = frozenset(map(stem, ["method", "mode", "way", "means", "channel", "type"]))
"""Last words of headers for how something is done."""
_THEY = frozenset(["they", "we", "you", *PEOPLE])
_MARKS = {"what": "o", "where": "where", "who": "who"}


def say_clauses(question: str, catalog: Catalog) -> str:
    """Call the only column that a clause can be about by its header."""
    question = _DOERS.sub(lambda found: _by_doers(found, catalog), question)
    said = _CLAUSE.sub(lambda found: _by_clause(found, catalog), question)
    said = _EACH_WAY.sub(lambda found: _each_way(found, catalog), said)
    return _WAY.sub(lambda found: _by_way(found, catalog), said)


def _by_clause(found: re.Match[str], catalog: Catalog) -> str:
    ask, verb = found["ask"].casefold(), found["verb"].casefold()
    columns = _asked(ask, verb, catalog) if _is_doer(found["who"], catalog) else []
    return f"{found['by']} {spoken(columns[0].name)}" if len(columns) == 1 else found.group()


def _by_doers(found: re.Match[str], catalog: Catalog) -> str:
    """Find those who do it: ``by who keeps them`` is by keeper."""
    verb = without_idioms(found["verb"].casefold())
    named = [each for each in _texts(catalog) if word_root(verb) in each.roots]
    columns = named or _asked("who", verb, catalog)
    return f"{found['by']} {spoken(columns[0].name)}" if len(columns) == 1 else found.group()


def _each_way(found: re.Match[str], catalog: Catalog) -> str:
    """Count those who do it by how: "booked via" as well as a "payment type" is called after the verb."""
    root = word_root(found["verb"].casefold())
    columns = [each for each in _texts(catalog) if _shares(root, each) and each.repeats]
    told = len(columns) == 1 and len(catalog.tables) == 1
    return f"how many {found['who']} for each {spoken(columns[0].name)}" if told else found.group()


def _by_way(found: re.Match[str], catalog: Catalog) -> str:
    """Find the method that shares the verb's root: how people pay is a payment method."""
    root = word_root(found["verb"].casefold())
    columns = [
        each
        for each in _texts(catalog)
        if each.words[-1:] and each.words[-1] in _MANNERS and _shares(root, each)
    ]
    told = len(columns) == 1 and _is_doer(found["who"], catalog)
    return spoken(columns[0].name) if told else found.group()


def _asked(ask: str, verb: str, catalog: Catalog) -> list[Column]:
    """Return the columns of texts that the verb asks for, by the question word."""
    texts = list(_texts(catalog))
    if ask == "how":  # "How they are insured": the insurance, or how that is called.
        return [each for each in texts if _shares(word_root(verb), each)]
    told = columns_of(ASKED.get((_MARKS[ask], stem(verb)), ()), catalog)
    hints = VERB_OBJECTS.get(stem(verb), ()) if ask == "what" else PLACE_WORDS if ask == "where" else ()
    hinted = next((each for hint in hints if (each := [c for c in texts if hint in c.words])), [])
    found = [each for each in texts if each in told]
    return list(dict.fromkeys([*found, *hinted])) if ask == "where" else found or hinted


def _texts(catalog: Catalog) -> Iterator[Column]:
    return (each for each in catalog.columns if each.is_text and each.role != "id")


def _shares(root: str, column: Column) -> bool:
    return any(root == each or (len(root) > 2 and each.startswith(root)) for each in column.roots)


def _is_doer(who: str, catalog: Catalog) -> bool:
    """Whether those are meant whom the rows are about, and nobody else."""
    noun = who.casefold().split()[-1]
    return noun in _THEY or any(is_called(table, stem(noun)) for table in catalog.tables)
