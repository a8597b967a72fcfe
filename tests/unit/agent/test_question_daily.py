"""What people ask of lists of flats, films, cars, stays and colleagues, in words that no header has."""

from typing import Any

import pytest

from tests.fakes.question_tables import Ask, asking, shown_rows

SHEETS = {
    "staff": [
        "name,age,team,pay,years_of_experience",
        "Ann Koch,34,Money,72000,11",
        "Bo Stein,51,Shop,58000,25",
        "Cy Dorn,25,Shop,36000,1",
    ],
    "flats": [
        "flat_id,address,town,rooms,size_sqm,rent,available_from",
        "1,12 Oak Street,Leeds,2,54,850,2024-05-01",
        "2,3 Mill Lane,Leeds,4,110,1600,2024-06-15",
        "3,77 Hill Road,York,1,31,560,2024-04-10",
    ],
    "films": [
        "title,director,budget_million,box_office_million,rating",
        "Silver Tide,Mara Lind,20,95,7.9",
        "Night Relay,Omar Haddad,12,30,6.8",
        "The Long Loop,Mara Lind,140,110,8.4",
    ],
    "cars": [
        "car_id,brand,model,year,mileage_km,price,seller",
        "1,Toyota,Corolla,2018,64000,14500,Lee Motors",
        "2,BMW,320d,2016,98000,17900,Lee Motors",
        "3,Tesla,Model 3,2021,30000,36900,City Cars",
    ],
    "pupils": [
        "name,subject,age,gpa,home_town,school,sex",
        "Amy Lee,Physics,15,3.8,Cork,Mill School,female",
        "Ben Wu,History,17,2.9,Cork,North School,male",
        "Cleo Park,Physics,14,3.2,Galway,Mill School,female",
    ],
    "squad": [
        "player,club,nationality,goals,seats_left,departure_date",
        "Leo Marsh,Rovers,English,21,4,2024-05-03",
        "Ivan Orlov,United,Russian,0,2,2024-05-04",
    ],
    "expenses": [
        "Date,Vendor,Category,Amount,Paid By",
        "2024-01-04,Staples,Office,120.5,Anna",
        "2024-01-19,Uber,Travel,34.2,Ben",
        "2024-02-02,Hilton,Travel,410,Anna",
    ],
    "stays": [
        "stay_id,guest,room,check_in,nights,price_per_night,rating",
        "1,Ivy Chan,suite,2024-03-02,3,220,5",
        "2,Tom Hill,single,2024-03-05,1,80,3",
        "3,Lea Vogt,double,2024-03-07,5,120,4",
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    return asking(SHEETS, tmp_path_factory.mktemp("daily"))


@pytest.mark.parametrize(
    ("sheet", "question", "rows"),
    [
        # An age is one, and years of experience are none.
        ("staff", "How old is Cy Dorn?", [[25]]),
        ("staff", "Who is over 50?", [["Bo Stein"]]),
        ("staff", "Which people have more than 20 years under their belt?", [["Bo Stein"]]),
        ("flats", "How much is 3 Mill Lane per month?", [[1600]]),
        ("flats", "How many bedrooms does 12 Oak Street have?", [[2]]),
        ("flats", "What is the highest flat id?", [[3]]),
        ("films", "Which film made the most money?", [["The Long Loop"]]),
        ("films", "What did Night Relay take at the cinemas?", [[30]]),
        ("films", "What was the most expensive film to produce?", [["The Long Loop"]]),
        ("films", "How well was Night Relay received?", [[6.8]]),
        # A cell may be called as the rows are by their number.
        ("cars", "Who sells the Model 3?", [["City Cars"]]),
        ("cars", "Who makes the Model 3?", [["Tesla"]]),
        ("cars", "How many kilometres has the Corolla done?", [[64000]]),
        # What stands beside a superlative limits it; where a header says it, no other noun is the rows'.
        ("pupils", "Who is the eldest girl?", [["Amy Lee"]]),
        ("pupils", "Where does Amy Lee come from?", [["Cork"]]),
        ("pupils", "Which discipline has the highest average gpa?", [["Physics"]]),
        ("squad", "When does Ivan Orlov leave?", [["2024-05-04"]]),
        ("squad", "Where does Leo Marsh come from?", [["English"]]),
        ("expenses", "What is the most expensive purchase?", [["Hilton"]]),
        ("expenses", "Total spending per category", [["Office", 120.5], ["Travel", 444.2]]),
        ("stays", "How much does Ivy Chan pay for a night?", [[220]]),
        ("stays", "How many nights did Lea Vogt stay?", [[5]]),
        ("stays", "Who was the happiest guest?", [["Ivy Chan"]]),
        ("stays", "Who was least satisfied?", [["Tom Hill"]]),
    ],
)
def test_what_people_say_is_understood(ask: Ask, sheet: str, question: str, rows: list[Any]) -> None:
    assert shown_rows(ask(sheet, question)) == rows


@pytest.mark.parametrize(
    ("sheet", "question"),
    [
        ("films", "Which film was the biggest flop?"),
        ("films", "Which film was the biggest disgrace?"),
        ("pupils", "Who are the freshmen?"),
        ("squad", "Who keeps goal for United?"),
        ("expenses", "Spending by category and person"),
        ("expenses", "Which month was the most expensive?"),
        ("flats", "What is the most luxurious flat in Leeds?"),
    ],
)
def test_what_nothing_ranks_by_is_refused(ask: Ask, sheet: str, question: str) -> None:
    assert ask(sheet, question)["outcome"] != "answered"
