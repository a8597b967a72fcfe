"""A tenant's own words: each is read as the word of the data that it stands for."""

from collections.abc import Mapping, Sequence
from typing import Any

from services.agent.question import Catalog
from services.agent.question.language.words import Token, normalise, tokenise


def part_lost(
    synonyms: Sequence[Mapping[str, Any]], catalog: Catalog
) -> tuple[list[Mapping[str, Any]], list[Mapping[str, Any]]]:
    """Part the words that mean something from those that meant a table or a header which is gone.

    What is left of such a name would lead to whatever else has a word of it: ``amount``, of a net amount.
    """
    names = {_plain(table.name) for table in catalog.tables} | {_plain(each.name) for each in catalog.columns}
    lost = [each for each in synonyms if each.get("is_name") and _plain(each["means"]) not in names]
    return [each for each in synonyms if each not in lost], lost


def _plain(name: str) -> str:
    return normalise(name.replace("_", " "))


def read_synonyms(question: str, synonyms: Sequence[Mapping[str, Any]]) -> tuple[str, list[tuple[str, str]]]:
    """Put what the tenant's words mean in their place; quoted text is left alone.

    Args:
        question: As asked.
        synonyms: Entries with ``phrase`` and what it ``means``.

    Returns:
        The question in the words of the data, and each word that was exchanged with its meaning.
    """
    phrases = {tuple(token.stem for token in tokenise(each["phrase"])): each["means"] for each in synonyms}
    phrases.pop((), None)
    longest = max(map(len, phrases), default=0)
    tokens = tokenise(question)
    parts: list[str] = []
    used: list[tuple[str, str]] = []
    at, written = 0, 0
    while at < len(tokens):
        end = _longest_phrase(tokens, at, phrases, longest)
        if end is None:
            at += 1
            continue
        first, last = tokens[at].start, tokens[end - 1].end
        means = phrases[tuple(token.stem for token in tokens[at:end])]
        parts += [question[written:first], means]
        used.append((question[first:last], means))
        at, written = end, last
    return "".join([*parts, question[written:]]), used


def _longest_phrase(
    tokens: Sequence[Token], start: int, phrases: Mapping[tuple[str, ...], str], longest: int
) -> int | None:
    """Return the index after the longest phrase that begins at a token."""
    for end in range(min(len(tokens), start + longest), start, -1):
        run = tokens[start:end]
        is_quoted = any(token.kind == "quoted" for token in run)
        if not is_quoted and tuple(token.stem for token in run) in phrases:
            return end
    return None
