"""Signs between figures, said in words: "sum of fares / number of trips"."""

import re

_FIGURE = (
    r"(?:the\s+)?(?:total|overall|sum|number|count|average|mean|median|minimum|maximum|highest|lowest)"
    r"(?:\s+(?:number|count|sum|amount))?\b"
)
_CALLED = re.compile(
    r"\b(?P<name>sum|count|avg|min|max)\((?P<what>[A-Za-z]\w*(?:\s\w+){0,2})\)(?!\s+of\b)", re.IGNORECASE
)
"""As in a sheet, without a space: ``SUM(fare)``."""
_NAMES = {"sum": "sum of", "count": "number of", "avg": "average", "min": "minimum", "max": "maximum"}
_OVER = re.compile(rf"(?<=[\w)%])\s+/\s+(?=(?:\(\s*)?{_FIGURE})", re.IGNORECASE)
_TIGHT = re.compile(r"\)\s*/\s*(?=(?:sum|count|avg|min|max)\()", re.IGNORECASE)


def say_signs(question: str) -> str:
    """Say the slash before a figure as what it does, and functions with brackets as people say them."""
    said = _CALLED.sub(lambda found: f"{_name(found['name'])} {found['what']}", _TIGHT.sub(") / ", question))
    return _OVER.sub(" divided by ", said)


def _name(called: str) -> str:
    return _NAMES.get(called.casefold(), called)
