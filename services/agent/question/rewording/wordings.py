"""Brings roundabout wordings of a figure to the plain one that is read: ``more than the average has``."""

import re

from services.agent.question.language.periods import MONTH_NAMES
from services.agent.question.language.superlatives import EST
from services.agent.question.language.words import stem
from services.agent.question.rewording.alternatives import among_named
from services.agent.question.rewording.bounds.conditions import reword_conditions
from services.agent.question.rewording.emphasis import without_emphasis
from services.agent.question.rewording.ends.extremes import say_extremes
from services.agent.question.rewording.ends.fronted import ask_first
from services.agent.question.rewording.ends.inversions import turn_round
from services.agent.question.rewording.ends.orderings import order_plainly
from services.agent.question.rewording.everyday import say_everyday
from services.agent.question.rewording.plainly import ask_plainly
from services.agent.question.rewording.rules import COUNT, compile_rules, put_plainly

_THING = r"[\w'-]+(?:\s+[\w'-]+)?"
_AVERAGE = (
    r"(?:the\s+|an\s+)?(?:average|mean)(?:\s+(?:one|of\s+all\b[\w\s]*))?"
    r"(?:\s+(?:has|have|does|do|is|are))?"
)
_MEAN_OF = re.compile(
    r"(?P<mean>\bthan\s+(?:the\s+|an\s+)?(?:average|mean))\s+(?P<noun>[\w'-]+)(?=\s+(?:has|have|does|do|is|are)\b|\s*$|[,.;])",
    re.IGNORECASE,
)
_VERBS = r"costs?|earns?|earned|weighs?|weighed|lasts?|lasted|pays?|paid|spends?|spent|sells?|sold"
_HOLDS = r"(?P<verb>has|have|had|with|employs?|holds?|uses?|get|gets|got|offers?)"
_MIDDLE = (
    r"(?:\s+(?:do|does|did|are|were|is|was|have|has|had|we|you|they|there|get|gets|got|had|receive|received|see|made|"
    r"make|placed?|opened?|raised?|on average|being))*"
)
_ANY = r"(?:at least\s+(?:once|one|1)|any\b|one or more|more than zero)"
_NONE = r"(?:no|none|zero|never|without|not any)\b"
_LACKING = r"(?:(?:un|in|non)[\w-]+|[\w-]*(?:less|free|ended)|open|empty|vacant|blank|alone|broke|idle)"
"""Words for what something lacks, which brackets behind them say more plainly."""
_BEFORE_UNIT = r"(?<=\d)(?<!\b19\d\d)(?<!\b20\d\d)\s+(?:an?|per|each|every)\s+"
_SPELLS = r"(?:seconds|minutes|hours|days|nights|weeks|months|years)"
_HOW_MUCH = r"^(?:what|how much)\s+(?:do|does|did)\s+(?P<who>[^?.]+?)"
_ON_AVERAGE = r"on\s+average(?=\s+(?:in|per|by|for|at)\b|$)"
_ROOM = (
    r"(?:can|could)\s+(?:hold|take|fit|accommodate|seat|store|host|house)\s+(?:the\s+)?most\s+\w+"
    r"(?:\s+(?:on|in|at)\s+(?:their|its|the)\s+\w+)?"
)

_AMOUNT = (
    r"(?<![-\w.])(?P<n>[$€£]?\d[\d,.]*(?:k|m|%)?|two|three|four|five|six|seven|eight|nine|ten|twelve)"
    r"(?P<unit>\s+(?!or\b|and\b|to\b)[^\W\d_]+(?:\s+[^\W\d_]+)?)?,?\s+(?:or|and)\s+(?:even\s+)?"
)
"""``45 minutes or …``, ``three or …``: a limit whose direction follows it."""
_KIND = r"(?:cause|reason|source|motive|purpose)"
_FIGURED = (
    r".*\b(?:how|count|numbers?|totals?|sum|averages?|mean|most|least|fewest|highest|lowest|each|every|per|by|"
    r"top)\b"
)
"""Questions of which a figure is asked: what stands behind "and their" may be another one."""
_ENDS = r"(?!\s+(?:than|the|[$€£\d]))"

