"""Files of banks and payrolls that a record of its own opens and another closes: ``H,20230131``, ``T,14``."""

import re
from collections.abc import Sequence

from services.agent.ingest.grid import Row

PAIRS = (
    re.compile(r"(?:HD|HDR|HEADER|FH|FHR),(?:TR|TRL|TLR|TRLR|TRAILER|FT|FTR|FOOTER|EOF)", re.IGNORECASE),
    re.compile(r"(?:H,T|0?1,0?9|00?,99?|1,99|A,Z)"),
)
"""What kinds of line the first and the last one say they are."""
FEWEST_BETWEEN = 3
"""Lines without which nobody can say that the first and the last are others."""


def is_enclosed(head: Sequence[Row], tail: Sequence[Row]) -> bool:
    """Tell whether the first row opens a file and the last one closes it, in words that no other begins with.

    Numbers and single letters say so only where the lines between are of few kinds: else they list something.
    """
    if not head or not tail or len(head) < FEWEST_BETWEEN + 2:
        return False
    first, last = _tag(head[0]), _tag(tail[-1])
    if not any(pair.fullmatch(f"{first},{last}") for pair in PAIRS):
        return False
    between = {_tag(row) for row in (*head[1:-1], *tail[1:-1])} - {""}
    if {first, last} & between:
        return False
    of_few_kinds = 2 * len(between) <= len(head) - 2
    return of_few_kinds or PAIRS[0].fullmatch(f"{first},{last}") is not None


def _tag(row: Row) -> str:
    return (row[0] or "").strip()
