"""Words that people use for one another in headers and questions.

General English only: no entry may name a table, a value or a header of any data set.
"""

from services.agent.question.words import stem

_SYNONYM_SETS = (
    "revenue sales turnover amount",
    "customer client buyer",
    "employee staff worker personnel colleague person",
    "salary pay wage earnings compensation",
    "price cost fee",
    "quantity qty unit",
    "population inhabitant citizen resident person populous populated",
    "area size",
    "length duration long",
    "height elevation altitude high tall",
    "country nation",
    "city town",
    "phone telephone mobile",
    "email mail",
    "department division",
    "diagnosis illness disease sickness ailment",
    "gender sex",
    "nationality citizenship",
    "opponent rival adversary",
    "result outcome",
    "venue stadium arena ground",
    "attendance crowd spectator",
    "home residence",
    "spouse husband wife",
    "occupation profession",
    "language tongue",
    "winner champion victor",
    "director filmmaker",
    "author writer",
    "school college university",
    "episode installment",
    "constructor manufacturer maker",
    "channel network station",
    "date day",
    "capacity seat",
    "nickname mascot",
    "speed velocity",
    "party affiliation",
    "race ethnicity",
    "company firm business",
    "goal target",
    "supplier vendor",
    "product item article",
    "order purchase",
    "student pupil",
    "teacher instructor",
    "grade mark",
    "team club squad",
    "player athlete",
    "film movie",
    "song track",
    "location place venue site",
    "job position title role",
    "profit margin gain",
    "expense spending",
    "discount rebate",
    "category type kind class",
    "weight heavy",
    "age old",
    "border neighbor neighbour adjoin adjacent surround neighboring neighbouring bordering",
    "traverse cross run flow pass",
    "stock inventory",
    "warehouse depot",
    "invoice bill",
    "manager boss supervisor",
    "rating stars",
    "start begin",
    "end finish",
)
"""Words that people use for one another in headers and questions."""

SYNONYMS: dict[str, set[str]] = {}
"""Stem -> the stems that may stand for it."""
for _set in _SYNONYM_SETS:
    _stems = {stem(word) for word in _set.split()}
    for _word in _stems:
        SYNONYMS.setdefault(_word, set()).update(_stems - {_word})
