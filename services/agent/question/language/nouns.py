"""Nouns and other words that tell what a table's rows are from what they have, where no header says it.

General English only: no entry may name a table, a value or a header of any data set.
"""

from services.agent.question.language.vocabulary import PERSON_WORDS, PLACE_WORDS
from services.agent.question.language.words import stem

_NAMED = (
    "school college university institution academy county district continent nation brand company club team"
)
NAMED_NOUNS = frozenset([*PLACE_WORDS, *PERSON_WORDS, *(stem(word) for word in _NAMED.split())])
"""Nouns for what bears a name: what a row is where its name stands under no other header than that."""
_ATTRIBUTES = """
    year date day month time season week price cost amount salary age height weight length area size
    population speed distance score rank position status type category kind color colour name title number
    code nationality gender sex language reason result margin percentage share rate ratio value budget
    revenue income religion profession occupation genre
"""
ATTRIBUTE_NOUNS = frozenset([*NAMED_NOUNS, *(stem(word) for word in _ATTRIBUTES.split())])
"""Nouns for what a row has: where no header says so, they are not what a row is."""

_COUNTED = """
    people person fan spectator viewer vote point goal dollar mile kilometer kilometre meter metre foot hour
    minute second day week month year time win loss draw child inhabitant resident passenger seat copy unit
    medal assist run lap yard carat ton pound euro
"""
COUNTED_NOUNS = frozenset(stem(word) for word in _COUNTED.split())
"""Nouns that a cell counts: ``how many votes`` asks for a figure, hardly ever for the number of rows."""

_PLAYED = "games matches fixtures bouts fights races innings rounds contests legs frames"
PLAYED_NOUNS = frozenset(stem(word) for word in _PLAYED.split())
"""What is won, lost and played."""

_FIGURES = "position peak figure count value number total rating ranking rank reading mark place time amount"
FIGURE_NOUNS = frozenset(stem(word) for word in _FIGURES.split())
"""Nouns after a header that say no more than the header does."""

_KINDS = "group tier band bracket zone floor storey deck gate stage phase cohort class category type"
KIND_NOUNS = frozenset(stem(word) for word in _KINDS.split())
"""Nouns of headers under which even a number only says of which kind a row is: an age group."""

_PRONOUNS = "he she him himself herself themselves somebody someone anyone anybody"
PRONOUNS = frozenset(_PRONOUNS.split())
"""Words for whom the only table is about."""

_PLACING = """
    first last next previous final only same other another opposite latest earliest initial second third
    fourth fifth top bottom best worst former current consecutive total combined overall single most least
    more less together alone ever one others
    fewer half twice once double several few many much each every both neither either low lower high higher
"""
PLACING_WORDS = frozenset(_PLACING.split())
"""Adjectives that say which of the rows, and how many of them: never to be passed over."""
