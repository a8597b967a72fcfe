"""Says two periods that are compared in one wording: "percentage change in … from 2023 to 2024".

Where a question asks for percent, that is taken out first, wherever it stands: "how many percent more", "as a
percentage of 2023". What is left says which figure, and of which two periods.
"""

import re

from services.agent.question.language.periods import MONTHS

_MONTH = rf"(?:{'|'.join(sorted(MONTHS, key=len, reverse=True))})"
_YEAR = r"(?:19|20)\d\d"
_NTH = ("first", "second", "third", "fourth", "last")
PERIOD = (
    rf"(?:(?:the\s+)?(?:{'|'.join(_NTH)})\s+(?:half|quarter)\s+of\s+{_YEAR}\b|"
    rf"(?:the\s+)?(?:(?:calendar|fiscal)\s+)?(?:years?\s+)?(?:(?:Q[1-4]|H[12])\s*(?:of\s+|,\s*)?{_YEAR}|"
    rf"(?:{_MONTH}\s*(?:-|–|to|through)\s*)?{_MONTH}\s+(?:of\s+)?{_YEAR}|{_YEAR})\b)"
)
_VERSUS = r"(?:vs\.?|versus|compared\s+(?:with|to|against)|against|relative\s+to|over|with)"
_PERCENT = r"(?:percent(?:age)?|pct|%)"
_CHANGE = r"(?:change|growth|increase|decrease|difference|development)"
_IN_PERCENT = rf"(?P<unit>,?\s*(?:\(?\s*(?:in|as\s+an?)\s+{_PERCENT}\s*\)?))?"
_TOLD = (
    r"(?P<told>(?:,?\s*(?:going\s+)?by\s+[\w ]+?\bdate)?|\s*[(][^()]+[)])"
    r"(?:[?.!]\s*(?:positive\s+for\s+growth|(?:minus|negative)\s+if\s+it\s+(?:fell|is\s+lower|went\s+down|dropped)))?"
)
"""By which day periods go, or which rows are none of it; a sign for growth is that of any difference."""
_SAME = r"(?:the\s+)?(?:same|corresponding)\s+(?:months?|period|quarter|time|days|weeks?|half)\s+(?:of|in)\s+"
_UP_OR_DOWN = re.compile(
    r"\b(?:grow|rise|increase|climb|go\s+up)\s+or\s+(?:shrink|fall|decrease|decline|drop|go\s+down)\b",
    re.IGNORECASE,
)
_CALENDAR = re.compile(rf"\b(?:calendar\s+)?years?\s+(?={_YEAR}\b)", re.IGNORECASE)
_EARLIER = (
    rf"(?:{PERIOD}|(?:that|the)\s+(?:of\s+)?(?:{PERIOD}|(?:earlier|former|first|previous)\s+"
    r"(?:one|year|period|figure|quarter)))"
)
_ASKED = re.compile(
    rf"^(?:in|as\s+an?)\s+{_PERCENT}\s*,\s*|,?\s*\(?\b(?:in|as\s+an?)\s+{_PERCENT}(?:\s+of\s+{_EARLIER})?"
    r"\s*\)?(?=\s*(?:[,?.!]|$|was\b|were\b|is\b|are\b))"
    rf"|(?<=\bby )(?:how\s+(?:many|much)|what)\s+{_PERCENT}\b(?!\s+of\b)"
    rf"|\bhow\s+many\s+{_PERCENT}(?=\s+(?:more|less|higher|lower)\b)",
    re.IGNORECASE,
)
"""What says that an answer is wanted in percent."""
_TO = r"(?:develop|evolve|move|perform|compare|differ|change|grow|rise|increase|climb|go\s+up)"
_FROM_TO = rf"(?:from|between)\s+(?P<earlier>{PERIOD})\s+(?:to|and)\s+(?P<later>{PERIOD})"
_SET_AGAINST = (
    rf"(?:in|for|of)\s+(?P<later>{PERIOD})\s+(?:{_TO}\s+)?(?:{_VERSUS}|than|on|from)\s+(?:(?:that|those|the\s+figure)\s+)?"
    rf"(?:(?:in|for|of)\s+)?(?P<same>{_SAME})?(?P<earlier>{PERIOD})"
)
_MORE_THAN = re.compile(rf"^(?:by\s+)?how\s+much\s+(?:more|higher)\s.+\bthan\s.*{PERIOD}", re.IGNORECASE)
_IN_ALL = (
    re.compile(
        rf"^(?:by\s+)?how(?:\s+much)?\s+did\s+(?P<what>[^,;:?]+?)\s+{_TO}\s+{_FROM_TO}{_TOLD}$", re.IGNORECASE
    ),
    re.compile(
        rf"^(?:by\s+)?how(?:\s+much)?\s+did\s+(?P<what>[^,;:?]+?)\s+(?:{_TO}\s+)?{_SET_AGAINST}{_TOLD}$",
        re.IGNORECASE,
    ),
    re.compile(
        rf"^(?:by\s+)?how\s+much(?:\s+(?:higher|more|larger|bigger|greater))?\s+(?:was|were|is|are)\s+(?P<what>[^,;:?]+?)"
        rf"(?:\s+(?:up|higher|more|larger))?\s+{_SET_AGAINST}{_TOLD}$",
        re.IGNORECASE,
    ),
)
"""Questions that ask for percent elsewhere; what fell is left to say so itself."""
_IN = r"(?:in|for|of|during)"
_GROUPS = r"(?P<by>,?\s+(?:(?:for|at|in|of)\s+(?:each|every)|per|by)\s+[^,;:?]+?)?"
_IT = r"(?:it|they|that|those|this|the\s+(?:[\w-]+\s+){0,2}[\w-]+)"
_RULES = (
    re.compile(
        rf"^(?P<what>[^,;:?]+?)\s+{_IN}\s+(?P<later>{PERIOD})\s+{_VERSUS}\s+(?:{_IN}\s+)?(?P<same>{_SAME})?"
        rf"(?P<earlier>{PERIOD})\s*[,:;.\u2013-]\s*(?:what\s+(?:is|was)\s+)?(?:the\s+)?"
        rf"(?:(?P<percent>{_PERCENT}\s+){_CHANGE}|{_CHANGE}{_IN_PERCENT})$",
        re.IGNORECASE,
    ),
    re.compile(
        rf"^(?:by\s+)?how\s+much\s+did\s+(?P<what>[^,;:?]+?)\s+(?:change|move|develop)\s+(?:from|between)\s+"
        rf"(?P<earlier>{PERIOD})\s+(?:to|and)\s+(?P<later>{PERIOD}),?\s*\(?(?P<percent>(?:in|as\s+an?)\s+{_PERCENT})\)?$",
        re.IGNORECASE,
    ),
    re.compile(
        rf"^how\s+did\s+(?P<what>[^,;:?]+?)\s+{_IN}\s+(?P<later>{PERIOD})\s+(?:develop|change|move|compare)\s+"
        rf"(?:from|to|{_VERSUS})\s+(?:(?:that|those)\s+)?(?:{_IN}\s+)?(?P<same>{_SAME})?(?P<earlier>{PERIOD}),?\s*"
        rf"\(?(?P<percent>(?:in|as\s+an?)\s+{_PERCENT})\)?$",
        re.IGNORECASE,
    ),
    re.compile(
        rf"^(?:what\s+(?:is|was)\s+)?(?:the\s+)?(?P<percent>{_PERCENT}\s+)?{_CHANGE}\s+in\s+(?P<what>[^,;:?]+?)\s*"
        rf"(?:[,:(]\s*)?(?:\s(?:in|for|of)\s+)?\b(?P<later>{PERIOD})\s+{_VERSUS}\s+(?P<same>{_SAME})?(?P<earlier>{PERIOD})"
        rf"\)?{_IN_PERCENT}$",
        re.IGNORECASE,
    ),
    re.compile(
        rf"^compare\s+(?P<what>[^,;:?]+?)\s+(?:for|in|of|from|during)\s+(?P<later>{PERIOD})\s+(?:to|and|{_VERSUS})\s+"
        rf"(?:(?:that|those|the\s+figure)\s+(?:of|for|in)\s+)?(?P<same>{_SAME})?(?P<earlier>{PERIOD})\s*[,;:.]*\s*(?:and\s+)?"
        rf"(?:give|show|report|return|as|what\s+(?:is|was))\s+(?:me\s+)?(?:the|an?)\s+(?P<percent>{_PERCENT}\s+){_CHANGE}$",
        re.IGNORECASE,
    ),
    re.compile(
        rf"^did\s+(?P<what>[^,;:?]+?)\s+change\s+(?:from|between)\s+(?P<earlier>{PERIOD})\s+(?:to|and)\s+(?P<later>{PERIOD})"
        rf"\s*,?\s*(?:and\s+)?by\s+(?:how\s+(?:many|much)|what)\s+(?P<percent>{_PERCENT})$",
        re.IGNORECASE,
    ),
    re.compile(
        rf"^compare\s+(?P<what>[^,;:?]+?)\s+(?:for|in|of|from|during)\s+(?P<later>{PERIOD})\s+(?:to|and|{_VERSUS})\s+"
        rf"(?:(?:that|those|the\s+figure)\s+(?:of|for|in)\s+)?(?P<same>{_SAME})?(?P<earlier>{PERIOD}){_GROUPS}\s*[,;:.]\s*(?:and\s+)?"
        rf"by\s+(?:how\s+(?:many|much)|what)\s+(?P<percent>{_PERCENT})\s+did\s+{_IT}\s+{_TO}$",
        re.IGNORECASE,
    ),
    re.compile(
        rf"^how\s+did\s+(?P<what>[^,;:?]+?)\s+{_TO}\s+{_FROM_TO}{_GROUPS},?\s*"
        rf"\(?(?P<percent>(?:in|as\s+an?)\s+{_PERCENT}(?:\s+(?:growth|change))?)\)?$",
        re.IGNORECASE,
    ),
)


