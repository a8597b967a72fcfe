"""Rows to which something has not happened yet: ``still need their shots``, ``have yet to come back``."""

import re
from collections.abc import Sequence

from services.agent.question.language.undone import LONGEST, Deed, deed_of, plain_deed
from services.agent.question.language.words import spoken, word_root
from services.agent.question.linking.items import NAMES
from services.agent.question.linking.linker import link
from services.agent.question.linking.parlance import tables_called
from services.agent.question.rolecolumns import columns_with, undone_cell
from services.agent.question.tables.columns import Column
from services.agent.question.tables.remembered import remembered
from services.agent.question.tables.schema import Catalog

_CUES = frozenset(["yet", "still", "awaiting", "await", "awaits", "waiting", "far", "nobody", "no-one"])
"""Words of which each such question has one."""
_YET = re.compile(
    r",?\s+(?:as\s+yet|yet|so\s+far|until\s+now|up\s+to\s+now|to\s+date|thus\s+far)(?=\s*(?:[,.;:?!]|$|by\b|from\b|in\b))",
    re.IGNORECASE,
)
_LINK = r"(?P<link>\s+(?:that|which|who))?\s+"
_NOT = r"(?:\s+not|n['\u2019]t|\s+never)"
_NOBODY = r"(?:nobody|no[\s-]?one)"
_FRAMES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # "Have yet to come back", "are yet to be paid".
        _LINK + r"(?:(?:still\s+)?(?:have|has)|is|are)\s+(?:still\s+)?(?:yet\s+to|not\s+yet)\s+",
        # "Still need their shots", "still have to be sent", "are still to be sent".
        _LINK + r"still\s+(?:need|needs|require|requires|want|wants|lack|lacks)\s+(?:to\s+)?",
        _LINK + r"still\s+(?:have|has)\s+to\s+(?:be|get|come|go|see|find|leave)\s+",
        _LINK + r"(?:is|are|was|were)\s+(?:still\s+)?to\s+be\s+",
        # "Are still waiting for a home", "awaiting payment".
        _LINK
        + r"(?:(?:is|are|was|were)\s+)?still\s+(?:await(?:s|ing)?|wait(?:s|ing)?\s+(?:for|to))\s+",
        _LINK + r"(?:(?:is|are|was|were)\s+)?(?:awaiting|waiting\s+for)\s+",
        # "Have not been brought back".
        _LINK + rf"(?:have|has|had|is|are|was|were)(?:\s+still)?{_NOT}\s+",
        # "Has nobody taken home", "nobody has paid for".
        _LINK + rf"(?:have|has|had|did)\s+{_NOBODY}\s+(?:yet\s+)?",
        _LINK + rf"{_NOBODY}\s+(?:have|has|had)\s+(?:yet\s+)?",
    )
)  # fmt: skip
_STILL = re.compile(
    _LINK + r"(?:(?:do\s+we\s+(?:still\s+)?have|(?:is|are|was|were)\s+we\s+still|"
    r"(?:is|are|was|were)\s+still|stands?|remains?|still\s+stands?)\s+)",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"\s+(?:(?:do|does|must)\s+(?P<who>[^,?]+?)\s+still\s+(?:have|has|need|needs)\s+to|(?:has|have)\s+(?P<one>[^,?]+?)\s+"
    r"(?:still\s+to|yet\s+to))\s+",
    re.IGNORECASE,
)
"""``Which repairs does X still have to finish``."""
_REST = re.compile(
    r"(?:with|to|by|at|in|from)\s+(?:(?:the|our|some|any)\s+)?(?:customers?|clients?|readers?|borrowers?|people|users?|members?|"
    r"us|anyone|anybody|somebody|someone|them|their\s+\w+)\s*",
    re.IGNORECASE,
)
"""Who has what is out, of whom nothing more is asked."""
_HOLDERS = re.compile(r"(?:with|to|by|at)\s+(?:(?:the|our|some|any)\s+)?(?P<who>[\w-]+s)$", re.IGNORECASE)
_GOES_ON = re.compile(
    r"(?:in|on|at|from|by|of|with|after|before|since|and|or|for|to|during|when)\b", re.IGNORECASE
)
_COUNTED = re.compile(
    r"^how\s+many\s+(?:of\s+(?:the|our)\s+)?(?:\w+ed\s+)?(?P<rows>[\w-]+(?:\s+[\w-]+)?)$", re.IGNORECASE
)
_STILL_TO = re.compile(
    r"\b(?:(?:is|are)\s+still\s+(?:waiting\s+)?to\s+be|still\s+(?:needs?|has|have|waits?)\s+to\s+(?:be|get))\s+(?=\w+(?:ed|en|nt|ld|id|de|ne)\b)",
    re.IGNORECASE,
)
_STILL_NEED = re.compile(
    r"\bstill\s+(?:need|needs|require|requires|lack|lacks)\s+(?:(?:their|its|his|her|an?|the)\s+)?(?=\w)(?!to\b)",
    re.IGNORECASE,
)
_ASKING = frozenset(["which", "what", "who", "how"])


