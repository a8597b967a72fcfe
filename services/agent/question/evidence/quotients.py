"""Reads the formulas of evidence: "DIVIDE(SUM(sex = 'F'), COUNT(id)) * 100", "SUM(spent) / SUM(amount)"."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from services.agent.question.evidence.conditions import Told, read_conditions
from services.agent.question.evidence.naming import columns_named, nearest, words_of
from services.agent.question.language.words import stem
from services.agent.question.plans.plan import Combination
from services.agent.question.tables.calling import tables_called
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog

_INNER = r"((?:[^(),]|\((?:[^()]|\([^()]*\))*\))*)"
_CALLS = (
    (re.compile(rf"\bdivide\s*\({_INNER},\s*{_INNER}\)", re.I), r"(\1) / (\2)"),
    (re.compile(rf"\bsubtract\s*\({_INNER},\s*{_INNER}\)", re.I), r"(\1) - (\2)"),
    (re.compile(rf"\bmultiply\s*\({_INNER},\s*{_INNER}\)", re.I), r"(\1) * (\2)"),
    (re.compile(r"\bcast\s*\((.+?)\s+as\s+\w+\s*\)", re.I), r"\1"),
)
_WORDS = (
    (re.compile(r"\s+divided\s+by\s+", re.I), " / "),
    (re.compile(r"\s+(?:minus|subtracted\s+by)\s+", re.I), " - "),
    (re.compile(r"\s+(?:times|multiplied\s+by)\s+", re.I), " * "),
)
_HUNDRED = re.compile(r"\s*\*\s*(?:100(?:\.0)?\s*%?|100\s+percent)\s*$|^(?:100(?:\.0)?)\s*\*\s*", re.I)
_COUNT = re.compile(
    r"^(?:count\s*\((?P<of>.+)\)|(?:the\s+)?(?:total\s+)?(?:number|count)\s+of\s+(?P<words>.+))$", re.I
)
_SUM = re.compile(
    r"^(?:(?:sum|total)\s*\((?P<of>.+)\)|(?:the\s+)?(?:sum|total)(?:\s+of)?\s+(?P<words>.+))$", re.I
)
_WHEN = re.compile(r"^(?P<what>.*?)\s*\b(?:where|when|if|for\s+which)\s+(?P<says>.+)$", re.I)
_LIGHT = frozenset(
    map(stem, ["of", "in", "with", "the", "that", "who", "are", "is", "have", "number", "total"])
)
_KINDS = {"/": Combination.RATIO, "-": Combination.DIFFERENCE}


@dataclass(frozen=True)
class Part:
    """A count of rows, or a sum of a column; of the rows of which something is told, or of all."""

    table: str
    column: Column | None = None
    told: Told | None = None


@dataclass(frozen=True)
class Formula:
    """Two figures of many rows, and what is made of them."""

    kind: Combination
    one: Part
    other: Part
    percent: bool


def plain_formula(says: str) -> str:
    """Write a formula with round brackets, whatever functions it was written with.

    Words for signs stay: of "a minus b divided by c" nothing says what is done first.
    """
    text = says.replace("[", "(").replace("]", ")").replace("\u00d7", "*").replace("\u00f7", "/")
    for pattern, put in _CALLS:
        text = pattern.sub(put, text)
    return re.sub(r"\(\(([^()]*)\)\)", r"(\1)", text).strip()


def read_formula(
    says: str, terms: Mapping[str, Told], said: Collection[str], catalog: Catalog
) -> Formula | None:
    """Read two figures of many rows and what is made of them; None for all else.

    Args:
        says: What a figure is told to be.
        terms: Words for rows that the question tells, too.
        said: Stems of the words of the question.
        catalog: What the question is about.
    """
    text = plain_formula(says)
    for pattern, put in _WORDS:
        text = pattern.sub(put, text)
    text = _unwrapped(text)
    plain = _unwrapped(_HUNDRED.sub("", text))
    for sign, kind in _KINDS.items():
        sides = _sides(plain, sign)
        if sides is None:
            continue
        one, other = _parts([_unwrapped(each) for each in sides], terms, said, catalog)
        if one and other and (one.column is None) == (other.column is None):
            return Formula(kind, one, other, plain != text)
    return None


def _sides(text: str, sign: str) -> tuple[str, str] | None:
    """Cut a formula at its only sign that stands in no brackets."""
    places = [at for at, each in enumerate(text) if each == sign and _depth(text[:at]) == 0]
    places = [at for at in places if sign != "-" or text[at - 1 : at + 2] == " - "]
    return (text[: places[0]].strip(), text[places[0] + 1 :].strip()) if len(places) == 1 else None


def _depth(text: str) -> int:
    return text.count("(") - text.count(")")


def _unwrapped(text: str) -> str:
    text = text.strip(" ,.")
    while (
        text.startswith("(") and text.endswith(")") and all(_depth(text[:at]) for at in range(1, len(text)))
    ):
        text = text[1:-1].strip()
    return text


def _parts(
    sides: Sequence[str], terms: Mapping[str, Told], said: Collection[str], catalog: Catalog
) -> list[Part | None]:
    """Read both figures; of headers that several tables have, that of the other figure's table is meant."""
    one, other = (_part(each, terms, said, catalog) for each in sides)
    if one and other and one.table == other.table:
        return [one, other]
    if one and (one.told or one.column or not other):
        other = _part(sides[1], terms, said, _only(one, catalog)) or other
    elif other:
        one = _part(sides[0], terms, said, _only(other, catalog)) or one
    return [one, other]


