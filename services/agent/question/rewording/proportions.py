"""Brings roundabout wordings of shares and ratios to plain ones: ``in percent, how many of our sales …``."""

import re
from collections.abc import Callable

from services.agent.question.rewording.rules import compile_rules, put_plainly

_PERCENT = r"(?:percent(?:age)?s?|pct|%)"
_THING = r"[\w'-]+(?:\s+[\w'-]+){0,3}?"
_FIGURE = r"(?:the\s+)?(?:total|sum|overall|number|count|average)\b[^,;:.?()]*?"
_HAVE = (
    r"(?:do|does|did|are|were|have|has|had)\s+(?:we|they|there|you)(?:\s+(?:have|had|get|got|see|own|been))?"
)
_COUNTED = (
    r"(?P<what>(?!amounts?|revenue|value|turnover|income|spend(?:ing)?|costs?|prices?|fees?|charges?|volume|weight|hours|"
    r"minutes|days)[\w'-]+)"
)
"""Things without anything said of them: of "cancelled orders", a share may be of those or of all."""
_EACH = (
    r"(?:(?:is|are|was|were|has|have|did|does|do)\s+)?"
    r"(?:(?:c[ao]mes?|went|goes|go|falls?|fell|belong(?:s|ed)?|made|placed|brought|generated|done|booked|sold|recorded|"
    r"earned|taken|received|handled)\s+(?:in\s+|up\s+|out\s+)?(?!(?:for|of)\s))?"
    r"(?:through|by|via|from|with|to|in|on|at|for|of|under)\s+(?:each|every)\s+"
    r"(?![^,.?;]*\b(?:is|are|was|were|has|have|had)\b)(?P<group>[\w' -]+)"
)
"""Which groups, after a verb that says no more than that things are there: "cancelled in each" says which.

Where a verb follows, the share is of what it says: ``what share of the trips from each port were cancelled``.
"""
_WHOLE = r"(?P<whole>(?:total|overall|sum|number|amount)\b[^,?.;]+?|(?P<bare>[\w-]+(?:\s+[\w-]+)?))"
_PART = (
    r"(?:is|are|was|were)\s+(?:(?:the|our|their|its)\s+)*(?P<part>(?:total|sum|number|amount)\b[^,?.;]+?)"
    r"(?=\s+(?:by|per|for|in|during|at|across|over|between|since)\s|[,?.;]|$)"
)
"""The part behind the whole: "what percent of the total price was the total discount"."""
_HAS_EACH = (
    r"(?:is|are|was|were|does|do|did)\s+(?:each|every)\s+(?P<group>[\w' -]+?)\s+"
    r"(?:account(?:ed)?\s+for|make\s+up|made\s+up|represent(?:ed)?|contribute|constitute|have|bring\s+in|generate)(?=[.?,;]|$)"
)
_FIGURE_OF = (
    r"(?:the\s+|our\s+)?(?:ratio|average|mean|median|total|number|share|percentage|percent|fraction|"
    r"proportion|[\w-]+\s+rate)\b"
)
_SHARE = (
    r"^(?:what|which)\s+(?:share|percentage|percent|fraction|proportion|part)\s+of\s+(?:the\s+|our\s+|all\s+)*"
    r"(?:total\s+|overall\s+)?"
)


_DONE = re.compile(
    r"(?<!amount )(?<!money )\b(?:[a-z]{2,}ed|won|lost|sold|paid|sent|held|kept|made|withdrew|quit|fell)$",
    re.IGNORECASE,
)
"""How rows end that are such as did something: "sessions crashed" are no sessions of each group."""
_DID = re.compile(
    r"\w{3,}s\s+(?:[a-z]{2,}ed|won|lost|sold|paid|sent|held|kept|made|got|went|came|led)\s+"
    r"(?:the|an?|any|some|no|their|its|at|in|on|by|to|with|from|into|out|back|off|again)\b",
    re.IGNORECASE,
)
"""What rows did: "orders missed the deadline" are no amount, of which each group has its share."""


