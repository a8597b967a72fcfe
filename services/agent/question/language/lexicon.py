"""The words that mean something by themselves, whatever the tables hold.

General English only: no entry may name a table, a value or a header of any data set.
"""

from enum import StrEnum

from services.agent.question.language.everyday import degrees
from services.agent.question.language.light import LIGHT
from services.agent.question.language.words import fold


class Sense(StrEnum):
    """What a word or phrase of the question does in it."""

    HOW_MANY = "how many"
    HOW_MUCH = "how much"
    SUM = "sum"
    AVERAGE = "average"
    MEDIAN = "median"
    MINIMUM = "minimum"
    MAXIMUM = "maximum"
    DISTINCT = "distinct"
    SHARE = "share"
    DIFFERENCE = "difference"
    GROWTH = "growth"
    RATIO = "ratio"
    RUNNING = "running"
    HIGHEST = "highest"
    LOWEST = "lowest"
    TOP = "top"
    BOTTOM = "bottom"
    MORE = ">"
    AT_LEAST = ">="
    LESS = "<"
    AT_MOST = "<="
    EQUAL = "="
    UNEQUAL = "<>"
    BETWEEN = "between"
    CONTAINS = "contains"
    STARTS = "starts with"
    ENDS = "ends with"
    MISSING = "missing"
    PRESENT = "present"
    WITHOUT = "without"
    NOT = "not"
    AND = "and"
    OR = "or"
    BY = "by"
    SINCE = "since"
    UNTIL = "until"
    AFTER = "after"
    BEFORE = "before"
    OF = "of"
    IN = "in"
    WITH = "with"
    NAMED = "named"
    THAT = "that"
    BE = "be"
    DO = "do"
    HAVE = "have"
    LIST = "list"
    WHICH = "which"
    WHERE = "where"
    WHEN = "when"
    WHO = "who"
    HOW = "how"
    ALL = "all"
    ORDER = "order"
    DESCENDING = "descending"
    ASCENDING = "ascending"
    ROWS = "rows"
    ONLY = "only"
    LIGHT = "light"
    FILLER = "filler"


