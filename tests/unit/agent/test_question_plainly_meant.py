"""Questions to the only table in everyday words: what verbs, cells and headers of it are meant by."""

from pathlib import Path
from typing import Any

import pytest

from tests.fakes.question_tables import answer, ingest_files, write_csv

PUPILS = [
    "first_name,surname,gender,age,form,class_tutor,way_to_school,lunch,days_missed",
    "Ada,Lark,girl,9,4B,Mr Oak,bicycle,school meal,3",
    "Ada,Moss,girl,10,4B,Mr Oak,bus,own sandwich,11",
    "Bo,Reed,boy,11,5A,Ms Pine,bicycle,own sandwich,0",
    "Cy,Vane,boy,9,5A,Ms Pine,bus,school meal,7",
    "Di,Wren,girl,12,5A,Ms Pine,bus,school meal,30",
]
BOATS = [
    "boat_name,hull_type,paint_tone,months_moored,mooring_fee,berths,repair_reason,state",
    "Tern,sloop,dark,4,80,2,sail tear,afloat",
    "Gull,ketch,light,30,120,4,engine failure,ashore",
    "Rook,sloop,dark,12,90,1,hull injury,afloat",
    "Wren,ketch,light,9,150,6,engine failure,afloat",
    "Lark,ketch,dark,7,110,1,sail tear,ashore",
]
BASKETS = [
    "basket_no,client_name,article,quantity,basket_total,paid_via,town,shipping_days,rating",
    "B-1,Ivo Lark,oak shelf,3,120,card,Dell,4,2",
    "B-2,Jan Wolde,oak shelf,5,200,card,Ford,26,5",
    "B-3,Kit Yarrow,hat loaf,2,28,invoice,Dell,1,4",
    "B-4,Lou Marsh,hat loaf,9,126,card,Ford,30,3",
]


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, Any]]]:
    made = {}
    for name, lines in {"pupils": PUPILS, "boats": BOATS, "baskets": BASKETS}.items():
        folder = tmp_path_factory.mktemp(name)
        made[name] = ingest_files([write_csv(folder, name, lines)], folder / "out")
    return made


@pytest.mark.parametrize(
    ("name", "question", "expected"),
    [
        ("pupils", "Number in 4B?", [[2]]),
        ("pupils", "How many girls under 12 are there?", [[2]]),
        ("pupils", "Average days missed of girls in 4B under 10", [[3]]),
        # What rows do, or have to, is told by the cell or the figure behind it.
        ("pupils", "How many kids cycle to school?", [[2]]),
        ("pupils", "How old is the youngest child who takes the bus?", [[9]]),
        ("pupils", "How old are the pupils on average, split up by form?", [["4B", 9.5], ["5A", 32 / 3]]),
        ("pupils", "How many days did the girls miss between them?", [[44]]),
        ("pupils", "Who is older than 11?", [["Di", "Wren"]]),
        ("pupils", "How many youngsters who have not turned 10 yet take the bus?", [[1]]),
        # Cells of two words in another order and form; a kind told in words beside its cell.
        ("boats", "How many boats are here because of a failing engine?", [[2]]),
        ("boats", "How many boats had a tear in the sail?", [[2]]),
        ("boats", "What is the number of boats whose paint shade is dark?", [[3]]),
        ("boats", "What is the highest mooring fee of boats where the hull kind is sloop?", [[90]]),
        ("boats", "How many boats have just one berth?", [[2]]),
        ("boats", "How long do dark boats stay here on average?", [[23 / 3]]),
        ("boats", "What is the longest stay of a sloop?", [[12]]),
        # Pieces of goods, what they bring in, how long they took, how people do what.
        ("baskets", "How many hat loaves do we have to bake?", [[11]]),
        ("baskets", "How many oak shelves went to Dell?", [[3]]),
        ("baskets", "How much money did the oak shelves bring in?", [[320]]),
        ("baskets", "How long did baskets to Ford take on average?", [[28]]),
        ("baskets", "How do our clients pay, and how many in each way?", [["card", 3], ["invoice", 1]]),
        ("baskets", "How many shipping days did baskets to Ford wait on average?", [[28]]),
        ("baskets", "Which clients gave a rating below 4, and where do they live? Names only.", None),
    ],
)  # fmt: skip
def test_everyday_words_mean_what_the_table_has(
    name: str, question: str, expected: list[list[Any]] | None, tables: dict[str, Any], tmp_path: Path
) -> None:
    found = answer(question, tables[name], tmp_path)

    if expected is None:
        assert found["outcome"] != "answered" or len(found["rows"][0]) > 1
        return
    assert found["outcome"] == "answered", found
    shown = found.get("answer_columns") or range(len(found["columns"]))
    assert sorted([row[at] for at in shown] for row in found["rows"]) == [
        [pytest.approx(cell) if isinstance(cell, float) else cell for cell in row] for row in sorted(expected)
    ]


@pytest.mark.parametrize(
    ("name", "question"),
    [
        ("baskets", "How many clients sent their oak shelf back?"),  # Nothing tells of it.
        ("baskets", "How many people collected their basket themselves?"),
        ("boats", "What is the captain's mate of boats in dark paint?"),
        ("boats", "What is the highest number of trips made of sloops?"),
        ("pupils", "How many pupils eat in the school?"),
    ],
)
def test_what_no_column_tells_is_not_answered(
    name: str, question: str, tables: dict[str, Any], tmp_path: Path
) -> None:
    assert answer(question, tables[name], tmp_path)["outcome"] != "answered"
