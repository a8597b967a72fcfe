"""How people ask by what rows of one table are to each other: ``Ann's manager``, ``who reports to Ann``."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from services.agent.question.composing.named import row_named
from services.agent.question.kin.references import Reference
from services.agent.question.language.kin import Kin
from services.agent.question.language.shorthand import ABBREVIATIONS
from services.agent.question.language.words import in_either_number, name_words, stem
from services.agent.question.plans.plan import Condition
from services.agent.question.tables.schema import Catalog

_WORD = r"[^\s,;?!()]+"
_MOST_WORDS = 5
"""Words of a name that are looked at."""
_PEOPLE = r"people|persons?|employees?|colleagues?|staff(?:\s+members?)?|workers?|members?|team\s+members?"
_ASKS = r"(?:who|what)(?:\s+(?:is|was|are)|'s)|(?:show|list|give|name|find|tell|get)(?:\s+(?:me|us))?"
_DOES = r"(?:does|do|did|has|have|had|is|was|are)"
_ASKING = re.compile(r"(?:which|what|how\s+many|who)\b", re.IGNORECASE)
_NEVER = re.compile(r"(?!)")
_OWNING = re.compile(r"(?:['\u2019]s|(?<=s)['\u2019])$", re.IGNORECASE)

Row = Callable[[str], tuple[Condition, ...]]
"""Returns what tells the row that a name stands for; nothing where it is no name."""


@dataclass(frozen=True)
class Said:
    """A question with what it says by kin cut out."""

    before: str
    """Up to where the row is put; of rows that refer, with the ``with`` or ``have`` that joins it to them."""
    after: str
    row: tuple[Condition, ...]
    """What tells the row that is named."""
    is_up: bool
    """Whether what that row refers to is meant; else the rows that refer to it."""

    @property
    def is_whole(self) -> bool:
        """Whether nothing else is asked than who that is."""
        return not self.after and bool(re.fullmatch(rf"(?:{_ASKS})?(?:\s*the)?", self.before, re.IGNORECASE))


@dataclass(frozen=True)
class _Forms:
    """Patterns of one relation, each up to the name or from it on."""

    up_of: re.Pattern[str]
    up_owned: re.Pattern[str]
    up_doer: re.Pattern[str]
    up_asked: re.Pattern[str]
    down_refers: re.Pattern[str]
    down_asked: re.Pattern[str]
    down_of: re.Pattern[str]
    down_owned: re.Pattern[str]
    down_had: re.Pattern[str]
    down_whose: re.Pattern[str]
    any: re.Pattern[str]


@lru_cache(maxsize=64)
def _forms(kin: Kin, rows: str) -> _Forms:
    """Compile the patterns of a relation among such rows."""
    never = r"(?!)"
    up, verb, done = kin.up or never, kin.verb or never, kin.done or never
    refers, down = kin.refers or never, kin.down or never
    of = "" if kin.of_people else rf"\b(?:{rows})\s+"
    referring = rf"(?:{refers}|(?:{done})\s+by)"
    patterns = (
        rf"\b(?:the\s+)?(?:{up})\s+(?:of|for|to)\s+",
        rf"\s+(?:{up})\b(?!['\u2019])",
        rf"^(?:who|(?:which|what)\s+(?:{rows}))(?:\s+(?:is|was)|'s)?\s+(?:{verb})\s+",
        rf"^(?:to\s+|by\s+)?(?:who|whom|what|(?:which|what)\s+(?:{rows}|{up}))\s+{_DOES}\s+(?P<x>.+?)\s+"
        rf"(?:directly\s+)?(?:{referring}|{kin.alone or never})$",
        rf"(?P<of>{of})"
        rf"(?P<rel>\b(?:who|that|which)\s+)?(?P<aux>\b(?:is|are|was|were)\s+)?"
        rf"\b(?:directly\s+|currently\s+)?(?P<verb>{referring})\s+",
        rf"^(?P<head>.*?\b(?:who|whom|{rows}))\s+(?:{_DOES}\s+)?(?P<x>.+?)\s+(?:directly\s+)?(?:{verb})$",
        rf"\b(?:the\s+)?(?:(?:{down})\s+(?:of|to|under)|(?:{rows})\s+(?:working\s+)?under)\s+",
        rf"\s+(?:{down})\b",
        rf"^how\s+many\s+(?:{down})\s+(?:does|do|did|has)\s+(?P<x>.+?)(?:\s+ha(?:ve|s|d))?$",
        rf"\bwhose\s+(?:{up})\s+(?:is|was)\s+",
        rf"\b(?:(?:{up})s?|{verb}|{done}|{refers}|{kin.alone or never}|{down})\b",
    )
    return _Forms(*(re.compile(pattern, re.IGNORECASE) for pattern in patterns))


def rows_pattern(reference: Reference) -> str:
    """Return a pattern for the words that rows of the table are called by."""
    people = [_PEOPLE] if reference.kin.of_people else []
    words = name_words(reference.table.name)
    written = [ABBREVIATIONS.get(word, word) for word in words]
    names = dict.fromkeys([called(reference), " ".join(words), " ".join(written)])
    plain = tuple(word for word in reference.table.words if word)
    is_marked = plain and not any(word.startswith(plain[-1]) for word in words)
    rows = ["|".join([*map(in_either_number, names), *([rf"{plain[-1]}\w{{0,3}}"] if is_marked else [])])]
    rows += [rf"(?:{rows[0]})\s+members?"] if reference.kin.of_people else []
    return "|".join([*rows[::-1], *people])


def called(reference: Reference) -> str:
    """Return a word for the rows of the table."""
    return reference.table.name.replace("_", " ")


def kin_words(reference: Reference) -> re.Pattern[str]:
    """Return the pattern of all words that speak of the relation."""
    return _forms(reference.kin, rows_pattern(reference)).any


def up_words(reference: Reference) -> re.Pattern[str]:
    """Return the pattern of what the rows that are referred to are called."""
    return re.compile(rf"\b(?:{reference.kin.up or '(?!)'})s?\b", re.IGNORECASE)


def calls_so(reference: Reference) -> bool:
    """Whether cells call some rows what those are called that are referred to: ``Sales Manager``."""
    up = re.compile(rf"(?:.*\s)?(?:{reference.kin.up or '(?!)'})", re.IGNORECASE)
    return any(up.fullmatch(cell) for column in reference.table.columns for cell in column.values or ())


def said_by_kin(question: str, reference: Reference, catalog: Catalog) -> Iterator[Said]:
    """Yield what a question says by what rows are to each other, for each way in which it may do so."""
    forms = _forms(reference.kin, rows_pattern(reference))
    asked = question.strip(" ?.!")

    def row(said: str) -> tuple[Condition, ...]:
        return row_named(said, reference.table, catalog)

    forms = _without(forms, reference, catalog)
    for said in (*_upward(asked, forms, row), *_downward(asked, forms, row, called(reference))):
        if not forms.any.search(said.before) and not forms.any.search(said.after):
            yield said


def _without(forms: _Forms, reference: Reference, catalog: Catalog) -> _Forms:
    """Leave out what is also the name of another table: reports that somebody wrote, of a table of them."""
    others = {word for table in catalog.tables if table != reference.table for word in table.words}
    said = (word for word in re.findall(r"[a-z]+", reference.kin.down) if len(word) > 3)
    return (
        replace(forms, down_of=_NEVER, down_owned=_NEVER) if any(stem(w) in others for w in said) else forms
    )


def _upward(asked: str, forms: _Forms, row: Row) -> Iterator[Said]:
    for found in forms.up_owned.finditer(asked):
        start, conditions = _owner(asked[: found.start()], row)
        if conditions:
            yield Said(asked[:start].strip(), asked[found.end() :].strip(), conditions, is_up=True)
    for found in forms.up_of.finditer(asked):
        end, conditions = _named(asked, found.end(), row)
        if conditions:
            yield Said(asked[: found.start()].strip(), asked[end:].strip(), conditions, is_up=True)
    doer = forms.up_doer.match(asked)
    end, conditions = _named(asked, doer.end(), row) if doer else (0, ())
    if conditions and not asked[end:].strip():
        yield Said("", "", conditions, is_up=True)
    whom = forms.up_asked.match(asked)
    conditions = row(whom["x"]) if whom else ()
    if conditions:
        yield Said("", "", conditions, is_up=True)


def _downward(asked: str, forms: _Forms, row: Row, rows: str) -> Iterator[Said]:
    ahead: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
        (forms.down_refers, lambda found: _joined(asked[: found.end("of")], found, rows)),
        (forms.down_whose, lambda found: f"{asked[: found.start()]}with"),
        (forms.down_of, lambda found: f"{asked[: found.start()]}{rows} with"),
    )
    for pattern, joined in ahead:
        for found in pattern.finditer(asked):
            end, conditions = _named(asked, found.end(), row)
            if conditions:
                yield Said(joined(found), asked[end:].strip(), conditions, is_up=False)
    for found in forms.down_owned.finditer(asked):
        start, conditions = _owner(asked[: found.start()], row)
        if conditions:
            yield Said(f"{asked[:start]}{rows} with", asked[found.end() :].strip(), conditions, is_up=False)
    for pattern in (forms.down_asked, forms.down_had):
        whole = pattern.match(asked)
        conditions = row(whole["x"]) if whole else ()
        if whole and conditions:
            yield Said(_headed(whole.groupdict().get("head"), rows), "", conditions, is_up=False)


def _headed(head: str | None, rows: str) -> str:
    """Join what is asked about the rows that refer to what they refer to: ``which employees have``."""
    if head is None:
        return f"how many {rows} have"
    if re.fullmatch(r"whom?", head, re.IGNORECASE):
        return f"which {rows} have"
    return f"{head} {'have' if _ASKING.match(head) else 'with'}"


def _joined(before: str, found: re.Match[str], rows: str) -> str:
    """Join the rows that are spoken of to what they refer to: ``which employees have``."""
    pronoun, verb = (found["rel"] or "").strip(), found["verb"].casefold()
    if pronoun and not before.strip():
        return f"which {rows} have"
    if pronoun or not (found["aux"] or _is_finite(verb)):
        return f"{before}with"
    return f"{before}have"


def _is_finite(verb: str) -> bool:
    first = verb.split()[0]
    return not first.endswith(("ing", "ed", "en"))


def _named(asked: str, start: int, row: Row) -> tuple[int, tuple[Condition, ...]]:
    """Return where the name that begins there ends, and what tells its row; the longest that is one."""
    ends: list[int] = []
    for word in re.finditer(_WORD, asked[start:]):
        ends.append(start + word.end())
        if len(ends) == _MOST_WORDS:
            break
    for end in reversed(ends):
        if _OWNING.search(asked[start:end]):
            continue
        conditions = row(asked[start:end])
        if conditions:
            return end, conditions
    return start, ()


def _owner(before: str, row: Row) -> tuple[int, tuple[Condition, ...]]:
    """Return where the name that ends there as an owner's begins, and what tells its row."""
    owning = _OWNING.search(before)
    if owning is None:
        return 0, ()
    starts = [word.start() for word in re.finditer(_WORD, before[: owning.start()])][-_MOST_WORDS:]
    for start in starts:
        conditions = row(before[start : owning.start()])
        if conditions:
            return start, conditions
    return 0, ()