def say_undone(question: str, catalog: Catalog, *, told: bool = True) -> str:
    """Ask for rows that have no day, no cell or a no of something, by the header of that.

    Args:
        question: What is asked.
        catalog: Whose columns may tell what has happened.
        told: Whether only a question is read that says ``yet``, ``still`` or the like.
    """
    if told and _CUES.isdisjoint(question.casefold().replace("?", " ").replace(",", " ").split()):
        return question
    main, mark, tail = question.partition("?")
    text, yet = _YET.subn("", main.rstrip(" .!"))
    if not yet and told and not {"still", "waiting", "awaiting", "await", "yet"} & {*text.casefold().split()}:
        return question
    said = (
        _owned(text, catalog)
        or _framed(text, catalog, _FRAMES)
        or _framed(text, catalog, (_STILL,), still=True)
    )
    return f"{said}{mark}{tail}" if said else _denied(question)


def _denied(question: str) -> str:
    """Say at least that it is not so: no reading may take what is still to be done for done."""
    return _STILL_NEED.sub("have no ", _STILL_TO.sub("are not ", question))


def _framed(
    text: str, catalog: Catalog, frames: Sequence[re.Pattern[str]], *, still: bool = False
) -> str | None:
    for frame in frames:
        found = frame.search(text)
        said = found and _said(
            text[: found.start()], text[found.end() :], found["link"], catalog, still=still
        )
        if said:
            return said
    return None


def _owned(text: str, catalog: Catalog) -> str | None:
    """Read ``which repairs does X still have to finish``."""
    found = _OWN.search(text)
    who = found and (found["who"] or found["one"])
    if not found or not who or not any(item.values for item in link(who, catalog)):
        return None
    return _said(f"{text[: found.start()]} of {who}", text[found.end() :], None, catalog)


def _said(
    head: str, after: str, link_word: str | None, catalog: Catalog, *, still: bool = False
) -> str | None:
    """Say of the rows of a head that they have no cell of the column for what follows."""
    words = after.split()
    for size in range(min(LONGEST + 2, len(words)), 0, -1):
        rest = _without_holders(_REST.sub("", " ".join(words[size:])).strip(), catalog)
        if rest and not _GOES_ON.match(rest) and not rest.startswith(","):
            continue
        columns = _columns(" ".join(words[:size]), catalog, still=still)
        said = _missing(head, columns, link_word, catalog) if columns else None
        if said:
            return f"{said} {rest}".strip()
    return None


def _without_holders(rest: str, catalog: Catalog) -> str:
    """Leave out who has what is out, where no one of them is named: ``with neighbours``."""
    found = _HOLDERS.match(rest)
    items = link(found["who"], catalog) if found else []
    named = bool(items) and all((item.columns or item.tables) and not item.values for item in items)
    return "" if named else rest


def _columns(words: str, catalog: Catalog, *, still: bool) -> Sequence[Column]:
    """Return the columns that tell whether something has happened: by what people say, or by its own root."""
    deed: Deed | None = deed_of(words, still=still)
    found = columns_with(deed.role, catalog) if deed else []
    plain = plain_deed(words)
    if still or not plain or " " in plain:
        return found
    rooted = [each for each in _states(catalog) if word_root(plain) in each.roots and each not in found]
    return [*found, *rooted]


@remembered
def _states(catalog: Catalog) -> Sequence[Column]:
    """Return the columns of yes and no, and the days and amounts that some rows do not have."""
    some = [each for each in catalog.columns if each.is_flag or (each.nulls and not each.is_text)]
    return [each for each in some if each.is_flag or each.is_date or _is_done(each)]


def _is_done(column: Column) -> bool:
    """Whether a number tells by its header that something has come of the row: what was SETTLED."""
    return column.is_measure and len(column.words) == 1 and column.name.casefold().endswith("ed")


def _missing(head: str, columns: Sequence[Column], link_word: str | None, catalog: Catalog) -> str | None:
    """Return the head with what its rows do not have."""
    named = {hit.table.name for item in link(head, catalog) for hit in item.tables if hit.strength >= NAMES}
    if not named:
        named = {hit.table.name for word in head.split() for hit in tables_called(word.casefold(), catalog)}
    own = [each for each in columns if each.table in named]
    told = own or columns
    if len(told) != 1:
        return None
    column = told[0]
    if named and not own:
        head = _counted(head, column, catalog) or ""
        if not head:
            return None
    cell = undone_cell(column)
    name = spoken(column.name)
    if column.is_measure:
        return f"{head} where {name} is missing"  # None of it would be an amount: 0.
    state = f"{name} {cell}" if cell and not column.is_flag else f"no {name}"
    verb = "with" if link_word is None and head.split()[0].casefold() not in _ASKING else "have"
    return f"{head}{link_word or ''} {verb} {state}"


def _counted(head: str, column: Column, catalog: Catalog) -> str | None:
    """Count the rows of what happened where a question says how many things there are: loans, of books."""
    found = _COUNTED.match(head)
    items = link(found["rows"], catalog) if found else []
    if len(items) != 1 or items[0].values or not (items[0].tables or not items[0].columns):
        return None
    return f"how many {spoken(column.table)}"