PHRASES: dict[Sense, str] = {
    Sense.HOW_MANY: (
        "how many|numbers of|how many times|number of times|number of|count of|count|the count of|"
        "amount of times|total number of|how often|headcount|head count|headcount of|head count of|"
        "tally of|the tally of"
    ),
    Sense.HOW_MUCH: "how much|by how much|how much money|how much cash|what sum of money",
    Sense.SUM: (
        "summed|summed up|added together|total|sum|sum of|total of|combined|altogether|in total|"
        "overall total|added up|together|summing|summing up|sum up to|sums up to|"
        "add up to|adds up to|amount to|amounts to|all told|all in all|put together|taken together|"
        "between them|among them|all taken together|all put together|all together"
    ),
    Sense.MEDIAN: "median",
    Sense.AVERAGE: (
        "averaged|average|mean|avg|on average|typical|typically|usual|usually|on an average|in average|"
        "averaging|normally|generally|in general|as a rule|ordinarily|on the whole|tend to|tends to|"
        "tended to|expect to|expects to|to be expected"
    ),
    Sense.MINIMUM: "minimum|min",
    Sense.MAXIMUM: "maximum|max",
    Sense.SHARE: (
        "share of|percentage of|percent of|proportion of|fraction of|what share|what percentage|"
        "what percent|what proportion|what fraction|share|percentage|proportion|as a percentage of|"
        "in percent of|as a percentage|as percentage|in percent"
    ),
    Sense.DIFFERENCE: "difference in|difference between|difference|difference of|the difference in",
    Sense.RATIO: "ratio|ratio of|ratio between|the ratio of",
    Sense.GROWTH: (
        "growth|growth in|growth of|grow|grew|grown|growth rate|increase in|increase of|growth rate of|"
        "percentage change in|percent change in|percentage change of|percentage growth of|growth in the|"
        "percentage growth in|year over year|month over month|quarter over quarter|week over week|yoy|"
        "year on year|month on month|quarter on quarter|from month to month|from year to year|"
        "from quarter to quarter"
    ),
    Sense.RUNNING: (
        "running total of|running total|running sum of|running sum|cumulative total of|cumulative total|"
        "cumulative sum of|cumulative sum|cumulative|cumulated"
    ),
    Sense.DISTINCT: "kinds of|sorts of|different|distinct|unique",
    Sense.TOP: "top",
    Sense.BOTTOM: "bottom",
    Sense.HIGHEST: (
        "most common|most popular|most frequent|most often|most frequently|most commonly|"
        "highest|most|greatest|largest|biggest|maximal|highest paid|best paid|top paid|highest earning|"
        "top earning|best selling|top selling|most sold"
    ),
    Sense.LOWEST: (
        "lowest|least|fewest|smallest|minimal|least common|least popular|least often|least frequent|"
        "least frequently|lowest paid|worst paid|lowest earning|worst selling|least sold"
    ),
    Sense.MORE: (
        "more expensive than|more costly than|pricier than|heavier than|faster than|wider than|deeper than|"
        "richer than|costlier than|more populous than|more than|greater than|larger than|bigger than|"
        "higher than|over|above|exceeding|exceeds|exceed|exceeded|in excess of|>|longer than|older than|"
        "upwards of|taller than|later than|better than"
    ),
    Sense.AT_LEAST: (
        "at least|no less than|not less than|greater than or equal to|more than or equal to|>=|"
        "no fewer than|minimum of|or more than|equal to or greater than|equal to or more than|not under|"
        "not below|larger than or equal to"
    ),
    Sense.LESS: (
        "less expensive than|less costly than|lighter than|slower than|poorer than|narrower than|less than|"
        "worse than|fewer than|smaller than|lower than|under|below|<|shorter than|younger than|cheaper than|"
        "earlier than"
    ),
    Sense.AT_MOST: (
        "at most|no more than|not more than|less than or equal to|<=|up to|maximum of|not over|"
        "equal to or less than|smaller than or equal to|not above|not exceeding"
    ),
    Sense.EQUAL: "equals|equal to|=|==|exactly|equal|is exactly|same as",
    Sense.UNEQUAL: (
        "not equal to|!=|<>|other than|different from|except|excluding|except for|is not|are not|isn't|"
        "aren't|apart from|besides|aside from|was not|were not|but not"
    ),
    Sense.BETWEEN: "between|from between|ranging from|in between",
    Sense.CONTAINS: (
        "contains|contain|containing|includes the word|including the word|contains the word|"
        "containing the word|with the word|containing the text|contains the text|has the word"
    ),
    Sense.STARTS: (
        "starts with|start with|starting with|begins with|begin with|beginning with|starts with the letter|"
        "starting with the letter|begins with the letter|beginning with the letter|start with the letter|"
        "begin with the letter"
    ),
    Sense.ENDS: "ends with|end with|ending with|ends in|ending in|end in",
    Sense.MISSING: "missing|empty|blank|null|unknown|not given|not known|not filled in|not set|unset",
    Sense.PRESENT: "not missing|not empty|not blank|not null|is given|is known|filled in",
    Sense.WITHOUT: (
        "without|with no|without a|without any|lacking|have no|has no|having no|had no|do not have|"
        "don't have|does not have|doesn't have|did not have|didn't have|that lack|do not have a|"
        "does not have a|do not have any|don't have any|have never|has never|with missing|not having"
    ),
    Sense.NOT: (
        "not|never|no|non|don't|doesn't|didn't|do not|does not|did not|haven't|hasn't|hadn't|"
        "still have to|still has to|still need to|still needs to|have yet to|has yet to|yet to"
    ),
    Sense.AND: "and|as well as|and also|&|but|along with",
    Sense.OR: "or|either",
    Sense.BY: (
        "by|per|for each|for every|grouped by|group by|broken down by|in each|in every|of each|by each|"
        "split by|split up by|divided up by|separated by|depending on|for all|each|every|at each"
    ),
    Sense.SINCE: "since|from|starting from|on or after|at or after|starting",
    Sense.UNTIL: "until|till|through|up until|on or before|at or before",
    Sense.AFTER: "after|later than",
    Sense.BEFORE: "before|prior to|earlier than",
    Sense.OF: "of|for|'s",
    Sense.IN: (
        "versus|vs|among|amongst|amid|in the course of|"
        "in|from|at|on|inside|within|through|to|into|onto|against|during|"
        "out of|across|"
        "under the"
    ),
    Sense.WITH: (
        "together with|with|having|whose|where the|for which the|when the|if|if the|in which|in which the|"
        "for which|when there is|when there are|if there is|at which|on which|when|while|whilst|with the|"
        "because of|due to|owing to|on account of"
    ),
    Sense.NAMED: "named|called|titled|name of|by the name of|known as",
    Sense.THAT: (
        "that|which are|which is|who are|who is|that are|that is|which were|who were|that were|that was|"
        "who was|which was"
    ),
    Sense.BE: "is|are|was|were|be|been|being|am|'s",
    Sense.DO: "do|does|did|can|could|would|should|must|might|shall|will",
    Sense.HAVE: "has|have|had",
    Sense.LIST: (
        "list|show|show me|give|give me|name|find|display|tell me|return|get|get me|fetch|select|i want|"
        "i want to see|i would like to see|could you tell me|can you tell me|what are|what is|what was|"
        "what were|what's|whats|please list|please show|state the|identify|find me|see|provide|"
        "enumerate|itemise|itemize"
    ),
    Sense.WHICH: "which|what",
    Sense.WHERE: "where",
    Sense.WHEN: "when|on what date|on which date",
    Sense.WHO: "who|whom",
    Sense.HOW: "how",
    Sense.ALL: "all|all the|all of the|every|any|any of the|everything",
    Sense.ORDER: "sorted by|ordered by|sort by|order by|ranked by|in order of|ranked in order of",
    Sense.DESCENDING: (
        "highest first|largest first|biggest first|most first|from highest to lowest|"
        "from largest to smallest|from most to least|from high to low|high to low|highest to lowest|"
        "descending|in descending order|desc|from biggest to smallest|newest first|latest first|"
        "most recent first|largest to smallest|in decreasing order|decreasing|from best to worst|"
        "with the highest first|with the largest first"
    ),
    Sense.ASCENDING: (
        "lowest first|smallest first|fewest first|least first|from lowest to highest|"
        "from smallest to largest|from least to most|from low to high|low to high|lowest to highest|"
        "ascending|in ascending order|oldest first|earliest first|smallest to largest|in increasing order|"
        "increasing|alphabetically|in alphabetical order|with the lowest first|with the smallest first"
    ),
    Sense.ONLY: "only|solely|exclusively",
    Sense.ROWS: "rows|records|entries|responses|rows of|records of|entries of|row|record|entry",
    Sense.LIGHT: "|".join(LIGHT),
    Sense.FILLER: (
        "have to|has to|had to|need to|needs to|needed to|want to|wants to|wanted to|get to|gets to|got to|"
        "end up|ends up|ended up|happen to|happens to|happened to|able to|supposed to|manage to|managed to|"
        "roughly|roughly speaking|really|actually|simply|basically|these days|nowadays|at the moment|at all|"
        "of them|of them all|all of them|of the lot|of these|of those|in particular|when it comes to|"
        "in terms of|more or less|in practice|in fact|by the way|for me|for you|for them|"
        "that is to say|i.e|i e|exactly how many|in all|"
        "at least one|at least 1|one or more|from us|to us|with us|for us|of ours|here|by now|"
        "at present|right now|"
        "with the company|at the company|in the company|in our company|at our company|"
        "anything|something|ever|still|already|kind of|types of|type of|the|a|an|#|please|me|us all|our|my|"
        "their|its|his|her|we|i|you|it|they|he|she|him|"
        "this|these|those|table|data|there|as|also|just|"
        "according to this table|according to the table|on the list|on this list|in the table|"
        "in this table|on the chart|on this chart|in the list|listed in the table|in the data|overall|"
        "currently|so far|exactly how many of|s|then|so|names|names of|value|values|recorded value|"
        "distinct name|altogether there|out there|did we|do we|we had|total of the"
    ),
}
"""Every phrase with its sense, separated by bars. Longer phrases win over shorter ones."""

SENSES: dict[tuple[str, ...], tuple[Sense, ...]] = {}
"""Folded words of a phrase -> its senses."""
for _sense, _phrases in PHRASES.items():
    for _phrase in _phrases.split("|"):
        _key = tuple(_word.replace("n't", "n t") for _word in fold(_phrase).split())  # As words are cut.
        SENSES[_key] = (*SENSES.get(_key, ()), _sense)
for _phrase, _up in (*degrees.SUPERLATIVES.items(), *degrees.COMPARATIVES.items()):
    _key = tuple(_phrase.split())
    if len(_key) > 1 and _key not in SENSES:
        _senses = (Sense.MORE, Sense.LESS) if _key[-1] == "than" else (Sense.HIGHEST, Sense.LOWEST)
        SENSES[_key] = (_senses[0] if _up else _senses[1],)

LONGEST_PHRASE = max(len(key) for key in SENSES)
"""Most words that one phrase of the lexicon has."""