def _part_of_whole(found: re.Match[str]) -> str:
    """Say the part before the whole that it is set against."""
    whole = f"total {found['bare']}" if found["bare"] else found["whole"]
    percent = found["as"].casefold().startswith(("percent", "%"))
    return f"what is the {found['part']} {'as a percent of the' if percent else 'divided by the'} {whole}"


def _as_said(plain: str) -> Callable[[re.Match[str]], str]:
    """Write a share as a percentage where one is asked for, and as a fraction of 1 else."""

    def write(found: re.Match[str]) -> str:
        if _DONE.search(found["what"]) or _DID.search(found["what"]):
            return found.group()
        asked = "percent" in found.group().casefold()
        return plain.format(**found.groupdict()) + (", in percent" if asked else "")

    return write


_RULES = compile_rules(
    (
        # "Of the letters that were delivered, what percent were read": of the delivered letters.
        (r"^of\s+(?:all\s+)?(?:the\s+|our\s+)?(?P<rows>[a-z]+)\s+(?:that|which)\s+(?:were|are|was|is|have\s+been|had\s+been)\s+"
         r"(?:actually\s+|already\s+|really\s+)?(?P<state>[a-z]+ed|sent|paid|sold|held|kept|won|lost|open),\s+(?=what|how)",
         r"of the \g<state> \g<rows>, "),
        # "How many of our sales, in percent, involved …", "in percent, how many of …".
        (rf"^(?:in|as)\s+(?:an?\s+)?{_PERCENT},?\s+how\s+(?:many|much)\s+of\s+", "what percentage of "),
        (rf"^how\s+(?:many|much)\s+of\s+(?P<whole>[^,?]+?),\s+(?:in|as)\s+(?:an?\s+)?{_PERCENT},\s+",
         r"what percentage of \g<whole> "),
        (rf"^how\s+(?:many|much)\s+{_PERCENT}\s+of\s+", "what percentage of "),
        # "What share of the gifts, in percent of the number of gifts, …": its whole is said twice.
        (rf"^what\s+(?:share|part|fraction|proportion)\s+of\s+(?:the\s+|our\s+|all\s+)*(?P<whole>[\w'-]+),\s+(?:in|as\s+an?)\s+"
         rf"{_PERCENT}\s+of\s+(?:the\s+|our\s+)*number\s+of\s+(?:the\s+|all\s+|our\s+)*(?P=whole),\s+",
         r"what percentage of \g<whole> "),
        (rf"\b(?:what|which)\s+(?P<as>{_PERCENT}|share|fraction|proportion|part)\s+of\s+(?:(?:the|our|all|their)\s+)*{_WHOLE}\s+"
         rf"{_PART}", _part_of_whole),
        # How it is written, as a sentence of one word.
        (rf"(?<=[.?])\s*(?:(?:in|as)\s+(?:an?\s+)?)?{_PERCENT}\s*(?:please)?[.?!]*$", " in percent"),
        # A rate says by itself of what it is a share.
        (rf"\b(?P<rate>rates?\b[^,.?]*?),?\s+(?:in|as\s+an?)\s+{_PERCENT}\s+of\s+(?:all\s+|the\s+|our\s+)*[\w-]+"
         r"(?:\s+(?:in|of|at|for)\s+(?:that|this|each|the\s+same)\s+[\w-]+)?(?=$|[.?,])",
         r"\g<rate>, in percent"),
        # What became of something.
        (r"\b(?:ended\s+up|turned\s+out(?:\s+to\s+(?:be|have\s+been))?|wound\s+up|proved\s+to\s+be|resulted\s+in\s+being)"
         r"(?:\s+(?:as|being))?\s+", "were "),
        (r"\b(?:reached|got\s+to|made\s+it\s+to|got\s+as\s+far\s+as)\s+(?:the\s+)?(?P<state>(?:stage|status|state|phase)\s+[\w-]+|"
         r"[\w-]+\s+(?:stage|status|state|phase))\b", r"were at \g<state>"),
        (r"(?P<not>\b(?:not|never|n't)\b[^,.?]*?)\s+(?:yet|so\s+far|to\s+date|up\s+to\s+now)\b", r"\g<not>"),
        # "What share of the amount came in through each channel": of what groups.
        (rf"{_SHARE}{_COUNTED}\s+{_EACH}", _as_said("share of {what} by {group}")),
        (rf"{_SHARE}(?P<what>(?:(?!\b(?:is|are|was|were|has|have|had|did)\b)[^,?])+?)\s+{_EACH}",
         _as_said("{what} by {group} as a share of the total")),
        # "What percentage of the total weight does each kind account for".
        (rf"{_SHARE}{_COUNTED}\s+{_HAS_EACH}", _as_said("share of {what} by {group}")),
        (rf"{_SHARE}(?P<what>(?:(?!\b(?:is|are|was|were|has|have|had|did|do|does)\b)[^,?])+?)\s+{_HAS_EACH}",
         _as_said("{what} by {group} as a share of the total")),
        # "How does the ratio of repairs to bookings differ by class".
        (rf"^how\s+(?:does|do|did)\s+(?P<what>{_FIGURE_OF}[^,?]*?)\s+(?:differ|vary|compare|break\s+down)\s+"
         r"(?:by|across|per|for|with)\s+(?:each\s+|the\s+(?:different\s+)?|different\s+)?"
         r"(?P<group>[\w' -]+?)(?=[.?,;]|$)",
         r"what is \g<what> for each \g<group>"),
        (r"^compare\s+(?:the\s+)?(?P<what>(?:(?!\b(?:with|to|and|between|against|from|in)\b)[^,.?])+?)\s+"
         r"(?:by|across|per|for\s+each)\s+(?:the\s+(?:different\s+)?|different\s+)?"
         r"(?P<group>[\w' -]+)(?=[.?,;]|$)",
         r"show \g<what> by \g<group>"),
        # "Yield of the packed batches as a percentage of the planned litres of those same batches".
        (r"\bof\s+(?:the\s+|all\s+)?(?P<rows>[a-z]+\s+(?P<noun>[a-z]+s))(?P<mid>\s+(?:as\s+an?\s+\w+\s+of|divided\s+by|to|over)\s"
         r"[^,.?]*?)\s+of\s+(?:(?:those|these)(?:\s+same|\s+very)?|the\s+same)\s+(?P=noun)\b",
         r"of \g<rows>\g<mid> of \g<rows>"),
        # "How many litres per order does each kind of shop order".
        (r"^how\s+(?:many|much)\s+(?P<what>[\w -]+?)\s+per\s+(?P<unit>[\w-]+)\s+(?:does|do|did|has|have)\s+"
         r"(?:each|every)\s+(?P<group>[\w' -]+?)(?:\s+[a-z-]+)?(?=[.?]|$)",
         r"what is the total \g<what> per \g<unit> for each \g<group>"),
        (rf"^(?:the\s+)?{_PERCENT}\s+of\s+(?:the\s+|all\s+|our\s+)*{_COUNTED}\s+"
         r"(?:per|by|for\s+each|in\s+each)\s+(?P<group>[\w' -]+?)(?=[.?,;]|$)",
         r"share of \g<what> by \g<group>, in percent"),
        # "Break the total weight down by kind, in percent of the overall weight".
        (r"^break\s+(?:the\s+|our\s+)?(?:total\s+)?(?P<what>[^,.?]+?)\s+down\s+by\s+(?P<group>[\w' -]+?)"
         rf",?\s+(?:in|as\s+an?)\s+{_PERCENT}\s+of\s+(?:the\s+|all\s+)?(?:overall|total|whole)(?:\s+(?P=what))?(?=$|[.?])",
         r"share of the total \g<what> by \g<group>, in percent"),
        (rf"^(?:the\s+)?total\s+(?P<what>{_THING})\s+by\s+(?P<group>[\w' -]+?),?\s+"
         rf"(?:in|as\s+an?)\s+{_PERCENT}\s+of\s+the\s+(?:overall|total|whole)(?:\s+(?P=what))?(?=$|[.?])",
         r"share of the total \g<what> by \g<group>, in percent"),
        # "Transfers per distinct sender": each of them has some.
        (r"^(?:how\s+many|(?:what\s+is\s+)?(?:the\s+)?number\s+of)\s+(?P<one>[^,;:.?]+?)(?:\s+(?:were|are|was|is)\s+there)?\s+per\s+"
         r"(?:distinct|different|unique)\s+(?P<of>[\w'-]+)(?:\s+of\s+(?:such|these|those)\s+[\w'-]+)?(?=$|[.?,])",
         r"average number of \g<one> per \g<of>"),
        # "How many dogs do we have for every cat".
        (rf"^how\s+many\s+(?P<one>{_THING})\s+{_HAVE}\s+(?:for|to)\s+every(?:\s+(?:one|single))?\s+(?P<other>{_THING})"
         r"(?=[.?,]|$)", r"number of \g<one> divided by number of \g<other>"),
        # "Takeout orders compared with delivery orders, as a ratio".
        (r"^(?P<one>[^,?]+?)\s+(?:compared\s+(?:with|to)|versus|vs\.?|relative\s+to|against|over|to)\s+"
         r"(?P<other>[^,?]+?),?\s+(?:(?:expressed|given|shown|stated|written)\s+)?as\s+a\s+ratio(?=[.?]|$)",
         r"ratio of \g<one> to \g<other>"),
        # "Divide A by B", "total A over number of B".
        (r"\bdivide\s+(?P<one>[^,;:.?]+?)\s+by\s+(?P<other>[^,;:.?]+)", r"\g<one> divided by \g<other>"),
        (rf"(?P<one>{_FIGURE})\s+over\s+(?!(?:the\s+)?(?:average|mean|median)\b)(?P<other>{_FIGURE})(?=$|[,;:.?()])",
         r"\g<one> divided by \g<other>"),
        (r"(?P<ratio>\sdivided\s+by\s[^,;:.?()]+?)\s+(?:(?:in|of|at|for|with)\s+"
         r"(?:it|them|(?:that|this|the\s+same)\s+[\w-]+))"
         r"(?=$|[,;:.?()])", r"\g<ratio>"),
        # "Contacts per account, on average over all accounts": of those, too, that have none.
        (rf"^(?P<one>{_THING})\s+per\s+(?P<other>[\w'-]+),?\s+on\s+average,?\s+(?:over|across|among|counting|for)\s+all\s+"
         r"(?:the\s+|our\s+)?(?P<all>[\w'-]+)(?=[.?]|$)", r"number of \g<one> divided by number of \g<all>"),
        (rf"^(?P<one>{_THING}s)\s+per\s+(?P<other>[\w'-]+),?\s+on\s+average(?=$|[,;:.?(])",
         r"average number of \g<one> per \g<other>"),
        (r"^how\s+many\s+(?P<one>[\w'-]+)\s+does\s+(?:the\s+average|an\s+average|each|a\s+typical)\s+(?P<of>[\w'-]+)\s+"
         r"(?:have|own|hold|place|make|get)\s*[.?,;(]+\s*(?:count|includ|consider)(?:e|ing)?\s+"
         r"(?P<none>[\w'-]+\s+(?:with|that|who|without)\b[^.?()]*?\b(?:no|none|any|never)\b[^.?()]*?)"
         r"(?:\s+(?:too|as\s+well|also))?[\s.)]*$",
         r"number of \g<one> divided by number of \g<of>s"),
    )
)  # fmt: skip


_EACH_IT = re.compile(
    r"^for\s+(?:each|every)\s+(?P<group>[\w' -]+?),\s+(?P<ask>[^?]*?\b(?:does|do|did))\s+(?:it|they)\s+"
    r"(?P<verb>account\s+for|make\s+up|represent|contribute)\b",
    re.IGNORECASE,
)
"""``For each method, what share of the total does it account for``: of each, and of no ``it``."""


def reword_proportions(question: str) -> str:
    """Say a share or a ratio in the words that are read; most questions stay as they are."""
    return put_plainly(_EACH_IT.sub(r"\g<ask> each \g<group> \g<verb>", question), _RULES)
