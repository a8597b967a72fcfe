"""Files of banks and payrolls that a record of its own opens and another closes: ``H,20230131``, ``T,14``."""

import re
from collections.abc import Sequence

from services.agent.ingest.grid import Row

OPENING = re.compile(r"(?:H|HD|HDR|HEADER|FH|FHR|00?|01|1|A)", re.IGNORECASE)
"""What kind of line the first one says it is."""
CLOSING = re.compile(r"(?:T|TR|TRL|TLR|TRLR|TRAILER|FT|FTR|FOOTER|EOF|Z|9|99)", re.IGNORECASE)
FEWEST_BETWEEN = 3
"""Lines without which nobody can say that the first and the last are others."""


def is_enclosed(head: Sequence[Row], tail: Sequence[Row]) -> bool:
    """Tell whether the first row opens a file and the last one closes it, in words that no other begins with.

    Numbers say so only where all lines between begin alike: else they may count the lines.
    """
    if not head or not tail or len(head) < FEWEST_BETWEEN + 2:
        return False
    first, last = _tag(head[0]), _tag(tail[-1])
    if not OPENING.fullmatch(first) or not CLOSING.fullmatch(last):
        return False
    between = {_tag(row) for row in (*head[1:-1], *tail[1:-1])} - {""}
    if {first, last} & between:
        return False
    return not first.isdigit() or len(between) == 1


def _tag(row: Row) -> str:
    return (row[0] or "").strip()