_UNIT = r"(?:year|quarter|month|week)"
_FORMER = (
    r"(?:the\s+)?(?:(?:previous|prior|preceding|former|last)\s+(?:year|quarter|month|week|one|period)|"
    rf"(?:{_UNIT}|one)\s+before)"
)
_AGAINST = r"(?:against|over|from|to|on|vs\.?|versus|relative\s+to|(?:as\s+)?compared\s+(?:with|to|against))"
_STEP = (
    rf"(?:(?:by\s+)?how\s+much\s+did\s+(?:it|they|that|this|the\s+[\w-]+)\s+{_TO}|(?:the|its|their)?\s*(?:{_PERCENT}\s+)?"
    rf"{_CHANGE}(?:\s+rate)?)\s+{_AGAINST}\s+{_FORMER}"
    rf"|(?:the|its|their)?\s*{_UNIT}[\s-](?:over|on|to)[\s-]{_UNIT}\s+(?:{_PERCENT}\s+)?{_CHANGE}(?:\s+rate)?"
    r"|(?:the|an?|its|their)?\s*(?P<running>(?:running|cumulative)\s+(?:total|sum|number|count)"
    r"(?:\s+of\s+[\w -]+)?)"
)
"""How a figure changed from each stretch of time to the next, or added up from the first on."""
_STEPS = re.compile(
    rf"^(?P<figure>[^.?!;]+?)(?:\s*,\s*|\s+)(?:(?:and|with|plus|as\s+well\s+as|(?:together|along)\s+with)\s+)?(?:what\s+(?:is|was)\s+)?"
    rf"(?P<step>{_STEP})$",
    re.IGNORECASE,
)
_EACH = (
    re.compile(
        rf"^(?:for|in|per|by)\s+(?:each\s+|every\s+)?(?P<unit>{_UNIT})\b(?P<when>(?:\s+(?:of|in)\s+{_YEAR})?),\s*(?P<what>.+)$",
        re.IGNORECASE,
    ),
    re.compile(
        rf"^(?:(?:return|give|show|list|report)\s+)?(?:the\s+)?(?P<unit>{_UNIT})\s*,\s*(?P<what>.+)$",
        re.IGNORECASE,
    ),
    re.compile(
        rf"^(?P<what>.+?)\s+(?:(?:in|for|per)\s+)?(?:each|every|per|by)\s+(?P<unit>{_UNIT})\b(?P<when>.*)$",
        re.IGNORECASE,
    ),
)
"""Where a question says of what length its stretches are."""
_LEADS = re.compile(
    r"^(?:(?:return|give|show|list|report|what\s+(?:is|was|are|were)|how\s+(?:high|large)\s+(?:is|was))\s+)?(?:the\s+)?",
    re.IGNORECASE,
)
_LISTED_STEP = re.compile(
    rf"^(?:return|give|show|list|report)\s+(?:the\s+)?{_UNIT}\s*,\s*(?:the|its|their)\s+[^,]+?,?\s+and\s+(?P<step>[^,]+?)[\s.]*$",
    re.IGNORECASE,
)
"""A list of a stretch of time, its figure, and how that changed: what is answered with anyway."""
_SAID_IN_PERCENT = re.compile(rf",?\s*\(?\b(?:in|as\s+an?)\s+{_PERCENT}\b(?!\s+of\b)\)?", re.IGNORECASE)
_ROWS = re.compile(r"^how\s+many\s+(?P<rows>\S.*)$", re.IGNORECASE)
_SHOWN = re.compile(r"^(?P<asked>.+?)[?.]\s+(?P<shown>(?:return|give|show|list|report)\s.+)$", re.IGNORECASE)
"""A sentence behind the question that says what to answer with."""


