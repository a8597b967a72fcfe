"""A follow-up: the question before it, written out again with one thing changed.

``And in France?`` after ``revenue in Germany in 2024`` asks for the ``revenue in France in 2024``. The whole
question is then read like any other, and the answer says how it was written out. A text that does more than
change a value, a number, a period, a group or what is computed is no follow-up but a question of its own.
"""

import re
from collections.abc import Sequence

from services.agent.amendments import Change, added, amend, compare, link_word
from services.agent.pieces import Piece, cut
from services.agent.question import Catalog
from services.agent.question.linking.linker import link
from services.agent.question.tables.columns import Column

_LEAD = re.compile(
    r"\A\s*(?:(?:and|ok|okay|but|now|then|so|only|just|what about|how about|what if it were|make (?:it|that)|"
    r"(?:the )?same|show (?:me )?|give me|instead|use|take|"
    r"(?:break|split|group|divide)(?:d|ed)?(?:\s+(?:it|that|this|them))?(?:\s+(?:down|up))?(?=\s+(?:by|per)\b))\b[\s,:]*)+",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"[\s,]*\b(?:instead(?:\s+of\s+(?:the\s+)?\w+)?|only|please|too|then|now|ones?)?[\s?.!]*$", re.IGNORECASE
)
_LED = re.compile(r"\s*(?:and|but|what about|how about|(?:the )?same|now|ok(?:ay)?)\b", re.IGNORECASE)
_PREPOSITION = re.compile(r"(?:in|for|of|from|at|on|by|via|during|with|to)\s+(?:the\s+)?", re.IGNORECASE)
_GROUP = re.compile(r"(?:by|per|for each|for every|broken down by|grouped by|split by)\s+", re.IGNORECASE)
_ARTICLE = re.compile(r"(?:the|those|these|all)\s+", re.IGNORECASE)
_RELATIVE = re.compile(
    r"(?:the\s+)?(?:last|this|previous|past|current)\s+(?:\d+\s+)?(?:day|week|month|quarter|year)s?|"
    r"year to date|ytd|yesterday|today",
    re.IGNORECASE,
)
_COMPUTED = re.compile(
    r"\b(?:total|sum|average|mean|avg|median|minimum|maximum|highest|lowest)\b", re.IGNORECASE
)
_SHARE = re.compile(r"(?:as|in) (?:an? )?(?:percentages?|percent|shares?)\b", re.IGNORECASE)
_WHOLE = re.compile(r"(?:the\s+)?(?:total|overall|grand total|altogether|in total)\s*$", re.IGNORECASE)
_TOP = re.compile(r"\b(top|bottom|first|last)\s+(\d+)\b", re.IGNORECASE)

LONGEST_GROUP = 4
"""Words of what is grouped by."""


def write_out(follow: str, before: str, catalog: Catalog) -> str | None:
    """Write a follow-up out in full; None when it is none.

    Args:
        follow: What is asked now.
        before: The question before it, in full.
        catalog: Where values are looked up.
    """
    rest = _TAIL.sub("", _LEAD.sub("", follow, count=1))
    before = before.rstrip(" ?.!")
    whole = amend(rest, before, catalog, is_led=_LED.match(follow) is not None)
    if whole:
        return _apply(before, [whole])
    changes: list[Change] = []
    while rest:
        found = _next_change(rest, before, catalog)
        if found is None:
            return None
        change, rest = found
        changes.append(change)
        rest = re.sub(r"^[\s,]*(?:and\b\s*)?", "", rest)
    return _apply(before, changes) if changes else None


def _apply(before: str, changes: Sequence[Change]) -> str | None:
    """Make the changes from the end on; None when two of them are about the same words."""
    ordered = sorted(changes, key=lambda change: (change.start, change.end), reverse=True)
    text, limit = before, len(before)
    for change in ordered:
        if change.end > limit:
            return None
        text = text[: change.start] + change.text + text[change.end :]
        limit = change.start if change.start < change.end else limit
    return text


def _next_change(rest: str, before: str, catalog: Catalog) -> tuple[Change, str] | None:
    """Read what the follow-up says next."""
    whole = _ungrouped(rest, before, catalog)
    if whole:
        return whole
    for pattern in (_COMPUTED, _TOP):
        found = _same_kind(pattern, rest, before)
        if found:
            return found
    compared = compare(rest, before)
    if compared:
        return compared
    readers = (_group, _relative, _slot, _flag)
    return next((found for reader in readers if (found := reader(rest, before, catalog))), None)


