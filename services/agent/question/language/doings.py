"""What verbs are about: the headers of their figures, and of what is done.

General English only: no entry may name a table, a value or a header of any data set.
"""

from services.agent.question.language.everyday.doing import hints_of
from services.agent.question.language.words import stem

VERB_HINTS: dict[str, tuple[str, ...]] = hints_of("v") | {
    stem(verb): tuple(stem(hint) for hint in hints.split())
    for verbs, hints in (
        ("earn earns earned make makes", "salary wage pay income earnings gross"),
        ("paid pay pays paying", "salary wage pay income earnings price cost fee rent fare bill"),
        ("cost costs", "price cost fee rate charge rent fare bill"),
        ("want wants ask asks charge charges charged need needs take takes", "price cost fee rent fare bill"),
        ("spend spends spent", "price cost expense spending amount bill"),
        ("weigh weighs weighed", "weight mass"),
        ("last lasts lasted", "duration length time"),
        ("score scores scored", "score points goals"),
        ("sell sold sells", "sales quantity units revenue"),
        ("watch watches watched viewed", "viewer audience viewership"),
    )
    for verb in verbs.split()
}
"""Verb -> the headers that it is about, in order of preference."""

VERB_OBJECTS: dict[str, tuple[str, ...]] = hints_of("o") | {
    stem(verb): tuple(stem(noun) for noun in nouns.split())
    for verbs, nouns in (
        ("suffer suffers suffered ail", "diagnosis illness disease condition"),
        ("study studies studied", "major subject course field degree"),
        ("speak speaks spoke spoken", "language"),
        ("live lives lived reside", "city town home residence address country"),
        ("work works worked", "job occupation profession title role"),
        ("teach teaches taught learn learns learnt learned", "subject course"),
        ("drive drives drove", "car vehicle model"),
        (
            "buy buys bought order orders ordered purchase purchases purchased sell sells sold",
            "product item article",
        ),
    )
    for verb in verbs.split()
}
"""Verb -> the headers of what is done, asked for by ``what does … study``, in order of preference."""
