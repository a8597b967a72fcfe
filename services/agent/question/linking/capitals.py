"""Codes that look like small words: ``IT`` in capitals is a department, ``IN`` a country, and no pronoun."""

from collections.abc import Sequence

from services.agent.question.language.lexicon import SENSES
from services.agent.question.language.words import Token, name_words, tokenise
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog

_LEADING = frozenset(["for", "of", "to", "from", "in", "at", "by", "with"])
"""Words behind which a small word in capitals is a code, even one that no cell holds: ``sales in IT``."""
_CODES = frozenset(
    ["am", "an", "as", "at", "be", "by", "do", "he", "in", "is", "it", "me", "my", "no", "of", "on", "or",
     "so", "to", "us", "we"]
)  # fmt: skip
"""Words of two letters that are codes too, of countries, states, languages or departments."""
_PERSONS = frozenset(["he", "me", "us", "we"])
"""Codes that are persons as well: "list the orders for me" is about nobody."""
_REACH = 4
"""Words of a value that a code may only be a part of."""


def quote_codes(question: str, catalog: Catalog) -> str:
    """Put quotes around what is written in capitals and is a cell, where in small letters it is a word.

    A quoted text is looked up among the values alone, and a question is refused that has it for nothing.
    Where all letters are large, or all are small, only what stands as a name does is a code: ``for it``.
    """
    tokens, capitals = tokenise(question), question.isupper()
    is_code = _stands_as_name if capitals or question.islower() else _is_code
    for at in reversed(range(len(tokens))):
        token = tokens[at]
        if _may_be_code(token) and is_code(tokens, at, catalog) and not _is_in_header(token, catalog):
            question = f'{question[: token.start]}"{token.text}"{question[token.end :]}'
    # What is reworded later is in small letters, and would make the rest of the question stand out.
    parts = question.split('"')
    return (
        '"'.join(part if at % 2 else part.lower() for at, part in enumerate(parts)) if capitals else question
    )


def is_letter(tokens: Sequence[Token], at: int) -> bool:
    """Whether "a" is no article: nothing follows, or it is large as names write it: ``project A and B``."""
    alone = at + 1 == len(tokens)
    large = tokens[at].text == "A" and any(token.text.islower() for token in tokens)
    return at > 0 and tokens[at].normal == "a" and (alone or large)


def _may_be_code(token: Token) -> bool:
    """Whether a word would be read as one of English, and could be a code by its letters."""
    known = (token.normal,) in SENSES or token.normal in _CODES
    return token.kind == "word" and token.text.isalpha() and known


def _is_in_header(token: Token, catalog: Catalog) -> bool:
    """Whether a header or a table has the word in capitals too."""
    names = [*catalog.by_name, *(column.name for column in catalog.columns)]
    code = token.text.upper()
    return any(code in name and token.normal in name_words(name) for name in names)


def _is_code(tokens: Sequence[Token], at: int, catalog: Catalog) -> bool:
    """Whether a word that others around it are not like is written in capitals."""
    token, before = tokens[at], tokens[at - 1].normal if at else ""
    if not token.text.isupper():
        return False
    columns = _held(token, catalog)
    if len(token.text) == 1:  # "I" and "A" are capitals anywhere, and a value behind their header alone.
        return any(at and tokens[at - 1].stem in column.words for column in columns)
    if not columns:
        return before in _LEADING and token.normal in _CODES
    return not _is_part(tokens, at, catalog)


def _stands_as_name(tokens: Sequence[Token], at: int, catalog: Catalog) -> bool:
    """Whether a code stands behind a preposition, and nothing follows that would make it a word again."""
    token, before = tokens[at], tokens[at - 1].normal if at else ""
    if len(token.text) == 1 and token.text.isupper():
        return _is_code(tokens, at, catalog)
    if before not in _LEADING or token.normal not in _CODES - _PERSONS:
        return False
    behind = tokens[at + 1].normal if at + 1 < len(tokens) else ""
    ends = not behind or behind in _LEADING or behind in ("and", "or", "per")
    return ends and bool(_held(token, catalog)) and not _is_part(tokens, at, catalog)


def _held(token: Token, catalog: Catalog) -> list[Column]:
    """Return the columns with a cell that is the word in capitals."""
    return [hit.column for hit in catalog.values(token.normal) if token.text.upper() in hit.values]


def _is_part(tokens: Sequence[Token], at: int, catalog: Catalog) -> bool:
    """Whether a longer value holds the code: ``IT Support``."""
    runs = [
        " ".join(token.normal for token in tokens[start:end])
        for start in range(max(0, at - _REACH), at + 1)
        for end in range(at + 1, min(len(tokens), at + _REACH + 1) + 1)
        if end - start > 1
    ]
    return any(map(catalog.values, runs))
