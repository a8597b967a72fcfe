"""Turns a question round whose question word stands last: "the highest price is that of which dish?"."""

from services.agent.question.language.superlatives import EST
from services.agent.question.rewording.rules import (
    BE,
    SCOPE,
    SUBJECT,
    SUPERLATIVE,
    apply_rules,
    compile_rules,
)

_REST = r"(?P<rest>(?:\s+(?:per|by|for)\s+.+)?)"
_ASIDE = r"(?:(?P<scope>(?:of|for|among|in|within|on|at|with|during)\s+(?!each\b|every\b)[^,]+),\s+)?"
_ASKED = r"(?P<ask>(?:what|which|whose)(?:\s+(?!on\b|in\b)[\w'-]+){0,4}|who|whom|where|when)"
_TO = r"(?:to|in|at|on|from|with|for|under|through)"
_DONE_BY = (
    r"(?:(?:had|held|made|placed|taught|kept|owned|offered|run|given|found|located|based|situated|"
    r"listed|set)\s+)?"
)
_RULES = compile_rules(
    (
        # "The most courses are held by which teacher?".
        (rf"^{SCOPE}the\s+(?P<way>most|fewest)\s+(?P<what>[\w-]+(?:\s+[\w-]+){{0,4}}?)\s+{BE}\s+{_DONE_BY}"
         r"(?:by|in|at|with|on|from|those\s+(?:of|in|at|with))\s+(?:which|what)\s+(?P<who>[\w-]+(?:\s+[\w-]+)?)$",
         r"which \g<who> has the \g<way> \g<what>, \g<scope>"),
        (rf"^{SCOPE}the\s+(?P<way>most|fewest)\s+(?P<what>[\w-]+(?:\s+[\w-]+)?)\s+{BE}\s+(?P<done>\w+ed)\s+"
         r"by\s+(?:which|what)\s+(?P<who>[\w-]+(?:\s+[\w-]+)?)$",
         r"which \g<who> \g<done> the \g<way> \g<what>, \g<scope>"),
        # "The lowest fee is charged by which course?".
        (rf"^{SCOPE}the\s+{SUPERLATIVE}\s+(?P<what>[\w-]+(?:\s+[\w-]+){{0,3}}?)\s+{BE}\s+"
         r"(?:offered|had|held|charged|shown|reached|asked|found|paid)\s+(?:by|in|at|for)\s+(?:which|what)\s+"
         r"(?P<who>[\w-]+(?:\s+[\w-]+)?)$",
         r"which \g<who> has the \g<way> \g<what>, \g<scope>"),
        # "In which region is the number of shops highest?".
        (rf"^(?:in|at|for|on|with)\s+(?P<who>(?:which|what)\s+[\w -]+?)\s+{BE}\s+the\s+"
         r"(?P<what>number\s+of\s+[\w -]+?)\s+"
         r"(?:the\s+)?(?P<way>highest|lowest|largest|greatest|smallest|biggest)$",
         r"\g<who> has the \g<way> \g<what>"),
        # "Course by course, …", "for every ward, count the patients who have it", "within every form, …".
        (r"^(?P<group>[\w-]+(?:\s+[\w-]+)?)\s+by\s+(?P=group),\s+(?P<rest>.+)$", r"\g<rest> per \g<group>"),
        (r"^for\s+(?:each|every)\s+(?P<group>[\w -]+?),\s+(?P<rest>(?:count|how\s+many|list)\b.+?)\s+"
         r"(?:(?:which|that|who)\s+(?:have|has|had|share)\s+it|that\s+there\s+are)$",
         r"\g<rest> per \g<group>"),
        # "For each genre, find the show with the longest run": one of each genre's own.
        (r"^(?:(?:for|within|inside|in|per)\s+(?:each|every)|per)\s+(?P<group>[\w -]+?),\s+(?:please\s+)?"
         r"(?:(?:find|show|give|list|name|identify|return|tell|get|what\s+(?:is|was)|which\s+(?:is|was))\s+)?"
         r"(?:(?:me|us)\s+)?the\s+(?P<what>[\w-]+(?:\s+[\w-]+)?)\s+"
         r"(?:with|that\s+(?:has|had)|which\s+(?:has|had)|having)\s+"
         rf"the\s+{SUPERLATIVE}\s+(?P<by>[^,.;?]+)$",
         r"which \g<what> has the \g<way> \g<by> in each \g<group>"),
        (rf"^(?:(?:find|show|give|list|name)\s+)?(?:(?:me|us)\s+)?the\s+(?P<what>[\w-]+(?:\s+[\w-]+)?)\s+"
         rf"(?:with|that\s+(?:has|had)|having)\s+the\s+{SUPERLATIVE}\s+(?P<by>[^,.;?]+?)\s+"
         r"(?:for|in|within|per|of)\s+(?:each|every)\s+(?P<group>[\w -]+)$",
         r"which \g<what> has the \g<way> \g<by> in each \g<group>"),
        (r"^(?:within|inside|in)\s+(?:each|every)\s+(?P<group>[\w -]+?),\s+"
         r"(?P<rest>(?:which|who|what)\b[^.?!]+)",
         r"\g<rest> in each \g<group>"),
        (rf"^{SCOPE}the\s+{SUPERLATIVE}\s+(?P<what>[^,]+?)\s+{BE}\s+(?:that|those|the\s+ones?)\s+of\s+"
         r"(?:which|what)\s+(?P<who>[^,]+)$",
         r"which \g<who> has the \g<way> \g<what>, \g<scope>"),
        (rf"^{SCOPE}the\s+(?P<what>[^,]+?)\s+of\s+(?:which|what)\s+(?P<who>[^,]+?)\s+{BE}\s+"
         rf"the\s+{SUPERLATIVE}$",
         r"which \g<who> has the \g<way> \g<what>, \g<scope>"),
        (rf"^{SCOPE}(?:the\s+)?(?P<what>[^,]+?)\s+{BE}\s+what(?:\s+percent(?:age)?)?\s+on\s+average{_REST}$",
         r"what is the average \g<what>\g<rest>, \g<scope>"),
        (rf"^{SCOPE}(?:the\s+)?(?P<what>[^,]+?)\s+{BE}\s+what\s+in\s+(?:total|all){_REST}$",
         r"what is the total \g<what>\g<rest>, \g<scope>"),
        (rf"^{_ASIDE}{SUBJECT}\s+(?:comes?|came|amounts?|amounted|adds?\s+up)\s+to\s+(?:what|which)\s+"
         r"(?:total|sum|amount)$",
         r"what is the total \g<what>, \g<scope>"),
        (rf"^{_ASIDE}{SUBJECT}\s+(?P<be>{BE})\s+(?P<done>(?:\w+(?:ed|en|n|t)|found|held|sold)\s+{_TO})\s+{_ASKED}$",
         r"\g<ask> \g<be> \g<what> \g<done>, \g<scope>"),
        (rf"^{_ASIDE}{SUBJECT}(?:\s+of\s+(?:them|these|those)(?:\s+all)?)?\s+(?P<be>{BE})\s+{_ASKED}$",
         r"\g<ask> \g<be> \g<what>, \g<scope>"),
        (rf"^{_ASIDE}{SUBJECT}\s+(?P<verb>belong|go|live|work|play|come|run|lead|stand|sit|fall)(?:e?s)?\s+"
         rf"(?P<to>{_TO})\s+{_ASKED}$",
         r"\g<ask> do \g<what> \g<verb> \g<to>, \g<scope>"),
        (rf"^{_ASIDE}{SUBJECT}\s+(?:have|has|had)\s+{_ASKED}$", r"\g<ask> do \g<what> have, \g<scope>"),
        (rf"\bwhat\s+(?P<be>{BE})\s+(?:the|their|its)\s+(?P<what>[\w'-]+(?:\s+[\w'-]+){{0,4}}?),?\s+on\s+average$",
         r"what \g<be> the average \g<what>"),
        (r"\bwhose\s+(?P<what>[\w-]+(?:\s+[\w-]+){0,2}?)\s+(?:is|are|was|were)\s+the\s+"
         rf"(?P<way>{EST}|maximum|minimum|maximal|minimal)(?:\s+of\s+(?:them\s+)?all)?(?=\s*(?:[-,;?.]|$))",
         r"with the \g<way> \g<what>"),
        (r"\bwhat\s+(?:does|do|did)\s+(?:the\s+)?(?P<what>[^,]+?)\s+"
         r"(?:come|amount|add\s+up|work\s+out)\s+(?:to\s+)?on\s+average\b",
         r"what is the average \g<what>"),
        (rf"^which\s+{BE}\s+the\s+(?P<what>[\w -]+?),\s+by\s+(?P<column>[\w -]+?),\s+"
         r"(?=whose\b|that\b|which\b|who\b|with\b)",
         r"list the \g<column> of the \g<what> "),
        (r"^(?P<which>which\s+[\w -]+?),\s+by\s+(?:\w+\s+)?(?:names?|titles?|no|number|id|code),\s+",
         r"\g<which> "),
    )
)  # fmt: skip


def turn_round(question: str) -> str:
    """Put the question word first, and what everything is asked for last; most questions stay as they are."""
    return apply_rules(question, _RULES)
