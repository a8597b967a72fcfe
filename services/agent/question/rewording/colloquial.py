"""What colleagues say in passing: "somewhere between 5 and 7", "what are they priced at"."""

import re

from services.agent.question.rewording.rules import compile_rules, put_plainly

_BE = r"(?:is|are|was|were)"
_THEM = r"(?:they|these|those|it)"
_N = r"(?=[$€£]?\d|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred)\b)"
_RULES = compile_rules(
    (
        # "Somewhere between 500 and 600", "anything from 4 to 6".
        (r"\b(?:somewhere|anywhere|anything|something)\s+(?=(?:between|from|around|under|over|above|below)\s)",
         ""),
        (r"\bsince\s+the\s+end\s+of\s+(?=(?:19|20)\d\d\b)", "after "),
        # "List donors who gave more than 1000 in total".
        (r"^(?:list|show|name|find|give)\s+(?:(?:me|us)\s+)?(?:(?:the|all)\s+)*(?P<who>[a-z]+)\s+(?:who|that|which)\s+"
         r"(?P<did>(?:have\s+|has\s+)?[a-z]+\s+(?:more|less|over|under|at\s+least)\s+(?:than\s+)?[\d,.]*\d)\s+"
         r"(?:in\s+total|in\s+all|overall|altogether)(?=\s*[?.]*$)", r"which \g<who> \g<did> altogether"),
        # "Something that has done under 40,000 miles", "every single car".
        (r"\b(?:something|anything|ones?|those)\s+(?:that|which)\s+(?:has|have|had)\s+"
         r"(?:done|got|covered|clocked(?:\s+up)?)\s+(?=(?:under|over|less|more|fewer|at|up)\b)",
         "those with "),
        (r"\b(?P<every>every|each)\s+single\s+(?=[a-z])", r"\g<every> "),
        # "If I bought every car in Ely, what would it come to".
        (r"^if\s+(?:i|we|you|someone)\s+(?:bought|were\s+to\s+buy|took|buy)\s+(?P<all>(?:every|each|all)\b[^,]+),\s*"
         r"(?:what|how\s+much)\s+would\s+(?:it|that|they|i|we)\s+(?:all\s+)?(?:come\s+to|cost|pay|be|total)\b[^,?]*",
         r"what would it cost to buy \g<all>"),
        # "More than 20 goals or more than 30 games": no "or more" ends the first.
        (r"\bor\s+(?P<way>more|greater|higher|less|fewer|lower)\s+than\s+(?=[\d$\u20ac\u00a3])",
         lambda found: "or over " if found["way"].lower() in ("more", "greater", "higher") else "or under "),
        # "..., from the most expensive to the cheapest".
        (r",?\s+from\s+(?:the\s+)?(?:most\s+expensive|dearest|priciest)\s+to\s+(?:the\s+)?(?:cheapest|least\s+expensive)"
         r"(?=\s*[?.]*$)", ", ordered by price descending"),
        (r",?\s+from\s+(?:the\s+)?(?:cheapest|least\s+expensive)\s+to\s+(?:the\s+)?(?:most\s+expensive|dearest|priciest)"
         r"(?=\s*[?.]*$)", ", ordered by price ascending"),
        # "From the beginning of 2015 to the end of 2017", "opened 2015-01-01 to 2017-12-31".
        (r"\bfrom\s+the\s+(?:beginning|start)\s+of\s+(?P<one>(?:19|20)\d\d)\s+(?:to|until|till|through)\s+the\s+end\s+of\s+"
         r"(?=(?:19|20)\d\d\b)", r"from \g<one> to "),
        (r"(?<!\bfrom\s)(?<!\bbetween\s)\b(?P<one>\d{4}-\d\d-\d\d)\s+(?:to|until|till|through)\s+(?=\d{4}-\d\d-\d\d\b)",
         r"between \g<one> and "),
        # "The total goal tally".
        (r"\b(?P<what>(?!the\b|total\b|final\b)[a-z]{3,}?)s?\s+tally\b", r"\g<what>s"),
        # "Everyone past sixty", "anybody beyond 40".
        (rf"\b(?P<who>who\s+{_BE}|every(?:one|body)|any(?:one|body)|all|those|people|who)\s+(?:past|beyond)\s+{_N}",
         r"\g<who> over "),
        # "And what are they priced at", "and how much are we asking for them".
        (rf"\bwhat\s+{_BE}\s+{_THEM}\s+(?:priced|offered|sold|listed|selling|going)\s+(?:at|for)\b",
         "what is their price"),
        (r"\bhow\s+much\s+(?:are|were)\s+we\s+asking\s+for\s+(?:them|it|these|those)\b",
         "what is their price"),
        (r"\bhow\s+much\s+(?:do|did)\s+we\s+(?:ask|charge|want)\s+for\s+(?:them|it|these|those)\b",
         "what is their price"),
        (rf"\bwhat\s+{_BE}\s+{_THEM}\s+called\b", "what is their name"),
        # "And who are they taught by".
        (rf"\band\s+(?:by\s+)?who(?:m)?\s+{_BE}\s+{_THEM}\s+(?P<done>[a-z]{{3,}}(?:ed|ght|wn|en|ld|ung|un))(?:\s+by)?(?=\s*[?.!]*$)",
         r"and who \g<done> them"),
        # "The names and ages of players".
        (r"\bthe\s+names\s+and\s+(?=[a-z])", "the name and "),
        # "Either by plane or by train", "in Ely or in Wells".
        (r"\b(?P<near>by|in|from|at|on|with|to|of)\s+(?P<one>(?!the\s+\w+\s+of\b)[\w'-]+(?:\s+[\w'-]+)?)\s+or\s+(?:either\s+)?(?P=near)\s+(?=\w)",
         r"\g<near> \g<one> or "),
        # "How are cars priced on average", "how were the stays rated".
        (r"\bhow\s+(?P<be>are|were)\s+(?P<what>(?:(?:the|our|all)\s+)?[a-z]+(?:\s+[a-z]+){0,2})\s+priced\b",
         r"how much do \g<what> cost"),
        (rf"\bhow\s+{_BE}\s+(?P<what>(?:(?:the|our|all)\s+)?[a-z]+(?:\s+[a-z]+){{0,2}})\s+rated\b(?=\s+on\s+average|,?\s+by\b|\s*[?.]*$)",
         r"what is the rating of \g<what>"),
        # "How do our claims split by status", "how are our people spread across the offices".
        (r"^how\s+(?:do|does|did|are|were)\s+(?:(?:the|our|all)\s+)*(?P<rows>[a-z]+(?:\s+[a-z]+)?)\s+"
         r"(?:split(?:\s+up)?|break\s+down|divide(?:d)?(?:\s+up)?|divided(?:\s+up)?|broken\s+down)\s+"
         r"(?:by|between|across|among|over|into)\s+(?:(?:the|our)\s+)?(?P<by>[a-z]+(?:\s+[a-z]+)?)(?=\s*[?.]*$)",
         r"how many \g<rows> are there per \g<by>"),
        # "Whose bill came to 500", or to 500 to 600.
        (r"\b(?:came|comes|come|amounted|amounts)\s+to\s+(?P<low>[$€£]?\d[\d.,]*)\s+(?:to|or)\s+(?P<high>[$€£]?\d[\d.,]*)\b",
         r"was between \g<low> and \g<high>"),
        (r"\b(?:came|comes|come|amounted|amounts|ran|runs)\s+to\s+(?=(?:between|over|under|more|less|at|about|exactly|above|below)\b|[$€£]?\d)",
         "was "),
        # "What do developers make on average", "what does it typically make".
        (r"^(?P<lead>on\s+average,?\s+)?what\s+(?P<do>do|does|did)\s+(?P<who>[^?,]+?)\s+(?:(?P<way>typically|usually|normally|generally)\s+)?"
         r"(?P<verb>make|earn|cost|weigh|charge|pay)(?P<rest>\s+on\s+average)?(?=\s*[?.]*$)",
         lambda found: _how_much(found)),
    )
)  # fmt: skip


def _how_much(found: re.Match[str]) -> str:
    """Ask how much, where a figure of many is meant; what one makes may be a thing."""
    if not (found["lead"] or found["way"] or found["rest"]) and found["verb"] == "make":
        return found.group()
    often = f" {found['way']}" if found["way"] else ""
    lead = found["lead"] or ""
    return f"{lead}how much {found['do']} {found['who']}{often} {found['verb']}{found['rest'] or ''}"


def say_colloquial(question: str) -> str:
    """Say in plain words what is put as colleagues do; most questions stay as they are."""
    return put_plainly(question, _RULES)
