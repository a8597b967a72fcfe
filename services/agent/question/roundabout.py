"""Says a refused question once more: without its setting, and with headers in the place of idioms."""

import re
from collections.abc import Iterator
from itertools import islice

from services.agent.question.byrole import say_by_role
from services.agent.question.language.doers import SERVED
from services.agent.question.language.idioms import Idiom, idioms_in
from services.agent.question.language.roles import ROUNDABOUT
from services.agent.question.language.vocabulary import PERSON_WORDS, QUANTITY_WORDS
from services.agent.question.language.words import spoken, stem
from services.agent.question.linking.linker import link
from services.agent.question.linking.parlance import columns_called, tables_called
from services.agent.question.rolecolumns import column_of_role
from services.agent.question.shaping.kindly import say_as_part
from services.agent.question.shaping.secondasks import say_both_asked
from services.agent.question.tables.columns import Column
from services.agent.question.tables.persons import sole_person
from services.agent.question.tables.schema import Catalog
from services.agent.question.tables.selling import is_price_of_one
from services.agent.question.undone import say_undone

_HOUSES = (
    r"company|firm|business|organi[sz]ation|enterprise|workforce|shop|store|clinic|hospital|practice|surgery|ward|gym|club|"
    r"cent(?:re|er)|studio|school|academy|college|university|museum|gallery|library|zoo|park|shelter|farm|stables?|hotel|inn|"
    r"hostel|restaurant|caf[eé]|bistro|bar|agency|office|garage|workshop|dealership|collection|catalogue|catalog|inventory|"
    r"database|data|dataset|records?|register|books|system|portfolio|range|assortment|fleet|team|squad|staff|payroll|"
    r"league|bank|house|institution|association|society|group|showroom|warehouse|factory|plant|village|world|list|care|place"
)
_PLACED = re.compile(
    r"(?<!\bstill)(?<!\blonger)(?<!\bremain)(?<!\bremaining)(?<!\bremained)(?<!\bremains)"
    rf",?\s+(?:in|at|of|within|from|on|with|across|among|throughout)\s+(?:(?:all\s+of\s+)?(?:the|our|this)\s+)(?:whole\s+|entire\s+)?"
    rf"(?P<what>{_HOUSES})(?=\s*(?:[,?.!]|$)|\s+(?:is|are|was|were|has|have|had|do|does|did|earns?|who|that|which|whose|most|"
    r"first|last|latest|came|come|weighs?|costs?|cost|on|in|before|after|since|for|by|with|more|less|under|over)\b)",
    re.IGNORECASE,
)
"""``The oldest person in the gym``, ``works in our collection``."""
_WITH_US = re.compile(
    r",?\s+(?:(?:that|which|who|whom)\s+)?(?:(?:do\s+)?we\s+(?:have|own|hold|stock|keep|offer|got|run|possess|employ|look\s+after|sell)"
    r"(?:\s+(?:on\s+(?:our\s+books|offer|file|record)|in\s+stock))?|(?:(?:is|are)\s+)?(?:(?:registered|enrolled|listed|signed\s+up)\s+)?"
    r"(?:with\s+us|on\s+our\s+books|on\s+file|of\s+ours|on\s+record))(?=\s*(?:[,?.!]|$))",
    re.IGNORECASE,
)
"""``The thickest book we have``, ``cats on our books``."""
_HOUSED = re.compile(
    rf"\b(?:{_HOUSES})\s+(?=(?P<what>[a-z]+)\b)|"
    r"\s+(?:in|to|at|from)\s+(?:hospital|school|work|college|university)\b(?!\s+[\w-]+s\b)|"
    rf"\s+(?:coming|come|comes|came)\s+to\s+(?:the|our)\s+(?:{_HOUSES})(?=\s*(?:[,?.!]|$))",
    re.IGNORECASE,
)
"""``The average hospital stay``, before a header that says no more; who comes ``to the gym``."""
_ALL_UP = re.compile(
    r"^(?:adding\s+(?:them|it|everything|that)(?:\s+all)?\s+up|all\s+(?:in\s+all|told|together)|taken\s+together|altogether|in\s+total|"
    r"in\s+all|overall),?\s+(?=how\s+(?:many|much)\b|what\b)|\s+(?:altogether|all\s+together|all\s+told|all\s+in\s+all)\b",
    re.IGNORECASE,
)
_MANY_IN_ALL = re.compile(
    r"^(?P<many>(?:.*,\s*)?how\s+many\s.+?),?\s+(?:in\s+total|in\s+all|altogether|overall|all\s+told)$",
    re.IGNORECASE,
)
"""A number of rows is that of all of them."""
_TYPICALLY = re.compile(r"\s+(?:typically|usually|normally|generally|as\s+a\s+rule),?(?=\s)", re.IGNORECASE)
_ON_AVERAGE = re.compile(r"\bon\s+average\b", re.IGNORECASE)
_SOMEBODY = re.compile(
    r"\b(?:some(?:body|one)|any(?:body|one)|a\s+person|every(?:body|one)|those|all)\s+(?=(?:with|from|in|who|whose|aged)\b)",
    re.IGNORECASE,
)
_BEFORE_NAME = re.compile(r"\b(?P<of>of|for|treating|by)\s+(?:the\s+)?(?P<rows>[a-z]+)\s+(?=[A-Z])")
_BEINGS = re.compile(
    r"\bour\s+(?:residents?|charges|inmates|guests|creatures?|furry\s+\w+|four-legged\s+\w+)\b|\bcreatures?\b",
    re.IGNORECASE,
)
_ANIMALS = frozenset(map(stem, ["animal", "pet", "dog", "cat", "horse", "beast"]))
_GOING_BY = re.compile(
    r",?\s+(?:going|judging|judged)\s+by\s+(?:its|their|the)\s+(?P<what>\w+)$", re.IGNORECASE
)
_ON_A_PLAN = re.compile(
    r"\bon\s+(?:an?|the)\s+(?P<value>[\w-]+)\s+(?:plan|membership|contract|subscription|tariff|package|deal)\b",
    re.IGNORECASE,
)
_WHO_IS = re.compile(
    r"^who\s+(?=(?:has|have|is|are|was|were)\s+(?:(?:the\s+)?(?:[a-z]+est|most|least)\b|(?:the\s+)?\w+\s+[A-Z]|\w+\s+(?:before|after|in|until)\b))",
    re.IGNORECASE,
)
_WHO = re.compile(
    r"^who\s+(?=(?:has|have|had|is|are|was|were|lives?|lived|rents?|rented|pays?|paid|owns?|owned|does|did|do)\b)",
    re.IGNORECASE,
)
"""What any person of a row is or has; who did something may be somebody else: ``who wrote it``."""
_DID = re.compile(r"^who\s+did\s+(?:the\s+)?(?:most|least|\w+est)\b", re.IGNORECASE)
"""What is no deed of those for whom it is done."""
_OLDEST_PERSON = re.compile(r"(?P<best>\bthe\s+[a-z]+est)\s+(?:person|one|of\s+all)$", re.IGNORECASE)
_POPULAR = re.compile(
    r"^(?:which|what)\s+(?P<noun>[\w-]+)\s+(?:is|are|was|were)\s+(?:(?:the\s+)?most\s+(?:popular|sought-after|in\s+demand|wanted)|"
    r"in\s+(?:the\s+)?(?:greatest|highest|most|biggest)\s+demand)$",
    re.IGNORECASE,
)
_LIKED = frozenset(map(stem, ["rating", "score", "rank", "star", "popularity", "vote", "like", "view"]))
"""Words of headers by which things may be popular besides how often they are asked for."""
_IN_OTHER_WORDS = re.compile(
    r"\s*(?:[,(;–-]\s*)(?:i\.?\s?e\.?|that\s+is(?:\s+to\s+say)?|in\s+other\s+words|meaning)[,\s]\s*"
    r"[^,()?.;]+(?:[,)]|(?=[?.;]|$))",
    re.IGNORECASE,
)
"""What only says once more what stands before it."""
_WITH = ("with {c}", "have {c}")
_PRICE_OF = "what is the {c} of"
_OWNING = re.compile(r"['\u2019]s?$")
_MOST = 6
"""Ways to say a question again that are asked."""
_LONGEST = 40
"""Words of a question, beyond which it is no roundabout one and each further reading takes seconds."""
_SENTENCE = re.compile(r"^(?P<main>[^?]*)(?P<tail>\?.*)?$", re.DOTALL)