def _ungrouped(rest: str, before: str, catalog: Catalog) -> tuple[Change, str] | None:
    """Read ``and the total?`` after totals of groups, ``as percentage`` after any figures of them."""
    old = _last(_GROUP, before)
    name = _known_words(before[old.end() :], catalog) if old else None
    if old is None or name is None:
        return None
    share = _SHARE.match(rest)
    if share:
        return added(before, "as a percentage"), rest[share.end() :]
    if _WHOLE.match(rest) and re.search(r"\b(?:total|sum)\b", before, re.IGNORECASE):
        return Change(len(before[: old.start()].rstrip()), old.end() + len(name), ""), ""
    return None


def _flag(rest: str, before: str, catalog: Catalog) -> tuple[Change, str] | None:
    """Read ``only unpaid``: a header of yes and no, as it is or denied, that was not said before."""
    article = _ARTICLE.match(rest)
    said = re.compile(r"[\w-]+").match(rest, article.end() if article else 0)
    items = link(said[0], catalog) if said else []
    columns = [hit.column for hit in items[0].columns] if len(items) == 1 else []
    flags = [column for column in columns if column.is_flag]
    if (
        said is None
        or len(flags) != 1
        or any(flags[0] == hit.column for item in link(before, catalog) for hit in item.columns)
    ):
        return None
    return added(before, said[0]), rest[said.end() :]


def _same_kind(pattern: re.Pattern[str], rest: str, before: str) -> tuple[Change, str] | None:
    """Take the place of the only words of a kind: what is computed, how many, a comparison."""
    article = _ARTICLE.match(rest)
    said = pattern.match(rest, article.end() if article else 0)
    old = list(pattern.finditer(before))
    if said is None or len(old) != 1:
        return None
    return Change(old[0].start(), old[0].end(), said[0]), rest[said.end() :]


def _group(rest: str, before: str, catalog: Catalog) -> tuple[Change, str] | None:
    said = _GROUP.match(rest)
    if said is None:
        return None
    named = _known_words(rest[said.end() :], catalog)
    if named is None:
        return None
    text = f"by {named}"
    old = _last(_GROUP, before)
    old_name = _known_words(before[old.end() :], catalog) if old else None
    after = rest[said.end() + len(named) :]
    if old and old_name:
        return Change(old.start(), old.end() + len(old_name), text), after
    return None if old else (added(before, text), after)


def _known_words(text: str, catalog: Catalog) -> str | None:
    """Return the longest beginning that names a header, a table or a stretch of time to group by."""
    words = list(re.finditer(r"[\w'-]+", text))[:LONGEST_GROUP]
    for last in reversed(words):
        phrase = text[: last.end()]
        if phrase.strip().lower() in ("day", "week", "month", "quarter", "year"):
            return phrase
        items = link(phrase, catalog)
        if len(items) == 1 and (items[0].columns or items[0].tables):
            return phrase
    return None


def _relative(rest: str, before: str, catalog: Catalog) -> tuple[Change, str] | None:
    preposition = _PREPOSITION.match(rest)
    said = _RELATIVE.match(rest, preposition.end() if preposition else 0)
    if said is None:
        return None
    return _period(rest[said.start() : said.end()], before, catalog), rest[said.end() :]


def _slot(rest: str, before: str, catalog: Catalog) -> tuple[Change, str] | None:
    """Read a value, a period or a number, with a preposition before it or without."""
    said = _PREPOSITION.match(rest) or _ARTICLE.match(rest)
    start = said.end() if said else 0
    pieces = cut(rest[start:], catalog)
    if not pieces or not pieces[0].is_slot or pieces[0].start:
        return None
    new = pieces[0]
    if new.period:
        change: Change | None = _period(new.text, before, catalog)
    elif new.columns:
        change = _value(new, before, catalog)
    else:
        change = _number(new, before, catalog)
    return None if change is None else (change, rest[start + new.end :])


def _period(text: str, before: str, catalog: Catalog) -> Change:
    old = [(found.start(), found.end()) for found in _RELATIVE.finditer(before)]
    old += [(piece.start, piece.end) for piece in cut(before, catalog) if piece.period]
    return Change(*old[0], text) if len(old) == 1 else added(before, f"in {text}")


def _value(new: Piece, before: str, catalog: Catalog) -> Change | None:
    pieces = cut(before, catalog)
    alike = [piece for piece in pieces if any(column in new.columns for column in piece.columns)]
    if len(alike) == 1:
        return Change(alike[0].start, alike[0].end, new.text)
    columns: list[Column] = list(new.columns)
    if alike or len(columns) != 1:
        return None
    # A value that nothing before is like narrows the question down, and its header says how.
    return added(before, f"{link_word(before)} {columns[0].name} is {new.text}")


def _number(new: Piece, before: str, catalog: Catalog) -> Change | None:
    old = [piece for piece in cut(before, catalog) if piece.number is not None]
    return Change(old[0].start, old[0].end, new.text) if len(old) == 1 else None


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    found = list(re.finditer(rf"\b(?:{pattern.pattern})", text, re.IGNORECASE))
    return found[-1] if found else None
