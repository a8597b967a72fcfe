"""Finds where a question uses a term that it tells: word for word, in another order, or a part of it."""

import re
from collections.abc import Callable, Collection
from itertools import pairwise

from services.agent.question.language.words import in_either_number, stem

_LIGHT = frozenset(
    ["of", "the", "a", "an", "in", "is", "are", "was", "were", "for", "to", "s", "its", "their", "his"]
)
_CUES = """
    highest lowest largest smallest most least average mean total number count sum maximum minimum first last
"""
"""Words that a question says of a figure, whatever this is called."""
_BETWEEN = 2
"""Light words that may stand more in a question between the words of a term."""


def used(question: str, term: str) -> re.Match[str] | None:
    """Return where a term stands as it is told, or with its words in another order."""
    plain = re.sub(r"^(?:the|an?)\s+", "", term.strip(" \"'"), flags=re.I)
    whole = re.search(rf"(?<![\w-]){in_either_number(plain)}(?![\w-])", question, re.I) if plain else None
    return whole or _turned(question, plain)


def _turned(question: str, term: str) -> re.Match[str] | None:
    """Return where all words of a term stand together in another order: "thefts reported"."""
    wanted = sorted(_content(term))
    words = list(re.finditer(r"[\w'-]+", question))
    if len(wanted) <= 1:
        return None
    for start in range(len(words)):
        if _stem(words[start]) not in wanted:
            continue
        for end in range(start + len(wanted), min(start + len(wanted) + _BETWEEN, len(words)) + 1):
            said = question[words[start].start() : words[end - 1].end()]
            if sorted(_content(said)) == wanted and _stem(words[end - 1]) in wanted and "," not in said:
                return re.compile(re.escape(said)).search(question, words[start].start())
    return None


def partly_used(
    question: str, term: str, is_known: Callable[[str], bool], others: Collection[str]
) -> re.Match[str] | None:
    """Return the only words of a term that a question uses, of which the data knows none.

    Args:
        question: What is asked.
        term: What is told.
        is_known: Whether a word is one of the data's, or of the grammar of questions.
        others: All else that is told; what one of these is called by, too, is not surely this.
    """
    wanted = {*_content(term)} - {stem(each) for each in _CUES.split()}
    taken = {word for other in others for word in _content(other)}
    words = list(re.finditer(r"[\w'-]+", question))
    held = [_stem(each) in wanted for each in words]
    runs = list[tuple[int, int]]()
    for at, is_held in enumerate(held):
        if is_held and runs and runs[-1][1] == at:
            runs[-1] = (runs[-1][0], at + 1)
        elif is_held:
            runs.append((at, at + 1))
    if len(runs) != 1 or taken & {_stem(each) for each in words[slice(*runs[0])]}:
        return None
    run = words[slice(*runs[0])]
    if not all(one.end() + 1 == other.start() for one, other in pairwise(run)):
        return None
    if not any(not is_known(each.group()) for each in run):
        return None
    return re.compile(re.escape(question[run[0].start() : run[-1].end()])).search(question, run[0].start())


def _stem(word: re.Match[str]) -> str:
    return stem(word.group().casefold())


def _content(text: str) -> list[str]:
    words = re.findall(r"[\w'-]+", text.casefold())
    return [stem(word) for word in words if word not in _LIGHT]