def say_growth(question: str) -> str:
    """Say which figure changed from which period to which; a question of other things stays as it is."""
    said = _growth(question)
    parted = _SHOWN.match(question) if said == question else None
    if parted is None:
        return said
    if (growth := _growth(parted["asked"])) != parted["asked"]:
        return f"{growth}? {parted['shown']}"
    listed = _LISTED_STEP.match(parted["shown"])
    return (listed and _steps(f"{parted['asked']}, and {listed['step']}")) or said


def _growth(question: str) -> str:
    text = _CALENDAR.sub("", _UP_OR_DOWN.sub("change", question.strip(" ?.!")))
    left, asked = _ASKED.subn(
        lambda said: "how much" if "how" in said[0].lower() or "what" in said[0].lower() else "", text
    )
    found = next((found for each in _IN_ALL if (found := each.match(left))), None) if asked else None
    if found:
        return _plainly(found, in_percent=True)
    if step := _steps(text):
        return step
    for pattern in _RULES:
        found = pattern.match(text)
        if found:
            return _plainly(found, in_percent=bool(found["percent"] or found.groupdict().get("unit")))
    return f"{left}, in percent" if asked and _MORE_THAN.match(left) else question


def _steps(text: str) -> str | None:
    """Ask for the change from each stretch to the next, or a running total; None where none is asked for."""
    plain, asked = _SAID_IN_PERCENT.subn("", text.strip(" ?.!,"))
    found = _STEPS.match(plain)
    if not found:
        return None
    percent = asked or re.search(_PERCENT, found["step"], re.IGNORECASE)
    if not (found["running"] or percent or "grow" in found["step"].lower()):
        return None
    change = "running total of" if found["running"] else "percentage change in" if percent else "growth in"
    units = {unit.lower() for unit in re.findall(rf"\b{_UNIT}\b", found["step"], re.IGNORECASE)}
    each = next((each for pattern in _EACH if (each := pattern.match(found["figure"].strip(" ,")))), None)
    if each is None or not units <= {each["unit"].lower()}:
        return None
    rows = _ROWS.match(each["what"])
    figure = f"the number of {rows['rows']}" if rows else _LEADS.sub("", each["what"])
    return f"{change} {figure}{each.groupdict().get('when') or ''} per {each['unit']}"


def _plainly(found: re.Match[str], *, in_percent: bool) -> str:
    groups = found.groupdict()
    later, earlier = _quarter(groups["later"]), _quarter(groups["earlier"])
    if groups.get("same"):
        earlier = re.sub(_YEAR, earlier[-4:], later)
    change = "percentage change" if in_percent else "growth"
    by = re.sub(r"^,?\s+(?:at|in|of)\s+(?=each|every)", " for ", groups.get("by") or "")
    return f"{change} in {groups['what']} from {earlier} to {later}{by}{groups.get('told') or ''}"


def _quarter(period: str) -> str:
    """Write the three months of a quarter as that, and the six of a half."""
    months = [MONTHS[word.lower()] for word in re.findall(_MONTH, period, re.IGNORECASE)]
    nth = next((at for at, word in enumerate(_NTH) if f"{word} quarter" in period.lower()), None)
    if nth is not None:
        return f"Q{min(nth, 3) + 1} {period[-4:]}"
    if len(months) == 2 and months[1] - months[0] == 2 and months[0] % 3 == 1:
        return f"Q{months[1] // 3} {period[-4:]}"
    if months in ([1, 6], [7, 12]):
        return f"the {'first' if months[0] == 1 else 'second'} half of {period[-4:]}"
    return period
