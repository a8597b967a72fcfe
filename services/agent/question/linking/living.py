"""Whether "live" is a verb: people live in a town, and a show goes out live."""

from collections.abc import Sequence

from services.agent.question.language.lexicon import SENSES, Sense
from services.agent.question.language.words import Token

_BEHIND = frozenset(["in", "at", "on", "near", "here", "there", "alone", "with"])


def is_living(tokens: Sequence[Token], index: int) -> bool:
    """Whether "live" is what people do: a place or the end follows, and nothing is or goes so."""
    if tokens[index].normal != "live":
        return False
    before, behind = (tokens[max(at, 0) : at + 1] for at in (index - 1, index + 1))
    state = before and {Sense.BE, Sense.LIST} & {*SENSES.get((before[0].normal,), ())}
    goes = before and before[0].normal in ("go", "goes", "went", "going", "gone", "still")
    return not (state or goes) and (not behind or behind[0].normal in _BEHIND)
