"""Which table's rows are meant: names in two columns, nouns beside each other, numbers without a name."""

from pathlib import Path
from typing import Any

import pytest

from tests.fakes.question_tables import answer, ingest_tables, shown_rows

TABLES = {
    "regattas": [
        "regattaId,title,year,heldOn",
        *("1,Spring Cup,2019,2019-04-02", "2,Lake Cup,2019,2019-06-07", "3,Spring Cup,2020,2020-04-05"),
    ],
    "skippers": [
        "skipperId,skipperRef,forename,surname,country",
        *("1,hale,Amy,Hale,Malta", "2,holt,Ben,Holt,Samoa", "3,hunt,Cid,Hunt,Malta", "4,hay,Dee,Hay,Samoa"),
    ],
    "sailOuts": [
        "sailOutId,regattaId,skipperId,place,score,ended",
        *("1,1,1,1,10,clean", "2,1,2,2,8,clean", "3,1,3,3,0,capsized", "4,2,1,2,8,clean"),
        *("5,2,2,1,10,clean", "6,2,3,3,0,ashore", "7,3,1,1,10,clean", "8,3,4,2,0,capsized"),
    ],
    "lodges": [
        "Id,OpenedOn,Guests",
        *("1,2013-02-01,40", "2,2014-05-01,70", "3,2014-07-01,30", "4,2015-01-01,90", "5,2016-01-01,20"),
        *("6,2014-02-01,60", "7,2013-05-01,10", "8,2012-07-01,80", "9,2015-04-01,50", "10,2016-08-01,99"),
    ],
    "complaints": [
        "ComplaintNo,LodgeId,OpenedOn,Grade",
        *("1,2,2015-02-01,A", "2,2,2014-05-09,B", "3,3,2016-01-01,A", "4,4,2014-05-01,B", "5,1,2014-03-01,B"),
    ],
    "airings": [
        "Id,Minutes,XLWW",
        *("1,5,7", "1,9,8", "2,4,9", "4,8,6", "6,3,7", "6,1,5", "9,2,4", "10,7,3", "10,6,2"),
    ],
}

MORE = {
    "minesites": ["Id,SiteName", *(f"{n},Pit {n}" for n in range(1, 9))],
    "metals": ["Id,MetalName", *(f"{n},{m}" for n, m in enumerate(["Tin", "Zinc", "Zinc +", "Lead"], 1))],
    "yields": [
        "site_id,metal_id,Purity",
        *("1,1,40", "1,2,60", "2,2,70", "3,3,80", "4,2,50", "5,4,90", "6,1,30", "7,3,20", "8,4,10"),
    ],
    "estates": ["EstateNo,Title", *(f"{n},Estate {n}" for n in range(1, 5))],
    "tenants": [
        "TenantNo,EstateNo,Guild",
        *(f"{n},{n % 4 + 1},{'Red' if n < 5 else 'Blue'}" for n in range(1, 17)),
    ],
    "deeds": ["DeedNo,EstateNo,Price", *(f"{n},{n % 4 + 1},{n * 10}" for n in range(1, 17))],
    "holdings": ["HoldingNo,TenantNo,DeedNo", *(f"{n},{n},{17 - n}" for n in range(1, 17))],
}


@pytest.fixture(scope="module")
def coast(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    return ingest_tables(TABLES, tmp_path_factory.mktemp("coast"))


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("How many sail outs have a score of 10?", [[3]]),
        ("What is the average score of Amy Hale?", [[28 / 3]]),
        ("What percentage of complaints on lodges opened in 2014 have grade B?", [[100 / 3]]),
        ("Write down the surnames of skippers from Malta.", [["Hale"], ["Hunt"]]),
        ("State the percentage of skippers in Malta.", [[50]]),
        ("For skippers from Malta, how many are there?", [[2]]),
        (
            "For lodges opened in 2014, what is the percentage of lodges with more than 50 guests?",
            [[200 / 3]],
        ),
        ("How many lodges have airings of more than 6 minutes?", [[3]]),
        ("What is the average XLWW?", [[51 / 9]]),
    ],
)
def test_the_rows_that_are_meant_are_taken(
    question: str, rows: list[list[Any]], coast: list[dict[str, Any]], tmp_path: Path
) -> None:
    found = answer(question, coast, tmp_path)

    assert found["outcome"] == "answered", found.get("refusal")
    got = [[round(cell, 6) if isinstance(cell, float) else cell for cell in row] for row in shown_rows(found)]
    assert got == [[round(cell, 6) if isinstance(cell, float) else cell for cell in row] for row in rows]


@pytest.mark.parametrize(
    ("question", "wrong"),
    [
        # Regattas are counted, and not how they ended.
        ("What percentage of all regatta sail outs ended capsized?", [[200 / 3]]),
        # The skipper is left out.
        ("Which skipper had the highest score, and in which regatta was it?", [["Spring Cup"]]),
    ],
)
def test_other_rows_are_no_answer(
    question: str, wrong: list[list[Any]], coast: list[dict[str, Any]], tmp_path: Path
) -> None:
    assert shown_rows(answer(question, coast, tmp_path)) != wrong


@pytest.fixture(scope="module")
def mines(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    return ingest_tables(MORE, tmp_path_factory.mktemp("mines"))


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        # Half of the name of a table, and a cell that is another's but for a sign.
        ("How many minesites have Zinc?", [[3]]),
        # What names both says more than the estate that both are of.
        ("How many deeds do Red tenants have?", [[4]]),
    ],
)
def test_tables_are_joined_by_what_is_meant(
    question: str, rows: list[list[Any]], mines: list[dict[str, Any]], tmp_path: Path
) -> None:
    assert shown_rows(answer(question, mines, tmp_path)) == rows


def test_what_is_to_be_listed_is_not_added_up(mines: list[dict[str, Any]], tmp_path: Path) -> None:
    assert answer("List the purities of Pit 1.", mines, tmp_path).get("rows") != [[100]]
