"""Questions that ask for a cell by what it is to people, in words that no header has."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from services.agent.question.byrole import say_by_role
from services.agent.question.language.everyday.concepts import lines_of
from services.agent.question.language.roles import RoleTurn, read_role, read_rule, roles_in
from tests.consistency.sources import ROOT
from tests.fakes.question_tables import answer, catalog_of, ingest_tables, shown_rows

FLATS = [
    "apt_no,quarter,size_sqm,rent,storey,lodger",
    "201,Quay,40,700,1,Ada Lark", "202,Mound,95,1300,4,Ben Moss", "203,Quay,62,900,2,Cyd Reed",
    "204,Mound,51,650,3,Dot Vane", "205,Quay,80,1500,6,Eli Wren",
]  # fmt: skip
BEASTS = [
    "name,kind,age,weight_kg,cage,keeper,feed",
    "Bruno,bear,11,310,West,Ms Pine,fish", "Tilly,goat,4,38,Yard,Mr Oak,hay",
    "Momo,ape,9,60,East,Ms Pine,fruit",
]  # fmt: skip
GOODS = [
    "good_id,good_name,price,stock,supplier",
    "1,Anvil,90,4,Smithy", "2,Bucket,12,70,Coopers", "3,Candle,3,400,Waxen", "4,Dresser,450,2,Joinery",
]  # fmt: skip
SALES = [
    "sale_id,good_id,buyer,quantity,sold_on",
    "1001,2,Fay,5,2024-03-02", "1002,3,Gus,40,2024-03-09", "1003,2,Hal,7,2024-04-11",
    "1004,1,Ida,1,2024-05-30", "1005,4,Jon,1,2024-06-17",
    "1006,3,Kim,25,2024-07-05",
]  # fmt: skip
INNS = [
    "inn_id,name,town,price_per_night,rooms",
    "1,Swan,Dell,80,40",
    "2,Bell,Dell,120,25",
    "3,Crown,Ford,60,60",
]
STAYS = [
    "stay_id,guest_name,inn_id,check_in,nights,guests",
    "1,Fay Ash,1,2024-01-04,3,2", "2,Gus Birch,2,2024-02-11,9,1", "3,Hal Cedar,3,2024-03-20,5,4",
    "4,Ida Dale,1,2024-04-02,1,2",
]  # fmt: skip
LANDS = [
    "land,region,population,area_km2,gdp_bn,tongue,coin,life_expectancy",
    "Arl,North,500,90,20,Arlish,crown,71.5", "Bryn,North,900,40,70,Brynish,mark,80.2",
    "Cove,South,300,200,35,Arlish,mark,77.0", "Dunn,South,650,120,90,Dunnish,penny,69.9",
]  # fmt: skip
CARTS = [
    "cart,top_speed,mpg,rating,budget",
    "Oxen,31,40.5,3.1,900", "Mule,28,51.2,4.4,700", "Pony,44,33.9,2.7,1200", "Dray,19,29.0,3.9,400",
]  # fmt: skip


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, Any]]]:
    made = {
        "flats": {"apartments": FLATS},
        "beasts": {"animals": BEASTS},
        "shop": {"goods": GOODS, "sales": SALES},
        "inns": {"inns": INNS, "stays": STAYS},
        "lands": {"lands": LANDS},
        "carts": {"carts": CARTS},
    }
    folders = {name: tmp_path_factory.mktemp(name) for name in made}
    return {name: ingest_tables(lines, folders[name]) for name, lines in made.items()}


@pytest.mark.parametrize(
    ("name", "question", "expected"),
    [
        ("flats", "How much does apartment 203 cost a month?", [[900]]),
        ("flats", "What do you pay for flat 203?", [[900]]),
        ("flats", "What does an apartment in Quay cost on average?", [[1033.3333333333333]]),
        ("flats", "How high up is flat 204?", [[3]]),
        ("beasts", "Who takes care of Tilly?", [["Mr Oak"]]),
        ("beasts", "Who is in charge of Momo?", [["Ms Pine"]]),
        ("beasts", "What do we feed Bruno?", [["fish"]]),
        ("beasts", "Where does Momo live?", [["East"]]),
        ("beasts", "How many kilos does Bruno weigh?", [[310]]),
        ("beasts", "How many years has Momo lived?", [[9]]),
        ("shop", "How much is the Anvil?", [[90]]),
        ("shop", "What do we charge for the Dresser?", [[450]]),
        ("shop", "How many Buckets are left?", [[70]]),
        ("shop", "Where do we get the Candle from?", [["Waxen"]]),
        ("shop", "Of which goods do we have fewer than 5 left?", [["Anvil"], ["Dresser"]]),
        ("shop", "How many Buckets did we sell?", [[12]]),
        ("shop", "Which good was bought the most?", [["Candle"]]),
        ("shop", "By whom was sale 1003 made?", [["Hal"]]),
        ("inns", "How much does a night at the Swan cost?", [[80]]),
        ("inns", "How much does it cost to stay at the Bell for one night?", [[120]]),
        ("inns", "At which inn do you pay the least per night?", [["Crown"]]),
        ("inns", "Which guest stayed the longest?", [["Gus Birch"]]),
        ("inns", "Who booked a room at the Swan?", [["Fay Ash"], ["Ida Dale"]]),
        ("inns", "When does the guest of stay 3 arrive?", [["2024-03-20"]]),
        ("lands", "Where do the most people live?", [["Bryn"]]),
        ("lands", "How many people live in each region?", [["North", 1400], ["South", 950]]),
        ("lands", "How much land does Cove have?", [[200]]),
        ("lands", "Where do people live the longest?", [["Bryn"]]),
        ("lands", "Which land has the biggest economy?", [["Dunn"]]),
        ("carts", "Which cart needs the least fuel?", [["Mule"]]),
        ("carts", "Which cart do people like best?", [["Mule"]]),
        ("carts", "Which cart cost the most to build?", [["Pony"]]),
        ("carts", "Which cart is the thirstiest?", [["Dray"]]),
        ("carts", "Which is the most frugal cart?", [["Mule"]]),
        ("beasts", "Which animal is the heaviest?", [["Bruno"]]),
        ("inns", "What is the lowest price per night?", [[60]]),
    ],
)
def test_what_is_asked_for_by_what_it_is_is_found(
    tables: dict[str, list[dict[str, Any]]],
    tmp_path: Path,
    name: str,
    question: str,
    expected: Sequence[Sequence[Any]],
) -> None:
    found = answer(question, tables[name], tmp_path)

    assert found["outcome"] == "answered", found
    rows = sorted([str(cell) for cell in row] for row in shown_rows(found))
    assert rows == sorted([str(cell) for cell in row] for row in expected)


@pytest.mark.parametrize(
    ("name", "question"),
    [
        ("beasts", "How much does Tilly cost?"),
        ("beasts", "How much money does Bruno have?"),
        ("inns", "How many people can the Crown hold?"),
    ],
)
def test_nothing_is_told_of_what_no_header_says(
    tables: dict[str, list[dict[str, Any]]], tmp_path: Path, name: str, question: str
) -> None:
    assert answer(question, tables[name], tmp_path)["outcome"] != "answered"


def test_a_figure_that_is_named_is_no_row_that_has_another(tmp_path: Path) -> None:
    wages = ["emp_no,first_name,annual_salary", "1,Ann,50000", "2,Bob,70000", "3,Cyd,61000"]
    shifts = ["shift_id,emp_no,hourly_rate", "1,1,40.5", "2,3,22.0", "3,2,30.25"]
    made = ingest_tables({"employees": wages, "shifts": shifts}, tmp_path)

    assert shown_rows(answer("What is the highest annual salary?", made, tmp_path)) == [[70000]]
    assert shown_rows(answer("What is the lowest annual salary?", made, tmp_path)) == [[50000]]


def test_a_header_of_the_rows_asked_for_is_not_one_of_another_table(tmp_path: Path) -> None:
    pupils = ["pupil_id,first_name,rating", "1,Ann,3.5", "2,Bob,2.5", "3,Cyd,4.0"]
    tests = ["test_id,pupil_id,grade", "1,1,C", "2,3,A", "3,2,B"]
    made = ingest_tables({"pupils": pupils, "tests": tests}, tmp_path)

    assert "rating" not in str(answer("Which test has the lowest grade?", made, tmp_path)["sql"])


def test_what_is_understood_surely_is_asked_in_no_other_words(tmp_path: Path) -> None:
    works = ["title,director,maker", "Dune,Ann Lee,Mill", "Reef,Bob Ray,Yard"]
    made = ingest_tables({"films": works}, tmp_path)
    catalog = catalog_of(made)

    assert list(say_by_role("who is the maker of Dune", catalog, turn=RoleTurn.LATER))
    assert shown_rows(answer("What is the maker of Dune?", made, tmp_path)) == [["Mill"]]


def test_a_price_per_night_tells_no_nights(tmp_path: Path) -> None:
    catalog = catalog_of(ingest_tables({"inns": INNS}, tmp_path))

    assert not list(say_by_role("how long do guests stay at the Swan", catalog, turn=RoleTurn.LATER))


def test_each_line_of_the_roles_can_be_read() -> None:
    path = ROOT / "services" / "agent" / "question" / "language" / "roles.txt"
    for line in lines_of(path.read_text(encoding="utf-8")):
        head, *wordings = line.split("|")
        role = read_role(head)

        assert all(tier for tier in role.tiers), line
        for wording in wordings:
            firsts, rule = read_rule(wording.strip(), role)
            assert firsts, wording
            assert rule.pattern.pattern.startswith("^"), wording


def test_a_wording_without_its_words_is_not_tried() -> None:
    assert not list(roles_in("who is older than 60", turn=RoleTurn.LATER))
    assert not list(roles_in("", turn=RoleTurn.LATER))
    assert [rule.role.kind for _, rule in roles_in("how much is X left of", turn=RoleTurn.LATER)][:1] == ["n"]
