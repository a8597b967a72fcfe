"""What those are called who do something that a cell names: a rower rows, a cardiologist works in cardiology.

General English only: no entry may name a table, a value or a header of any data set.
"""

from services.agent.question.language.words import stem

_PRACTISED = """
    rower, oarsman, oarswoman, oarsmen: rowing | sculler: rowing, sculling |
    paddler: canoeing, kayaking, paddling | canoeist: canoeing, canoe | kayaker: kayaking, kayak |
    swimmer: swimming | diver: diving | sailor: sailing | surfer: surfing |
    water polo player: water polo | yachtsman, yachtswoman: sailing, yachting |
    runner: running, athletics, track and field, marathon |
    sprinter: sprint, sprinting, athletics, track and field | hurdler: hurdles, hurdling |
    jumper: jumping | high jumper: high jump | long jumper: long jump | pole vaulter: pole vault |
    javelin thrower: javelin | discus thrower: discus | shot putter: shot put |
    hammer thrower: hammer throw | decathlete: decathlon | heptathlete: heptathlon |
    triathlete: triathlon | pentathlete: pentathlon, modern pentathlon | biathlete: biathlon |
    walker: walking, race walking | cyclist, cycler: cycling, road cycling, track cycling |
    mountain biker: mountain biking, mountain bike | biker: biking, cycling |
    rider, horseman, horsewoman, equestrian: riding, equestrian, horse riding, show jumping, dressage |
    gymnast: gymnastics | trampolinist: trampoline, trampolining | acrobat: acrobatics |
    wrestler: wrestling | boxer: boxing | judoka: judo | karateka: karate | fencer: fencing |
    archer: archery | shooter, marksman: shooting | weightlifter: weightlifting |
    powerlifter: powerlifting | bodybuilder: bodybuilding |
    climber, mountaineer: climbing, mountaineering | golfer: golf | bowler: bowling |
    skater: skating, ice skating, figure skating, speed skating | figure skater: figure skating |
    speed skater: speed skating | skateboarder: skateboarding | ice skater: ice skating |
    skier: skiing, alpine skiing | snowboarder: snowboarding | bobsledder: bobsleigh, bobsled |
    luger: luge | curler: curling | ski jumper: ski jumping |
    cross country skier: cross country skiing, cross country | footballer: football, soccer |
    soccer player: soccer, football | basketballer: basketball | handballer: handball |
    volleyballer: volleyball | baseballer: baseball | netballer: netball | cricketer: cricket |
    hockey player: hockey, ice hockey, field hockey | tennis player: tennis |
    table tennis player: table tennis | badminton player: badminton | squash player: squash |
    rugby player: rugby | chess player: chess | dancer: dancing, dance, ballet | yogi: yoga |
    biologist: biology | chemist: chemistry | physicist: physics |
    mathematician: mathematics, maths, math | historian: history | geographer: geography |
    geologist: geology | economist: economics | philosopher: philosophy | psychologist: psychology |
    sociologist: sociology | linguist: linguistics | statistician: statistics |
    computer scientist: computer science | astronomer: astronomy | botanist: botany | zoologist: zoology |
    archaeologist: archaeology | anthropologist: anthropology | theologian: theology |
    engineer: engineering | cardiologist: cardiology | neurologist: neurology | oncologist: oncology |
    dermatologist: dermatology | radiologist: radiology | urologist: urology |
    gynaecologist, gynecologist: gynaecology, gynecology |
    paediatrician, pediatrician: paediatrics, pediatrics | psychiatrist: psychiatry | surgeon: surgery |
    orthopaedist, orthopedist: orthopaedics, orthopedics | pathologist: pathology |
    anaesthetist: anaesthesia, anaesthetics | ophthalmologist: ophthalmology |
    endocrinologist: endocrinology | gastroenterologist: gastroenterology |
    haematologist, hematologist: haematology, hematology | nephrologist: nephrology |
    rheumatologist: rheumatology | dentist: dentistry | physiotherapist: physiotherapy | nurse: nursing |
    midwife, midwives: midwifery | accountant: accounting, accountancy | marketer, marketeer: marketing |
    buyer: purchasing, procurement | researcher: research | recruiter: recruiting, recruitment |
    seller: sales | logistician: logistics | painter: painting | sculptor: sculpture | potter: pottery |
    photographer: photography | weaver: weaving | pianist: piano | violinist: violin | guitarist: guitar |
    cellist: cello | drummer: drums | flautist, flutist: flute | singer: singing, vocals, voice |
    trumpeter: trumpet | saxophonist: saxophone | clarinettist: clarinet | harpist: harp |
    novelist: novel, fiction | poet: poetry | welder: welding | plumber: plumbing | roofer: roofing |
    baker: baking, bakery | cook: cooking, kitchen | gardener: gardening | tailor: tailoring |
    carpenter: carpentry | bricklayer, mason: masonry
"""
"""Persons by what they are called, and after a colon what they do."""


def _read() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for entry in " ".join(_PRACTISED.split()).split(" | "):
        persons, _, done = entry.partition(": ")
        found.update(dict.fromkeys(persons.split(", "), tuple(done.split(", "))))
    return found


PRACTISED = _read()
"""What a person is called, in the singular -> what such a person does, in normal form."""
PRACTISING = frozenset(stem(person) for person in PRACTISED if " " not in person)
"""The stems of what persons are called who practise something."""
