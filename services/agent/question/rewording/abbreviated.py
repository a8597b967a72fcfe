"""Letters that a question introduces for words of its own: "total sales count (TSC)", "ATV (average …)"."""

import re
from collections.abc import Iterator

_LETTERS = r"[A-Z](?:[A-Z]{1,5}|[A-Za-z]{0,4}[A-Z])"
_BEHIND = re.compile(rf"(?P<words>\b[A-Za-z][\w-]*(?:\s+[\w-]+){{1,6}})\s*\((?P<short>{_LETTERS})\)")
"""``average transaction value (ATV)``."""
_BEFORE = re.compile(rf"\b(?P<short>{_LETTERS})\s*\(\s*(?P<words>[A-Za-z][\w-]*(?:\s+[\w-]+){{1,6}})\s*\)")
"""``ATV (average transaction value)``."""
_TOLD = r"\s*(?:\([^()]*\)\s*)?(?:=|:|\b(?:is|means|equals|stands\s+for|refers\s+to)\b)"
_TOLD_NEXT = re.compile(rf",?\s+(?:and|while|;)\s+(?:the\s+)?(?={_LETTERS}{_TOLD})")
"""Where a sentence goes on to tell what other letters mean."""
_SMALL = frozenset(["of", "per", "the", "to", "for", "in", "by", "and", "a"])


def say_abbreviated(question: str) -> str:
    """Say in words what is introduced as letters; letters that are told what they mean stay its name."""
    for found in list(_BEHIND.finditer(question)):
        words = _words_of(found["words"], found["short"])
        if words:
            question = _written(question.replace(f"({found['short']})", "", 1), found["short"], words)
    for found in list(_BEFORE.finditer(question)):
        words = _words_of(found["words"], found["short"])
        if words == found["words"]:
            question = question.replace(found.group(), found["short"], 1)
            is_told = re.search(rf"\b{found['short']}{_TOLD}\s", question)
            question = question if is_told else _written(question, found["short"], words)
    return " ".join(_TOLD_NEXT.sub(". ", question).replace(" ,", ",").replace(" ?", "?").split())


def _written(question: str, short: str, words: str) -> str:
    return re.sub(rf"\b{short}\b", lambda _: words, question)


def _words_of(said: str, short: str) -> str:
    """Return the last words of a phrase that begin with the letters; nothing where none do."""
    letters = "".join(letter for letter in short if letter.isupper()).casefold()
    return next(filter(None, _ending(said.split(), letters)), "")


def _ending(words: list[str], short: str) -> Iterator[str]:
    """Yield the words at the end that the letters stand for, with and without small words between."""
    for start in range(len(words)):
        tail = [word.casefold() for word in words[start:]]
        plain = [word for word in tail if word not in _SMALL]
        if short in ("".join(word[0] for word in tail), "".join(word[0] for word in plain)):
            yield " ".join(words[start:]) if tail[0] not in _SMALL or tail[0][0] == short[0] else ""
