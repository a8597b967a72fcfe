"""Of which country something is: ``German customers`` live in Germany.

General English only: no entry may name a table, a value or a header of any data set.
"""

_PAIRS = """
    afghan afghanistan | albanian albania | algerian algeria | american united states |
    argentine argentina | argentinian argentina | australian australia | austrian austria |
    bangladeshi bangladesh | belgian belgium | bolivian bolivia | brazilian brazil |
    british united kingdom | bulgarian bulgaria | canadian canada | chilean chile | chinese china |
    colombian colombia | croatian croatia | cuban cuba | cypriot cyprus | czech czech republic |
    danish denmark | dutch netherlands | ecuadorian ecuador | egyptian egypt | english england |
    estonian estonia | ethiopian ethiopia | finnish finland | french france | german germany |
    ghanaian ghana | greek greece | hungarian hungary | icelandic iceland | indian india |
    indonesian indonesia | iranian iran | iraqi iraq | irish ireland | israeli israel | italian italy |
    jamaican jamaica | japanese japan | jordanian jordan | kenyan kenya | korean south korea |
    latvian latvia | lebanese lebanon | lithuanian lithuania | luxembourgish luxembourg |
    malaysian malaysia | maltese malta | mexican mexico | moroccan morocco | nepalese nepal |
    nigerian nigeria | norwegian norway | pakistani pakistan | peruvian peru | philippine philippines |
    filipino philippines | polish poland | portuguese portugal | romanian romania | russian russia |
    saudi saudi arabia | scottish scotland | serbian serbia | singaporean singapore | slovak slovakia |
    slovenian slovenia | south african south africa | spanish spain | swedish sweden | swiss switzerland
    | syrian syria | taiwanese taiwan | thai thailand | tunisian tunisia | turkish turkey |
    ukrainian ukraine | uruguayan uruguay | venezuelan venezuela | vietnamese vietnam | welsh wales |
    angolan angola | armenian armenia | azerbaijani azerbaijan | bahraini bahrain | belarusian belarus |
    bosnian bosnia | botswanan botswana | burmese myanmar | cambodian cambodia | cameroonian cameroon |
    congolese congo | costa rican costa rica | dominican dominican republic | eritrean eritrea |
    fijian fiji | gambian gambia | georgian georgia | guatemalan guatemala | haitian haiti |
    honduran honduras | ivorian ivory coast | kazakh kazakhstan | kuwaiti kuwait | laotian laos |
    libyan libya | macedonian north macedonia | malagasy madagascar | malian mali | mauritian mauritius |
    moldovan moldova | mongolian mongolia | montenegrin montenegro | mozambican mozambique |
    namibian namibia | nicaraguan nicaragua | north korean north korea | omani oman | panamanian panama |
    paraguayan paraguay | qatari qatar | rwandan rwanda | salvadoran el salvador | senegalese senegal |
    somali somalia | sri lankan sri lanka | sudanese sudan | tanzanian tanzania | ugandan uganda |
    uzbek uzbekistan | yemeni yemen | zambian zambia | zimbabwean zimbabwe
"""
_PERSONS = """
    brit united kingdom | briton united kingdom | croat croatia | dane denmark | dutchman netherlands |
    dutchmen netherlands | dutchwoman netherlands | dutchwomen netherlands | englishman england |
    englishmen england | englishwoman england | englishwomen england | finn finland | frenchman france |
    frenchmen france | frenchwoman france | frenchwomen france | irishman ireland | irishmen ireland |
    irishwoman ireland | irishwomen ireland | icelander iceland | new zealander new zealand |
    pole poland | scot scotland | scotsman scotland | scotsmen scotland | serb serbia | slovene slovenia |
    spaniard spain | swede sweden | turk turkey | welshman wales | welshmen wales | luxembourger luxembourg
"""


_CONTINENTS = "african africa | asian asia | european europe | oceanian oceania"
"""American is of the United States above: which of the two is meant, the cells must tell."""

_LEADS = frozenset(["south", "north", "new", "costa", "sri"])
"""First words of the adjectives and nouns of two words."""


def _pairs(text: str) -> dict[str, str]:
    """Part each line into a word for what or who is from a country, and the country."""
    found = {}
    for pair in " ".join(text.split()).split(" | "):
        words = pair.split()
        cut = 2 if words[0] in _LEADS else 1
        found[" ".join(words[:cut])] = " ".join(words[cut:])
    return found


_ADJECTIVES = _pairs(f"{_PAIRS} | {_CONTINENTS}")
DEMONYMS = _ADJECTIVES | _pairs(_PERSONS)
"""Adjective, or noun for one from there -> the country, both in normal form."""
NATIONS: dict[str, tuple[str, ...]] = {}
"""Country -> its adjectives: who comes from Turkey is Turkish, whichever of the two a cell holds."""
for _adjective, _country in _ADJECTIVES.items():
    NATIONS[_country] = (*NATIONS.get(_country, ()), _adjective)