def say_again(question: str, catalog: Catalog) -> Iterator[str]:
    """Yield a question in other words, the nearest to its own first; none of a long text."""
    if len(question.split()) > _LONGEST:
        return
    found = _SENTENCE.match(question)
    main, tail = (found["main"].strip(), found["tail"] or "") if found else (question, "")
    bare = _without_setting(main, catalog)
    told, meant = say_idioms(bare, catalog), say_idioms(main, catalog)
    asked = dict.fromkeys(
        said for text in dict.fromkeys((main, bare, told)) for said in _by_rules(text, catalog)
    )
    asked.update(
        dict.fromkeys(
            text for text in (meant, told, bare, say_undone(bare, catalog, told=False)) if text != main
        )
    )
    asked[_IN_OTHER_WORDS.sub(",", main)] = None
    asked[say_as_part(main, catalog)] = None
    asked[say_both_asked(main, catalog)] = None
    if (found := _MANY_IN_ALL.match(bare)) or (found := _MANY_IN_ALL.match(main)):
        asked[found["many"]] = None
    asked.pop(main, None)
    if person := _as_rows(main, catalog):
        yield f"{person}{tail}"
    for text in islice(asked, _MOST):
        yield f"{text}{tail}"
        if rows := _as_rows(text, catalog):
            yield f"{rows}{tail}"


