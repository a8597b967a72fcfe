"""How many of the first are asked for: ``the top 3``, ``the three hotels with the most rooms``."""

from services.agent.question.slots.walk import Walk


def limit_at(walk: Walk) -> tuple[int | None, int]:
    """Return how many are asked for, before or after the superlative, and the index after both."""
    before, after = walk.view.item(walk.at - 1), walk.view.item(walk.at + 1)
    if after and isinstance(after.number, int) and walk.at + 1 not in walk.used:
        return after.number, walk.at + 2
    if before and isinstance(before.number, int) and walk.at - 1 not in walk.used:
        if walk.at - 1 in walk.wishes.unexplained:
            walk.wishes.unexplained.remove(walk.at - 1)
        return before.number, walk.at + 1
    return _limit_of_thing(walk), walk.at + 1


def _limit_of_thing(walk: Walk) -> int | None:
    """Return the number before the thing that is asked for: ``the three hotels with the most rooms``."""
    for want in walk.wishes.wants[:1]:
        at = want.at - 1
        while at in walk.used and walk.view.items[at].number is None:
            at -= 1
        number = walk.view.items[at].number if at >= 0 and at not in walk.used else None
        if isinstance(number, int) and at in walk.wishes.unexplained:
            walk.wishes.unexplained.remove(at)
            return number
    return _limit_of_rows(walk)


def _limit_of_rows(walk: Walk) -> int | None:
    """Return the number before the rows whose cells are asked for: ``the titles of the 3 films with …``."""
    for at in walk.wishes.unexplained:
        number, hit = walk.view.items[at].number, walk.table(at + 1)
        if isinstance(number, int) and hit and hit.table == walk.view.home:
            walk.wishes.unexplained.remove(at)
            return number
    return None
