"""Says by their place who won, where a sheet tells places and no wins: "who won the lake race"."""

import re

from services.agent.question.language.words import spoken, stem, word_root
from services.agent.question.tables.columns import Column
from services.agent.question.tables.remembered import remembered
from services.agent.question.tables.schema import Catalog

_WHO = re.compile(
    r"^who\s+(?:(?:has|have|had)\s+)?(?:won|wins|(?:came|come)\s+(?:in\s+)?first(?:\s+in)?|finished\s+first(?:\s+in)?)\s+"
    r"(?P<what>(?!.*\b(?:most|least|more|less|fewer|often|by|how|when|twice|times)\b)[^?,]+?)\s*\??$",
    re.IGNORECASE,
)
_MOST = re.compile(
    r"^(?P<who>which\s+[\w -]+?|who)\s+(?:(?:has|have|had)\s+)?(?:won|wins)\s+the\s+"
    r"(?P<way>most|fewest)\s+(?P<rows>\w+)\s*\??$",
    re.IGNORECASE,
)
_OFTEN = re.compile(
    r"^(?P<who>which\s+[\w -]+?|who)\s+(?:(?:has|have|had)\s+)?(?:won|wins|came\s+first|finished\s+first)\s+"
    r"(?:the\s+)?most\s+(?:often|times)\s*\??$",
    re.IGNORECASE,
)
_PLACES = frozenset(
    map(stem, ["position", "place", "rank", "placing", "standing", "finish", "final", "finishing"])
)
_WINNERS = frozenset([(stem("winner"),), (stem("champion"),), (stem("won"), "by")])
_TOLD = frozenset(map(word_root, ["won", "wins", "winner", "champion", "result", "outcome", "victory"]))
"""What headers have that tell wins themselves."""


def say_winners(question: str, catalog: Catalog) -> str:
    """Ask for those in first place, where a single header tells places; most questions stay as they are."""
    lowered = question.casefold()
    if not lowered.startswith(("who ", "which ")) or not {"won", "wins", "first"} & {*lowered.split()}:
        return question
    column = _place(catalog)
    if column is None:
        return _by_winner(question, catalog)
    place, rows = spoken(column.name), spoken(catalog.tables[0].name)
    if found := _WHO.match(question):
        return f"who has {place} 1 in {found['what']}"
    if found := _MOST.match(question):
        return f"{found['who']} has the {found['way']} {rows} with {place} 1"
    if found := _OFTEN.match(question):
        return f"{found['who']} has the most {rows} with {place} 1"
    return question


def _by_winner(question: str, catalog: Catalog) -> str:
    """Ask for the winner of what somebody won or came first in, where the only table has a header of it."""
    named = [each for each in catalog.columns if each.is_text and each.words in _WINNERS]
    found = _WHO.match(question) if len(catalog.tables) == 1 and len(named) == 1 else None
    return (
        f"what is the {spoken(named[0].name)} of {found['what'].removeprefix('at ')}" if found else question
    )


@remembered
def _place(catalog: Catalog) -> Column | None:
    """Return the only column of places of the only table, where nothing else tells who won."""
    columns = catalog.columns if len(catalog.tables) == 1 else ()
    if any(not _TOLD.isdisjoint(each.roots) for each in columns) or catalog.values("won"):
        return None
    places = [each for each in columns if each.is_number and each.words and _PLACES.issuperset(each.words)]
    return places[0] if len(places) == 1 and str(places[0].minimum) in ("1", "1.0") else None
