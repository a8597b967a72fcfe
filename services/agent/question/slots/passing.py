"""Pieces of a question that no rule reads: passed over where they say nothing, else left unexplained."""

from services.agent.question.language.doings import VERB_HINTS
from services.agent.question.language.lexicon import Sense
from services.agent.question.language.nouns import PRONOUNS
from services.agent.question.language.vocabulary import PEOPLE
from services.agent.question.linking.deeds import tables_of_deed
from services.agent.question.linking.happenings import is_general
from services.agent.question.linking.headers import NAMED
from services.agent.question.slots.rows import acts
from services.agent.question.slots.view import has_any
from services.agent.question.slots.walk import Walk
from services.agent.question.slots.wishes import Want

_PARTICLES = frozenset(["out", "up", "off", "down", "away", "along", "part", "around", "about", "round"])
"""Words that go with a verb: ``took part``."""
_BY_ROOT = 0.75
"""Strength below which a word only shares its root with a header, or a part of it."""
_HEADED = 0.88
"""For an unknown word where the header of the value behind it stands, which only one column holds."""
_MOST_KINDS = 40
"""Different texts of a column beyond which a value may stand in it by chance, as names do."""
_HEADING = (Sense.WHERE, Sense.WITH, Sense.AND, Sense.FILLER)
_TOLD = 0.9
"""For a verb that is unknown, where a value behind it tells what was done."""


def pass_deed(walk: Walk) -> bool:
    """Pass over what the rows do, by the root of some header alone: "learn", of a goal of learning."""
    want = walk.column(walk.at)
    weak = want is not None and want.strength < _BY_ROOT and not walk.item.has(Sense.LIGHT)
    if not weak or not acts(walk.view, walk.at):
        return False
    walk.wishes.light.append(walk.at)
    walk.at += 1
    return True


def pass_over(walk: Walk) -> None:
    """Go on without a piece, and note what that leaves unexplained."""
    walk.since_want.append(walk.at)
    item = walk.item
    verb = (item.has(Sense.LIGHT) or _is_deed(walk)) and not _is_unread_noun(walk)
    if verb or _is_particle(walk) or _is_of_asked(walk):
        walk.wishes.light.append(walk.at)
    elif (item.has(Sense.EQUAL) or item.normal == "by") and {walk.at + 1, walk.at + 2} & walk.used:
        pass  # "Exactly 40 floors", "built by X".
    elif walk.wishes.combination and item.has(Sense.BETWEEN, Sense.SINCE, Sense.UNTIL):
        pass  # What stands between the two periods or things that are compared.
    elif item.has(Sense.BETWEEN) and walk.at + 1 in walk.used and walk.view.items[walk.at + 1].values:
        pass  # "The match between X and Y".
    elif item.has(Sense.HOW) and has_any(walk.view.items, Sense.GROWTH):
        pass  # "How did revenue grow".
    elif _is_told_by_value(walk):
        walk.wishes.strength *= _TOLD  # "Financed by loan": the value says how, whatever is called so.
    elif _is_header_of_value(walk):
        walk.wishes.strength *= _HEADED  # "With clearance secret", "where branch is North" of a region.
    elif item.normal == "by" and ((walk.at + 1 in walk.used and _is_done(walk)) or _is_by_anyone(walk)):
        pass  # "Paid by card", "payments by card": what was done and a value.
    elif is_unknown_noun(walk) or not _is_grammar(walk):
        walk.wishes.unexplained.append(walk.at)
    walk.at += 1


def _is_deed(walk: Walk) -> bool:
    """Whether a verb says no more than that the rows came about, or were done."""
    came = is_general(walk.item) and walk.table(walk.at + 1) is not None
    return came or walk.view.home in tables_of_deed(walk.item, walk.view.catalog) or _is_last_verb(walk)


def tells_deed(walk: Walk, want: Want) -> bool:
    """Whether a verb that a header is called after says what was done, and asks for nothing there."""
    if not walk.item.has(Sense.LIGHT):
        return False
    asked = bool(walk.wishes.wants) or walk.wishes.asks is Sense.WHO
    return (asked and _follows_asked(walk, want)) or _names_doers(walk, want) or _is_counted_deed(walk, want)


def _follows_asked(walk: Walk, want: Want) -> bool:
    """Whether a verb stands right after what is asked for: ``which company built``, of numbers built."""
    last = walk.wishes.wants[-1] if walk.wishes.wants else None
    alone = len(walk.view.catalog.tables) == 1
    return bool(alone and last and last.at == walk.at - 1 and want.column and not want.column.is_text)


def _names_doers(walk: Walk, want: Want) -> bool:
    """Whether a verb says what those named before it did: ``the player that played``, of one header."""
    before = (item for item in walk.view.items[: walk.at] if not item.has(Sense.LIGHT))
    return any(hit.column == want.column and hit.strength >= NAMED for item in before for hit in item.columns)


