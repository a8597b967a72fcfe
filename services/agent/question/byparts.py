"""Things told by the part that they have in rows: the translators of jobs, the target languages of orders.

Such a noun is what a header says of the rows that it refers to. The question is asked of these rows, joined
to others by that header alone; an answer in which nothing has that part is none.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from services.agent.question.candidates import Reading
from services.agent.question.composing.joins import join_by, known_joins
from services.agent.question.language.shorthand import ABBREVIATIONS
from services.agent.question.language.words import in_either_number, name_words, plural, stem, word_root
from services.agent.question.plans.parts import columns_in
from services.agent.question.plans.plan import Plan
from services.agent.question.tables.edges import Edge
from services.agent.question.tables.rolekeys import are_persons, is_doer
from services.agent.question.tables.schema import Catalog, Table

Surest = Callable[[str, Catalog], Reading | None]
"""Answers a question of a catalogue; None where it is not answered surely."""
_MEMBERS = re.compile(r"(?<=many\s)members\b|(?<=number\sof\s)members\b", re.IGNORECASE)
_BY_MEMBERS = re.compile(r"\b(?:the\s+|all\s+)*members\s+of\s+(?=(?:each|every|the)\s)", re.IGNORECASE)
_ENDING = re.compile(r"\b([a-z]+)(?=[\s?.!]*$)", re.IGNORECASE)
_WORKED = re.compile(
    r"^(?:for|with)\s+how\s+many\s+(?P<what>[\w -]+?)\s+(?P<does>did|does|do|has|have)\s+"
    r"(?P<each>(?:each|every)\s+[\w -]+?)\s+work(?:ed)?(?=[\s?.!]*$)",
    re.IGNORECASE,
)
_DID = re.compile(
    r"\b(?P<has>(?:have|has|had)\s+)?(?P<does>(?:do|did|does)\s+)?(?P<denied>(?:not|never)\s+)?(?P<verb>[a-z]{3,}ed)\b",
    re.IGNORECASE,
)
_NUMBERS = frozenset(["id", "code", "number", "key", "no", "nr", "cd", "ref", "by", "to", "from"])


@dataclass(frozen=True)
class _Said:
    """A noun for the part that rows have, and the join by which they have it."""

    start: int
    end: int
    edge: Edge
    is_many: bool


def read_by_part(question: str, catalog: Catalog, ask: Surest, plain: Plan | None) -> Reading | None:
    """Read a question of things by the one part that it names; None where it names none, or several.

    Args:
        question: As it was asked.
        catalog: What is asked about.
        ask: Answers the question of the rows themselves.
        plain: What was understood without that, if anything was.
    """
    if len(catalog.tables) < 2:
        return None
    if plain is None and (text := _without_members(question, catalog)) != question:
        return ask(text, catalog)
    if plain is None and (done := _by_verb(question, catalog, ask)):
        return done
    said = list(dict.fromkeys(_said(question, catalog)))
    columns = {each.edge.many for each in said}
    if len(columns) != 1 or (plain and columns & columns_in(plain)):
        return None
    edge, text = said[0].edge, question
    for each in sorted(said, key=lambda one: -one.start):
        text = f"{text[: each.start]}{_noun(catalog.by_name[edge.one.table], each)}{text[each.end :]}"
    joined = _joined_by(edge, catalog)
    ways = dict.fromkeys([text, _with_have(text, edge)])
    found = next(filter(None, (ask(each, joined) for each in ways)), None)
    return found if found and columns & columns_in(found.plan) else None


def _by_verb(question: str, catalog: Catalog, ask: Surest) -> Reading | None:
    """Read what those did who have a part that is called after the verb: "clerks who inspected a plant"."""
    words = set(map(stem, name_words(question)))
    for found in _DID.finditer(question):
        verb = word_root(found["verb"].casefold())
        edges = [edge for edge in known_joins(catalog) if _does(edge, verb, catalog, words)]
        if len(edges) != 1:
            continue
        has = found["has"] or ("have " if not found["does"] else found["does"])
        denied = "no" if found["denied"] else ""
        rest = re.sub(r"^(?:any|an?)\b", denied, question[found.end() :].lstrip()) if denied else None
        text = question[: found.start()] + has + (question[found.end() :].lstrip() if rest is None else rest)
        reading = ask(text, _joined_by(edges[0], catalog))
        if reading and edges[0].many in columns_in(reading.plan):
            return reading
    return None


def _does(edge: Edge, verb: str, catalog: Catalog, words: set[str]) -> bool:
    """Whether a header says of the persons that a question names that they do what a verb says."""
    there = catalog.by_name[edge.one.table]
    last = next((word for word in reversed(name_words(edge.many.name)) if word not in _NUMBERS), "")
    own = {*there.words, *there.row_words}
    return bool(own & words) and stem(last) not in own and is_doer(last) and word_root(last) == verb


def _noun(table: Table, said: "_Said") -> str:
    """Return what the rows of a table are called, in the number in which their part is said."""
    noun = _rows(table)
    return noun if said.is_many else _singular(noun)


def _rows(table: Table) -> str:
    *words, last = (ABBREVIATIONS.get(word, word) for word in name_words(table.name))
    return " ".join([*words, last if last.endswith("s") or table.words[-1:] == (last,) else plural(last)])


def _with_have(text: str, edge: Edge) -> str:
    """Say "have" for a verb that only says the part once more, or that somebody worked for others."""
    roots = {word_root(word) for word in name_words(edge.many.name)}

    def said(found: re.Match[str]) -> str:
        return f"{found[1]}have" if word_root(found[2].casefold()) in roots else found.group()

    plainly = re.sub(r"(\s)([a-z]+ed)(?=\s)", said, text)
    plainly = _ENDING.sub(
        lambda found: "have" if word_root(found[1].casefold()) in roots else found.group(), plainly
    )
    return _WORKED.sub(r"how many \g<what> \g<does> \g<each> have", plainly)


def _without_members(question: str, catalog: Catalog) -> str:
    """Say whose rows the members of a group are, where the only persons that refer to it are meant."""
    groups = [each for each in catalog.tables if {*each.words} & set(map(stem, name_words(question)))]
    known = any("member" in column.words for column in catalog.columns) or any(
        "member" in table.words for table in catalog.tables
    )
    counted = _MEMBERS.search(question)
    if known or not (counted or _BY_MEMBERS.search(question)):
        return question
    joins = [edge for edge in known_joins(catalog) if edge.one.table in {each.name for each in groups}]
    persons = {edge.many.table for edge in joins if are_persons(catalog.by_name[edge.many.table])}
    if len(persons) != 1:
        return question
    rows = _rows(catalog.by_name[persons.pop()])
    return _MEMBERS.sub(rows, question) if counted else _BY_MEMBERS.sub("", question)


def _joined_by(edge: Edge, catalog: Catalog) -> Catalog:
    """Return the catalogue in which nothing else refers to the rows that have the part, nor they back."""
    back = (edge.one.table, edge.many.table)
    edges = [each for each in known_joins(catalog) if each.one.table != edge.one.table or each == edge]
    edges = [each for each in edges if (each.many.table, each.one.table) != back]
    return join_by(catalog.with_tables(catalog.tables), edges)


def _said(question: str, catalog: Catalog) -> Iterator[_Said]:
    """Yield each noun of a question that is only what a header says of the rows that it refers to."""
    words = set(map(stem, name_words(question)))
    for edge in known_joins(catalog):
        there = catalog.by_name[edge.one.table]
        for pattern in _patterns(edge, there, words):
            for found in re.finditer(rf"\b{pattern}\b(?!['\u2019])", question, re.IGNORECASE):
                yield _Said(found.start(), found.end(), edge, found.group().endswith("s"))


def _patterns(edge: Edge, there: Table, words: set[str]) -> Iterator[str]:
    own = {*there.words, *there.row_words}
    said = [word for word in name_words(edge.many.name) if stem(word) in edge.many.words]
    header = [ABBREVIATIONS.get(word, word) for word in said if word not in _NUMBERS]
    part = [word for word in header if stem(word) not in own]
    if not part or edge.many.words == edge.one.words:
        return
    rows = _rows(there).split()[-1]
    yield rf"{_phrase([*part, rows])}"
    if not words & own and is_doer(part[-1]):
        yield _phrase(part)


def _phrase(words: list[str]) -> str:
    return r"\s+".join([*map(re.escape, words[:-1]), in_either_number(words[-1])])


def _singular(noun: str) -> str:
    return next((one for one in (noun[:-3] + "y", noun[:-2], noun[:-1]) if plural(one) == noun), noun)
