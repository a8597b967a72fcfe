"""Words for money that comes in, and for rows that are amounts of it.

General English only: no entry may name a table, a value or a header of any data set.
"""

from collections.abc import Collection, Sequence

from services.agent.question.language.words import stem

INCOME_WORDS = {stem(word) for word in ["revenue", "turnover", "income"]}
"""Words for the money that rows bring in, where no header is called so."""

MONEY_ROWS = {stem(word) for word in ["payment", "sale", "expense", "refund", "donation", "fee", "deposit"]}
"""What rows are that are amounts of money by themselves: the total of them is no count."""

_EACH = ["transfer", "transaction", "withdrawal", "payout", "invoice", "bill", "fine", "grant", "bonus"]
MONEY_EACH = MONEY_ROWS | set(map(stem, _EACH))
"""What rows are of which each is an amount: the average one is an average of these."""

WORTH_SAID = {stem(word) for word in ["value", "amount", "worth", "money", "volume"]}
"""Words of a question that ask what rows are worth, where no header is called so."""

WORTH_VERBS = frozenset(
    ["spent", "spend", "spends", "paid", "pay", "pays", "give", "gave", "given", "donate"]
)
"""Verbs that speak of what rows are worth."""

_BRINGING = "bring brings brought bring_in brings_in brought_in make makes made earn earned fetch fetched "
_BRINGING += "went_into goes_into go_into"
BRINGING = frozenset(verb.replace("_", " ") for verb in _BRINGING.split())
"""Verbs for what things do that are sold: they bring money in."""

_OUTLAYS = "expense expenditure cost spend spending outlay payroll"
OUTLAY_WORDS = frozenset(map(stem, _OUTLAYS.split()))
"""Words for money that goes out."""

INCOME_PLURALS = frozenset(["takings"])
"""The same as they are written: their stems are of verbs that say much else."""

_EARNED = "earn earned make made take took taken raise raised collect collected bring_in take_in took_in"
EARNING = frozenset(verb.replace("_", " ") for verb in _EARNED.split())
"""Verbs of which ``how much did we`` is what all rows are worth."""

_ADDING = "spend spent pay paid cost earn earned make made bring brought sell sold lose lost use produced"
ADDING_VERBS = frozenset(map(stem, _ADDING.split()))
"""Verbs of which "the most" is the most in all: what a kind of things costs is what all of them cost."""

_ON_TOP = "shipping delivery handling tax vat tip discount late penalty surcharge"
ADDED_WORDS = frozenset(map(stem, _ON_TOP.split()))
"""Words of headers of money that comes on top of what a row is worth, or off it: a shipping fee."""

BACK_WORDS = frozenset(map(stem, ["refund", "refunded", "return", "loss"]))
"""Words of tables and headers of money that is given back, which no revenue is."""


def kind_of(words: Sequence[str]) -> str:
    """Return what the rows of a table are by the stems of its name: expenses, in ``expenses_2024_25``."""
    return next((word for word in reversed(words) if not word.isdigit()), "")


def speaks_of_worth(rows: Sequence[str], said: Collection[str], *, alone: bool) -> bool:
    """Whether a verb is of what rows are worth: what was paid, or what rows of the only table bring in."""
    paid = not WORTH_VERBS.isdisjoint(said) and kind_of(rows) in MONEY_EACH
    return paid or (alone and not BRINGING.isdisjoint(said))