_RULES = compile_rules(
    (
        (r"\b(?:not|no)\s+later\s+than\b|\bnot\s+after\b", "on or before"),
        (r"\bsince\s+the\s+(?:start|beginning)\s+of\b", "since"),
        (r"(?P<most>\bwith\s+the\s+(?:most|fewest|least))$", r"\g<most> rows"),
        (r"\bmost\s+recent\b(?!\s+first)", "latest"),
        (rf"^(?!{_FIGURED})(?!which\b|what\b|who\b)(?:(?:list|show|give|name)\s+(?:(?:me|us|all)\s+)?(?:the\s+)?)?"
         r"(?P<what>\S.*?)\s+(?:and|with)\s+(?:also\s+)?(?P<whose>their|its)\s+(?=[^,.;?]+$)",
         r"list \g<what> with \g<whose> "),
        (r",\s+(?:[\w-]+,\s+)*[\w-]+\s+and\s+so\s+(?:on|forth)\b", ""),
        (r"\b(?:not|no)\s+earlier\s+than\b|\bnot\s+before\b", "on or after"),
        (r",?\s+(?:sort|order|rank)(?:ed)?\s+(?:(?:it|them|the\s+results?)\s+)?by\s+(?:the\s+|that\s+|this\s+)?"
         r"(?:total|count|number|sum|average|figure)\s+(?:in\s+)?(?:descending|decreasing)(?:\s+order)?",
         ", highest first"),
        # "Split the number of orders by status and by channel".
        (r"^(?:split(?:\s+up)?|group|count|break\s+down)\s+(?:up\s+)?(?=the\s+(?:number|count|total|sum|average|mean)\b)",
         ""),
        (r"(?<=\sby\s)(?P<one>[\w' -]+?)\s+and\s+(?:then\s+)?by\s+(?=\w)", r"\g<one> and "),
        (r",?\s+(?:(?:split|grouped|broken\s+down)\s+)?by\s+whether(?:\s+or\s+not)?\s+(?:\w+\s+){1,3}?"
         r"(?:is|are|was|were)\s+(?:an?\s+)?",
         " by "),
        # "Drivers paid over 20 an hour, how many?", "the single biggest order", "nobody has ever bought".
        (r"^(?P<what>[^,?]+),\s*how\s+many(?:\s+(?:is|are|was|were)\s+(?:that|there|they))?$",
         r"how many \g<what>"),
        (rf"{_BEFORE_UNIT}(?=(?:hour|day|night|week|month|year|unit|item|piece|head|person)\b)(?:\w+)", ""),
        (r"\b(?P<way>highest|largest|biggest|most|greatest|lowest|smallest|fewest|least)\s+"
         r"(?:numbers?|counts?|totals?|amounts?|values?|sums?|figures?|averages?|ones?)\s+first\b",
         r"\g<way> first"),
        (r"\s+(?:that\s+)?(?:nobody|no\s?one|no\s+(?:customer|client|person|user)s?)\s+(?:has\s+|have\s+|had\s+)?"
         r"(?:ever\s+)?(?=\w+(?:ed|t|n|d)\b)",
         " that were never "),
        (r"^for\s+each\s+(?P<when>year|quarter|month|week|day),?\s+(?P<rest>[^,;.?]+?)\s+(?:in|during|on)\s+(?:that|the\s+same)\s+"
         r"(?P=when)$", r"\g<rest> in each \g<when>"),
        (r"(?<=[a-z]\s)none\s+of\s+(?:our|the|their|its|your)\s+(?=\w)", "no "),
        (r"\baccount(?:s|ed)?\s+for\s+the\s+(?=most|fewest|least|largest|highest)", "have the "),
        (r"\bend(?:s|ed)?\s+up\s+(?:as|being)\s+", "were "),
        (r"\b(?:larger|bigger|higher|greater|more)\s+in\s+(?P<what>[\w'-]+)\s+than\s+"
         rf"{_AVERAGE}(?=[,.]|$)",
         r"with \g<what> above average"),
        (r"\b(?:smaller|lower|less)\s+in\s+(?P<what>[\w'-]+)\s+than\s+"
         rf"{_AVERAGE}(?=[,.]|$)",
         r"with \g<what> below average"),
        # "How many jobs are still open-ended (no end date)": what stands in brackets says it.
        (rf"\b(?:is|are|was|were)\s+(?:still\s+|currently\s+)?{_LACKING},?\s*"
         r"(?:\(\s*(?:i\.?e\.?,?\s+)?|i\.?e\.?,?\s+|that\s+is,?\s+)"
         r"(?:(?:have|has|having)\s+)?(?=(?:no|without|with)\s)(?P<says>[^()]+?)\)?(?=[,.?]|$)",
         r"with \g<says>"),
        (r"(?<!\bnot\s)(?<!\bnever\s)\s+at\s+least\s+once(?=$|\s*:)", ""),
        (r"(?<!\bwhose)(?<!\bthe)(?<!\btheir)\s+(?:date|column|field|value|cell)\s+"
         r"(?=is\s+(?:not\s+)?(?:blank|empty|missing|null|unset)\b)",
         " "),
        (r"\bhold\s+(?=(?:both\s+)?an?\s|no\s|at\s+least\s|more\s+than\s+\d+\s+[a-z])", "have "),
        (r"\b(?:involve[sd]?|contain(?:s|ed)?|come\s+with|comes\s+with|came\s+with|used|carried|carry|carries|"
         r"included|bore|(?:led|leads?|gave\s+rise)\s+to|result(?:ed|s)?\s+in|triggered)\s+(?=an?\s)",
         "have "),
        # "Who used more than 5000 litres in total", "who paid the most in total".
        (r"\b(?:(?:that|which|who)\s+)?(?:have\s+|has\s+|had\s+)?\w+(?:ed|en|d|t)\s+(?P<way>more|less)\s+than\s+(?P<n>\d[\d.,]*)\s+"
         r"(?P<what>(?!times\b)\w+s)(?:\s+of\s+\w+)?\s+(?:in\s+total|altogether|overall|in\s+all)$",
         r"with total \g<what> \g<way> than \g<n>"),
        (r"\b(?P<verb>paid|spent|earned|cost)\s+(?:the\s+)?(?P<way>most|least)\s+(?:in\s+total|altogether|overall|in\s+all)$",
         r"\g<verb> the \g<way>"),
        # "The highest total amount over all their bills", "in 2023 (by billing date)".
        (r"\b(?P<total>total\s+[\w ]+?)\s+(?:over|across)\s+(?:all\s+)?(?:of\s+)?(?=(?:their|its)\s+\w+s\b)",
         r"\g<total> of "),
        (rf"\s(?:in|during|for)\s+(?P<when>(?:(?:{'|'.join(MONTH_NAMES)})\s+)?(?:19|20)\d\d)\s*"
         r"[(,]\s*(?:by|using|based\s+on|according\s+to|going\s+by)\s+(?:the\s+)?(?P<date>[\w]+(?:\s\w+)?\s+date)\)?$",
         r" where \g<date> is in \g<when>"),
        (r"\b(?:has|have|had)\s+been\s+(?:here|around|a\s+member|(?:with|at|in)\s+(?:us|the\s+\w+))\s+"
         r"(?:the\s+)?longest,?\s+[(]?(?:by|based\s+on|according\s+to|going\s+by)\s+(?:the\s+)?"
         r"(?P<date>[\w]+(?:\s\w+)?\s+date)\)?$",
         r"has the earliest \g<date>"),
        (r",?\s+(?:rather|instead)\s+(?:than|of)\s+\w+\b", ""),
        (r",?\s+depending\s+on\s+(?:the\s+|their\s+|its\s+)?(?P<by>[a-z]+(?:\s+[a-z]+)?)(?=[?.!]*$)",
         r" by \g<by>"),
        # "How are the guests spread over the rooms, in numbers".
        (r"^how\s+(?:are|were)\s+(?:(?:the|our|all)\s+)*(?P<rows>[\w ]+?)\s+"
         r"(?:numbered|spread|distributed)\s+(?:out\s+)?(?:for|in|over|across|among|between|by)\s+"
         r"(?:(?:each|all|every\s+one)\s+(?:of\s+)?)?(?:(?:the|our)\s+)?(?P<by>[\w ]+?)"
         r"(?:,?\s+in\s+(?:total\s+)?numbers?)?(?=[?.!]*$)",
         r"what is the number of \g<rows> per \g<by>"),
        (r"\b(?P<more>more\s+than)\s+one\s+(?=(?!of\b|or\b|and\b)[a-z]{3,})", r"\g<more> 1 "),
        # Texts are compared whatever the case of their letters.
        (r",?\s+(?:\()?(?:in\s+(?:(?:any|either)\s+(?:letter\s+)?|upper\s+or\s+lower\s*)case|ignoring\s+(?:letter\s+)?case|"
         r"regardless\s+of\s+(?:the\s+)?(?:letter\s+)?case|case[\s-]insensitive(?:ly)?|whatever\s+the\s+case)\b\)?",
         ""),
        (r"\black(?:s|ed|ing)?\s+(?:an?|any)\s+", "have no "),
        (r"^if\s+(?:you|we|one)\s+(?:add|sum|total)(?:s|ed)?\s+up\s+(?P<what>[^,]+),\s+(?:how\s+(?:many|much)|what)\b[^,]*$",
         r"what is the total of \g<what>"),
        # "Sum up the fees by kind", "which kind comes up least often", "loans counted by kind".
        (r"^(?:sum|add|total)\s+up\s+(?:all\s+)?(?:(?:the|our)\s+)?", "total "),
        (r"\b(?:comes?|came|shows?|showed|turns?|turned|pops?|popped|crops?|cropped)\s+up\s+"
         r"(?=(?:the\s+)?(?:most|least)\b)",
         "is "),
        (r"^(?P<what>[\w -]+?)\s+(?:counted|tallied)\s+(?=(?:by|per)\b)", r"number of \g<what> "),
        (r"(?P<no>\b(?:no|without(?:\s+an?)?)\s+\w+(?:\s+\w+)?)\s+(?:as\s+)?yet$", r"\g<no>"),
        # "That lasted 45 minutes or longer", "three or more pets".
        (rf"{_AMOUNT}(?:more|longer|higher|greater|larger|bigger|heavier|older|later|above|over|up|upwards?)\b{_ENDS}",
         r"at least \g<n>\g<unit>"),
        (rf"{_AMOUNT}(?:less|fewer|shorter|lower|smaller|lighter|younger|earlier|below|under|cheaper)\b{_ENDS}",
         r"at most \g<n>\g<unit>"),
        # "The cars we stocked have been sold": all there are.
        (r"(?<!\bdo)(?<!\bdid)(?<!\bcan)\s+(?:that\s+|which\s+)?we\s+(?:have|had|hold|own|stock|stocked|carry|keep|run|"
         r"manage|offer|list|listed|employ)(?=\s+(?:have|has|had|were|are|was|is|by|per)\b|[,.?]|$)",
         ""),
        (rf"\bthe\s+month\s+of\s+(?=(?:{'|'.join(MONTH_NAMES)})\b)", ""),
        # "The least amount of points": the fewest.
        (r"\b(?:most|greatest|top)\s+amounts?\s+of\s+(?=\w+s\b)", "most "),
        (r"\b(?:least|fewest)\s+amounts?\s+of\s+(?=\w+s\b)", "least "),
        # "Which county is featured the most".
        (r"\b(?P<verb>featured|listed|mentioned|shown|represented|repeated|displayed|named|appears?|appeared|"
         r"occurs?|occurred)\s+(?:the\s+)?(?P<way>most|least)(?=\s+(?:in|on|among)\b|$)",
         r"\g<verb> \g<way> often"),
        # "Other than X, which town has …": whatever else is meant stands at the end.
        (r"^(?:other than|besides|aside from|apart from|except for)\s+(?P<one>[^,]+),\s*(?P<rest>.+)$",
         r"\g<rest> other than \g<one>"),
        (r"\bother\s+(?=.*\b(?:other than|besides|aside from|apart from)\b)", ""),
        (r"^what\s+(?P<do>did|do|does|have|has)\s+(?P<who>\w+)\s+(?P<verb>spend|spent|pay|paid|earn|earned|charge|charged)\b",
         r"how much \g<do> \g<who> \g<verb>"),
        # "Which teacher has been here the longest", "the main cause of delays in hours".
        (r"\b(?P<has>has|have|had)\s+been\s+(?:here|employed|around\s+here|with\s+(?:us|the\s+(?:company|firm|team|club)))"
         r"\s+(?:the\s+)?longest\b",
         r"\g<has> worked here longest"),
        (rf"\b(?:main|leading|primary|chief|biggest|top|number\s+one)\s+(?P<what>{_KIND})"
         r"(?P<of>\s+(?:of|for)\s+[\w -]+?)?"
         r",?\s+(?:in\s+terms\s+of|measured\s+(?:in|by)|in|by)\s+(?:total\s+)?(?P<by>[\w ]+)$",
         r"\g<what>\g<of> with the most \g<by>"),
        (rf"\b(?:main|leading|primary|chief|biggest|number\s+one)\s+(?P<what>{_KIND})\b",
         r"most common \g<what>"),
        # "Which category costs us the most", "who paid us in May".
        (r"\b(?P<verb>cost|costs|earns?|earned|pays?|paid|makes?|made|brings?|brought|owes?|owed|gives?|gave|sells?|"
         r"sold|sends?|sent|charges?|charged)\s+us\b(?!\s+(?:in|out|up|back|over)\b)",
         r"\g<verb>"),
        (rf"\b(?P<way>highest|lowest|largest|biggest|smallest)\s+(?P<what>{_THING})\s+in\s+(?:total|all|sum)$",
         r"\g<way> total \g<what>"),
        # "The top 5 earners", "our three lowest earners".
        (rf"\b(?:top|highest|biggest|best)\s+(?P<n>{COUNT}\s+)?earners?\b", r"\g<n>highest paid people"),
        (rf"\b(?:bottom|lowest|smallest)\s+(?P<n>{COUNT}\s+)?earners?\b", r"\g<n>lowest paid people"),
        # "The top 3 cities with the most orders": said twice.
        (rf"\b(?:top|bottom)\s+(?={COUNT}\s+[^,?.]*?\b"
         r"(?:with|by|having|that have|who have|which have)\s+"
         r"(?:the\s+)?(?:highest|most|largest|greatest|biggest|lowest|fewest|least)\b)",
         ""),
        (rf"\b(?:top|bottom)\s+(?P<n>{COUNT})\s+(?=(?:most|least|{EST})\b)", r"\g<n> "),
        # "Which model have we sold the most of": which happened most often.
        (r"\b(?:have|has|did|do)\s+(?:we|they|people)\s+(?P<verb>sell|sold|rent|rented|book|booked|order|ordered|ship|"
         r"shipped|buy|bought|lease|leased|use|used|prescribe|prescribed|borrow|borrowed)\s+"
         r"(?:the\s+)?(?P<how>most|least)(?:\s+of|\s+often)?$",
         r"was \g<verb> \g<how> often"),
        # "The sites that can hold the most cars on their lot": their capacity is the highest.
        (rf"\b(?:that|which|who)\s+{_ROOM}", r"with the highest capacity"),
        (rf"\b{_ROOM}", r"has the highest capacity"),
        (r"\b(?:(?:that|which|who)\s+(?:have|has|hold|holds)|holding|having|with)\s+(?:the\s+)?most\s+(?:money|cash|funds)\b",
         r"with the highest balance"),
        # "How many wallets are empty (balance of zero)", "patients are uninsured, i.e. have no insurer".
        (r"\b(?:are|is|were|was)\s+(?:still\s+|currently\s+|now\s+)?[\w-]+,?\s*[(]?"
         r"(?:i\.?\s?e\.?|that is),?\s*"
         r"(?P<what>(?:have|has|had|with|without)\b[^)]*)[)]?$",
         r"\g<what>"),
        (rf"\b(?:are|is|were|was)\s+(?:still\s+|currently\s+|now\s+)?{_LACKING}\s*[(](?:i\.?\s?e\.?,?\s*)?"
         r"(?P<what>no\s+[^)]*|[\w ]+\bof\s+(?:zero|0))[)]",
         r"with \g<what>"),
        # "Above the average of all merchants": above the average.
        (r"\b(?P<than>above|below|over|under|than)\s+the\s+(?P<mean>average|mean)\s+(?:of|across|among|for)\s+all"
         r"(?:\s+(?:the|our))?\s+\w+$",
         r"\g<than> the \g<mean>"),
        # "What do doctors earn on average".
        (rf"{_HOW_MUCH}\s+earn\s+{_ON_AVERAGE}", r"average salary of \g<who>"),
        (rf"{_HOW_MUCH}\s+cost\s+{_ON_AVERAGE}", r"average cost of \g<who>"),
        # "The average amount people load": whoever does it.
        (r"\b(?P<what>amount|price|sum|fee|number)\s+(?:that\s+)?(?:people|they|we|everyone|somebody|someone)\s+\w+$",
         r"\g<what>"),
        # "Accounts that have more employees than the average account".
        (rf"\b{_HOLDS}\s+(?:more|a\s+(?:higher|larger|bigger))\s+(?P<what>{_THING})\s+than\s+{_AVERAGE}$",
         r"\g<verb> \g<what> above average"),
        (rf"\b{_HOLDS}\s+(?:fewer|less|a\s+(?:lower|smaller))\s+(?P<what>{_THING})\s+than\s+{_AVERAGE}$",
         r"\g<verb> \g<what> below average"),
        # "Rooms that cost more per night than the average room".
        (rf"\b(?P<verb>{_VERBS})\s+(?:more|longer)(?:\s+(?:per|a)\s+\w+)?\s+than\s+{_AVERAGE}$",
         r"\g<verb> above average"),
        (rf"\b(?P<verb>{_VERBS})\s+(?:less|shorter)(?:\s+(?:per|a)\s+\w+)?\s+than\s+{_AVERAGE}$",
         r"\g<verb> below average"),
        # "How many nights did they stay, averaged".
        (r"^how (?:many|much)\s+(?P<rest>.*?),?\s+averaged$", r"what is the average \g<rest>"),
        # "17-year-olds".
        (r"\b(\d+)[\s-]years?[\s-]olds?\b", r"\1 years old"),
        # "Which one of the members".
        (r"^(?P<ask>which|what)\s+ones?\s+(?=of\s+(?:the|our|these|those)\b)", r"\g<ask> "),
        # "What does she do for a living", "what is wrong with him".
        (r"^what\s+(?:does|did|do)\s+(?P<who>.+?)\s+do(?:\s+for\s+a\s+living)?$",
         r"what is the job of \g<who>"),
        (r"^what\s+(?:is|was)\s+wrong\s+with\s+", "what is the diagnosis of "),
        # "List what every rabbit is called".
        (r"\bwhat\s+(?P<what>(?:every|each|all|the)\b.*?)\s+(?:is|are|was|were)\s+called$",
         r"the names of \g<what>"),
        (r"^what\s+(?:is|are|was|were)\s+(?P<what>.*?)\s+called$", r"the names of \g<what>"),
        # "How many tickets do we get per account, on average".
        (rf"^on average,?\s+how many\s+(?P<what>{_THING}?){_MIDDLE}\s+(?:per|for each|each|every)\s+"
         r"(?P<of>[\w'-]+)(?P<rest>.*)$",
         r"average number of \g<what> per \g<of>\g<rest>"),
        (rf"^how many\s+(?P<what>{_THING}?){_MIDDLE}\s+(?:per|for each|each|every)\s+"
         r"(?P<of>[\w'-]+)(?P<rest>.*?),?\s+on average$",
         r"average number of \g<what> per \g<of>\g<rest>"),
        (rf"^(?=.*\b(?:average|(?:does|do|did) an?)\b)"
         rf"(?:on average,?\s+)?how many\s+(?!{_SPELLS}\b)(?P<what>{_THING}?)\s+(?:does|do|did)\s+"
         r"(?:an?|the average|each|every)\s+(?P<of>[\w'-]+)\s+(?:have|make|place|get|take|own|hold)"
         r"(?:,?\s+on average)?$",
         r"average number of \g<what> per \g<of>"),
        (rf"^(?P<start>.*\baverage number of {_THING} per [\w'-]+),?\s+"
         r"(?:make|made|have|had|place|placed|take|took)$",
         r"\g<start>"),
        (rf"^(?P<start>.*\baverage number of {_THING} per [\w'-]+),?\s+[(]?(?:only\s+)?"
         r"(?:among|counting|considering|including|for)"
         r"(?:\s+(?:only|the|those|our))*\s+[\w'-]+\s(?:that|who|which)\s+"
         r"(?:have|has|had|did|do)\s+(?!not\b|never\b|no\b)\w+\)?$",
         r"\g<start>"),
        # Each thing that is counted in the rows has one: "among guests who have booked at least once".
        (rf"^(?P<start>.*\baverage number of {_THING} per [\w'-]+),?\s+[(]?(?:only\s+)?"
         r"(?:(?:among|counting|considering|including|for)(?:\s+(?:only|the|those|our))*\s+[\w'-]+\s+)?"
         rf"(?:that|who|which|with)\b[^,]*?\b{_ANY}.*$",
         r"\g<start>"),
        (rf"^(?:what\s+(?:is|was)\s+)?(?:the\s+)?average number of (?P<what>{_THING}) per (?P<of>[\w'-]+)"
         r",?\s+[(]?"
         rf"(?:including|counting|even|also)\b.*\b{_NONE}.*$",
         r"number of \g<what> divided by number of \g<of>"),
    )
)  # fmt: skip


def _same_as_rows(found: re.Match[str]) -> str:
    """Leave out whose average it is, where the rows are called so already: "shops above the average shop"."""
    said = {stem(word) for word in re.findall(r"[\w'-]+", found.string[: found.start()].casefold())}
    return found["mean"] if stem(found["noun"].casefold()) in said else found.group()


def reword(question: str) -> str:
    """Bring a question to plainer words that mean the same; most questions stay as they are."""
    text = reword_conditions(order_plainly(ask_plainly(turn_round(ask_first(question.strip(" ?.!"))))))
    text = _MEAN_OF.sub(_same_as_rows, say_extremes(text))
    text = among_named(say_everyday(without_emphasis(put_plainly(text, _RULES))))
    return text if text != question.strip(" ?.!") else question
