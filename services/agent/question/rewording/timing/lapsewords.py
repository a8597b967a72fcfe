"""The words around the time between two days: those that only ask for it, and those that limit it."""

from collections.abc import Sequence

LAPSE = "lapse"
"""The word for the time between two days."""
WORD = f" {LAPSE}"
WHOLE = frozenset(["whole", "full", "calendar", "complete"])
LENGTHS = frozenset(["time", "delay", "gap", "interval", "wait", "period", "span"])
OF_LENGTH = frozenset(
    ["lead", "waiting", "processing", "turnaround", "handling", "cycle", "transit", "elapsed"]
)
_COMPARING_WORDS = "more less fewer than at least most over under exactly later longer only"
_COMPARING = frozenset(_COMPARING_WORDS.split())
_TAKING = frozenset(["take", "takes", "took", "taken", "lasted", "last", "stayed", "needed", "had"])
NEAR = 12
"""Words within which a verb stands beside the days that it is done before or after."""


def low(tokens: Sequence[str], at: int) -> str:
    """Return a word in small letters; nothing beyond the ends of the question."""
    return tokens[at].strip().lower() if 0 <= at < len(tokens) else ""


def begin_of(tokens: Sequence[str], at: int) -> int:
    """Return where the words begin that only ask for days: ``number of whole``, ``lead time in calendar``."""
    while low(tokens, at - 1) in WHOLE:
        at -= 1
    if low(tokens, at - 1) == "in" and low(tokens, at - 2) in LENGTHS:
        return at - (3 if low(tokens, at - 3) in OF_LENGTH else 2)
    return at - 2 if (low(tokens, at - 2), low(tokens, at - 1)) == ("number", "of") else at


def put(tokens: Sequence[str], begin: int, end: int, *words: str) -> tuple[str, ...]:
    """Put words in the place of others."""
    return (*tokens[:begin], *words, *tokens[end:])


def taking(tokens: Sequence[str], begin: int) -> int:
    """Return where the verb stands for what took so long; -1 where none does."""
    places = range(begin - 1, max(begin - NEAR, -1), -1)
    return next((at for at in places if low(tokens, at) in _TAKING), -1)


def limited(tokens: tuple[str, ...], begin: int, end: int, verb: int) -> tuple[str, ...]:
    """Say a limit of days as one of the lapse: ``with a lapse of more than 45``."""
    first = begin - 1
    while low(tokens, first - 1) in _COMPARING:
        first -= 1
    if first == begin - 1:
        return ()
    limit = (" with", WORD, *tokens[first:begin])
    if verb == first - 1 and low(tokens, verb) in _TAKING:
        return put(tokens, verb, end, *limit)
    if {"not", "never", "n't"} & {low(tokens, at) for at in range(max(verb - 2, 0), first)}:
        return ()
    if verb == first - 1 and low(tokens, verb - 1) in ("was", "were", "is", "are", "been"):
        return put(tokens, verb - 1, end, *limit)
    if verb == first - 1 and low(tokens, verb - 1) in ("who", "that", "which"):
        return put(tokens, verb - 1, end, *limit)
    kept = put(tokens, first, end, *limit)
    return put(kept, verb, verb + 1, " had") if 0 <= verb < first else kept