def _is_counted_deed(walk: Walk, want: Want) -> bool:
    """Whether a verb says what is counted of somebody, and is none of it: ``how often did X win``."""
    did = has_any(walk.view.items[: walk.at], Sense.DO)
    return walk.counting and did and bool(want.column and want.column.is_text)


def _is_particle(walk: Walk) -> bool:
    """Whether a word only goes with the verb before it: ``flows out``, ``went up``."""
    before = walk.view.item(walk.at - 1)
    return walk.item.normal in _PARTICLES and before is not None and before.has(Sense.LIGHT)


def _is_of_asked(walk: Walk) -> bool:
    """Whether a verb is about the header right before it: ``how many viewers watched``."""
    last = walk.wishes.wants[-1] if walk.wishes.wants else None
    if last is None or last.column is None or last.at != walk.at - 1 or not walk.item.stems:
        return False
    return not set(last.column.words).isdisjoint(VERB_HINTS.get(walk.item.stems[0], ()))


def _is_told_by_value(walk: Walk) -> bool:
    """Whether an unknown participle stands between ``was`` or a noun and ``by`` with a value."""
    if walk.item.is_known or not walk.item.normal.endswith("ed"):
        return False
    link, value = walk.view.item(walk.at + 1), walk.view.item(walk.at + 2)
    told = link is not None and link.normal in ("by", "via", "through", "with", "using", "in")
    known = value is not None and bool(value.values) and walk.at + 2 in walk.used
    return told and known


def _is_header_of_value(walk: Walk) -> bool:
    """Whether an unknown word is a header before a kind of one column alone: ``where unit is surgery``."""
    item, before = walk.item, walk.view.item(walk.at - 1)
    opens = before is None or before.has(*_HEADING)
    if not opens or item.is_known or item.is_left or not item.normal.isalpha() or item.text[0].isupper():
        return False
    at = walk.at + 1
    while (passed := walk.view.item(at)) and at < walk.at + 3 and not passed.values:
        if not passed.is_link and not passed.has(Sense.BE, Sense.EQUAL):
            return False
        at += 1
    value = walk.view.item(at)
    if value is None or at not in walk.used or len(value.values) != 1:
        return False
    column = value.values[0].column
    between = walk.view.items[walk.at + 1 : at]
    headers = [each for each in between if each.is_link]
    fits = all(any(hit.column == column for hit in each.columns) for each in headers)
    return fits and column.repeats and column.distinct <= _MOST_KINDS


def _is_done(walk: Walk) -> bool:
    before, after = walk.view.item(walk.at - 1), walk.view.items[walk.at + 1]
    return bool(before and (before.has(Sense.LIGHT) or (before.tables and not after.is_noun)))


def _is_by_anyone(walk: Walk) -> bool:
    """Whether whoever did it is said to be anyone: ``by somebody with …``."""
    who = walk.view.item(walk.view.after_glue(walk.at + 1))
    return who is not None and not who.is_link and who.normal in PEOPLE | PRONOUNS


def _is_unread_noun(walk: Walk) -> bool:
    """Whether a verb stands between an article and a preposition, as a noun does: ``the ride against``."""
    before, after = walk.view.item(walk.at - 1), walk.view.item(walk.at + 1)
    if before is not None and after is not None and before.has(Sense.AND) and after.normal == "of":
        return True  # "The name and score of the films".
    noun = before is not None and before.normal in ("the", "a", "an") and not walk.item.normal.endswith("ing")
    return noun and (after is None or (after.has(Sense.IN, Sense.OF) and not after.has(Sense.LIGHT)))


def _is_grammar(walk: Walk) -> bool:
    """Whether a piece that no rule reads says nothing by itself."""
    if walk.item.normal == "by" and walk.view.after_glue(walk.at + 1) in walk.used:
        return True  # "Shipped by X": who did it stands there, and no group.
    return walk.view.is_glue(walk.at) or walk.item.has(Sense.LIST, Sense.ALL) or _is_plain_only(walk)


def is_unknown_noun(walk: Walk) -> bool:
    """Whether a verb that asks stands where a noun does: ``which show``, ``every find``."""
    item = walk.item
    if not item.has(Sense.LIST, Sense.HOW_MANY) or " " in item.normal or item.normal in ("name", "list"):
        return False
    before = walk.view.item(walk.at - 1)
    return before is not None and before.has(Sense.WHICH, Sense.HOW_MANY, Sense.ALL)


def _is_last_verb(walk: Walk) -> bool:
    """Whether an unknown word ends the question after a name: ``how many orders did X place``."""
    ends = walk.at == len(walk.view.items) - 1 and walk.at - 1 in walk.used
    return ends and not walk.item.is_known and has_any(walk.view.items, Sense.DO)


def _is_plain_only(walk: Walk) -> bool:
    """Whether ``only`` stands before everything that is asked for or ends a clause: it says nothing there."""
    following = walk.view.item(walk.at + 1)
    ends = walk.at - 1 in walk.used and (following is None or following.after_comma)
    return walk.item.has(Sense.ONLY) and (ends or not walk.wishes.wants)
