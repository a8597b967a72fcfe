"""Verbs and nouns for taking part in something, which say nothing of how: ``works on``, ``is in``, ``takes``.

General English only. Verbs that say of which part only (who failed it, left it, leads it) are none of these.
"""

from services.agent.question.language.words import stem, word_root

_PARTAKING_WORDS = """
    work participate partake attend enrol enroll take study learn register sign belong serve act appear star
    feature perform treat see visit consult examine supply deliver provide sell stock carry offer make produce
    manufacture borrow read loan teach instruct tutor use involve assign contribute help assist collaborate
    engage staff buy purchase order direct have
"""
_PARTAKING = frozenset(map(word_root, _PARTAKING_WORDS.split()))
_IRREGULAR = {
    "took": "take", "taken": "take", "taught": "teach", "saw": "see", "seen": "see", "sold": "sell",
    "made": "make", "bought": "buy", "has": "have", "had": "have", "having": "have",
}  # fmt: skip
PARTAKERS = (
    r"(?:team\s+)?members?|people|participants?|attendees?|contributors?|team|staff|crew|cast|"
    r"everyone|everybody"
)
"""What those are called who take part in something, whatever it is."""


_DOERS = """
    take study attend enrol enroll learn register | student pupil learner trainee attendee participant
    act appear star perform feature | actor actress performer cast
    treat examine operate | doctor physician surgeon nurse dentist vet therapist
    borrow read | member borrower reader patron
    supply deliver provide | supplier vendor provider distributor
    serve | waiter server agent
    visit consult see | patient visitor client
    sell | salesperson seller salesman agent dealer employee staff clerk representative
    buy order purchase | customer buyer client shopper
"""
"""Verbs, then those of whom they are said first, where several kinds of things might do it."""
DOERS_FIRST = {
    word_root(verb): frozenset(map(stem, doers.split()))
    for verbs, doers in (line.split("|") for line in _DOERS.strip().splitlines())
    for verb in verbs.split()
}


def verb_root(verb: str) -> str:
    """Return the root of a verb, of an irregular form too."""
    said = verb.casefold()
    return word_root(_IRREGULAR.get(said, said))


def is_partaking(verb: str) -> bool:
    """Whether a verb says no more than that something takes part in something."""
    return verb_root(verb) in _PARTAKING
