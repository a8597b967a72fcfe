"""Puts what a question says first behind what it asks: "the highest price: which 3 dishes have it?"."""

from services.agent.question.language.superlatives import EST
from services.agent.question.rewording.rules import (
    BE,
    SCOPE,
    SUBJECT,
    SUPERLATIVE,
    apply_rules,
    compile_rules,
)

_PAUSE = r"(?:\s*:|\s+[-–—])\s+"
_BREAK = r"(?:\s*[:,]|\s+[-–—])\s+"
_THAT = r"(?:it|that|this|them|those|these|they)"
_HAS = r"(?:has|have|had|holds?|gets?|got|shows?|reach(?:es|ed)?|boasts?)"
_WITH = r"(?:with|having|that\s+has|which\s+has)"
_LIES = r"(?:is|was|are|were|belongs|goes|comes|runs|lies|stands|falls)(?:\s+\w+ed)?"
_TO = r"(?:under|at|in|on|by|from|to|with|of|for)"
_LEADING = r"(?:between|from|with|in|at|on|for|of|under|over|above|below|before|after|since|until)\b"
_WAYS = r"(?:ascending|descending|increasing|decreasing|rising|falling)"
_LISTED = (
    rf"(?:(?:which|what)\s+(?P<who>[\w -]+?)\s+{BE}\s+{_THAT}"
    r"|(?:please\s+)?(?:give|list|show|name|find|return|tell)\s+(?:me\s+)?(?:the\s+)?(?P<what>[\w -]+))"
)
"""What is to be listed, said behind a condition."""
_FIGURES = (
    (r"(?:in\s+(?:total|all|sum)|altogether|all\s+told)", "total"),
    (r"(?:on\s+average|as\s+an?\s+(?:average|mean))", "average"),
    (r"at\s+(?:the\s+)?most", "highest"),
    (r"at\s+(?:the\s+)?least", "lowest"),
)
"""What is said last of a figure, and the figure."""
_EACH = r"(?:\s+(?:on|in|at|for)\s+(?:an?|one|any|each)\s+\w+)?"
_END = rf"(?:average|mean|total|median|maximum|minimum|maximal|minimal|most\s+recent|{EST})"
_SMALL = r"(?:of|in|at|on|by|per|for|from|with|and|or|each|every|its|their|number)"
_RULES = compile_rules(
    (
        # "Of cars that run on diesel, what is the latest year?": of those.
        (r"^(?P<scope>(?:of|among|in|at|on|within|from|with)\s+(?!each\b|every\b|all\s+of\b|how\b|what\b|which\b)[a-z][^,;:?]*?),"
         rf"\s+(?P<ask>what\s+{BE}\s+the\s+{_END}(?:\s+(?!{_SMALL}\b)[\w'-]+){{1,4}})$",
         r"\g<ask> \g<scope>"),
        (r"^by\s+whom\s+(?:is|was|were|are)\s+(?P<what>[^,?]+?)\s+(?P<done>\w+(?:ed|en|de|ilt|ng))$",
         r"who has \g<done> \g<what>"),
        # "Before 1970, which shops were opened?".
        (r"^(?P<when>(?:before|after|since)\s+(?:(?:19|20)\d\d|[a-z]{3,9}\s+(?:\d{1,2},?\s+)?(?:19|20)\d\d)),\s+"
         r"(?P<ask>(?:which|who|how\s+many|list|show)\b[^,;:?\d]+?)$",
         r"\g<ask> \g<when>"),
        # "For every make, what …", "in descending order of price, …", "… in that order".
        (r"^(?P<at>for|in|within|per)\s+every\b(?=[^,]+,)", r"\g<at> each"),
        (rf"^in\s+(?P<way>{_WAYS})\s+order\s+of\s+(?:the\s+|their\s+)?(?P<by>[\w' -]+?),\s+(?P<rest>[^?]+)$",
         r"\g<rest>, sorted by \g<by> in \g<way> order"),
        # "For the book X, who is the author": behind what is asked it is whose.
        (r"^(?P<scope>for\s+(?!each\b|every\b|all\b|how\b|what\b|which\b)[a-z][^,;:?]*?),\s+"
         r"(?P<ask>(?:what|who|which|how|show|list|give|count|find)\b(?!.*\b(?:its|their|his|her|it|they|them|there|each|every|by)\b)"
         r"[^,;:?.]+?)$",
         r"\g<ask> \g<scope>"),
        # "The highest price: which 3 dishes have it?".
        (rf"^(?:the\s+)?{SUPERLATIVE}\s+(?P<what>[^,:;]+?){_BREAK}(?P<ask>(?:which|what)\s+[\w' -]+?|who)\s+"
         rf"{_HAS}\s+{_THAT}$",
         r"\g<ask> has the \g<way> \g<what>"),
        # "The flight with the most bags is under which number?".
        (rf"^the\s+(?P<thing>[\w -]+?\s+{_WITH}\s+the\s+{SUPERLATIVE}\s+[^,:;]+?)\s+"
         rf"{_LIES}\s+{_TO}\s+(?:which|what|whose)\s+(?P<who>[\w' -]+)$",
         r"what is the \g<who> of the \g<thing>"),
        # "Between 2 and 5 in size: list the names", "Norway as country and a year of 1995: which are those?".
        (rf"^(?P<cond>{_LEADING}[^:?]*?\d[^:?]*?)\s+in\s+(?P<column>[\w -]+?)(?:,\s+inclusive)?"
         rf"{_PAUSE}{_LISTED}$",
         r"list the \g<who>\g<what> with \g<column> \g<cond>"),
        (rf"^(?P<cond>{_LEADING}[^:?]+?){_PAUSE}{_LISTED}$", r"list the \g<who>\g<what> \g<cond>"),
        (rf"^(?P<cond>[^:?]+?){_BREAK}(?:which|what)\s+(?P<who>[\w -]+?)\s+{BE}\s+{_THAT}$",
         r"which \g<who> have \g<cond>"),
        # "Plays of that kind: tickets sold in total?", "plots with a tap - how many are there?".
        *((rf"^(?P<what>[^:?]+?){_PAUSE}(?P<figure>[\w' ]+?),?\s+{how}$",
           rf"what is the {figure} \g<figure> of \g<what>")
          for how, figure in _FIGURES),
        *((rf"^{SCOPE}(?:the\s+)?{SUBJECT}\s+(?:{BE}|came\s+to|amounted\s+to)\s+{how}\s+(?:how\s+(?:many|much)|what){_EACH}$",
           rf"what is the {figure} \g<what>, \g<scope>")
          for how, figure in _FIGURES),
        (rf"^{SCOPE}(?P<what>[^?]+?){_BREAK}how\s+many\s+{BE}\s+(?:there|they|those|these)(?:\s+of\s+them)?$",
         r"how many \g<what>, \g<scope>"),
        # "Whose collecting fell in 2005".
        (r"(?P<who>\b(?:whose\s+[\w -]+?|that|which))\s+(?:fell|falls|fall)\s+(?=(?:in|on|within|between)\b)",
         r"\g<who> was "),
    )
)  # fmt: skip


def ask_first(question: str) -> str:
    """Put what is asked first, and what was said before it behind; most questions stay as they are."""
    return apply_rules(question, _RULES)