def _as_rows(text: str, catalog: Catalog) -> str | None:
    """Ask which member, where a question asks who, and the rows of one table are persons.

    Or which tenant, where rows of the only table are none and one header is for persons.
    """
    tables = [table for table in catalog.tables if set(table.words) & set(PERSON_WORDS)]
    person = None if tables else sole_person(catalog)
    if person and not (_DID.match(text) and SERVED & {*person.words}):
        said = _WHO.sub(f"which {spoken(person.name)} ", text)
        return said if said != text else None
    if len(tables) != 1 or not _WHO_IS.match(text):
        return None
    return _WHO_IS.sub(f"which {' '.join(tables[0].words)} ", _OLDEST_PERSON.sub(r"\g<best>", text))


def _by_rules(text: str, catalog: Catalog) -> Iterator[str]:
    yield from say_by_role(text, catalog, ROUNDABOUT)
    if popular := _most_rows(text, catalog):
        yield popular


def _most_rows(text: str, catalog: Catalog) -> str | None:
    """Ask which film has the most rentals, for the most popular: rows of the only table that names films."""
    found = _POPULAR.match(text)
    homes = {hit.table for item in link(found["noun"], catalog) for hit in item.tables} if found else set()
    if found is None or len(homes) != 1:
        return None
    home = homes.pop()
    names = {column.words for column in (home.label, home.key) if column}
    events = [
        each
        for each in catalog.tables
        if each != home and any(column.words in names and not column.unique for column in each.columns)
    ]
    liked = any(_LIKED & set(column.words) for table in (home, *events) for column in table.columns)
    if len(events) != 1 or liked or any({*column.words} & QUANTITY_WORDS for column in events[0].columns):
        return None
    return f"which {found['noun']} has the highest number of {spoken(events[0].name)}"


def say_idioms(question: str, catalog: Catalog, *, first: bool = False) -> str:
    """Put headers in the place of what people say for them, each where only one column may be meant."""
    text = f" {question}"
    for idiom in idioms_in(question, first=first):
        found = idiom.pattern.search(text)
        done = idiom.words[0].startswith(("HAVE", "BE/HAVE"))  # "Known to have been created".
        meant = found and not (done and text[: found.start()].endswith(" to"))
        said = _said(idiom, found, text, catalog) if found and meant else None
        if found and said:
            text = f"{text[: found.start()]} {said}{text[found.end() :]}"
    return text.strip()


