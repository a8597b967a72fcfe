"""Everyday words for what headers say, over ten trades, in tables that were made for it."""

import json
from pathlib import Path

import pytest

from services.agent.question import Catalog, Outcome, interpret
from tests.fakes.question_tables import ingest_files, write_csv

TABLES = {
    "school": ["pupil,form,mark,days_absent,guardian", "Ada Brook,7A,88,2,Mona", "Ben Coyle,7B,61,9,Al"],
    "clinic": ["patient,illness,doctor,admitted,bill", "Ira Moss,asthma,Dr Vale,2023-01-04,900",
               "Kit Oram,flu,Dr Kerr,2023-03-02,1800", "Lea Pike,flu,Dr Kerr,2023-05-20,700"],
    "books": ["title,author,publisher,year published,pages", "Low Tide,Una Frost,Elm Press,1998,210",
              "Salt Road,Pia Holm,Oak House,2020,150", "Night Ferry,Una Frost,Oak House,2012,330"],
    "ships": ["vessel,shipyard,launched,tonnage,crew,home port", "Petrel,Harrow,1931-04-02,1200,40,Leith",
              "Gannet,Moray,1938-09-12,5400,95,Hull", "Curlew,Tay,1960-01-15,9100,130,Cork"],
    "cities": ["city,country,inhabitants,elevation m,mayor", "Arvik,Norland,52000,12,Siri Dahl",
               "Bexley,Marland,310000,85,Tom Reeve", "Corva,Norland,8900,640,Nils Berg"],
    "films": ["film,director,runtime minutes,box office,language", "Ash,Ivo Lenz,95,12000000,German",
              "Bright Sky,Kay Moor,128,87000000,English", "Cinder,Ivo Lenz,104,4500000,German"],
    "players": ["player,team,position,goals,height cm,birthplace", "Abe Quill,Rovers,keeper,0,191,Selby",
                "Bo Raine,Rangers,forward,17,178,Derry", "Di Toft,Rangers,forward,23,169,Selby"],
    "flats": ["flat,quarter,rent,area m2,landlord", "F1,Old Mill,650,48,Gail Usher",
              "F2,Harbour,1200,110,Hal Voss", "F3,Old Mill,820,71,Gail Usher"],
    "products": ["product,brand,price,weight kg,supplier", "Kettle,Norva,29.5,1.2,Pell",
                 "Toaster,Norva,45,2.1,Quay", "Fan,Zell,19,3.4,Pell"],
    "wines": ["wine,grape,vintage,alcohol,price", "Alba,Merlot,2015,13.5,18",
              "Bruno,Syrah,2018,14.8,32", "Dolce,Riesling,2012,9.5,45"],
}  # fmt: skip
PLANS = [
    ("school", "What grade did Ben Coyle get?", "mark of pupil = Ben Coyle"),
    ("school", "Which class is Ada Brook in?", "form of pupil = Ada Brook"),
    ("clinic", "What ailment does Kit Oram have?", "illness of patient = Kit Oram"),
    ("clinic", "Which physician treated Ira Moss?", "doctor of patient = Ira Moss"),
    ("clinic", "When did Lea Pike come in?", "admitted of patient = Lea Pike"),
    ("books", "Who penned Low Tide?", "author of title = Low Tide"),
    ("books", "When did Night Ferry come out?", "year published of title = Night Ferry"),
    ("books", "Which novel is the thickest?", "MAX pages"),
    ("books", "What is the slimmest book?", "MIN pages"),
    ("ships", "Which boat is the heaviest?", "MAX tonnage"),
    ("ships", "Which ship has the most people on board?", "MAX crew"),
    ("ships", "Where is Curlew based?", "home port of vessel = Curlew"),
    ("ships", "Who built the Gannet?", "shipyard of vessel = Gannet"),
    ("cities", "Which town has the fewest residents?", "MIN inhabitants"),
    ("cities", "What nation is Corva in?", "country of city = Corva"),
    ("cities", "Who runs Bexley?", "mayor of city = Bexley"),
    ("films", "Which movie grossed the most?", "MAX box office"),
    ("films", "What tongue is Cinder in?", "language of film = Cinder"),
    ("films", "Which film maker made Ash?", "director of film = Ash"),
    ("players", "Who hails from Derry?", "player of birthplace = Derry"),
    ("players", "Where was Abe Quill born?", "birthplace of player = Abe Quill"),
    ("players", "Which side does Bo Raine play for?", "team of player = Bo Raine"),
    ("flats", "Which apartment is the roomiest?", "MAX area m2"),
    ("flats", "What part of town is F3 in?", "quarter of flat = F3"),
    ("flats", "Who lets F2?", "landlord of flat = F2"),
    ("products", "How much does the Kettle go for?", "price of product = Kettle"),
    ("products", "Which manufacturer makes the Toaster?", "brand of product = Toaster"),
    ("products", "Which vendor supplies the Fan?", "supplier of product = Fan"),
    ("wines", "Which wine is the strongest?", "MAX alcohol"),
    ("wines", "What is the most affordable wine?", "MIN price"),
    ("wines", "Which bottle is the dearest?", "MAX price"),
]


@pytest.fixture(scope="module")
def catalogs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Catalog]:
    folder = tmp_path_factory.mktemp("everyday")
    files = [write_csv(folder, name, lines) for name, lines in TABLES.items()]
    made = ingest_files(files, folder / "out")
    return {
        table["name"]: Catalog.from_profiles(
            [(table["name"], json.loads(Path(table["profile"]).read_text()))]
        )
        for table in made
    }


@pytest.mark.parametrize(("table", "question", "plan"), PLANS)
def test_an_everyday_word_is_taken_for_the_header_that_it_means(
    table: str, question: str, plan: str, catalogs: dict[str, Catalog]
) -> None:
    found = interpret(question, catalogs[table])

    assert found.outcome is Outcome.ANSWERED, found.unknown_words
    sql = found.readings[0].sql
    if " of " in plan:
        column, condition = plan.split(" of ")
        header, value = condition.split(" = ")
        assert f'"{column}"' in sql.split("FROM")[0]
        assert f"\"{header}\" = '{value}'" in sql
    else:
        function, column = plan.split(" ", 1)
        assert f'{function}("{column}")' in sql


@pytest.mark.parametrize(
    ("table", "question"),
    [
        ("school", "Which pupil is the heaviest?"),
        ("cities", "Which town is the sweetest?"),
        ("films", "Who penned Cinder?"),
        ("wines", "Which wine has the most sugar?"),
    ],
)
def test_an_everyday_word_for_what_no_header_says_is_not_guessed(
    table: str, question: str, catalogs: dict[str, Catalog]
) -> None:
    assert interpret(question, catalogs[table]).outcome is not Outcome.ANSWERED
