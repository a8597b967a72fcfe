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
    ukrainian ukraine | uruguayan uruguay | venezuelan venezuela | vietnamese vietnam | welsh wales
"""


def _pairs() -> dict[str, str]:
    """Part each line into an adjective, which may have two words, and a country."""
    found = {}
    for pair in " ".join(_PAIRS.split()).split(" | "):
        words = pair.split()
        cut = 2 if words[:2] == ["south", "african"] else 1
        found[" ".join(words[:cut])] = " ".join(words[cut:])
    return found


DEMONYMS = _pairs()
"""Adjective -> its country, both in normal form."""