def _said(idiom: Idiom, found: re.Match[str], text: str, catalog: Catalog) -> str | None:
    """Return what takes the place of an idiom; None where no column, or more than one, has its role."""
    rest = f"{text[: found.start()]} {text[found.end() :]}".strip()
    column = column_of_role(idiom.role, [rest], catalog)
    if column is None or (idiom.template == _PRICE_OF and is_price_of_one(column)):
        return None  # "What do I have to pay for a lamp" adds no prices up.
    if _is_state_of_others(found.group(), rest, column, catalog):
        return None  # "Requests accepted in May" tell of no day on which others were.
    if column.is_date and column.nulls and idiom.template in _WITH and not re.search(r"\d", rest):
        return None  # "Shops that closed": only they, and no day of each.
    groups = found.groupdict()
    up = bool(groups.get("most")) if idiom.up is None else idiom.up
    ways = ("latest", "earliest") if column.is_date else ("highest", "lowest")
    return idiom.template.format(
        c=column.name.replace("_", " "),
        way=ways[0] if up else ways[1],
        cmp=groups.get("cmp"),
        n=groups.get("n"),
        noun=groups.get("noun"),
        thing=_OWNING.sub("", groups.get("thing") or ""),
    )


def _is_state_of_others(said: str, rest: str, column: Column, catalog: Catalog) -> bool:
    """Whether cells of another table say what was done, and the question names no row of the header's."""
    states = [word for word in said.casefold().split() if word.endswith("ed")]
    others = (hit for word in states for hit in catalog.values(word) if hit.column.table != column.table)
    named = {stem(word) for word in rest.casefold().split()} & {*catalog.by_name[column.table].words}
    return not named and any(others)


def _without_setting(question: str, catalog: Catalog) -> str:
    """Leave out where all rows are and whose they are, and say sums, means and people in one way."""
    text = _beings(question, catalog)
    found = _PLACED.search(text)
    if found and not _is_named(found["what"], catalog):
        text = text[: found.start()] + text[found.end() :]
    text = _HOUSED.sub(lambda each: _unhoused(each, catalog), _WITH_US.sub("", text))
    summed, times = _ALL_UP.subn("", text)
    text = f"{summed} in total" if times else text
    typical = _TYPICALLY.sub("", text)
    if typical != text:
        text = typical if _ON_AVERAGE.search(typical) else f"{typical} on average"
    by = _GOING_BY.search(text)
    text = text[: by.start()] if by and not _is_named(by["what"], catalog) else text
    text = _ON_A_PLAN.sub(
        lambda each: f"with {each['value']}" if catalog.values(each["value"].casefold()) else each.group(),
        text,
    )
    text = _SOMEBODY.sub("people ", text)
    text = _BEFORE_NAME.sub(lambda each: _name_alone(each, catalog), text)
    return " ".join(text.split()) if text != question else question


def _unhoused(found: re.Match[str], catalog: Catalog) -> str:
    """Leave out a house that no cell, header or table is called by, before a header or behind a verb."""
    words = found.group().split()
    if _is_named(words[-1], catalog) or (found["what"] and not _is_measured(found["what"], catalog)):
        return found.group()
    return "" if found["what"] else " "


def _is_measured(word: str, catalog: Catalog) -> bool:
    return any(each.is_measure and stem(word.casefold()) in each.words for each in catalog.columns)


def _beings(question: str, catalog: Catalog) -> str:
    """Call animals what their only table does: ``our residents``, ``which creature``."""
    table = catalog.tables[0]
    if len(catalog.tables) > 1 or _ANIMALS.isdisjoint(table.words):
        return question
    return _BEINGS.sub(
        lambda each: table.name if not _is_named(each.group().split()[-1], catalog) else each.group(),
        question,
    )


def _name_alone(found: re.Match[str], catalog: Catalog) -> str:
    """Leave out what rows are called before the name of one: ``the doctor of patient Ann Lee``."""
    rows = [hit for item in link(found["rows"], catalog) for hit in item.tables]
    return f"{found['of']} " if rows else found.group()


def _is_named(word: str, catalog: Catalog) -> bool:
    """Whether the data speaks of such a thing, or of what people call so."""
    if any(item.is_link for item in link(word, catalog)):
        return True
    return bool(columns_called(word.casefold(), catalog) or tables_called(word.casefold(), catalog))
