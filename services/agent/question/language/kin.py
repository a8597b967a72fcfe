"""What rows of one table are to each other: a superior and who reports to them, a parent and its children.

General English only: a header says which of these it holds, and the words beside it are asked by.
"""

import re
from dataclasses import dataclass, replace

from services.agent.question.language.shorthand import ABBREVIATIONS
from services.agent.question.language.words import in_either_number, name_words, stem


@dataclass(frozen=True)
class Kin:
    """The words for one such relation, as patterns; empty where English has none."""

    up: str
    """What the row that is referred to is called: ``manager``, ``boss``."""
    verb: str = ""
    """What that row does: ``manages``, ``managed``."""
    done: str = ""
    """The participle of it, before ``by``: ``managed``."""
    refers: str = ""
    """What the rows that refer do, up to the name: ``report to``."""
    alone: str = ""
    """The same verb where the name does not follow: ``to whom does X report``."""
    down: str = ""
    """What these are called: ``direct reports``."""
    of_people: bool = True
    """Whether only persons are so to each other."""


_SUPERIOR = Kin(
    up=r"(?:line\s+|direct\s+|immediate\s+)?(?:manager|boss|supervisor|superior)",
    verb=r"manag(?:es?|ed|ing)|supervis(?:es?|ed|ing)|overse(?:es?|eing)|oversaw",
    done=r"managed|supervised|overseen",
    refers=r"(?:report(?:s|ed|ing)?(?:\s+directly)?\s+(?:in)?to|answer(?:s|ed|ing)?\s+to|work(?:s|ed|ing)?\s+under)",
    alone=r"report|answer",
    down=r"direct\s+reports?|reports|reportees?|subordinates?|underlings",
)
_LEADER = replace(
    _SUPERIOR,
    up=r"(?:team\s+|direct\s+|immediate\s+)?(?:lead|leader)",
    verb=r"leads?|led|leading",
    done=r"led",
)
_KINDS = {
    "manager": _SUPERIOR,
    "mgr": _SUPERIOR,
    "boss": _SUPERIOR,
    "superior": _SUPERIOR,
    "supervisor": _SUPERIOR,
    "reports to": _SUPERIOR,
    **dict.fromkeys(["lead", "leader"], _LEADER),
    "mentor": Kin(
        up=r"mentor", verb=r"mentor(?:s|ed|ing)?", done=r"mentored", down=r"mentees?|prot[eé]g[eé]s?"
    ),
    "coach": Kin(up=r"coach", verb=r"coach(?:es|ed|ing)?", done=r"coached"),
    "sponsor": Kin(up=r"sponsor", verb=r"sponsor(?:s|ed|ing)?", done=r"sponsored"),
    "buddy": Kin(up=r"buddy"),
    "referrer": Kin(up=r"referrer", verb=r"refer(?:s|red|ring)?", done=r"referred", down=r"referrals?"),
    "mother": Kin(up=r"mother", of_people=False),
    "father": Kin(up=r"father", of_people=False),
    "parent": Kin(
        up=r"parent",
        refers=r"belong(?:s|ed|ing)?\s+(?:to|under)",
        alone=r"belong",
        down=r"child(?:ren)?|kids?",
        of_people=False,
    ),
}
"""What a header is without its word for a number -> the words for it."""
_HINTS = re.compile(
    r"by(?:$|[_ ])|manage|mgr|boss|super|report|(?:\b|_)lead|mentor|coach|spons|buddy|refer|parent|"
    r"mother|father",
    re.IGNORECASE,
)
"""What stands in such a header: hardly any other has one of these."""
_GROUPS = frozenset(["team", "line", "group", "shift", "crew"])
"""What somebody leads, in a header that says so: ``team_lead_id``."""
_NUMBERS = frozenset(["id", "no", "number", "nr", "num", "code", "key", "ref", "name"])


def kin_of(header: str, rows: tuple[str, ...]) -> Kin | None:
    """Return what the cells under a header are to their rows.

    Args:
        header: The header as it stands.
        rows: The words of its table's name, which say nothing more of it: ``parent_category_id``.
    """
    said = " ".join(name_words(header)).replace("ref by", "referred by")
    if not _HINTS.search(said):
        return None
    words = [ABBREVIATIONS.get(word, word) for word in said.split() if word not in _NUMBERS]
    plain = [word for word in words if not _names(word, rows)] or words
    if len(plain) > 1 and plain[-1] == "by" and plain[0].endswith("ed"):
        return _by(plain[0])
    led = plain[1:] if plain[0] in _GROUPS else plain
    kin = _KINDS.get(" ".join(led)) or (_KINDS.get(" ".join(words)))
    if kin and kin.up == "parent":
        things = "|".join(map(in_either_number, rows))
        below = rf"sub[\s-]?(?:{things})" if things else ""
        return replace(
            kin,
            up=rf"parent(?:\s+(?:{things}))?" if things else kin.up,
            down="|".join(filter(None, [kin.down, below])),
        )
    return kin


def _names(word: str, rows: tuple[str, ...]) -> bool:
    """Whether a word of a header is one of its table's name, or short for one: ``tech``, of technicians."""
    return any(stem(word) == stem(row) or (len(word) > 3 and row.startswith(word)) for row in rows)


def _by(participle: str) -> Kin:
    """Return the words for what a participle says was done by another row: ``referred_by``."""
    base = re.sub(r"([bdgmnprt])\1$", r"\1", participle[:-2])  # "refer" of "referred"
    forms = {participle, base, f"{base}s", f"{base}e", f"{base}es", participle[:-1]}
    ing = {f"{participle[:-2]}ing"}
    verb = "|".join(map(re.escape, sorted(forms | ing, key=len, reverse=True)))
    up, down = ("referrer", "referrals?") if base == "refer" else ("", "")
    return Kin(up=up, verb=verb, done=re.escape(participle), down=down)