def _only(part: Part, catalog: Catalog) -> Catalog:
    return Catalog([catalog.by_name[part.table]], catalog.verdicts)


def _part(text: str, terms: Mapping[str, Told], said: Collection[str], catalog: Catalog) -> Part | None:
    count, total = _COUNT.match(text), _SUM.match(text)
    if count:
        inner = count["of"] or count["words"]
        return _counted(re.sub(r"^distinct\s+", "", inner, flags=re.I), terms, said, catalog)
    if total is None:
        return (
            _counted(text, terms, said, catalog)
            if words_of(text) and not columns_named(text, catalog)
            else None
        )
    inner = total["of"] or total["words"]
    told = read_conditions(inner, said, catalog)
    return Part(told.table, None, told) if told else _summed(inner, said, catalog)


def _summed(text: str, said: Collection[str], catalog: Catalog) -> Part | None:
    """Read ``amount where status = 'A'``, or a header alone."""
    when = _WHEN.match(text)
    named = nearest(columns_named(when["what"] if when else text, catalog) or (), said, catalog)
    column = named if named and named.is_number else None
    told = read_conditions(when["says"], said, catalog) if when else None
    return Part(column.table, column, told) if column and (told or not when) else None


def _counted(text: str, terms: Mapping[str, Told], said: Collection[str], catalog: Catalog) -> Part | None:
    """Read ``status = 'A'``, ``id where …``, ``all loans``, or words for rows that are told elsewhere."""
    when = _WHEN.match(text)
    told = read_conditions(when["says"] if when else text, said, catalog)
    if told:
        return Part(told.table, None, told)
    if when:
        return None
    named = nearest(columns_named(text, catalog) or (), said, catalog)
    if named:
        return Part(named.table) if not named.nulls else None
    words = [
        stem(word) for word in re.findall(r"\w+", text.casefold()) if word not in ("all", "the", "total")
    ]
    known = [each for term, each in terms.items() if _is_said(_stems(term), words, catalog, each)]
    if len(known) == 1:
        return Part(known[0].table, None, known[0])
    called = tables_called(words[0], catalog) if len(words) == 1 else []
    return Part(called[0].name) if len(called) == 1 else None


def _stems(text: str) -> list[str]:
    return [stem(word) for word in re.findall(r"\w+", text.casefold())]


def _is_said(term: list[str], words: list[str], catalog: Catalog, told: Told) -> bool:
    """Whether words are a term, perhaps beside the noun for its rows."""
    rest = [word for word in words if word not in term and word not in _LIGHT]
    table = catalog.by_name[told.table]
    return {*term} <= {*words} and all(word in (*table.words, *table.row_words) for word in rest)
